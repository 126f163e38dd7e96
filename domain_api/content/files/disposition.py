"""How a browser is told to treat a file: shown in place or downloaded, under which name."""

from urllib.parse import quote

from domain_api.content.files.kinds import FileKind


def disposition_of(content_type: str, name: str) -> str:
    """The value of `Content-Disposition` (RFC 6266): the name in ASCII, and as it is."""
    shown = content_type in set(FileKind) and FileKind(content_type).shown_in_place
    plain = "".join(char if char.isalnum() or char in "._- " else "_" for char in _ascii(name))
    way = "inline" if shown else "attachment"
    return f"{way}; filename=\"{plain}\"; filename*=UTF-8''{quote(name, safe='')}"


def _ascii(name: str) -> str:
    return name.encode("ascii", "replace").decode().replace("?", "_")
