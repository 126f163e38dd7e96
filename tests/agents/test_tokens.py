"""Who calls: only an agent's token, of our issuer, for our tools, in force now."""

import base64
import json
import socket
from datetime import timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from starlette.applications import Starlette

from agents.tokens import (
    ASKED_AGAIN_AFTER,
    KEPT_FOR,
    AgentTokens,
    Caller,
    IssuerKeys,
    KeysUnreachable,
    NotAccepted,
    fetch_keys,
    origin_of,
)
from domain_api.adapters.identity.keys import SigningKeys
from tests.agents.issuer import NOW, URL, Issuer
from tests.agents.mcp_site import serving
from tests.support.actors import ORGANIZATION, agent


class Bench:
    """A verifier over an issuer's keys, with clocks that the test turns."""

    def __init__(self, issuer: Issuer | None = None) -> None:
        self.issuer = issuer or Issuer()
        self.monotonic = 0.0
        keys = IssuerKeys(self.issuer.fetch, lambda: self.monotonic)
        self.tokens = AgentTokens(f"{URL}/mcp", keys, lambda: self.issuer.clock.now().timestamp())

    async def refuses(self, token: str) -> bool:
        try:
            await self.tokens.verify(token)
        except NotAccepted:
            return True
        return False


async def test_an_agents_token_says_whose_conversation_it_is() -> None:
    bench = Bench()

    caller = await bench.tokens.verify(bench.issuer.agents_token())

    assert caller == Caller(ORGANIZATION, agent("ana").user_id)


async def test_a_persons_own_token_is_not_taken() -> None:
    bench = Bench()

    assert await bench.refuses(bench.issuer.persons_token())


@pytest.mark.parametrize(
    "changes",
    [
        {"iss": "https://another.example"},
        {"aud": ["https://suite.example/mcp/content"]},
        {"aud": "https://suite.example/mcp/campaign"},
        {"aud": []},
        {"kind": "human"},
        {"kind": "service"},
        {"exp": int(NOW.timestamp())},
        {"exp": "never"},
        {"exp": 1e300},
        {"iat": int(NOW.timestamp()) + 3600},
        {"org": ""},
        {"sub": ""},
        {"sub": 7},
    ],
)
async def test_a_claim_that_is_wrong_is_refused(changes: dict[str, object]) -> None:
    bench = Bench()
    assert not await bench.refuses(bench.issuer.signed())

    assert await bench.refuses(bench.issuer.signed(**changes))


@pytest.mark.parametrize("claim", ["iss", "sub", "aud", "exp", "iat", "org", "kind"])
async def test_a_claim_that_is_absent_is_refused(claim: str) -> None:
    bench = Bench()

    assert await bench.refuses(bench.issuer.signed(claim))


async def test_a_token_ends_by_the_wall_clock() -> None:
    bench = Bench()
    token = bench.issuer.agents_token()

    bench.issuer.clock.advance(timedelta(minutes=31))

    assert await bench.refuses(token)


async def test_a_token_of_another_key_under_our_keys_name_is_refused() -> None:
    bench, forger = Bench(), Issuer()
    forger.keys = SigningKeys.generate()
    header: dict[str, object] = {
        "alg": "ES256",
        "kid": bench.issuer.keys.signer.kid,
        "typ": "at+jwt",
    }
    forged = forger.sign({"org": "org_a"}, header)

    assert await bench.refuses(forged)
    assert await bench.refuses(forger.agents_token())


async def test_an_altered_token_is_refused() -> None:
    bench = Bench()
    head, body, signature = bench.issuer.signed().split(".")
    claims = json.loads(base64.urlsafe_b64decode(body + "=="))
    claims["org"] = "org_b"
    altered = base64.urlsafe_b64encode(json.dumps(claims).encode()).decode().rstrip("=")

    assert await bench.refuses(f"{head}.{altered}.{signature}")


@pytest.mark.parametrize(
    "header",
    [
        {"alg": "none", "typ": "at+jwt"},
        {"alg": "HS256", "typ": "at+jwt"},
        {"alg": "ES256", "typ": "JWT"},
        {"alg": "ES256"},
        {"alg": "ES256", "typ": "at+jwt", "crit": ["x"], "x": 1},
    ],
)
async def test_another_kind_of_signature_is_refused(header: dict[str, object]) -> None:
    bench = Bench()
    _, body, signature = bench.issuer.signed().split(".")
    named = {**header, "kid": bench.issuer.keys.signer.kid}
    head = base64.urlsafe_b64encode(json.dumps(named).encode()).decode().rstrip("=")

    assert await bench.refuses(f"{head}.{body}.{signature}")
    assert await bench.refuses(f"{head}.{body}.")


