"""`promptsales demo`."""

import json
import sys
from pathlib import Path

from suite.demo.briefs import BUILT_IN
from suite.demo.record import Record, teller
from suite.demo.run import run_demo
from suite.demo.story import AgentAsks, DemoFailed
from suite.local import PortTaken
from suite.processes.supervisor import ChildFailed
from suite.rest import Refused, Unreachable

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
        text = _brief(brief, brief_file)
        if data and data.exists() and any(data.iterdir()):
            raise BadBrief(f"{data} is not empty: the demo needs a new folder")
        good = run_demo(text, record, data)
        status = CAME_THROUGH if good else DID_NOT
    except (AgentAsks, BadBrief) as question:
        record.facts["question"] = str(question)
        status, problem = ASKED, str(question)
        told.step(f"not launched: {problem}")
    except (ChildFailed, DemoFailed, Refused, Unreachable, PortTaken) as error:
        record.facts["error"] = str(error)
        status = DID_NOT
        told.step(f"failed: {error}")
    finally:
        told.close()
    if as_json:
        document = record.document(ok=status == CAME_THROUGH)
        sys.stdout.write(json.dumps(document, ensure_ascii=False, indent=2) + "\n")
    elif status == CAME_THROUGH:
        told.heading(f"Done in {record.seconds():.1f} s: active, paid once, published everywhere")
    return status


def _brief(brief: str | None, brief_file: Path | None) -> str:
    if brief is not None and brief_file is not None:
        raise BadBrief("give --brief or --brief-file, not both")
    if brief_file is not None:
        try:
            brief = brief_file.read_text(encoding="utf-8")
        except (OSError, UnicodeDecodeError) as error:
            raise BadBrief(f"{brief_file} cannot be read as text: {error}") from error
    if brief is None:
        return BUILT_IN
    if not brief.strip():
        raise BadBrief("the brief is empty")
    if len(brief) > LONGEST_BRIEF:
        raise BadBrief(f"the brief has {len(brief)} characters; at most {LONGEST_BRIEF} are read")
    return brief.strip()
