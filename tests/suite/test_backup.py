"""A backup is of one moment, whole or not there, and comes back into a folder of its own."""

import io
import json
import os
import sqlite3
import subprocess
import sys
import tarfile
import threading
from collections.abc import Callable
from contextlib import closing
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from suite.backups.making import create, prune
from suite.backups.reading import unpack
from suite.backups.restoring import restore, verify
from suite.commands.backup import app
from suite.local import Unusable
from tests.suite.command import ROOT, RunHere, environment
from tests.suite.group import Group

Change = Callable[[dict[str, bytes]], None]


def quiet(_line: str) -> None:
    pass


def database(path: Path, *statements: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    with closing(sqlite3.connect(path, timeout=30)) as connection, connection:
        connection.execute("PRAGMA journal_mode = WAL")
        for statement in statements:
            connection.execute(statement)


def value(path: Path) -> int:
    with closing(sqlite3.connect(path)) as connection:
        return int(connection.execute("SELECT COUNT(*) FROM steps").fetchone()[0])


@pytest.fixture
def data(tmp_path: Path) -> Path:
    folder = tmp_path / "data"
    for name in ("sales.db", "crm.db", "gateway/books.db"):
        database(folder / name, "CREATE TABLE steps (n INTEGER)")
    (folder / "blobs").mkdir()
    (folder / "blobs" / "ab").write_bytes(b"\x00picture" * 1000)
    (folder / "secrets.json").write_text("{}")
    (folder / "logs").mkdir()
    (folder / "logs" / "api.log").write_text("long")
    (folder / "up.lock").touch()
    return folder


@pytest.fixture
def backup(data: Path, tmp_path: Path) -> Path:
    return create(data, tmp_path / "kept", quiet)


def rewritten(backup: Path, change: Change) -> Path:
    """The same archive after somebody changed what is in it."""
    with tarfile.open(backup) as archive:
        held = {
            member.name: reader.read()
            for member in archive.getmembers()
            if (reader := archive.extractfile(member))
        }
    change(held)
    changed = backup.with_name("changed.tar.gz")
    with tarfile.open(changed, "w:gz") as archive:
        for name, content in held.items():
            member = tarfile.TarInfo(name)
            member.size = len(content)
            archive.addfile(member, io.BytesIO(content))
    return changed


def test_what_is_backed_up_comes_back(backup: Path, data: Path, tmp_path: Path) -> None:
    verify(backup)
    restore(backup, tmp_path / "new", {})
    found = {str(path.relative_to(tmp_path / "new")) for path in (tmp_path / "new").rglob("*.*")}
    assert found == {"sales.db", "crm.db", "gateway/books.db", "secrets.json"}
    assert (tmp_path / "new/blobs/ab").read_bytes() == (data / "blobs/ab").read_bytes()
    assert (tmp_path / "new/secrets.json").stat().st_mode & 0o777 == 0o600
    assert (tmp_path / "new").stat().st_mode & 0o777 == 0o700
    assert backup.stat().st_mode & 0o777 == 0o600
    assert list((tmp_path / "kept").iterdir()) == [backup], "nothing unfinished is left"


def test_under_load_all_databases_are_of_one_moment(data: Path, tmp_path: Path) -> None:
    """A saga writes here, then there: no copy may hold the second step without the first."""
    stop, failed = threading.Event(), list[BaseException]()

    def work() -> None:
        try:
            while not stop.is_set():
                for name in ("sales.db", "crm.db", "gateway/books.db"):
                    database(data / name, "INSERT INTO steps VALUES (1)")
        except BaseException as error:
            failed.append(error)

    worker = threading.Thread(target=work)
    worker.start()
    seen: list[int] = []
    try:
        for number in range(6):
            made = create(data, tmp_path / "kept", quiet)
            restore(made, tmp_path / f"new-{number}", {})
            new = tmp_path / f"new-{number}"
            sales, crm, books = (value(new / f"{n}.db") for n in ("sales", "crm", "gateway/books"))
            assert sales - 1 <= crm <= sales
            assert crm - 1 <= books <= crm
            seen.append(sales)
    finally:
        stop.set()
        worker.join(30)
    assert not failed
    assert seen == sorted(seen)
    assert seen[-1] > seen[0], "the work went on meanwhile"


def test_a_folder_that_holds_something_is_never_restored_into(backup: Path, data: Path) -> None:
    before = sorted(data.rglob("*"))
    with pytest.raises(Unusable, match="not an empty folder"):
        restore(backup, data, {})
    assert sorted(data.rglob("*")) == before


def test_an_empty_folder_is_good_enough(backup: Path, tmp_path: Path) -> None:
    (tmp_path / "empty").mkdir()
    restore(backup, tmp_path / "empty", {})
    assert (tmp_path / "empty/sales.db").is_file()


def _damage(held: dict[str, bytes]) -> None:
    held["blobs/ab"] = held["blobs/ab"][:-1] + b"x"


def _lose(held: dict[str, bytes]) -> None:
    del held["crm.db"]


def _add(held: dict[str, bytes]) -> None:
    held["more.sh"] = b"echo"


def _climb(held: dict[str, bytes]) -> None:
    manifest = json.loads(held["manifest.json"])
    manifest["files"][-1]["name"] = "../../outside"
    held["manifest.json"] = json.dumps(manifest).encode()
    held["../../outside"] = held.pop("secrets.json")


def _no_manifest(held: dict[str, bytes]) -> None:
    del held["manifest.json"]


@pytest.mark.parametrize(
    ("change", "words"),
    [
        (_damage, "blobs/ab is damaged"),
        (_lose, "does not hold the files"),
        (_add, "does not hold the files"),
        (_climb, "leads out of the folder"),
        (_no_manifest, "no whole backup"),
    ],
)
def test_a_changed_backup_is_refused_and_nothing_is_written(
    change: Change, words: str, backup: Path, tmp_path: Path
) -> None:
    changed = rewritten(backup, change)
    with pytest.raises(Unusable, match=words):
        verify(changed)
    with pytest.raises(Unusable, match=words):
        restore(changed, tmp_path / "new", {})
    assert not (tmp_path / "new").exists()
    assert not list(tmp_path.parent.glob("outside"))


@pytest.mark.parametrize("part", [0.0, 0.1, 0.5, 0.95])
def test_a_backup_that_is_cut_short_is_refused(part: float, backup: Path) -> None:
    whole = backup.read_bytes()
    backup.write_bytes(whole[: int(len(whole) * part)])
    with pytest.raises(Unusable, match="no whole backup"):
        verify(backup)


def test_a_link_in_a_backup_is_no_file(backup: Path, tmp_path: Path) -> None:
    evil = tmp_path / "evil.tar.gz"
    with tarfile.open(backup) as old, tarfile.open(evil, "w:gz") as new:
        for member in old.getmembers():
            if member.name == "secrets.json":
                member.type, member.linkname, member.size = tarfile.SYMTYPE, "/etc/passwd", 0
            new.addfile(member, old.extractfile(member) if member.isreg() else None)
    with pytest.raises(Unusable, match=r"secrets\.json is not the file"):
        verify(evil)


def test_a_ledger_that_does_not_balance_is_told(data: Path, tmp_path: Path) -> None:
    database(
        data / "sales.db",
        'CREATE TABLE "PSLedgerLines" (posting_id, currency, minor_units INTEGER)',
        "INSERT INTO \"PSLedgerLines\" VALUES ('p', 'USD', 5), ('p', 'USD', -4)",
    )
    with pytest.raises(Unusable, match="1 posting"):
        verify(create(data, tmp_path / "kept", quiet))


def test_a_damaged_database_is_told(data: Path, tmp_path: Path) -> None:
    database(data / "crm.db", "CREATE TABLE parents (id PRIMARY KEY)")
    database(data / "crm.db", "CREATE TABLE children (id REFERENCES parents (id))")
    database(data / "crm.db", "INSERT INTO children VALUES (7)")
    with pytest.raises(Unusable, match=r"crm\.db is damaged"):
        verify(create(data, tmp_path / "kept", quiet))


def test_a_newer_schema_is_not_restored(data: Path, tmp_path: Path) -> None:
    database(
        data / "sales.db",
        'CREATE TABLE "PSSchema" (version_num VARCHAR(32))',
        "INSERT INTO \"PSSchema\" VALUES ('0009')",
    )
    made = create(data, tmp_path / "kept", quiet)
    with pytest.raises(Unusable, match="schema 0009, newer than this program's 0003"):
        restore(made, tmp_path / "new", {"PSSchema": "0003"})
    assert not (tmp_path / "new").exists()
    restore(made, tmp_path / "new", {"PSSchema": "0009"})


def test_a_full_disk_leaves_no_half_file(data: Path, tmp_path: Path) -> None:
    """The process may write no file over 40 kB: the archive of noise grows past that."""
    (data / "blobs" / "noise").write_bytes(os.urandom(39_000))
    (data / "blobs" / "more").write_bytes(os.urandom(39_000))
    limited = (
        "import resource\n"
        "from suite.commands.backup import app\n"
        "from suite.errors import told_plainly\n"
        "resource.setrlimit(resource.RLIMIT_FSIZE, (40_000, 40_000))\n"
        f"with told_plainly(): app(['create', '--data', {str(data)!r}])"
    )
    done = subprocess.run(  # noqa: S603 -- our own interpreter
        [sys.executable, "-c", limited],
        cwd=ROOT,
        env=environment(),
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )
    assert done.returncode == 1
    assert "no backup was made in" in done.stderr
    assert "File too large" in done.stderr
    assert list((data / "backups").iterdir()) == []


def test_a_target_that_is_no_folder_is_told(data: Path, tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    with pytest.raises(Unusable, match=r"no backup was made in .*: (Not a directory|File exists)"):
        create(data, tmp_path / "file" / "deeper", quiet)


def test_old_backups_go_and_the_newest_stays(tmp_path: Path) -> None:
    now = datetime(2027, 2, 10, tzinfo=UTC)
    for day in ("20261220", "20270105", "20270209"):
        (tmp_path / f"promptsales-{day}T030000000000Z.tar.gz").touch()
    (tmp_path / "promptsales-of-somebody.tar.gz").touch()
    gone = prune(tmp_path, timedelta(days=30), now)
    assert [path.name[12:20] for path in gone] == ["20261220", "20270105"]
    assert len(list(tmp_path.iterdir())) == 2
    assert prune(tmp_path, timedelta(days=1), now + timedelta(days=90)) == []


@pytest.fixture
def told(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Group:
    return Group(app, monkeypatch, capsys)


def test_the_commands_of_an_installation(tmp_path: Path, run_here: RunHere, told: Group) -> None:
    data = tmp_path / "data"
    assert run_here("db", "upgrade", "--data", str(data)).returncode == 0
    made = told("create", "--data", str(data), "--keep", "30")
    assert made.returncode == 0, made.stderr
    [path] = made.stdout.splitlines()
    assert told("verify", path).stdout.startswith("whole: 6 files, 6 databases")
    back = told("restore", path, "--data", str(tmp_path / "new"))
    assert back.returncode == 0, back.stderr
    assert run_here("db", "check", "--data", str(tmp_path / "new")).returncode == 0
    again = told("restore", path, "--data", str(tmp_path / "new"))
    assert again.returncode == 1
    assert len(again.stderr.splitlines()) == 1


def test_a_backup_of_nothing_is_refused(tmp_path: Path, told: Group) -> None:
    done = told("create", "--data", str(tmp_path / "none"))
    assert done.returncode == 1
    assert "no installation in" in done.stderr
    assert told("verify", str(tmp_path / "none.tar.gz")).returncode == 1


def test_unpacking_checks_names_before_it_writes(backup: Path, tmp_path: Path) -> None:
    room = tmp_path / "room"
    room.mkdir()
    manifest = unpack(backup, room)
    assert {file.name for file in manifest.files} >= {"sales.db", "blobs/ab", "secrets.json"}
