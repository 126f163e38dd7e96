"""`promptsales test` and `promptsales check`: what developers run."""

import os
import subprocess
import sys
from pathlib import Path
from typing import Annotated

import typer

ROOT = Path(__file__).parents[2]
PATHS = ("agents", "domain_api", "evals", "mcp_servers", "portal", "rag", "suite", "tools", "tests")
CHECKS: tuple[tuple[str, ...], ...] = (
    ("ruff", "check", *PATHS),
    ("ruff", "format", "--check", *PATHS),
    ("lint-imports",),
    ("pyright",),
)


def add_to(app: typer.Typer) -> None:
    options = {"allow_extra_args": True, "ignore_unknown_options": True}
    app.command(rich_help_panel="Developers", context_settings=options)(test)
    app.command(rich_help_panel="Developers")(check)


def test(context: typer.Context) -> None:
    """Run the tests, in parallel and in random order; more arguments go to pytest."""
    sys.exit(_run("pytest", *context.args))


def check(
    only: Annotated[
        str | None, typer.Option("--only", help="One of ruff, lint-imports, pyright.")
    ] = None,
) -> None:
    """Check style, rooms and types."""
    wanted = [line for line in CHECKS if only in (None, line[0])]
    if not wanted:
        raise typer.BadParameter(f"there is no check {only!r}", param_hint="--only")
    failed = [line for line in wanted if _run(*line)]
    sys.exit(1 if failed else 0)


def _run(tool: str, *arguments: str) -> int:
    program = Path(sys.executable).parent / tool
    if not program.exists():
        sys.stderr.write(f"promptsales: {tool} is not installed: use ./promptsales {sys.argv[1]}\n")
        return 1
    environment = {**os.environ, "PYTHONDONTWRITEBYTECODE": "1"}
    command = [str(program), *arguments]
    return subprocess.run(command, cwd=ROOT, env=environment, check=False).returncode  # noqa: S603 -- our own tools, no shell
