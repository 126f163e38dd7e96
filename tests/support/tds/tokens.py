"""The tokens that an answer is made of."""

import struct
from collections.abc import Sequence
from typing import Any

from tests.support.tds.values import COLLATION, INTEGER, ColumnKind

_ENVIRONMENT, _LOGIN, _ERROR = 0xE3, 0xAD, 0xAA
_COLUMNS, _ROW, _RETURN_VALUE, _RETURN_STATUS = 0x81, 0xD1, 0xAC, 0x79
_DONE, _DONE_PROC, _DONE_IN_PROC = 0xFD, 0xFE, 0xFF
_MORE, _FAILED, _COUNTED, _ATTENTION = 0x01, 0x02, 0x10, 0x20
_VERSION = bytes.fromhex("74000004")
_PRODUCT = "Microsoft SQL Server"


def prelogin() -> bytes:
    """Version 16, no encryption, one statement at a time."""
    options = {0: bytes([16, 0, 0, 0, 0, 0]), 1: b"\x02", 2: b"\0", 3: b"", 4: b"\0"}
    offset = 5 * len(options) + 1
    heads = b""
    for name, value in options.items():
        heads += struct.pack(">BHH", name, offset, len(value))
        offset += len(value)
    return heads + b"\xff" + b"".join(options.values())


def logged_in(database: str) -> bytes:
    name = _short(_PRODUCT)
    ack = b"\x01" + _VERSION + name + bytes([16, 0, 0, 0])
    return (
        _changed(1, _short(database), _short("master"))
        + _changed(7, bytes([len(COLLATION)]) + COLLATION, b"\0")
        + _sized(_LOGIN, ack)
        + _changed(4, _short("4096"), _short("4096"))
    )


def began(transaction: bytes) -> bytes:
    return _changed(8, b"\x08" + transaction, b"\0")


def ended(transaction: bytes, *, committed: bool) -> bytes:
    return _changed(9 if committed else 10, b"\0", b"\x08" + transaction)


def error(number: int, severity: int, message: str) -> bytes:
    text = message.encode("utf-16-le")
    body = struct.pack("<iBBH", number, 1, severity, len(text) // 2) + text
    return _sized(_ERROR, body + _short("tds") + _short("") + struct.pack("<i", 1))


def columns(named: Sequence[tuple[str, ColumnKind]]) -> bytes:
    told = b"".join(struct.pack("<IH", 0, 0x09) + kind.info + _short(name) for name, kind in named)
    return struct.pack("<BH", _COLUMNS, len(named)) + told


def row(kinds: Sequence[ColumnKind], values: Sequence[Any]) -> bytes:
    written = (kind.write(value) for kind, value in zip(kinds, values, strict=True))
    return bytes([_ROW]) + b"".join(written)


def done(count: int | None, *, failed: bool = False, within: bool = False) -> bytes:
    """The end of a statement; `within` a called procedure more follows."""
    status = (_MORE if within else 0) | (_FAILED if failed else 0)
    status |= 0 if count is None else _COUNTED
    return struct.pack("<BHHQ", _DONE_IN_PROC if within else _DONE, status, 0, count or 0)


def done_attention() -> bytes:
    return struct.pack("<BHHQ", _DONE, _ATTENTION, 0, 0)


def returned(handle: int | None, *, failed: bool = False) -> bytes:
    """The end of a called procedure, with the handle that it gives."""
    status = struct.pack("<Bi", _RETURN_STATUS, 1 if failed else 0)
    value = b""
    if handle is not None:
        value = struct.pack("<BH", _RETURN_VALUE, 0) + _short("") + b"\x01"
        value += struct.pack("<IH", 0, 0) + INTEGER.info + INTEGER.write(handle)
    return status + value + struct.pack("<BHHQ", _DONE_PROC, _FAILED if failed else 0, 0, 0)


def _short(text: str) -> bytes:
    return bytes([len(text)]) + text.encode("utf-16-le")


def _sized(token: int, body: bytes) -> bytes:
    return struct.pack("<BH", token, len(body)) + body


def _changed(kind: int, new: bytes, old: bytes) -> bytes:
    return _sized(_ENVIRONMENT, bytes([kind]) + new + old)
