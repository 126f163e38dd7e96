"""Entity tags of things that count their versions: `"3"` in ETag and If-Match."""

import re

from domain_api.kernel import InvalidInput

_STRONG = re.compile(r'"([1-9][0-9]{0,8})"')


def etag(version: int) -> str:
    return f'"{version}"'


def expected_version(if_match: str | None) -> int | None:
    """The version an If-Match header asks for; None when it asks for none, or for any (`*`)."""
    if if_match is None or if_match.strip() == "*":
        return None
    found = _STRONG.fullmatch(if_match.strip())
    if found is None:
        raise InvalidInput('If-Match takes one tag of ours, such as "3".', code="invalid_etag")
    return int(found[1])
