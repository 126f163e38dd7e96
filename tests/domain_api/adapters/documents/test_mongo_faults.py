"""A MongoDB server that is busy is waited for; one that fails is told clearly, with no secret."""

import socket
import traceback
from collections.abc import Generator
from typing import Any

import pytest
from pymongo import MongoClient

from domain_api.adapters.documents.mongo.faults import BUDGET_S, Patience
from domain_api.adapters.documents.mongo.server import MongoServer
from domain_api.adapters.documents.mongo.store import MongoDocumentStore
from domain_api.content.documents import Collection, Query
from domain_api.kernel import InvalidInput, ManualClock, Recovery, Unavailable
from tests.domain_api.adapters.documents.wire import HANG_UP, WireServer, wire_server
from tests.support.actors import ORGANIZATION, START

NOTES = Collection("notes")


def too_large(wait_ms: int) -> dict[str, Any]:
    """As Cosmos DB says it."""
    return {
        "ok": 0.0,
        "code": 16500,
        "codeName": "RequestRateTooLarge",
        "errmsg": f"Error=16500, RetryAfterMs={wait_ms}, Details='Response status code does not "
        "indicate success: TooManyRequests (429); Substatus: 3200; Request rate is large.'",
    }


class Client:
    """A store over the server, whose waiting takes no time and is remembered."""

    def __init__(self, wire: WireServer) -> None:
        self.waited: list[float] = []
        clock = ManualClock(START)
        client: MongoClient[dict[str, Any]] = MongoClient(wire.url, tz_aware=True)
        self.server = MongoServer(client, client["promptcontent"], clock, self.waited.append)
        self.store = MongoDocumentStore(self.server, clock)


@pytest.fixture
def wire() -> Generator[WireServer]:
    with wire_server() as server:
        yield server


@pytest.fixture
def client(wire: WireServer) -> Generator[Client]:
    client = Client(wire)
    yield client
    client.server.close()


@pytest.mark.parametrize("command", ["find", "insert"])
def test_a_server_that_is_too_busy_is_asked_again_when_it_says(
    wire: WireServer, client: Client, command: str
) -> None:
    wire.say(command, too_large(34), too_large(1500))
    client.store.put(NOTES, ORGANIZATION, "doc_a", {"n": 1})
    assert client.waited == [0.034, 1.5]
    assert client.store.get(NOTES, ORGANIZATION, "doc_a") is not None


def test_a_refusal_inside_of_a_write_is_waited_for_too(wire: WireServer, client: Client) -> None:
    client.store.put(NOTES, ORGANIZATION, "doc_a", {"n": 1})
    fault = {"index": 0, "code": 16500, "errmsg": too_large(20)["errmsg"]}
    wire.say("insert", {"ok": 1.0, "n": 0, "writeErrors": [fault]})
    wire.say("update", {"ok": 1.0, "n": 0, "nModified": 0, "writeErrors": [fault]})
    client.store.put(NOTES, ORGANIZATION, "doc_b", {"n": 1})
    assert client.store.put(NOTES, ORGANIZATION, "doc_a", {"n": 2}).revision == 2
    assert client.waited == [0.02, 0.02]


def test_a_refusal_that_names_no_time_is_waited_for_a_little(
    wire: WireServer, client: Client
) -> None:
    wire.say("find", {"ok": 0.0, "code": 16500, "errmsg": "TooManyRequests"})
    assert client.store.find(NOTES, ORGANIZATION, Query(equals={})) == []
    assert client.waited == [0.25]


def test_all_steps_of_one_call_share_one_budget(wire: WireServer, client: Client) -> None:
    wire.say("find", too_large(2000), too_large(2000))
    wire.say("insert", too_large(2000))
    with pytest.raises(Unavailable) as told:
        client.store.put(NOTES, ORGANIZATION, "doc_a", {"n": 1})
    assert sum(client.waited) <= BUDGET_S
    assert told.value.code == "documents_busy"
    assert told.value.details["retry_after_seconds"] == 2
    assert told.value.details["retry_at"] == "2027-01-10T15:00:02+00:00"
    assert client.store.get(NOTES, ORGANIZATION, "doc_a") is None


