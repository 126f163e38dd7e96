"""Whatever bytes are sent as a file: rows, refused rows, or one clear refusal."""

from hypothesis import given, settings
from hypothesis import strategies as st

from domain_api.crm.imports.model import FileKind, ImportRow
from domain_api.crm.imports.reading import lines_of
from domain_api.kernel import InvalidInput

KINDS = st.sampled_from(FileKind)
CELLS = st.text(st.sampled_from("a@b.c 1;,|\t\n\r\"'=\x00\ufeff\u2028é-{}[]:\\\ud83d"), max_size=12)
COLUMNS = st.lists(st.sampled_from([*ImportRow.model_fields]), min_size=1, max_size=4)


def _is_read_or_refused(body: bytes, kind: FileKind) -> None:
    try:
        lines = lines_of(body, kind)
    except InvalidInput:
        return
    numbers = [line.number for line in lines]
    assert numbers == sorted(set(numbers))
    assert all((line.row is None) == bool(line.problem) for line in lines)


@settings(max_examples=150)
@given(st.binary(max_size=200), KINDS)
def test_any_bytes(body: bytes, kind: FileKind) -> None:
    _is_read_or_refused(body, kind)


@settings(max_examples=150)
@given(COLUMNS, st.lists(st.lists(CELLS, max_size=4), max_size=4), st.sampled_from(",;\t"), KINDS)
def test_any_table(columns: list[str], rows: list[list[str]], between: str, kind: FileKind) -> None:
    text = "\n".join(between.join(row) for row in [columns, *rows])
    _is_read_or_refused(text.encode("utf-8", "surrogatepass"), kind)


@settings(max_examples=100)
@given(st.lists(st.dictionaries(st.sampled_from([*ImportRow.model_fields]), CELLS), max_size=3))
def test_any_json(rows: list[dict[str, str]]) -> None:
    text = "\n".join(str(row).replace("'", '"') for row in rows)
    _is_read_or_refused(text.encode("utf-8", "surrogatepass"), FileKind.JSON_LINES)
