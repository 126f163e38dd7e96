"""`promptsales clients import`: a list comes in from a file, and is told row by row."""

import json
from pathlib import Path

import pytest

from tests.suite.command import RunHere
from tests.suite.house import MARTA, House

pytestmark = [pytest.mark.system, pytest.mark.xdist_group("installation")]

HEAD = "name;email;consent_channels;consented_on;consent_source;consent_proof\n"
ANA = "Ana Imported;ana.imported@clients.test;email;2026-01-05;counter;card 17\n"


def test_a_list_is_imported_and_the_same_list_again_changes_nothing(
    house: House, run_here: RunHere, tmp_path: Path
) -> None:
    file = tmp_path / "clients.csv"
    file.write_text(HEAD + ANA, encoding="utf-8-sig")
    first = run_here("clients", "import", str(file), "--json", *house.options)
    again = run_here("clients", "import", str(file), *house.options)
    assert (json.loads(first.stdout)["made"], again.returncode) == (1, 0)
    assert again.stderr == "0 made, 0 completed, 1 unchanged, 0 refused\n"
    found = house.person(MARTA).read("/clients")["items"]
    assert [client["name"] for client in found].count("Ana Imported") == 1


def test_a_refused_row_is_told_with_its_line_and_status_2(
    house: House, run_here: RunHere, tmp_path: Path
) -> None:
    file = tmp_path / "clients.jsonl"
    file.write_text('{"email": "nobody"}\n')
    done = run_here("clients", "import", str(file), *house.options)
    assert done.returncode == 2
    assert done.stdout.splitlines()[1].startswith("1\trefused\t")


@pytest.mark.parametrize(
    ("body", "words"),
    [(b"", "no rows"), (b"\xff\xfe", "not UTF-8"), (b"e" * 1_000_001, "larger"), (None, "No such")],
)
def test_a_file_that_cannot_be_taken_is_one_sentence_and_status_1(
    house: House, run_here: RunHere, tmp_path: Path, body: bytes | None, words: str
) -> None:
    file = tmp_path / "clients.csv"
    if body is not None:
        file.write_bytes(body)
    done = run_here("clients", "import", str(file), *house.options)
    assert done.returncode == 1
    assert words in done.stderr
    assert len(done.stderr.splitlines()) == 1
