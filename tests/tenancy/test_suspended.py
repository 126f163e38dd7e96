"""A suspended organization sends, spends and promises nothing; what people tell it is kept."""

import sqlite3
from contextlib import closing
from datetime import timedelta

import pytest

from tests.tenancy.asking import code_of, fillings, with_digest
from tests.tenancy.conftest import Town
from tests.tenancy.doors import Door

REFUSED = frozenset(
    {
        "POST /approvals/{approval_id}/approve",
        "POST /approvals/{approval_id}/refuse",
        "POST /launches",
        "POST /campaigns/{campaign_id}/resume",
        "tool launch_campaign",
        "tool resume_campaign",
    }
)
"""What would spend or send, or decide about it."""

STILL_DONE = {
    "what people said and did is kept": {
        "POST /clients",
        "POST /clients/import",
        "POST /clients/merges",
        "POST /clients/merges/{merge_id}/undo",
        "POST /consents",
        "POST /consents/withdrawals",
        "POST /leads",
        "POST /sales",
        "tool capture_lead",
        "tool merge_clients",
        "tool record_consent",
        "tool record_sale",
        "tool undo_merge",
        "tool withdraw_consent",
    },
    "a draft reaches nobody": {
        "DELETE /files/{file_id}",
        "PATCH /assets/{asset_id}",
        "PATCH /plans/{plan_id}",
        "POST /approvals",
        "POST /assets/{asset_id}/archive",
        "POST /files",
        "POST /generations",
        "POST /plans",
        "PUT /brand",
        "tool draft_plan",
        "tool generate_copy",
        "tool request_approval",
        "tool revise_plan",
    },
    "it stops something": {
        "POST /campaigns/{campaign_id}/end",
        "POST /campaigns/{campaign_id}/pause",
        "tool end_campaign",
        "tool pause_campaign",
    },
    "it asks": {
        "POST /audiences/estimate",
        "POST /metrics/query",
        "POST /reconciliation",
        "POST /segments/preview",
    },
    "people come, go and restore": {
        "PATCH /users/{user_id}",
        "POST /agent-tokens",
        "POST /organization/restore",
        "POST /organization/suspend",
        "POST /users",
        "PUT /organization/settings",
    },
}
"""Why a door stays open: a new one that writes belongs here, or among the refused."""

_LAST = ("POST /organization/restore",)


def test_each_writing_door_refuses_or_says_why_not(town: Town) -> None:
    writing = {door.name for door in town.doors() if not door.reads}
    assert writing == REFUSED.union(*STILL_DONE.values())


def test_while_it_is_suspended_nothing_leaves(town: Town, subtests: pytest.Subtests) -> None:
    life, site = town.stopped, town.site
    life.post("/organization/suspend")
    site.work()
    sent = _outside(town)
    doors = [door for door in town.doors() if not door.reads and door.name not in _LAST]
    for door in sorted(doors, key=lambda one: one.name not in REFUSED):
        with subtests.test(door=door.name):
            codes = _codes(town, door)
            assert ("organization_suspended" in codes) == (door.name in REFUSED), codes
            assert ("" in codes) == (door.name not in REFUSED), codes
    site.step(timedelta(hours=6))
    assert sent["letters"] != "[]"
    assert _outside(town) == sent
    life.post("/organization/restore")


def _codes(town: Town, door: Door) -> set[str]:
    """What it says to ids of the organization's own, up to the first yes. What was launched
    before is told again, which changes nothing."""
    ids, codes = town.ids(town.stopped), set[str]()
    for filled in fillings(door, ids, town.names):
        request = door.build(town.stopped, with_digest(door, ids, filled))
        before = town.rows(town.stopped).digest_of_work() if door.name in REFUSED else ""
        code = code_of(town.site.ask(request))
        if code == "" and before == town.rows(town.stopped).digest_of_work():
            continue
        codes.add(code)
        if code == "":
            break
    return codes


def _outside(town: Town) -> dict[str, str]:
    """What was sent in the organization's name, and all that was placed and charged."""
    folder, word = town.site.application.settings.data, town.stopped.word
    letters = [path for path in sorted(folder.joinpath("outbox").rglob("*")) if path.is_file()]
    theirs = [path for path in letters if word in path.read_text(errors="replace")]
    with closing(sqlite3.connect(folder / "gateway.db")) as books:
        charges = books.execute("SELECT * FROM charges ORDER BY 1").fetchall()
    with closing(sqlite3.connect(folder / "network" / "network.db")) as books:
        placed = books.execute("SELECT reference FROM placed_ads ORDER BY 1").fetchall()
    return {"letters": repr(theirs), "charges": repr(charges), "ads": repr(placed)}
