"""Files are taken in, listed, linked to and forgotten, each organization's apart."""

import io
import os
import time
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from domain_api.content.files.blobs import BlobStore, KeptBlob
from domain_api.content.files.kinds import FileKind
from domain_api.content.files.model import MAX_BYTES, FileView, ListFiles
from domain_api.content.files.sweeper import FileSweeper, Swept
from domain_api.kernel import (
    Actor,
    Forbidden,
    InvalidInput,
    NotFound,
    Scope,
    Unavailable,
)
from tests.domain_api.content.files.samples import PNG, SAMPLES
from tests.domain_api.content.files.support import House
from tests.support.actors import ORGANIZATION, agent, person, stranger


@pytest.fixture
def house(tmp_path: Path) -> House:
    return House(tmp_path)


def upload(
    house: House, content: bytes = PNG, name: str = "logo.png", actor: Actor | None = None
) -> FileView:
    return house.files.upload(actor or person(), io.BytesIO(content), name)


def names(house: House, actor: Actor | None = None, **query: Any) -> list[str]:
    page = house.files.search(actor or person(), ListFiles.model_validate(query))
    return [file.name for file in page.items]


@pytest.mark.parametrize("kind", FileKind)
def test_a_file_is_what_its_bytes_are(house: House, kind: FileKind) -> None:
    file = upload(house, SAMPLES[kind], "precios.csv")
    expected = FileKind.CSV if kind is FileKind.TEXT else kind  # by its name
    assert (file.content_type, file.size) == (expected, len(SAMPLES[kind]))
    assert house.files.get(person(), file.file_id) == file
    with house.blobs.open(ORGANIZATION, file.sha256) as content:
        assert content.read() == SAMPLES[kind]


@pytest.mark.parametrize(
    ("given", "shown"),
    [
        ("../../etc/passwd", "passwd"),
        ("C:\\Users\\ana\\logo.png", "logo.png"),
        ("  lo\u202ego\n.png ", "logo .png"),
        ("{{name}}.png", "((name)).png"),
        ("", "file"),
        ("\x00", "file"),
        ("x" * 500, "x" * 120),
        ("/", "file"),
    ],
)
def test_a_name_is_for_people_and_leads_nowhere(house: House, given: str, shown: str) -> None:
    assert upload(house, name=given).name == shown


def test_what_is_refused_leaves_nothing(house: House) -> None:
    for content in (b"", b"MZ\x90\x00", b"x" * (MAX_BYTES + 1)):
        with pytest.raises(InvalidInput):
            upload(house, content)
    assert names(house) == []
    assert house.kept() == []


def test_files_are_listed_newest_first_in_pages(house: House) -> None:
    for number in range(5):
        upload(house, PNG + bytes([number]), f"Café {number}.png")
        time.sleep(0.002)  # ids are in order by the millisecond of their birth
    upload(house, b"%PDF-1.4\n", "menu.pdf")
    assert names(house, text="CAFE") == [f"Café {number}.png" for number in (4, 3, 2, 1, 0)]
    assert names(house, content_type=FileKind.PDF) == ["menu.pdf"]
    first = house.files.search(person(), ListFiles(limit=4))
    rest = house.files.search(person(), ListFiles(limit=4, cursor=first.next_cursor))
    assert len({file.file_id for file in [*first.items, *rest.items]}) == 6
    assert rest.next_cursor is None


def test_another_organization_sees_none_of_it(house: House) -> None:
    file = upload(house)
    assert names(house, stranger()) == []
    for ask in (house.files.get, house.files.link, house.files.delete):
        with pytest.raises(NotFound) as told:
            ask(stranger(), file.file_id)
        assert told.value.code == "file_not_found"
    theirs = upload(house, actor=stranger())
    assert theirs.sha256 == file.sha256
    house.files.delete(person(), file.file_id)
    assert len(house.kept()) == 1
    house.files.delete(stranger(), theirs.file_id)
    assert house.kept() == []


def test_rights_are_asked_for(house: House) -> None:
    file = upload(house, actor=agent())
    reader = person(scopes=frozenset({Scope.CONTENT_READ}))
    house.files.get(reader, file.file_id)
    with pytest.raises(Forbidden):
        upload(house, actor=reader)
    with pytest.raises(Forbidden):
        house.files.delete(reader, file.file_id)
    nobody = person(scopes=frozenset())
    for ask in (house.files.get, house.files.link):
        with pytest.raises(Forbidden):
            ask(nobody, file.file_id)
    with pytest.raises(Forbidden):
        house.files.search(nobody, ListFiles())


