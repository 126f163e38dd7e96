"""Where a request comes from: the socket's peer, or what a proxy that we trust says of it."""

import ipaddress
from collections.abc import Sequence

from starlette.datastructures import Headers
from starlette.types import Scope

_Address = ipaddress.IPv4Address | ipaddress.IPv6Address


class ClientAddress:
    """`trusted` are the addresses or networks of our own proxies, such as `10.0.0.0/8`.

    Raises `ValueError` for one that is neither.
    """

    def __init__(self, trusted: Sequence[str] = ()) -> None:
        self._trusted = [ipaddress.ip_network(network, strict=False) for network in trusted]

    def of(self, scope: Scope) -> str:
        """The address of who asks; of IPv6 the network, which is one customer's, as /64."""
        client = scope.get("client")
        peer = _parsed(client[0]) if client else None
        if peer is None:
            return str(client[0]) if client else "local"
        return _counted(self._behind(peer, scope) if self._trusts(peer) else peer)

    def _behind(self, proxy: _Address, scope: Scope) -> _Address:
        """The last address that was not written down by somebody we trust."""
        said = ",".join(Headers(scope=scope).getlist("x-forwarded-for"))
        nearest = proxy
        for text in reversed(said.split(",")):
            address = _parsed(text)
            if address is None:
                break
            nearest = address
            if not self._trusts(address):
                break
        return nearest

    def _trusts(self, address: _Address) -> bool:
        return any(address in network for network in self._trusted)


def _parsed(text: str) -> _Address | None:
    """Also with a port, as some proxies write it: `192.0.2.7:4711`, `[2001:db8::7]:4711`."""
    bare = text.strip()
    if bare.startswith("["):
        bare = bare[1:].partition("]")[0]
    elif bare.count(":") == 1:
        bare = bare.partition(":")[0]
    try:
        address = ipaddress.ip_address(bare)
    except ValueError:
        return None
    return getattr(address, "ipv4_mapped", None) or address


def _counted(address: _Address) -> str:
    if address.version == 4:
        return str(address)
    return str(ipaddress.ip_network((address, 64), strict=False))
