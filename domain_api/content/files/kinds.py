"""What kind a file is, by its bytes alone: neither its name nor its sender is believed."""

import codecs
import re
from collections.abc import Callable, Iterable
from enum import StrEnum
from itertools import chain
from typing import IO

from domain_api.content.files.blobs import chunks_of
from domain_api.kernel import InvalidInput

HEAD = 64
"""Bytes at the beginning that tell the kinds apart, except for text."""


class FileKind(StrEnum):
    PNG = "image/png"
    JPEG = "image/jpeg"
    WEBP = "image/webp"
    GIF = "image/gif"
    PDF = "application/pdf"
    MP4 = "video/mp4"
    CSV = "text/csv"
    TEXT = "text/plain"

    @property
    def shown_in_place(self) -> bool:
        """Whether a browser shows it where it is, and not as a download."""
        return self.value.startswith(("image/", "video/"))


_MP4_BRANDS = frozenset(
    {b"isom", b"iso2", b"iso4", b"iso5", b"iso6", b"mp41", b"mp42", b"avc1", b"M4V ", b"dash"}
)
_SIGNS: tuple[tuple[FileKind, Callable[[bytes], bool]], ...] = (
    (FileKind.PNG, lambda head: head.startswith(b"\x89PNG\r\n\x1a\n") and head[12:16] == b"IHDR"),
    (FileKind.JPEG, lambda head: head.startswith(b"\xff\xd8\xff")),
    (FileKind.GIF, lambda head: head.startswith((b"GIF87a", b"GIF89a"))),
    (FileKind.WEBP, lambda head: head.startswith(b"RIFF") and head[8:12] == b"WEBP"),
    (FileKind.PDF, lambda head: re.match(rb"%PDF-[12]\.\d", head) is not None),
    (FileKind.MP4, lambda head: head[4:8] == b"ftyp" and head[8:12] in _MP4_BRANDS),
)
_NO_TEXT = re.compile("[\x00-\x08\x0e-\x1a\x1c-\x1f\x7f]")


def kind_of(content: IO[bytes], name: str) -> FileKind:
    """The kind of what can be read from its beginning; reads on to the end if it is text.

    The name only says whether a text is a table. Raises `InvalidInput`: empty_file, or
    unknown_file_kind for anything that is not taken.
    """
    head = content.read(HEAD)
    if not head:
        raise InvalidInput("The file is empty.", code="empty_file")
    for kind, shows in _SIGNS:
        if shows(head):
            return kind
    if not _is_text(chain([head], chunks_of(content))):
        kinds = ", ".join(kind.value for kind in FileKind)
        raise InvalidInput(
            f"The file is of no kind that is taken: {kinds}.", code="unknown_file_kind"
        )
    return FileKind.CSV if name.lower().endswith(".csv") else FileKind.TEXT


def _is_text(chunks: Iterable[bytes]) -> bool:
    """Readable UTF-8 from beginning to end."""
    decoder = codecs.getincrementaldecoder("utf-8")()
    try:
        readable = all(not _NO_TEXT.search(decoder.decode(chunk)) for chunk in chunks)
        return readable and decoder.decode(b"", final=True) == ""
    except UnicodeDecodeError:
        return False
