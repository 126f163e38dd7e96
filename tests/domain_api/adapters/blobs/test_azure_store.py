"""Azure Blob Storage by Azurite: links that expire, and faults that are told with no secret."""

import io
import socket
import subprocess
import sys
import traceback
from datetime import UTC, datetime, timedelta

import httpx2 as httpx
import pytest

from domain_api.adapters.blobs.azure import AzureBlobStore
from domain_api.adapters.blobs.folder import FolderBlobStore
from domain_api.adapters.blobs.opening import open_blobs
from domain_api.kernel import Recovery, SystemClock, Unavailable
from tests.domain_api.adapters.blobs.conftest import LINKS
from tests.support.actors import ORGANIZATION
from tests.support.azurite import KEY, connection_string

CLOCK = SystemClock()


@pytest.mark.azurite
def test_a_link_reads_one_blob_under_its_name_and_expires(azure_store: AzureBlobStore) -> None:
    blob = azure_store.put(ORGANIZATION, io.BytesIO(b"logo"), "image/png", 100)
    other = azure_store.put(ORGANIZATION, io.BytesIO(b"other"), "image/png", 100)
    now = datetime.now(UTC)
    link = azure_store.link(ORGANIZATION, blob, "lógo.png", now + timedelta(minutes=5))
    answer = httpx.get(link.url)
    assert (answer.status_code, answer.content) == (200, b"logo")
    assert answer.headers["content-type"] == "image/png"
    assert answer.headers["content-disposition"].startswith('inline; filename="l_go.png"')
    assert httpx.get(link.url.partition("?")[0]).status_code in (403, 404)
    assert httpx.get(link.url.replace(blob.sha256, other.sha256)).status_code == 403
    assert httpx.put(link.url, content=b"x").status_code in (400, 403)
    stale = azure_store.link(ORGANIZATION, blob, "a.png", now - timedelta(minutes=5))
    assert httpx.get(stale.url).status_code == 403
    assert link.expires_at <= now + timedelta(minutes=5)


@pytest.mark.azurite
def test_preparing_again_changes_nothing(azure_store: AzureBlobStore) -> None:
    sha256 = azure_store.put(ORGANIZATION, io.BytesIO(b"logo"), "image/png", 100).sha256
    azure_store.prepare()
    azure_store.check()
    assert azure_store.find(ORGANIZATION, sha256) is not None


@pytest.mark.azurite
def test_a_container_that_was_not_made_is_told(azurite_server: str) -> None:
    store = AzureBlobStore.at(azurite_server, "never-made", CLOCK)
    for ask in (store.check, lambda: store.put(ORGANIZATION, io.BytesIO(b"x"), "image/png", 9)):
        with pytest.raises(Unavailable) as told:
            ask()
        assert told.value.code == "no_container"
    store.close()


@pytest.mark.azurite
def test_a_wrong_key_names_the_setting_and_nothing_secret(azurite_server: str) -> None:
    wrong = azurite_server.replace(KEY, KEY.replace("Eby8", "Abc1"))
    store = AzureBlobStore.at(wrong, "never-made", CLOCK)
    with pytest.raises(Unavailable) as told:
        store.check()
    store.close()
    assert told.value.code == "blobs_refused"
    assert told.value.recovery is Recovery.NEEDS_HUMAN
    assert "PROMPTSALES_BLOBS__CONNECTION_STRING" in told.value.message
    assert "Abc1" not in "".join(traceback.format_exception(told.value)) + repr(store)


def test_where_no_server_is_the_store_is_unavailable() -> None:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    store = AzureBlobStore.at(connection_string(port), "promptsales", CLOCK)
    with pytest.raises(Unavailable) as told:
        store.check()
    store.close()
    assert (told.value.code, told.value.recovery) == ("files_unavailable", Recovery.TRANSIENT)


@pytest.mark.parametrize("text", ["x", "AccountName=a", "AccountName=a;AccountKey=secretkey"])
def test_a_connection_string_that_is_none_is_told(text: str) -> None:
    with pytest.raises(Unavailable) as told:
        AzureBlobStore.at(text, "promptsales", CLOCK).check()
    assert told.value.recovery is Recovery.NEEDS_HUMAN
    assert "secretkey" not in "".join(traceback.format_exception(told.value))


def test_a_folder_is_opened_where_no_connection_is_set(folder_store: FolderBlobStore) -> None:
    folder = folder_store.folder
    assert isinstance(open_blobs("", "promptsales", folder, LINKS, CLOCK), FolderBlobStore)
    azure = open_blobs(connection_string(1), "promptsales", folder, LINKS, CLOCK)
    assert isinstance(azure, AzureBlobStore)
    azure.close()


def test_the_library_is_loaded_only_where_it_is_used() -> None:
    program = (
        "import sys, domain_api.adapters.blobs.opening;"
        "print(sorted(name for name in sys.modules if name.startswith('azure')))"
    )
    told = subprocess.run([sys.executable, "-c", program], capture_output=True, check=True)  # noqa: S603 -- our own words
    assert told.stdout.decode().strip() == "[]"
