"""People at the terminal: they talk with the agent, and decide as themselves."""

import re

import pytest

from tests.suite.command import RunHere
from tests.suite.house import ANDRES, MARTA, VICTOR, House

pytestmark = [pytest.mark.system, pytest.mark.xdist_group("installation")]

BRIEF = "Launch a campaign for my bakery by email and SMS with 500 dollars from March 1 to 15."


def asked(house: House, **changes: str) -> dict[str, str]:
    """A fresh approval that waits for somebody."""
    marta = house.person(MARTA)
    plan = house.plan(marta, ["email", "facebook"], **changes)
    return marta.make("/approvals", {"plan_id": plan["plan_id"]})


def status_of(house: House, approval: dict[str, str]) -> str:
    return house.person(ANDRES).read(f"/approvals/{approval['approval_id']}")["status"]


def test_a_brief_goes_in_and_a_link_to_decide_comes_out(house: House, run_here: RunHere) -> None:
    talk = ("chat", *house.options, "--conversation", "in-a-pipe")
    done = run_here(*talk, stdin=f"{BRIEF}\n")
    assert done.returncode == 0
    link = re.search(rf"{house.installation.public_url}/approvals/(apr_\w+)", done.stdout)
    assert link
    listed = run_here("approvals", "list", *house.options, "--status", "pending")
    rows = [line.split("\t") for line in listed.stdout.splitlines()]
    assert rows[0][0] == "approval"
    assert [row[2] for row in rows if row[0] == link.group(1)] == ["USD 500.00"]

    approve = ("approvals", "approve", link.group(1), *house.options)
    assert run_here(*approve, stdin="y\n").returncode == 0
    done = run_here(*talk, stdin="go ahead\n")
    assert done.returncode == 0
    assert re.search(r"cmp_\w+", done.stdout)


def test_what_is_shown_is_whom_when_how_much_and_every_channels_words(
    house: House, run_here: RunHere
) -> None:
    approval = asked(house)
    shown = run_here("approvals", "show", approval["approval_id"], *house.options).stdout
    whole = house.person(ANDRES).read(f"/approvals/{approval['approval_id']}")
    plan = house.person(ANDRES).read(f"/plans/{approval['plan_id']}")
    for payload in whole["payloads"]:
        assert payload["channel"] in shown
        assert payload["digest"] in shown
        assert payload["link"] in shown
        for text in payload["fields"].values():
            assert all(line in shown for line in text.splitlines())
    for words in (plan["flight"]["start_on"], plan["flight"]["end_on"], "USD 500.00", "everybody"):
        assert words in shown
    assert f"digest {whole['digest']}" in shown


def test_words_in_a_plan_cannot_paint_over_what_is_shown(house: House, run_here: RunHere) -> None:
    approval = asked(house, name="Sale \x1b[8mhidden\x1b[0m \u202ereversed")
    shown = run_here("approvals", "show", approval["approval_id"], *house.options).stdout
    assert "�[8mhidden" in shown
    assert "\x1b" not in shown
    assert "\u202e" not in shown


def test_a_person_says_yes_after_seeing_it(house: House, run_here: RunHere) -> None:
    approval = asked(house)
    decide = ("approvals", "approve", approval["approval_id"], *house.options)
    no = run_here(*decide, stdin="n\n")
    assert (no.returncode, status_of(house, approval)) == (1, "pending")
    nothing = run_here(*decide)
    assert (nothing.returncode, status_of(house, approval)) == (1, "pending")
    yes = run_here(*decide, stdin="y\n")
    assert (yes.returncode, status_of(house, approval)) == (0, "approved")
    assert approval["digest"] in yes.stdout
    again = run_here(*decide, stdin="y\n")
    assert again.returncode == 1
    assert "(already_decided)" in again.stderr


def test_a_person_says_no_and_why(house: House, run_here: RunHere) -> None:
    approval = asked(house)
    decide = ("approvals", "refuse", approval["approval_id"], *house.options)
    done = run_here(*decide, "--digest", approval["digest"], "--reason", "Not now.")
    assert (done.returncode, status_of(house, approval)) == (0, "refused")
    kept = house.person(ANDRES).read(f"/approvals/{approval['approval_id']}")
    assert kept["reason"] == "Not now."
    assert kept["decided_by"] == house.person(ANDRES).user_id


def test_what_cannot_be_decided_stays_as_it_is(house: House, run_here: RunHere) -> None:
    approval = asked(house)
    decide = ("approvals", "approve", approval["approval_id"], *house.options)
    shown = ("--digest", approval["digest"])
    for more, code in [
        (("--digest", "0" * 64), "approval_stale"),
        (("--digest", "yes"), "invalid_input"),
        ((*shown, "--user", VICTOR), "scope_missing"),
        ((*shown, "--user", MARTA), "scope_missing"),
        ((*shown, "--user", "nobody@demo.test"), "invalid_credentials"),
    ]:
        done = run_here(*decide, *more)
        assert done.returncode == 1
        assert f"({code})" in done.stderr
        assert len(done.stderr.splitlines()) == 1
    assert status_of(house, approval) == "pending"


@pytest.mark.parametrize(
    ("arguments", "code"),
    [
        (("show", "apr_01kb0000000000000000000000"), "not_found"),
        (("show", "../plans"), "no_such_path"),
        (("approve", "apr_nobody", "--digest", "0" * 64), "not_found"),
        (("list", "--status", "odd"), "invalid_input"),
    ],
)
def test_what_is_not_there_is_told_plainly(
    house: House, run_here: RunHere, arguments: tuple[str, ...], code: str
) -> None:
    done = run_here("approvals", *arguments, *house.options)
    assert done.returncode == 1
    assert f"({code})" in done.stderr
    assert len(done.stderr.splitlines()) == 1


def test_a_password_of_ones_own_comes_from_the_environment(house: House, run_here: RunHere) -> None:
    wrong = run_here("approvals", "list", *house.options, PROMPTSALES_PASSWORD="not the one")
    assert wrong.returncode == 1
    assert "(invalid_credentials)" in wrong.stderr
