"""Reads the rows of a file. A bad file is refused whole, a bad row by itself."""

import csv
import io
import re
from collections.abc import Iterator
from dataclasses import dataclass

from pydantic import ValidationError

from domain_api.crm.imports.model import FileKind, ImportRow
from domain_api.kernel import InvalidInput

MAX_BYTES = 1_000_000
MAX_ROWS = 1_000

_LISTS = frozenset({"interests", "consent_channels"})
_BETWEEN = re.compile("[|;,]")
_DELIMITERS = ",;\t"
_YEAR_DIGITS = 4
_MOST_TOLD = 3


@dataclass(frozen=True, slots=True)
class Line:
    """A row, or why it is none; `number` is that of the line where it begins."""

    number: int
    row: ImportRow | None
    problem: str = ""


def lines_of(body: bytes, kind: FileKind) -> list[Line]:
    """Raises `InvalidInput` for a file that is empty, too large, no UTF-8, or no such file."""
    if len(body) > MAX_BYTES:
        raise InvalidInput(
            f"The file is larger than {MAX_BYTES} bytes: split it.",
            code="file_too_large",
            limit=MAX_BYTES,
        )
    text = _text_of(body)
    read = _csv_lines(text) if kind is FileKind.CSV else _json_lines(text)
    lines: list[Line] = []
    for line in read:
        lines.append(line)
        if len(lines) > MAX_ROWS:
            raise InvalidInput(
                f"The file has more than {MAX_ROWS} rows: split it.",
                code="too_many_rows",
                limit=MAX_ROWS,
            )
    if not lines:
        raise InvalidInput("The file has no rows.", code="empty_file")
    return lines


def _text_of(body: bytes) -> str:
    """A byte order mark, as spreadsheets write it, is left out."""
    try:
        return body.decode("utf-8-sig")
    except UnicodeDecodeError:
        raise InvalidInput(
            "The file is not UTF-8 text: save it as CSV UTF-8.", code="invalid_encoding"
        ) from None


def _json_lines(text: str) -> Iterator[Line]:
    for number, line in enumerate(text.split("\n"), start=1):
        if line.strip():
            try:
                yield Line(number, ImportRow.model_validate_json(line))
            except ValidationError as error:
                yield Line(number, None, _told(error))


def _csv_lines(text: str) -> Iterator[Line]:
    head = text.partition("\n")[0]
    delimiter = max(_DELIMITERS, key=head.count)
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
    names: list[str] = []
    number = 1
    for cells in _records(reader):
        if any(cell.strip() for cell in cells):
            if names:
                yield _csv_line(number, names, cells)
            else:
                names = _columns(cells)
        number = reader.line_num + 1


def _records(reader: Iterator[list[str]]) -> Iterator[list[str]]:
    try:
        yield from reader
    except csv.Error as error:
        line = getattr(reader, "line_num", 0)
        raise InvalidInput(
            f"The file is no CSV from line {line} on ({error}).", code="invalid_csv", line=line
        ) from None


def _columns(cells: list[str]) -> list[str]:
    """The names in the first line. One that is not known may be somebody's withdrawal under
    another name, and is not passed over."""
    names = [cell.strip().lower() for cell in cells]
    known = list(ImportRow.model_fields)
    unknown = [name[:40] for name in names if name not in known]
    if unknown:
        raise InvalidInput(
            "The first line names the columns, and only these: " + ", ".join(known) + ".",
            code="unknown_columns",
            columns=unknown[:20],
        )
    if len(set(names)) < len(names):
        raise InvalidInput("A column is named twice.", code="repeated_columns")
    if not {"email", "phone"} & set(names):
        raise InvalidInput("There is no column email or phone.", code="missing_columns")
    return names


def _csv_line(number: int, names: list[str], cells: list[str]) -> Line:
    if len(cells) != len(names):
        return Line(number, None, f"It has {len(cells)} cells for {len(names)} columns.")
    filled = {
        name: _value(name, cell.strip())
        for name, cell in zip(names, cells, strict=True)
        if cell.strip()
    }
    try:
        return Line(number, ImportRow.model_validate(filled))
    except ValidationError as error:
        return Line(number, None, _told(error))


def _value(name: str, cell: str) -> object:
    if name == "consent_channels":
        cell = cell.lower()
    if name in _LISTS:
        return [part.strip() for part in _BETWEEN.split(cell) if part.strip()]
    if name == "birth_year" and cell.isdecimal() and len(cell) <= _YEAR_DIGITS:
        return int(cell)
    return cell


def _told(error: ValidationError) -> str:
    found = error.errors(include_url=False, include_context=False, include_input=False)
    told = [
        f"{'.'.join(map(str, item['loc']))[:60] or 'row'}: {item['msg']}"
        for item in found[:_MOST_TOLD]
    ]
    return "; ".join(told) + "."
