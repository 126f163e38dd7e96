"""Answers of one kind, kept as the JSON of their view: what lies between services and a cache."""

import json
from collections.abc import Callable
from typing import Generic, TypeVar

from pydantic import ValidationError

from domain_api.kernel import Cache, CacheKey, View, digest_of_bytes

V = TypeVar("V", bound=View)


class Answers(Generic[V]):
    """`tags` are the organization's: what invalidates all answers of this kind.

    The shape of the view is part of every key: another release's view reads no answer of ours.
    """

    def __init__(
        self, cache: Cache, name: str, view: type[V], ttl_s: float, tags: tuple[str, ...]
    ) -> None:
        self._cache = cache
        self._name = name
        self._view = view
        self._ttl_s = ttl_s
        self._tags = tags
        shape = json.dumps(view.model_json_schema(mode="serialization"), sort_keys=True)
        self._shape = digest_of_bytes(shape.encode())

    def read(self, organization_id: str, question: str, load: Callable[[], V]) -> V:
        """The kept answer, or the one of `load`; `question` is all that the answer depends on."""
        asked = digest_of_bytes(f"{self._shape}\n{question}".encode())
        key = CacheKey(organization_id, self._name, asked, self._tags)
        kept = self._cache.read(key, self._ttl_s, lambda: load().model_dump_json().encode())
        try:
            return self._view.model_validate_json(kept)
        except ValidationError:  # somebody else wrote there
            return load()
