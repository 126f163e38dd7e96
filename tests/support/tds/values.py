"""Values on the wire: parameters that come in, and the columns of an answer."""

import struct
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from typing import Any

_NO_TEXT, _NO_LONG_TEXT = 0xFFFF, 0xFFFFFFFFFFFFFFFF
_UNKNOWN_LENGTH = 0xFFFFFFFFFFFFFFFE
_LONGEST = 4000
COLLATION = bytes.fromhex("0904d00034")
_INTN, _BITN, _FLTN, _DECIMALN, _NUMERICN = 0x26, 0x68, 0x6D, 0x6A, 0x6C
_DATETIMN, _DATETIME2N, _DATEN = 0x6F, 0x2A, 0x28
_VARBINARY, _VARCHAR, _NVARCHAR, _NTEXT = 0xA5, 0xA7, 0xE7, 0x63
_EPOCH = date(1, 1, 1)


class Reader:
    """Reads a message from its start to its end."""

    def __init__(self, body: bytes) -> None:
        self._body, self._at = body, 0

    @property
    def left(self) -> bool:
        return self._at < len(self._body)

    def take(self, count: int) -> bytes:
        taken = self._body[self._at : self._at + count]
        if len(taken) < count:
            raise ValueError("the message ends in the middle of a value")
        self._at += count
        return taken

    def number(self, form: str) -> int:
        return struct.unpack(form, self.take(struct.calcsize(form)))[0]

    def byte(self) -> int:
        return self.number("<B")

    def short_text(self) -> str:
        return self.take(2 * self.byte()).decode("utf-16-le")

    def rest_text(self) -> str:
        return self.take(len(self._body) - self._at).decode("utf-16-le")

    def skip_headers(self) -> None:
        """What precedes a statement since version 7.2: lengths include their own."""
        self.take(self.number("<I") - 4)


@dataclass(frozen=True, slots=True)
class Parameter:
    name: str
    output: bool
    value: Any


def read_parameter(reader: Reader) -> Parameter:
    name, status, kind = reader.short_text(), reader.byte(), reader.byte()
    if kind not in _READERS:
        raise ValueError(f"parameters of type 0x{kind:02x} are not read here")
    return Parameter(name, bool(status & 1), _READERS[kind](reader))


def _integer(reader: Reader) -> int | None:
    reader.byte()
    raw = reader.take(reader.byte())
    return int.from_bytes(raw, "little", signed=len(raw) > 1) if raw else None


def _float(reader: Reader) -> float | None:
    reader.byte()
    raw = reader.take(reader.byte())
    return struct.unpack("<d" if len(raw) == 8 else "<f", raw)[0] if raw else None


def _decimal(reader: Reader) -> Decimal | None:
    _, _, scale = reader.take(3)
    raw = reader.take(reader.byte())
    if not raw:
        return None
    size = int.from_bytes(raw[1:], "little")
    return Decimal(size if raw[0] else -size).scaleb(-scale)


def _datetime(reader: Reader) -> datetime | None:
    reader.byte()
    raw = reader.take(reader.byte())
    if not raw:
        return None
    days, ticks = struct.unpack("<iI", raw)
    moment = datetime(1900, 1, 1) + timedelta(days=days)  # noqa: DTZ001 -- the wire's has no zone
    return moment + timedelta(milliseconds=round(ticks * 10 / 3))


def _datetime2(reader: Reader) -> datetime | None:
    scale = reader.byte()
    raw = reader.take(reader.byte())
    if not raw:
        return None
    ticks = int.from_bytes(raw[:-3], "little")
    day = _EPOCH + timedelta(days=int.from_bytes(raw[-3:], "little"))
    return datetime.combine(day, time()) + timedelta(microseconds=ticks * 10**6 // 10**scale)


def _text(encoding: str, *, collated: bool) -> Callable[[Reader], Any]:
    def read(reader: Reader) -> Any:
        length = reader.number("<H")
        if collated:
            reader.take(5)
        raw = _long(reader) if length == _NO_TEXT else _short(reader)
        return raw.decode(encoding) if raw is not None and encoding else raw

    return read


def _short(reader: Reader) -> bytes | None:
    length = reader.number("<H")
    return None if length == _NO_TEXT else reader.take(length)


def _long(reader: Reader) -> bytes | None:
    if reader.number("<Q") == _NO_LONG_TEXT:
        return None
    read = bytearray()
    while length := reader.number("<I"):
        read += reader.take(length)
    return bytes(read)


def _old_text(reader: Reader) -> str | None:
    reader.take(4 + 5)
    length = reader.number("<i")
    return None if length < 0 else reader.take(length).decode("utf-16-le")


_READERS: Mapping[int, Callable[[Reader], Any]] = {
    _INTN: _integer,
    _BITN: _integer,
    _FLTN: _float,
    _DECIMALN: _decimal,
    _NUMERICN: _decimal,
    _DATETIMN: _datetime,
    _DATETIME2N: _datetime2,
    _VARBINARY: _text("", collated=False),
    _VARCHAR: _text("utf-8", collated=True),
    _NVARCHAR: _text("utf-16-le", collated=True),
    _NTEXT: _old_text,
}


@dataclass(frozen=True, slots=True)
class ColumnKind:
    """How a column's type is told, and how each of its values is."""

    info: bytes
    write: Callable[[Any], bytes]


def _sized(raw: bytes) -> bytes:
    return bytes([len(raw)]) + raw


def _write_integer(value: int | Decimal | None) -> bytes:
    return b"\0" if value is None else _sized(struct.pack("<q", int(value)))


def _write_bit(value: bool | None) -> bytes:
    return b"\0" if value is None else _sized(bytes([value]))


def _write_float(value: float | None) -> bytes:
    return b"\0" if value is None else _sized(struct.pack("<d", value))


def _write_moment(value: datetime | None) -> bytes:
    if value is None:
        return b"\0"
    midnight = datetime.combine(value.date(), time())
    ticks = (value - midnight) // timedelta(microseconds=1)
    days = (value.date() - _EPOCH).days
    return _sized(ticks.to_bytes(5, "little") + days.to_bytes(3, "little"))


def _write_text(value: object) -> bytes:
    if value is None:
        return struct.pack("<H", _NO_TEXT)
    raw = str(value).encode("utf-16-le")
    return struct.pack("<H", len(raw)) + raw


def _write_long(raw: bytes | None) -> bytes:
    if raw is None:
        return struct.pack("<Q", _NO_LONG_TEXT)
    part = struct.pack("<I", len(raw)) + raw if raw else b""
    return struct.pack("<Q", _UNKNOWN_LENGTH) + part + struct.pack("<I", 0)


def _write_long_text(value: object) -> bytes:
    return _write_long(None if value is None else str(value).encode("utf-16-le"))


INTEGER = ColumnKind(bytes([_INTN, 8]), _write_integer)
BIT = ColumnKind(bytes([_BITN, 1]), _write_bit)
FLOAT = ColumnKind(bytes([_FLTN, 8]), _write_float)
MOMENT = ColumnKind(bytes([_DATETIME2N, 6]), _write_moment)
TEXT = ColumnKind(struct.pack("<BH", _NVARCHAR, 2 * _LONGEST) + COLLATION, _write_text)
LONG_TEXT = ColumnKind(struct.pack("<BH", _NVARCHAR, _NO_TEXT) + COLLATION, _write_long_text)
BINARY = ColumnKind(struct.pack("<BH", _VARBINARY, _NO_TEXT), _write_long)
