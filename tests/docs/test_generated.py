"""Generated tables are what the code says today, and name everything there is."""

import re
from collections.abc import Callable
from enum import StrEnum
from inspect import signature
from pathlib import Path

import pytest

from domain_api.ads.campaigns.model import CampaignState
from domain_api.crm.messages.model import LeftOut, MessageState
from domain_api.jobs.handlers import sales_handlers
from domain_api.kernel import Channel, JobState, Metric, Recovery
from domain_api.sales.approvals.model import ApprovalStatus
from domain_api.sales.launches.model import LaunchState
from domain_api.sales.mandates.model import MandateStatus
from domain_api.sales.organizations.model import Role
from domain_api.sales.payments.model import PaymentStatus
from domain_api.sales.plans.model import PlanStatus
from domain_api.settings import Settings
from suite.processes.agent import AgentSettings
from tests.docs import write
from tests.docs.blocks import names_in, renewed
from tests.docs.pages import ROOT, Page, manual_pages, page
from tests.docs.tables import PREFIX, variables_of
from tests.docs.words import AGENT_SETTINGS, METRICS_IN_SPANISH, OTHER_VARIABLES, SETTINGS

_VARIABLE = re.compile(r"\bPROMPTSALES_[A-Z][A-Z_]*[A-Z]\b")
_ROOMS = ("agents", "domain_api", "evals", "mcp_servers", "suite", "tools")


@pytest.fixture(scope="session")
def made(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Callable[[], str]]:
    return write.generators(write.openapi_document(tmp_path_factory.mktemp("installation")))


@pytest.mark.xdist_group("generated manuals")
@pytest.mark.parametrize("of", manual_pages(), ids=lambda of: of.name)
def test_no_table_drifted_from_the_code(of: Page, made: dict[str, Callable[[], str]]) -> None:
    assert renewed(of, made) == of.text, "run `python -m tests.docs.write`"


@pytest.mark.xdist_group("generated manuals")
def test_every_table_that_is_made_stands_somewhere(made: dict[str, Callable[[], str]]) -> None:
    used = {name for of in manual_pages() for name in names_in(of)}
    assert used == set(made)


def test_every_setting_has_its_words_and_no_word_is_left_over() -> None:
    assert {name for name, _ in variables_of(Settings, PREFIX)} == set(SETTINGS)
    assert {name for name, _ in variables_of(AgentSettings, PREFIX)} == set(AGENT_SETTINGS)
    assert {metric.value for metric in Metric} == set(METRICS_IN_SPANISH)


def test_every_variable_that_the_code_names_is_in_the_manual() -> None:
    known = {*SETTINGS, *AGENT_SETTINGS, *OTHER_VARIABLES}
    named = {name for path in _sources() for name in _VARIABLE.findall(path.read_text("utf-8"))}
    prefixes = {name for name in named if any(one.startswith(f"{name}_") for one in known)}
    assert named - known - prefixes == set()


def _sources() -> list[Path]:
    programs = [path for room in _ROOMS for path in (ROOT / room).rglob("*.py")]
    return [*programs, ROOT / "promptsales", ROOT / ".ci" / "run"]


@pytest.mark.parametrize(
    ("words", "pages"),
    [
        (Channel, ["en/briefs.md", "es/briefs.md"]),
        (PlanStatus, ["en/approvals-and-money.md", "es/approvals-and-money.md", "architecture.md"]),
        (ApprovalStatus, ["en/approvals-and-money.md", "es/approvals-and-money.md"]),
        (MandateStatus, ["en/approvals-and-money.md", "es/approvals-and-money.md"]),
        (PaymentStatus, ["en/approvals-and-money.md", "es/approvals-and-money.md"]),
        (LaunchState, ["en/approvals-and-money.md", "es/approvals-and-money.md"]),
        (LeftOut, ["en/consent-and-messages.md", "es/consent-and-messages.md"]),
        (MessageState, ["en/consent-and-messages.md", "es/consent-and-messages.md"]),
        (CampaignState, ["en/results.md", "es/results.md", "architecture.md"]),
        (JobState, ["operation.md", "es/operation.md", "architecture.md"]),
        (Recovery, ["mcp.md", "es/mcp.md", "rest.md"]),
        (Role, ["en/getting-started.md", "es/getting-started.md"]),
    ],
    ids=lambda one: one.__name__ if isinstance(one, type) else "",
)
def test_every_state_is_explained(words: type[StrEnum], pages: list[str]) -> None:
    for name in pages:
        said = set(page(name).inline_code())
        assert {word.value for word in words} <= said, name


def test_every_job_is_explained() -> None:
    services = [_Nobody()] * len(signature(sales_handlers).parameters)
    kinds = {*sales_handlers(*services), "ads.network", "ads.watch"}  # pyright: ignore[reportArgumentType] -- only the names are asked for
    for name in ("operation.md", "es/operation.md"):
        assert kinds <= set(page(name).inline_code()), name


class _Nobody:
    """Stands where a service would; nobody calls it."""

    def __getattr__(self, name: str) -> str:
        return name
