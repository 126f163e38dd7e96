"""`promptsales jobs`: what the worker has to do, and what it gave up on."""

from collections.abc import Generator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from suite.commands.options import DATA, PORT, DataOption

if TYPE_CHECKING:
    from datetime import datetime

    from domain_api.jobs.queue import JobQueue

app = typer.Typer(help="Look at background jobs, and try dead ones again.", no_args_is_help=True)

LimitOption = Annotated[int, typer.Option("--limit", min=1, max=1000, help="Rows a database.")]


@app.command("list")
def list_jobs(
    state: Annotated[
        str | None, typer.Option("--state", help="ready, running, done or dead.")
    ] = None,
    limit: LimitOption = 20,
    data: DataOption = DATA,
) -> None:
    """List jobs of every database, newest first."""
    _print(state, limit, data)


@app.command()
def dead(limit: LimitOption = 20, data: DataOption = DATA) -> None:
    """List the jobs that were given up, with their last error."""
    _print("dead", limit, data)


@app.command()
def retry(
    job_id: Annotated[str, typer.Argument(help="A job's id, or `all` for every dead one.")],
    data: DataOption = DATA,
) -> None:
    """Make a dead job ready again; the worker takes it up by itself."""
    from domain_api.kernel import JobState, NotFound

    with _queues(data) as (queues, now):
        wanted = (
            [(queue, job.job_id) for queue in queues for job in queue.list(JobState.DEAD, 1000)]
            if job_id == "all"
            else [(queue, job_id) for queue in queues]
        )
        revived = sum(queue.revive(one, now) for queue, one in wanted)
    if not revived and job_id != "all":
        raise NotFound(f"There is no dead job {job_id[:40]}.")
    typer.echo(f"{revived} job(s) ready again")


def _print(state: str | None, limit: int, data: Path) -> None:
    from domain_api.kernel import InvalidInput, JobState
    from suite.terminal import print_table

    if state is not None and state not in list(JobState):
        raise InvalidInput(f"There is no state {state!r}: ready, running, done or dead.")
    with _queues(data) as (queues, _now):
        rows = [
            (
                job.job_id,
                job.queue,
                job.job.kind,
                job.state,
                str(job.attempts),
                f"{job.job.run_at:%Y-%m-%d %H:%M:%S}",
                job.last_error or "",
            )
            for queue in queues
            for job in queue.list(JobState(state) if state else None, limit)
        ]
    print_table(("job", "database", "kind", "state", "tries", "due (UTC)", "last error"), rows)


@contextmanager
def _queues(data: Path) -> Generator[tuple["list[JobQueue]", "datetime"]]:
    from domain_api.bootstrap import open_queues
    from suite.databases import naming_the_database
    from suite.local import Installation, existing

    settings = existing(Installation(data.resolve(), PORT).settings())
    with naming_the_database(settings), open_queues(settings) as (queues, clock):
        yield queues, clock.now()
