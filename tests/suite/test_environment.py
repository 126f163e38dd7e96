"""An environment file is read as shells write it, and a mistake in it shows no secret."""

import os
from pathlib import Path

import pytest

from suite.environment import load_environment
from suite.local import Unusable
from tests.suite.command import RunHere

WORD = "s3cret-word"


@pytest.fixture(autouse=True)
def _environment_of_its_own(monkeypatch: pytest.MonkeyPatch) -> None:  # pyright: ignore[reportUnusedFunction] -- autouse
    kept = {name: text for name, text in os.environ.items() if not name.startswith("PROMPT")}
    monkeypatch.setattr(os, "environ", kept)


def _file(folder: Path, text: str) -> Path:
    path = folder / "production.env"
    path.write_text(text, encoding="utf-8")
    return path


def test_lines_are_settings_and_comments_are_not(tmp_path: Path) -> None:
    load_environment(
        _file(
            tmp_path,
            "# databases\n\n"
            "PROMPTSALES_DB_PRIMARY=postgresql+psycopg://ana:a=b#c@db/promptsales\n"
            "export PROMPTCRM_DB_PRIMARY = no\n".replace(" = ", "=")
            + "PROMPTADS_DB_PRIMARY='with space'\n"
            'PROMPTSALES_REDIS_URL="redis://127.0.0.1:1"\n'
            "PROMPTSALES_BLOBS__CONTAINER=\n",
        )
    )
    found = {name: text for name, text in os.environ.items() if name.startswith("PROMPT")}
    assert found == {
        "PROMPTSALES_DB_PRIMARY": "postgresql+psycopg://ana:a=b#c@db/promptsales",
        "PROMPTCRM_DB_PRIMARY": "no",
        "PROMPTADS_DB_PRIMARY": "with space",
        "PROMPTSALES_REDIS_URL": "redis://127.0.0.1:1",
        "PROMPTSALES_BLOBS__CONTAINER": "",
    }


def test_the_file_counts_more_than_what_was_set_and_a_profile_most(tmp_path: Path) -> None:
    os.environ |= {"PROMPTSALES_DATA": "before", "PROMPTSALES_PUBLIC_URL": "kept"}
    file = _file(tmp_path, "PROMPTSALES_DATA=after\nPROMPTSALES_PROFILE=embedded\n")
    load_environment(file, "production")
    assert os.environ["PROMPTSALES_DATA"] == "after"
    assert os.environ["PROMPTSALES_PUBLIC_URL"] == "kept"
    assert os.environ["PROMPTSALES_PROFILE"] == "production"


@pytest.mark.parametrize(
    ("line", "words"),
    [
        (f"PROMPTSALES_GATEWAY_KEY {WORD}", "line 2: not of the form NAME=value"),
        (f"GATEWAY_KEY={WORD}", "line 2: GATEWAY_KEY is none of this program's settings"),
        (f"PATH={WORD}", "PATH is none of"),
        (f"PROMPTSALES_GATEWAY_KEY='{WORD}", "a quotation mark is left open"),
        (f"PROMPTSALES_GATEWAY_KEY='{WORD}' and more", "something follows it"),
    ],
)
def test_a_line_that_cannot_be_read_is_named_and_not_shown(
    tmp_path: Path, line: str, words: str
) -> None:
    with pytest.raises(Unusable) as refused:
        load_environment(_file(tmp_path, f"# first\n{line}\n"))
    assert words in str(refused.value)
    assert WORD not in str(refused.value)


def test_a_file_that_is_not_there_is_one_sentence(run_here: RunHere, tmp_path: Path) -> None:
    missing = tmp_path / "missing.env"
    for arguments in (
        ("--env-file", str(missing), "db", "status"),
        ("up", "--env-file", str(missing)),
        ("demo", "--env-file", str(missing)),
    ):
        done = run_here(*arguments)
        assert done.returncode == 1
        assert f"the environment file {missing} cannot be read" in done.stderr
        assert len(done.stderr.splitlines()) == 1


def test_a_profile_of_another_name_is_told(run_here: RunHere, tmp_path: Path) -> None:
    done = run_here("up", "--profile", "staging", "--data", str(tmp_path / "data"))
    assert done.returncode == 1
    assert "PROMPTSALES_PROFILE: Input should be 'embedded' or 'production'" in done.stderr