def test_a_server_that_never_has_time_is_not_asked_forever(
    wire: WireServer, client: Client
) -> None:
    wire.say("find", *[too_large(0)] * 2000)
    with pytest.raises(Unavailable):
        client.store.get(NOTES, ORGANIZATION, "doc_a")
    assert len(client.waited) == pytest.approx(BUDGET_S / 0.01, abs=2)


@pytest.mark.parametrize(
    "answer",
    [
        {"ok": 0.0, "code": 10107, "errmsg": "not primary", "codeName": "NotWritablePrimary"},
        {"ok": 0.0, "code": 91, "errmsg": "shutting down", "codeName": "ShutdownInProgress"},
        {"ok": 0.0, "code": 50, "errmsg": "Request timed out.", "codeName": "ExceededTimeLimit"},
        HANG_UP,
    ],
    ids=["failover", "shutdown", "timeout", "broken connection"],
)
@pytest.mark.parametrize("command", ["find", "insert"])
def test_what_passes_is_told_as_unavailable(
    wire: WireServer, client: Client, command: str, answer: dict[str, Any]
) -> None:
    wire.say(command, answer, answer, answer)
    with pytest.raises(Unavailable) as told:
        client.store.put(NOTES, ORGANIZATION, "doc_a", {"n": 1})
    assert told.value.recovery is Recovery.TRANSIENT


def test_a_wrong_password_names_the_setting_and_nothing_secret(wire: WireServer) -> None:
    wire.say("saslStart", {"ok": 0.0, "code": 18, "errmsg": "Authentication failed for ana."})
    url = wire.url.replace("://", "://ana:hunter2@")
    server = MongoServer.at(url, ManualClock(START))
    with pytest.raises(Unavailable) as told:
        server.ping()
    server.close()
    assert told.value.code == "documents_refused"
    assert told.value.recovery is Recovery.NEEDS_HUMAN
    assert "PROMPTCONTENT_DB_PRIMARY" in told.value.message
    assert "hunter2" not in "".join(traceback.format_exception(told.value)) + repr(server)


def test_missing_rights_name_the_setting(wire: WireServer, client: Client) -> None:
    wire.say("insert", {"ok": 0.0, "code": 13, "errmsg": "not authorized on promptcontent"})
    with pytest.raises(Unavailable) as told:
        client.store.put(NOTES, ORGANIZATION, "doc_a", {"n": 1})
    assert told.value.code == "documents_refused"


@pytest.mark.parametrize(
    "url",
    [
        "mongodb://",
        "mongodb://ana:hun@ter2@host/db",
        "mongodb://ana:hunter2@host:port/db",
        "mongodb://ana:hunter2@host/db?authMechanism=hunter2",
        "mongodb://ana:hunter2@host/db?wait=hunter2",
        "mongodb://ana:hunter2@host/bad db",
    ],
)
def test_an_address_that_is_none_names_the_setting_and_nothing_secret(url: str) -> None:
    with pytest.raises(Unavailable) as told:
        MongoServer.at(url, ManualClock(START))
    assert told.value.code == "invalid_documents_address"
    assert "ter2" not in "".join(traceback.format_exception(told.value))


def test_an_address_of_cosmos_db_is_taken() -> None:
    """The driver greets it with a warning."""
    url = "mongodb://a:b@a.mongo.cosmos.azure.com:10255/?ssl=true&retrywrites=false"
    MongoServer.at(url, ManualClock(START)).close()


def test_where_no_server_is_the_store_is_unavailable() -> None:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    client: MongoClient[dict[str, Any]] = MongoClient(
        f"mongodb://127.0.0.1:{port}", serverSelectionTimeoutMS=100
    )
    clock = ManualClock(START)
    store = MongoDocumentStore(MongoServer(client, client["x"], clock), clock)
    with pytest.raises(Unavailable) as told:
        store.get(NOTES, ORGANIZATION, "doc_a")
    client.close()
    assert str(port) not in told.value.message


@pytest.mark.parametrize("size", [2_200_000, 17_000_000])
def test_a_document_over_the_servers_limit_is_refused(client: Client, size: int) -> None:
    with pytest.raises(InvalidInput) as told:
        client.store.put(NOTES, ORGANIZATION, "doc_a", {"text": "x" * size})
    assert told.value.code == "document_too_large"


def test_what_nobody_expected_is_not_taken_for_something_else() -> None:
    ask = Patience(ManualClock(START), lambda _: None)
    with pytest.raises(ZeroDivisionError):
        ask(lambda: 1 // 0)
