"""The rooms keep to their table: who may import whom, what loads when, and how long a step is."""

import ast
import json
import os
import subprocess
import sys
import tomllib
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.support.servers import ROOT

ROOMS = ("agents", "domain_api", "evals", "mcp_servers", "portal", "rag", "suite", "tools")
LONGEST_FUNCTION = 60
HEAVY = {
    "alembic",
    "azure",
    "babel",
    "bson",
    "fastapi",
    "httpx2",
    "jinja2",
    "langchain",
    "langchain_core",
    "langgraph",
    "mcp",
    "openai",
    "phonenumbers",
    "psycopg",
    "pydantic",
    "pymongo",
    "pyodbc",
    "redis",
    "sqlalchemy",
    "starlette",
    "uvicorn",
}

_IMPORT_ALL = '''
import importlib, json, os, pkgutil, sys

done = []

def ours(path):
    path = os.path.abspath(path)
    return path.startswith(ROOT) and not path.startswith(os.path.join(ROOT, ".venv"))

def asked_by_us():
    """Whether the code that did it is ours, and not a library's that it loads."""
    frame = sys._getframe(2)
    while frame and not frame.f_code.co_filename.startswith(ROOT):
        frame = frame.f_back
    return frame and ours(frame.f_code.co_filename)

def watch(event, arguments):
    if event in WATCHED and asked_by_us():
        done.append(f"{event} {arguments!r}"[:300])
    elif event == "open" and isinstance(arguments[0], str) and asked_by_us():
        path, flags = arguments[0], arguments[2]
        data = ours(path) and not path.endswith((".py", ".pyc"))
        if data or flags & (os.O_WRONLY | os.O_RDWR | os.O_CREAT):
            done.append(f"open {path}")

WATCHED = {
    "os.mkdir", "os.remove", "os.rename", "os.rmdir", "socket.bind", "socket.connect",
    "socket.getaddrinfo", "sqlite3.connect", "subprocess.Popen", "os.system", "os.fork",
}
ROOT, rooms = sys.argv[1], sys.argv[2:]
sys.addaudithook(watch)
names = []
for room in rooms:
    package = importlib.import_module(room)
    names.append(room)
    for module in pkgutil.walk_packages(package.__path__, f"{room}."):
        if "migrations" not in module.name and not module.name.endswith("__main__"):
            importlib.import_module(module.name)
            names.append(module.name)
print(json.dumps({"done": done, "names": names}))
'''


def _python(*arguments: str) -> str:
    environment = {
        **{name: value for name, value in os.environ.items() if "PROMPTSALES" not in name},
        "PYTHONDONTWRITEBYTECODE": "1",
    }
    told = subprocess.run(  # noqa: S603 -- our own interpreter
        [sys.executable, *arguments],
        cwd=ROOT,
        env=environment,
        capture_output=True,
        text=True,
        timeout=100,
    )
    assert told.returncode == 0, told.stdout + told.stderr
    return told.stdout


def _sources(*rooms: str) -> Iterator[Path]:
    for room in rooms:
        yield from (ROOT / room).rglob("*.py")


def test_nobody_imports_a_room_that_is_closed_to_them() -> None:
    lint = "from importlinter.cli import lint_imports_command; lint_imports_command()"
    told = _python("-c", lint, "--no-cache")
    assert "0 broken" in told
    assert "KEPT" in told


def test_every_room_stands_in_the_table() -> None:
    table = tomllib.loads((ROOT / "pyproject.toml").read_text())["tool"]["importlinter"]
    assert tuple(table["root_packages"]) == ROOMS
    folders = {path.parent.name for path in ROOT.glob("*/__init__.py")}
    assert folders - {"tests"} <= set(ROOMS)


def test_importing_a_module_does_no_work() -> None:
    told = json.loads(_python("-c", _IMPORT_ALL, str(ROOT), *ROOMS))
    assert told["done"] == []
    assert {"domain_api.bootstrap", "suite.cli", "mcp_servers.http"} <= set(told["names"])


@pytest.mark.parametrize("module", ["suite.cli", *ROOMS])
def test_help_and_rooms_load_nothing_heavy(module: str) -> None:
    asked = f"import sys, json, {module}; print(json.dumps(sorted(sys.modules)))"
    loaded = {name.partition(".")[0] for name in json.loads(_python("-c", asked))}
    assert loaded & HEAVY == set()


def test_no_function_is_longer_than_a_screen() -> None:
    long = [
        f"{path.relative_to(ROOT)}:{node.lineno} {node.name} has {lines} lines"
        for path in _sources(*ROOMS, "tests")
        if "migrations" not in path.parts
        for node in ast.walk(ast.parse(path.read_text()))
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)
        if (lines := (node.end_lineno or 0) - node.lineno + 1) > LONGEST_FUNCTION
    ]
    assert long == []
