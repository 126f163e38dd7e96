"""Tokens: what ours say, and that no other is believed."""

import base64
import json
from datetime import timedelta
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from joserfc import jws, jwt
from joserfc.jwk import ECKey, OctKey

from domain_api.adapters.identity.issuer import BuiltInIssuer
from domain_api.adapters.identity.keys import SigningKeys
from domain_api.kernel import ActorKind, ManualClock, Scope, Unauthenticated
from domain_api.sales.organizations.tokens import Audience
from tests.support.actors import START, agent, person

URL = "https://marketing.example"
API = f"{URL}/api/v1"
SERVERS = [f"{URL}/mcp/{name}" for name in ("campaign", "content", "crm", "payment", "insights")]
HOUR = timedelta(hours=1)
KEYS = SigningKeys.generate()


def issuer(keys: SigningKeys = KEYS, url: str = URL, now: timedelta = timedelta()) -> BuiltInIssuer:
    return BuiltInIssuer(lambda: keys, url, API, SERVERS, ManualClock(START + now))


def claims_of(token: str) -> dict[str, Any]:
    return json.loads(jws.extract_compact(token.encode()).payload)


def refusal(token: str, audience: str = API, by: BuiltInIssuer | None = None) -> Unauthenticated:
    with pytest.raises(Unauthenticated) as caught:
        (by or issuer()).verify(token, audience)
    return caught.value


def signed(claims: dict[str, Any], header: dict[str, Any] | None = None) -> str:
    """Whatever is claimed, under our own good signature."""
    whole = {"alg": "ES256", "kid": KEYS.signer.kid, "typ": "at+jwt", **(header or {})}
    return jwt.encode(whole, claims, KEYS.signer, ["ES256"])


TOKEN = issuer().issue(person(), Audience.API, HOUR).text
GOOD_CLAIMS = claims_of(TOKEN)


def test_a_persons_token_brings_the_person_back():
    ana = person(scopes=frozenset({Scope.CRM_READ, Scope.APPROVALS_DECIDE}))
    issued = issuer().issue(ana, Audience.API, HOUR)
    found = issuer().verify(issued.text, API)
    assert found.actor == ana
    assert found.expires_at == issued.expires_at == START + HOUR
    assert issued.text not in repr(issued)


def test_an_agents_token_says_for_whom_and_fits_the_five_servers_only():
    token = issuer().issue(agent(), Audience.MCP, HOUR).text
    for server in SERVERS:
        found = issuer().verify(token, server).actor
        assert found == agent()
        assert found.kind is ActorKind.AGENT
    assert claims_of(token)["act"] == {"sub": "promptsales-agent"}
    assert "auth_time" not in claims_of(token)
    for audience in (API, URL, f"{URL}/mcp", SERVERS[0] + "/", ""):
        refusal(token, audience)


def test_two_tokens_of_one_person_are_told_apart():
    other = issuer().issue(person(), Audience.API, HOUR).text
    assert claims_of(other)["jti"] != GOOD_CLAIMS["jti"]


@pytest.mark.parametrize("after", [HOUR, HOUR * 2, timedelta(minutes=-2)])
def test_a_token_is_good_from_its_hour_to_the_next(after: timedelta):
    issuer(now=HOUR - timedelta(seconds=1)).verify(TOKEN, API)
    assert refusal(TOKEN, by=issuer(now=after)).code == "invalid_token"


def test_a_machine_whose_clock_is_a_little_behind_believes_it():
    issuer(now=timedelta(seconds=-30)).verify(TOKEN, API)


def test_every_refusal_reads_the_same():
    cases = [
        refusal(TOKEN, by=issuer(now=HOUR)),
        refusal(TOKEN, SERVERS[0]),
        refusal(TOKEN, by=issuer(url="https://elsewhere.example")),
        refusal(TOKEN, by=issuer(SigningKeys.generate())),
        refusal(TOKEN[:-8]),
        refusal("no token at all"),
        refusal(""),
        refusal("x" * 100_000),
    ]
    assert len({(case.code, case.message, case.recovery, str(case.details)) for case in cases}) == 1


