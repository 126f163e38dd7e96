"""Asks at a door in somebody's name, with ids that are theirs, another's, or nobody's."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import islice, product
from typing import Any

from domain_api.kernel import new_id
from tests.tenancy.doors import KEY, Door, Filled, Place
from tests.tenancy.life import API, Life
from tests.tenancy.rows import ID, Rows
from tests.tenancy.site import Answer, Request, Site

_MOST_TRIES = 80
_OF_ONE_REQUEST = frozenset({"x-request-id", "date", "content-length"})
_REQUEST = re.compile(r"urn:promptsales:request:[\w.-]+")
_MOMENT = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d[.\d]*(Z|\+00:00)?")


@dataclass(frozen=True, slots=True)
class Said:
    """An answer without what differs from one request to the next."""

    status: int
    headers: tuple[tuple[str, str], ...]
    text: str

    @classmethod
    def of(cls, answer: Answer) -> "Said":
        headers = sorted(
            (name, value) for name, value in answer.headers.items() if name not in _OF_ONE_REQUEST
        )
        text = _MOMENT.sub("<moment>", _REQUEST.sub("<request>", answer.text))
        return cls(answer.status, tuple(headers), ID.sub(_kind, text))


def _kind(found: re.Match[str]) -> str:
    return f"<{found.group().partition('_')[0]}>"


class Ids:
    """One organization's ids, by the name of the place that takes them."""

    def __init__(self, life: Life, prefixes: dict[str, set[str]]) -> None:
        self._life, self._prefixes = life, prefixes
        self._all = Rows(life.site, life.organization_id).ids()

    def of(self, place: Place) -> list[str]:
        kinds = self._kinds(place)
        return [one for one in self._all if one.partition("_")[0] in kinds]

    def never(self, place: Place) -> str:
        """An id of the right kind that names nothing anywhere."""
        return new_id(min(self._kinds(place)))

    def _kinds(self, place: Place) -> set[str]:
        return {place.kind} if place.kind else self._prefixes.get(place.name, set())

    def digest_of(self, path: str) -> str:
        """What stands as `digest` at that address of REST; zeros where nothing does."""
        answer = self._life.site.ask(Request("GET", path, self._life.token))
        return answer.json.get("digest") or "0" * 64


def prefixes_in(lives: list[Life]) -> dict[str, set[str]]:
    """Which kinds of ids stand under which name, in all that these organizations have."""
    found: dict[str, set[str]] = {}
    for life in lives:
        for name, text in Rows(life.site, life.organization_id).pairs():
            found.setdefault(name, set()).add(text.partition("_")[0])
    return found


def fillings(
    door: Door, ids: Ids, names: frozenset[str], but: Place | None = None
) -> Iterator[Filled]:
    """Own ids for all places that need one, in every combination, up to a bound; then for one
    place more, as some doors take either of two."""
    places = [one for one in door.ids(names) if one != but]
    needed = [one for one in places if one in door.needed]
    for more in ([], *([one] for one in places if one not in needed)):
        filled = [*needed, *more]
        choices = product(*(ids.of(place) for place in filled))
        for chosen in islice(choices, _MOST_TRIES):
            yield dict(zip(filled, chosen, strict=True))


def with_digest(door: Door, ids: Ids, filled: Filled) -> Filled:
    """Who decides or edits names the digest of what they saw."""
    asked = [place for place in door.needed if place.name in ("digest", "If-Match")]
    if not asked:
        return filled
    collection = door.name.split("/")[1]
    found = ids.digest_of(f"{API}/{collection}/{next(iter(filled.values()))}")
    return {**filled, **dict.fromkeys(asked, found)}


def keyed(request: Request, door: Door, key: str) -> Request:
    """The same with an idempotency key, in the door's own way."""
    if not door.takes_key:
        return request
    if door.name.startswith("tool "):
        body: Any = request.body
        arguments = {**body["params"]["arguments"], KEY: key}
        return replace(request, body={**body, "params": {**body["params"], "arguments": arguments}})
    return replace(request, headers={**request.headers, "Idempotency-Key": key})


def code_of(answer: Answer) -> str:
    """The code of a refusal at REST or MCP; empty for what was done."""
    if answer.text.startswith("{"):
        document = answer.json
        if "jsonrpc" not in document:
            return str(document.get("code", "")) if answer.status >= 400 else ""
        if "error" in document:
            return str(document["error"]["message"])
        if document["result"].get("isError"):
            text = document["result"]["content"][0]["text"]
            found = re.search(r'"code": "(\w+)"', text)
            return found[1] if found else text
    return "" if answer.status < 400 else str(answer.status)


def absent(answer: Answer) -> bool:
    """Whether it says that nothing with that id is there."""
    return code_of(answer).lower().replace(" ", "_").endswith("not_found")


def settled(site: Site, request: Request) -> Answer:
    """The second answer: whatever the first one made or warmed up is there."""
    site.ask(request)
    return site.ask(request)


def pair(site: Site, one: Request, other: Request) -> tuple[Answer, Answer]:
    """Both answers; asked once more where the statements differ, since rights are read again
    every few seconds, now and then between the two."""
    answers = site.ask(one), site.ask(other)
    if answers[0].statements == answers[1].statements:
        return answers
    return site.ask(one), site.ask(other)
