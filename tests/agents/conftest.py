"""What the tests of the agent share: the tools' site, and a store for conversations."""

from collections.abc import Generator
from contextlib import closing
from pathlib import Path

import pytest

from suite.conversations import SqlCheckpointStore, open_conversations
from tests.agents.mcp_site import McpSite, mcp_site


@pytest.fixture
def site() -> Generator[McpSite]:
    with mcp_site() as site:
        yield site


@pytest.fixture
def store(tmp_path: Path) -> Generator[SqlCheckpointStore]:
    with closing(open_conversations(str(tmp_path / "conversations.db"))) as store:
        yield store