@settings(max_examples=150)
@given(st.integers(0, len(TOKEN) - 1), st.characters(min_codepoint=32, max_codepoint=126))
def test_no_character_of_a_token_can_be_another(position: int, character: str):
    tampered = TOKEN[:position] + character + TOKEN[position + 1 :]
    if tampered == TOKEN:
        issuer().verify(tampered, API)
    else:
        refusal(tampered)


@settings(max_examples=60)
@given(st.text(max_size=200) | st.tuples(*[st.text(max_size=40)] * 3).map(".".join))
def test_no_other_text_is_a_token(text: str):
    refusal(text)


def _claims(**changes: object) -> dict[str, Any]:
    return {**GOOD_CLAIMS, **changes}


def test_the_claims_of_these_cases_are_good_until_they_are_changed():
    issuer().verify(signed(_claims()), API)


@pytest.mark.parametrize(
    "changes",
    [
        {"iss": "https://elsewhere.example"},
        {"aud": [SERVERS[0]]},
        {"aud": API},
        {"aud": []},
        {"exp": GOOD_CLAIMS["iat"]},
        {"exp": "4102444800"},
        {"exp": 1e12},
        {"exp": None},
        {"iat": GOOD_CLAIMS["exp"] + 3600},
        {"sub": 7},
        {"org": None},
        {"kind": "god"},
        {"scope": ["campaign:read"]},
        {"auth_time": "yesterday"},
    ],
)
def test_even_a_signed_token_must_say_everything_rightly(changes: dict[str, Any]):
    refusal(signed(_claims(**changes)))


def test_a_scope_that_this_release_does_not_know_is_left_out():
    found = issuer().verify(signed(_claims(scope="crm:read moon:land")), API)
    assert found.actor.scopes == {Scope.CRM_READ}


@pytest.mark.parametrize(
    "header", [{"kid": "another"}, {"typ": "JWT"}, {"typ": "at+jwt", "kid": ""}]
)
def test_a_header_of_another_kind_is_refused(header: dict[str, Any]):
    refusal(signed(GOOD_CLAIMS, header))


@pytest.mark.parametrize("algorithm", ["none", "None", "NONE", "", "ES256"])
def test_a_token_without_a_signature_is_refused(algorithm: str):
    header = json.dumps({"alg": algorithm, "kid": KEYS.signer.kid, "typ": "at+jwt"}).encode()
    head = base64.urlsafe_b64encode(header).decode().rstrip("=")
    refusal(f"{head}.{TOKEN.split('.')[1]}.")


def test_the_public_key_is_no_shared_secret():
    public = json.dumps(issuer().jwks()).encode()
    secret = OctKey.import_key(public)
    header = {"alg": "HS256", "kid": KEYS.signer.kid, "typ": "at+jwt"}
    refusal(jwt.encode(header, GOOD_CLAIMS, secret, ["HS256"]))


def test_another_key_under_our_name_is_refused():
    stranger = ECKey.generate_key("P-256")
    header = {"alg": "ES256", "kid": KEYS.signer.kid, "typ": "at+jwt"}
    refusal(jwt.encode(header, GOOD_CLAIMS, stranger, ["ES256"]))


def test_a_key_inside_the_token_is_not_believed():
    stranger = ECKey.generate_key("P-256")
    header = {
        "alg": "ES256",
        "kid": KEYS.signer.kid,
        "typ": "at+jwt",
        "jwk": stranger.as_dict(private=False),
    }
    refusal(jwt.encode(header, GOOD_CLAIMS, stranger, ["ES256"]))


def test_the_published_keys_verify_a_token_and_sign_none():
    published = json.loads(json.dumps(issuer().jwks()))
    key = ECKey.import_key(published["keys"][0])
    assert not key.is_private
    assert jwt.decode(TOKEN, key, ["ES256"]).claims == GOOD_CLAIMS
