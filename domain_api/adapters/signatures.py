"""Signed messages between processes: HMAC-SHA256 over `timestamp.body`, with a limited age."""

import hashlib
import hmac
import re
from datetime import datetime, timedelta

from domain_api.kernel import InvalidInput, Unauthenticated

TOLERANCE = timedelta(seconds=300)

_HEADER = re.compile(r"t=([0-9]{1,11}),v1=([0-9a-f]{64})")


def sign(secret: str, body: bytes, at: datetime) -> str:
    """The header value `t=<Unix seconds>,v1=<hex HMAC>` for exactly these bytes."""
    if not secret:
        raise InvalidInput("Signing needs a secret.", code="missing_secret")
    stamp = int(at.timestamp())
    return f"t={stamp},v1={_mac(secret, stamp, body)}"


def verify(
    secret: str, header: str, body: bytes, now: datetime, tolerance: timedelta = TOLERANCE
) -> None:
    """Raise `Unauthenticated` unless the header signs these bytes and is about as old as now."""
    found = _HEADER.fullmatch(header)
    if not secret or found is None:
        raise Unauthenticated("The signature is missing or malformed.", code="invalid_signature")
    stamp = int(found[1])
    if not hmac.compare_digest(found[2], _mac(secret, stamp, body)):
        raise Unauthenticated("The signature does not fit.", code="invalid_signature")
    if abs(int(now.timestamp()) - stamp) > tolerance.total_seconds():
        raise Unauthenticated("The signature is too old or too new.", code="stale_signature")


def _mac(secret: str, stamp: int, body: bytes) -> str:
    return hmac.new(secret.encode(), b"%d.%b" % (stamp, body), hashlib.sha256).hexdigest()
