"""Every command that a manual shows exists, with its options, and parses."""

import re
import shlex
from collections.abc import Iterator
from typing import Any

import pytest
import typer.main

from suite.cli import app
from tests.docs.pages import Page, all_pages

_COMMAND: Any = typer.main.get_command(app)
_ASSIGNMENT = re.compile(r"[A-Z][A-Z0-9_]*=.*")
_NAMES = {"promptsales", "./promptsales"}
_ENDS = {"|", ";", "&", "&&", "||", ">", "<", "(", ")"}


def commands_in(of: Page) -> list[list[str]]:
    """The words after `promptsales`, of commands in blocks without a language and in the text."""
    lines = [line for fence in of.fences() if not fence.language for line in _lines(fence.text)]
    return [words for line in [*lines, *of.inline_code()] for words in _commands(line)]


def _lines(text: str) -> list[str]:
    joined = text.replace("\\\n", " ")
    return [line.removeprefix("$ ") for line in joined.splitlines()]


def _commands(line: str) -> Iterator[list[str]]:
    if "promptsales" not in line:
        return
    lexer = shlex.shlex(line, posix=True, punctuation_chars=True)
    lexer.commenters = "#"
    lexer.whitespace_split = True
    try:
        words = list(lexer)
    except ValueError:  # an apostrophe in a line that is no command
        return
    while words:
        end = next((place for place, word in enumerate(words) if word in _ENDS), len(words))
        command, words = words[:end], words[end + 1 :]
        while command and _ASSIGNMENT.fullmatch(command[0]):
            command.pop(0)
        if command and command[0] in _NAMES:
            yield command[1:]


def parse(words: list[str]) -> None:
    """Raises what the command line raises for an unknown command, option or value."""
    command, name, left = _COMMAND, "promptsales", list(words)
    while left and subcommands(command):
        name = left.pop(0)
        command = subcommands(command)[name]
    if left != ["--help"] and not subcommands(command):
        command.make_context(name, left)


def subcommands(command: Any) -> dict[str, Any]:
    """Those of a group by name; a single command has none."""
    return getattr(command, "commands", {})


@pytest.mark.parametrize("of", all_pages(), ids=lambda of: of.name)
def test_every_command_line_exists_with_its_options(of: Page) -> None:
    for words in commands_in(of):
        try:
            parse(words)
        except Exception as error:
            pytest.fail(f"promptsales {shlex.join(words)}: {error!r}")


def test_the_manuals_show_every_command() -> None:
    shown = {words[0] for of in all_pages() for words in commands_in(of) if words}
    assert subcommands(_COMMAND).keys() <= shown


@pytest.mark.parametrize(
    "line", ["./promptsales demo --brieff x", "./promptsales up --port many", "./promptsales fly"]
)
def test_a_command_that_does_not_exist_is_noticed(line: str) -> None:
    [words] = list(_commands(line))
    with pytest.raises(Exception):  # noqa: B017, PT011 -- whichever error the command line has for it
        parse(words)


def test_assignments_pipes_and_comments_are_not_part_of_the_command() -> None:
    line = "A=1 ./promptsales demo --json | tee out.json  # keeps it"
    assert list(_commands(line)) == [["demo", "--json"]]
