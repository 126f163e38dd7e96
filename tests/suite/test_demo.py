"""The demo does the main job on real input, and its status tells the truth about it."""

import json
from collections import defaultdict
from pathlib import Path
from typing import Any

import pytest

from tests.suite.command import RunHere, run

pytestmark = pytest.mark.system

BRIEFS = {
    "built_in": ((), {"email", "whatsapp", "facebook"}),
    "spanish": (
        (
            "--brief",
            "Lanza una campaña de primavera para mi cafetería en San José, 500 dólares, "
            "por correo y WhatsApp, del 1 al 15 de marzo",
        ),
        {"email", "whatsapp"},
    ),
}


Told = dict[str, Any]


@pytest.fixture(scope="session")
def demos() -> dict[str, Told]:
    """Each brief is run once, whatever the order of the tests."""
    return {}


@pytest.fixture(
    params=[pytest.param(name, marks=pytest.mark.xdist_group(f"demo {name}")) for name in BRIEFS]
)
def told(
    request: pytest.FixtureRequest,
    demos: dict[str, Told],
    tmp_path_factory: pytest.TempPathFactory,
) -> Told:
    """The document of a run that came through, with the brief's channels and its folder."""
    if request.param not in demos:
        demos[request.param] = _run(*BRIEFS[request.param], tmp_path_factory.mktemp("demo"))
    return demos[request.param]


def _run(arguments: tuple[str, ...], channels: set[str], folder: Path) -> Told:
    data = folder / "data"
    done = run("demo", "--json", "--data", str(data), *arguments)
    assert done.returncode == 0, done.stderr
    document = json.loads(done.stdout)
    return document | {"wanted": channels, "folder": data, "said": done.stderr}


def test_the_campaign_is_active_paid_once_and_published_everywhere(told: Told) -> None:
    assert told["ok"] is True
    assert told["at_start"]["campaign"] == "active"
    (payment,) = told["at_start"]["payments"]
    assert payment["status"] == "captured"
    assert payment["amount"] == told["plan"]["budget"]
    assert payment["amount"]["minor_units"] == 50_000
    receipts = told["at_start"]["receipts"]
    assert {receipt["channel"] for receipt in receipts} == told["wanted"]
    assert all(receipt["published"] and receipt["reference"] for receipt in receipts)


def test_what_was_launched_is_what_a_person_approved(told: Told) -> None:
    assert told["plan"]["digest"] == told["approval"]["digest"] == told["launch"]["digest"]
    assert set(told["approval"]["payloads"]) == told["wanted"]
    assert told["approval"]["status"] == "approved"
    assert told["approval"]["decided_by"].startswith("usr_")


def test_who_consented_is_reached_and_who_did_not_is_left_out(told: Told) -> None:
    """Of the seeded clients in San José, or nobody knows where: see `suite.seed.CLIENTS`."""
    receipts = {receipt["channel"]: receipt for receipt in told["at_start"]["receipts"]}
    assert receipts["email"]["reached"] == 5
    assert receipts["email"]["left_out"] == {"no_consent": 4, "no_contact": 2}
    assert receipts["whatsapp"]["reached"] == 6
    assert receipts["whatsapp"]["left_out"] == {"no_consent": 3, "no_contact": 2}
    outbox = told["folder"] / "outbox"
    assert len(list((outbox / "email").glob("*.eml"))) == 5
    assert len(list((outbox / "whatsapp").glob("*.json"))) == 6


def test_the_loop_closes_with_leads_and_a_sale(told: Told) -> None:
    campaign_id = told["launch"]["campaign_id"]
    channels = [lead["attribution"]["channel"] for lead in told["leads"]]
    assert sorted(channels) == sorted(told["wanted"])
    assert {lead["attribution"]["campaign_id"] for lead in told["leads"]} == {campaign_id}
    assert all(lead["attribution"]["creative_id"] for lead in told["leads"])
    assert told["sale"]["attribution"]["campaign_id"] == campaign_id
    performance = told["at_end"]["performance"]
    assert (performance["leads"], performance["sales"]) == (len(told["wanted"]), 1)
    assert performance["revenue"] == [told["sale"]["total"]]
    assert performance["reached"] == 11


def test_money_that_was_not_spent_comes_back_and_the_books_balance(told: Told) -> None:
    payment, balances = told["at_end"]["payment"], defaultdict[str, int](int)
    for entry in told["at_end"]["ledger"]:
        balances[entry["account"].split(":")[0]] += entry["balance"]["minor_units"]
    assert sum(balances.values()) == 0
    assert (balances["mandate"], balances["committed"], balances["prepaid"]) == (0, 0, 0)
    assert balances["spend"] > 0
    assert payment["refunded"]["minor_units"] == 50_000 - balances["spend"]
    assert balances["gateway"] == -balances["spend"]
    (spend,) = told["at_end"]["performance"]["spend"]
    assert spend["minor_units"] == balances["spend"]
    assert told["at_end"]["campaign"] == "completed"


def test_each_step_is_told_as_it_happens_and_steps_of_the_clock_too(told: Told) -> None:
    at = [step["at_s"] for step in told["steps"]]
    assert at == sorted(at)
    clock = [step["clock"] for step in told["steps"] if "clock" in step]
    assert len(clock) == 2
    assert clock[0].startswith(told["plan"]["flight"]["start_on"])
    assert "The demo's clock steps to the start of the flight" in told["said"]
    assert "The demo's clock steps to the end of the flight" in told["said"]
    assert told["data"] == str(told["folder"])


def test_nothing_secret_is_told_and_the_folder_is_its_owners(told: Told) -> None:
    folder: Path = told["folder"]
    secrets = json.loads((folder / "secrets.json").read_text())
    people = json.loads((folder / "demo-users.json").read_text())
    hidden = [*secrets.values(), *(person["password"] for person in people)]
    logs = "".join(log.read_text() for log in (folder / "logs").iterdir())
    for secret in hidden:
        assert secret not in json.dumps(told, default=str)
        assert secret not in logs
    for path in (folder, *folder.rglob("*")):
        assert path.stat().st_mode & 0o077 == 0, path


def test_a_brief_that_leaves_something_open_is_answered_by_a_question(tmp_path: Path) -> None:
    done = run(
        "demo", "--json", "--brief", "Launch a campaign for my bakery by email from March 1 to 15",
        TMPDIR=str(tmp_path),
    )  # fmt: skip
    assert done.returncode == 2
    document = json.loads(done.stdout)
    assert document["ok"] is False
    assert "budget" in document["question"]
    assert "Not launched" in done.stderr
    for missing in ("plan", "approval", "launch"):
        assert missing not in document
    assert not list(tmp_path.glob("promptsales-*")), "a question leaves nothing on the disk"


def test_a_demo_that_cannot_run_says_why_and_where(
    run_here: RunHere, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))
    done = run_here("demo", "--json", PROMPTSALES_PROFILE="production")
    assert done.returncode == 1
    document = json.loads(done.stdout)
    assert document["ok"] is False
    assert "production needs PROMPTSALES_DB_PRIMARY" in document["error"]
    assert Path(document["data"]).is_dir()
    assert document["data"] in done.stderr
