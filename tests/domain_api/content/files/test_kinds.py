"""A file is what its bytes are, whatever it is called."""

import io

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain_api.content.files.disposition import disposition_of
from domain_api.content.files.kinds import FileKind, kind_of
from domain_api.kernel import InvalidInput
from tests.domain_api.content.files.samples import SAMPLES


def test_there_is_a_sample_of_each_kind() -> None:
    assert set(SAMPLES) == set(FileKind)


@pytest.mark.parametrize("kind", FileKind)
@pytest.mark.parametrize("name", ["", "logo.exe", "x.html", "x.png", "x.txt"])
def test_the_bytes_decide(kind: FileKind, name: str) -> None:
    expected = FileKind.TEXT if kind is FileKind.CSV else kind
    assert kind_of(io.BytesIO(SAMPLES[kind]), name) is expected


def test_a_text_is_a_table_when_its_name_says_so() -> None:
    assert kind_of(io.BytesIO(SAMPLES[FileKind.CSV]), "Precios.CSV") is FileKind.CSV
    assert kind_of(io.BytesIO(SAMPLES[FileKind.PNG]), "logo.csv") is FileKind.PNG


@pytest.mark.parametrize(
    "content",
    [
        b"MZ\x90\x00\x03",
        b"PK\x03\x04\x14\x00",
        b"\x7fELF\x02\x01",
        b"\x89PNG",
        b"RIFF\x24\x00\x00\x00WAVE",
        b"\x00\x00\x00\x18ftypheic",
        b"text with a \x00",
        b"text with \x1b\x07 a bell",
        b"latin \xf1",
        b"cut \xc3",
        b"x" * 300_000 + b"\xff",
        "utf-16".encode("utf-16"),
    ],
    ids=lambda content: content[:8].hex(),
)
def test_anything_else_is_refused(content: bytes) -> None:
    with pytest.raises(InvalidInput) as told:
        kind_of(io.BytesIO(content), "x.txt")
    assert told.value.code == "unknown_file_kind"


def test_an_empty_file_is_refused() -> None:
    with pytest.raises(InvalidInput) as told:
        kind_of(io.BytesIO(b""), "x.txt")
    assert told.value.code == "empty_file"


def test_a_character_may_stand_across_two_readings() -> None:
    text = ("x" * 63 + "ñ" * 300_000).encode()
    assert kind_of(io.BytesIO(text), "x.txt") is FileKind.TEXT


@given(st.binary(max_size=200), st.text(max_size=20))
def test_any_bytes_are_of_a_kind_or_refused(content: bytes, name: str) -> None:
    try:
        told = kind_of(io.BytesIO(content), name).value
    except InvalidInput as error:
        told = error.code
    assert told in {*FileKind, "empty_file", "unknown_file_kind"}


@given(st.text(max_size=60), st.sampled_from([*FileKind, "text/html", ""]))
def test_a_name_never_breaks_out_of_its_header(name: str, content_type: str) -> None:
    try:
        name.encode()
    except UnicodeEncodeError:
        return
    header = disposition_of(content_type, name)
    assert header.isascii()
    assert header.isprintable()
    assert header.count('"') == 2
    assert header.startswith("inline" if content_type in INLINE else "attachment")


INLINE = {kind.value for kind in FileKind if kind.shown_in_place}