def test_bytes_go_with_the_last_file_that_has_them(house: House) -> None:
    first, second = upload(house), upload(house, name="again.png")
    house.files.delete(person(), first.file_id)
    assert len(house.kept()) == 1
    with pytest.raises(NotFound):
        house.files.get(person(), first.file_id)
    with pytest.raises(NotFound):
        house.files.delete(person(), first.file_id)
    assert names(house) == ["again.png"]
    house.files.delete(person(), second.file_id)
    assert house.kept() == []
    assert upload(house).sha256 == first.sha256


def test_a_link_lasts_a_quarter_of_an_hour_of_wall_time(house: House) -> None:
    file = upload(house)
    link = house.files.link(person(), file.file_id)
    assert link.expires_at == house.wall.now() + timedelta(minutes=15)
    assert file.sha256 in link.url


class Between:
    """A blob store that does something else before one of its methods."""

    def __init__(self, store: BlobStore, method: str, do: Callable[[], object]) -> None:
        self._store, self._method, self._do = store, method, do

    def __getattr__(self, name: str) -> Any:
        if name == self._method:
            self._method = ""
            self._do()
        return getattr(self._store, name)


@pytest.mark.parametrize("method", ["find", "delete"])
def test_a_deletion_never_takes_the_bytes_of_a_file_that_is_uploaded_meanwhile(
    tmp_path: Path, method: str
) -> None:
    house = House(tmp_path)
    old, again = upload(house), list[FileView]()
    between: Any = Between(house.blobs, method, lambda: again.append(upload(house)))
    files = type(house.files)(house.documents, between, house.clock, house.wall)
    files.delete(person(), old.file_id)
    with house.blobs.open(ORGANIZATION, again[0].sha256) as content:
        assert content.read() == PNG


@pytest.mark.parametrize("method", ["put", "renew"])
def test_an_upload_never_loses_its_bytes_to_a_deletion_meanwhile(
    tmp_path: Path, method: str
) -> None:
    house = House(tmp_path)
    old = upload(house)
    between: Any = Between(house.blobs, method, lambda: house.files.delete(person(), old.file_id))
    files = type(house.files)(house.documents, between, house.clock, house.wall)
    file = files.upload(person(), io.BytesIO(PNG), "again.png")
    with house.blobs.open(ORGANIZATION, file.sha256) as content:
        assert content.read() == PNG


def test_an_upload_whose_bytes_were_taken_before_its_file_was_there_puts_them_again(
    tmp_path: Path,
) -> None:
    """The deletion counted before the file could be found, and came before the renewal."""
    house = House(tmp_path)

    def taken() -> None:
        for path in house.kept():
            path.unlink()

    between: Any = Between(house.blobs, "renew", taken)
    files = type(house.files)(house.documents, between, house.clock, house.wall)
    file = files.upload(person(), io.BytesIO(PNG), "logo.png")
    with house.blobs.open(ORGANIZATION, file.sha256) as content:
        assert content.read() == PNG


def test_a_deletion_that_cannot_reach_the_bytes_is_done_all_the_same(house: House) -> None:
    file = upload(house)

    def broken() -> None:
        raise Unavailable("The storage of files does not answer now.")

    between: Any = Between(house.blobs, "find", broken)
    files = type(house.files)(house.documents, between, house.clock, house.wall)
    files.delete(person(), file.file_id)
    assert names(house) == []
    assert len(house.kept()) == 1


def test_the_sweeper_removes_what_nobody_holds_once_it_is_a_day_old(house: House) -> None:
    held = upload(house)
    orphan = house.blobs.put(ORGANIZATION, io.BytesIO(b"orphan"), "text/plain", 100)
    now = house.wall.now().timestamp()
    for path in house.kept():
        os.utime(path, (now, now))
    house.wall.advance(timedelta(hours=23))
    assert house.sweeper.sweep() == Swept(unfinished=0, orphans=0)
    assert house.sweeper.daily() == 0
    house.wall.advance(timedelta(hours=2))
    assert house.sweeper.daily() == 0
    assert house.sweeper.sweep() == Swept(unfinished=0, orphans=1)
    assert house.blobs.find(ORGANIZATION, orphan.sha256) is None
    assert isinstance(house.blobs.find(ORGANIZATION, held.sha256), KeptBlob)
    house.files.delete(person(), held.file_id)
    house.blobs.put(ORGANIZATION, io.BytesIO(b"orphan"), "text/plain", 100)
    house.wall.set(datetime.now(UTC) + timedelta(days=3))
    assert FileSweeper(house.documents, house.blobs, house.wall).daily() == 1
    assert house.sweeper.sweep() == Swept(unfinished=0, orphans=0)
