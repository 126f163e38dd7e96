"""The sample keeps the rooms' rules, and the product knows nothing of it."""

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.extension.house import SAMPLE
from tests.support.servers import ROOT

POINTS = ROOT / "tests" / "extension" / "sample" / "points"
CONTEXT = ("model.py", "repository.py", "service.py")
ROOMS = ("agents", "domain_api", "evals", "mcp_servers", "portal", "rag", "suite", "tools")


def imports(path: Path) -> Iterator[str]:
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.ImportFrom) and node.module:
            yield node.module
        elif isinstance(node, ast.Import):
            yield from (name.name for name in node.names)


def ours(path: Path) -> set[str]:
    return {name for name in imports(path) if name.partition(".")[0] in (*ROOMS, "tests")}


@pytest.mark.parametrize("name", CONTEXT)
def test_its_context_knows_the_kernel_and_itself(name: str) -> None:
    allowed = ("domain_api.kernel", f"{SAMPLE}.points.")
    assert [found for found in ours(POINTS / name) if not found.startswith(allowed)] == []


def test_its_tools_reach_a_service_and_speak_no_mcp() -> None:
    allowed = ("domain_api.kernel", f"{SAMPLE}.points.", "tools.tool")
    assert [found for found in ours(POINTS / "tools.py") if not found.startswith(allowed)] == []
    assert not [found for found in imports(POINTS / "tools.py") if found.startswith("mcp")]


def test_no_file_of_the_product_names_it() -> None:
    named = [
        str(path)
        for room in ROOMS
        for path in (ROOT / room).rglob("*.py")
        if any(word in path.read_text(encoding="utf-8") for word in (SAMPLE, '"rcs"', "LOY"))
    ]
    assert named == []
