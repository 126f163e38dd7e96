"""`promptsales demo`."""

import json
import sys
from pathlib import Path

from suite.demo.briefs import BUILT_IN
from suite.demo.record import Record, teller
from suite.demo.run import DemoBroke, run_demo
from suite.demo.story import AgentAsks

CAME_THROUGH, DID_NOT, ASKED = 0, 1, 2
LONGEST_BRIEF = 16_000


class BadBrief(ValueError):
    """There is no brief to run; the message says why."""


def demo_command(
    brief: str | None, brief_file: Path | None, data: Path | None, *, as_json: bool
) -> int:
    """The exit status: 0 came through, 1 did not, 2 the agent asks or the brief is no brief."""
    told = teller(json_wanted=as_json)
    record = Record(told)
    try:
        status = _run(brief, brief_file, data, record)
    finally:
        told.close()
    if as_json:
        document = record.document(ok=status == CAME_THROUGH)
        sys.stdout.write(json.dumps(document, ensure_ascii=False, indent=2) + "\n")
    return status


def _run(brief: str | None, brief_file: Path | None, data: Path | None, record: Record) -> int:
    try:
        run_demo(_brief(brief, brief_file), record, _new_folder(data))
    except (AgentAsks, BadBrief) as question:
        record.facts["question"] = str(question)
        record.heading(f"Not launched: {question}")
        return ASKED
    except DemoBroke as broken:
        record.facts |= {"error": str(broken), "data": str(broken.folder)}
        record.heading(f"Failed: {broken}")
        record.step(f"data and logs stay in {broken.folder}")
        return DID_NOT
    record.heading(f"Done in {record.seconds():.1f} s: active, paid once, published everywhere")
    return CAME_THROUGH


def _new_folder(data: Path | None) -> Path | None:
    if data and data.exists() and (not data.is_dir() or any(data.iterdir())):
        raise BadBrief(f"{data} is not an empty folder: the demo needs a new one")
    return data


def _brief(brief: str | None, brief_file: Path | None) -> str:
    if brief is not None and brief_file is not None:
        raise BadBrief("give --brief or --brief-file, not both")
    if brief_file is not None:
        brief = _read(brief_file)
    if brief is None:
        return BUILT_IN
    if not brief.strip():
        raise BadBrief("the brief is empty")
    if len(brief) > LONGEST_BRIEF:
        raise BadBrief(f"the brief has more than {LONGEST_BRIEF} characters")
    return brief.strip()


def _read(brief_file: Path) -> str:
    """No more than a little over the longest brief: a device or a huge file is not read whole."""
    try:
        with brief_file.open(encoding="utf-8") as file:
            return file.read(LONGEST_BRIEF + 1)
    except (OSError, UnicodeDecodeError) as error:
        raise BadBrief(f"{brief_file} cannot be read as text: {error}") from error
