"""An Azurite server for tests: the one that is named, or one of our own where it can be had."""

import os
import shutil
import socket
import subprocess
import tempfile
import time
from collections.abc import Generator
from contextlib import contextmanager
from pathlib import Path

import pytest

from tests.support.databases import require_suite
from tests.support.servers import ROOT

NAMED = "PROMPTSALES_TEST_AZURITE"
ACCOUNT = "devstoreaccount1"
KEY = "Eby8vdM02xNOcqFlqUwJPLlmEtlCDXJ1OUzFT50uSRZ6IFsuFq2UVErCz4I6tq/K1SZFPTOtr/KBHBeksoGMGw=="
"""Of every emulator, and of nothing else: Microsoft's documents print it."""


def connection_string(port: int, key: str = KEY) -> str:
    return (
        f"DefaultEndpointsProtocol=http;AccountName={ACCOUNT};AccountKey={key};"
        f"BlobEndpoint=http://127.0.0.1:{port}/{ACCOUNT};"
    )


@contextmanager
def azurite() -> Generator[str]:
    """A connection string. Skips where no server is named and none is installed."""
    named = os.environ.get(NAMED, "")
    program = _program()
    require_suite("azurite", named or program, f"{NAMED} names no server, and none is installed")
    if named:
        yield named
        return
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as folder:
        yield from _own(program, Path(folder))


def _program() -> str:
    """As `.ci/azurite.sh` installs it, or as the machine has it."""
    cache = Path(os.environ.get("PROMPTSALES_AZURITE_CACHE", ROOT / ".ci" / "cache" / "azurite"))
    own = cache / "node_modules" / ".bin" / "azurite-blob"
    return str(own) if own.exists() else shutil.which("azurite-blob") or ""


def _own(program: str, folder: Path) -> Generator[str]:
    port = _free_port()
    options = ["--blobHost", "127.0.0.1", "--blobPort", str(port), "--location", str(folder)]
    quiet = ["--silent", "--loose", "--skipApiVersionCheck", "--disableTelemetry"]
    with subprocess.Popen([program, *options, *quiet]) as process:  # noqa: S603 -- our own words
        try:
            _wait_for(port, process)
            yield connection_string(port)
        finally:
            process.terminate()
            process.wait(20)


def _free_port() -> int:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        return free.getsockname()[1]


def _wait_for(port: int, process: subprocess.Popen[bytes]) -> None:
    deadline = time.monotonic() + 60
    while process.poll() is None and time.monotonic() < deadline:
        with socket.socket() as probe:
            if probe.connect_ex(("127.0.0.1", port)) == 0:
                return
        time.sleep(0.1)
    pytest.fail("Azurite does not start")