@pytest.mark.parametrize("token", ["", ".", "..", "a.b.c", "ñ", "x" * 5000])
async def test_what_is_no_token_is_refused(token: str) -> None:
    assert await Bench().refuses(token)


async def test_a_header_nested_without_end_is_refused() -> None:
    deep = base64.urlsafe_b64encode(b"[" * 2900).decode().rstrip("=")

    assert await Bench().refuses(f"{deep}.e30.e30")


@settings(max_examples=60, deadline=None)
@given(st.text(max_size=60) | st.from_regex(r"[\w-]{0,20}\.[\w-]{0,20}\.[\w-]{0,20}"))
async def test_no_text_breaks_the_verifier(token: str) -> None:
    assert await Bench().refuses(token)


async def test_keys_are_asked_for_once_in_a_few_minutes() -> None:
    bench = Bench()
    for _ in range(3):
        await bench.tokens.verify(bench.issuer.agents_token())
    assert bench.issuer.fetched == 1

    bench.monotonic += KEPT_FOR.total_seconds()
    await bench.tokens.verify(bench.issuer.agents_token())
    assert bench.issuer.fetched == 2


async def test_a_new_key_is_known_at_once_and_a_withdrawn_one_after_minutes() -> None:
    bench = Bench()
    old = bench.issuer.agents_token()
    await bench.tokens.verify(old)
    bench.issuer.keys = SigningKeys.generate()

    bench.monotonic += ASKED_AGAIN_AFTER.total_seconds()
    await bench.tokens.verify(bench.issuer.agents_token())

    assert await bench.refuses(old)


async def test_invented_keys_do_not_make_us_ask_the_issuer_each_time() -> None:
    bench = Bench()
    await bench.tokens.verify(bench.issuer.agents_token())
    bench.monotonic += ASKED_AGAIN_AFTER.total_seconds()

    for _ in range(20):
        assert await bench.refuses(Issuer().agents_token())

    assert bench.issuer.fetched == 2


async def test_keys_are_fetched_from_the_origin_of_the_tools() -> None:
    issuer = Issuer()
    with serving(Starlette(routes=[issuer.route()])) as served:
        tokens = AgentTokens(f"{served.url}/mcp", now=lambda: NOW.timestamp())
        token = issuer.signed(iss=served.url, aud=[f"{served.url}/mcp/campaign"])

        assert await tokens.verify(token) == Caller("org_a", "usr_ana")


@pytest.mark.parametrize("document", [b"", b"[]", b"{}", b'{"keys": [{"kty": "EC"}]}', b"\xff"])
async def test_keys_that_cannot_be_read_recognize_nobody(document: bytes) -> None:
    async def fetch() -> bytes:
        return document

    tokens = AgentTokens(f"{URL}/mcp", IssuerKeys(fetch), lambda: NOW.timestamp())

    with pytest.raises(KeysUnreachable):
        await tokens.verify(Issuer().agents_token())


async def test_keys_of_other_kinds_are_passed_over() -> None:
    issuer = Issuer()

    async def fetch() -> bytes:
        found = json.loads(await issuer.fetch())
        found["keys"].insert(0, {"kty": "oct", "k": "c2VjcmV0", "kid": "secret"})
        return json.dumps(found).encode()

    tokens = AgentTokens(f"{URL}/mcp", IssuerKeys(fetch), lambda: NOW.timestamp())

    assert await tokens.verify(issuer.signed()) == Caller("org_a", "usr_ana")


async def test_an_issuer_that_is_down_is_no_fault_of_the_token() -> None:
    with socket.socket() as taken:  # bound and not listening: every connection is refused
        taken.bind(("127.0.0.1", 0))
        address = f"http://127.0.0.1:{taken.getsockname()[1]}"

        with pytest.raises(KeysUnreachable):
            await fetch_keys(address)()


@pytest.mark.parametrize("url", ["", "suite.example", "ftp://x/mcp", "http://", "https://a@b/mcp"])
async def test_an_address_without_an_origin_is_refused(url: str) -> None:
    with pytest.raises(ValueError, match="address"):
        origin_of(url)
