"""Which endpoint a transaction goes to: the only one, or the one that a pair says."""

from collections.abc import Sequence
from typing import Protocol

from domain_api.adapters.sql.failover.endpoint import Endpoint
from domain_api.adapters.sql.failover.pair import Pair


class Route(Protocol):
    @property
    def term(self) -> int:
        """It changes whenever the endpoint that is written to does."""
        ...

    def writer(self) -> Endpoint:
        """Raises `Unavailable` while there is none."""
        ...

    def reader(self) -> Endpoint: ...

    def suspect(self) -> None:
        """A server did not answer a statement, or refused to write."""
        ...

    def close(self) -> None: ...


class Alone:
    """One server: it is used whatever it says, and nobody watches it."""

    term = 0

    def __init__(self, endpoint: Endpoint) -> None:
        self._endpoint = endpoint

    def writer(self) -> Endpoint:
        return self._endpoint

    def reader(self) -> Endpoint:
        return self._endpoint

    def suspect(self) -> None:
        """There is no other to go to."""

    def close(self) -> None:
        self._endpoint.close()


class Paired:
    """Two servers, and what the pair says of them."""

    def __init__(self, endpoints: Sequence[Endpoint], pair: Pair) -> None:
        self._endpoints, self._pair = endpoints, pair

    @property
    def term(self) -> int:
        return self._pair.term

    def writer(self) -> Endpoint:
        return self._endpoints[self._pair.writer()]

    def reader(self) -> Endpoint:
        return self._endpoints[self._pair.reader()]

    def suspect(self) -> None:
        self._pair.suspect()

    def close(self) -> None:
        self._pair.close()
        for endpoint in self._endpoints:
            endpoint.close()
