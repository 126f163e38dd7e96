"""Starts the processes of the demo, tells the story, and says whether the main job came through."""

import json
import shutil
import tempfile
from contextlib import ExitStack
from pathlib import Path
from typing import Any

from domain_api.adapters.clock import SteppedClock
from domain_api.settings import own_secrets
from suite.conversation import Conversation
from suite.demo.answering import Public
from suite.demo.record import Record
from suite.demo.story import Story
from suite.local import Installation, free_installation
from suite.processes.supervisor import Supervisor
from suite.rest import Rest

MARKETER, APPROVER = "marta@demo.test", "andres@demo.test"


def run_demo(brief: str, record: Record, data: Path | None) -> bool:
    """The whole job in a fresh folder (kept when `data` names one). True when it came through.

    Raises `ChildFailed`, `DemoFailed`, `AgentAsks`, `Refused`, `AgentUnreachable`.
    """
    with ExitStack() as stack:
        folder = data or _temporary(stack)
        installation = free_installation(folder)
        record.facts["data"] = str(folder) if data else None
        supervisor = stack.enter_context(Supervisor(folder / "logs"))
        secrets = own_secrets(folder)
        record.working("starting API, worker and sandbox gateway")
        supervisor.start(
            installation.gateway(secrets), installation.api(seed=True), installation.worker()
        )
        passwords = _passwords(installation)
        marketer = stack.enter_context(Rest(installation.public_url))
        approver = stack.enter_context(Rest(installation.public_url))
        marketer.sign_in(MARKETER, passwords[MARKETER])
        approver.sign_in(APPROVER, passwords[APPROVER])
        record.working("starting the agent, with a URL and an agent's token and nothing else")
        supervisor.start(installation.agent(token=marketer.agent_token()))
        record.step(
            f"API, worker, gateway and agent run as processes of their own ({record.seconds()} s)"
        )
        public = Public(
            installation.public_url,
            folder,
            secrets["webhook_secret"],
            SteppedClock(installation.clock_file),
        )
        stack.callback(public.close)
        story = Story(
            record,
            SteppedClock(installation.clock_file),
            Conversation(installation.agent_url, "demo", None),
            marketer,
            approver,
            public,
        )
        return story.tell(brief)


def _temporary(stack: ExitStack) -> Path:
    """A folder that goes when the demo ends well, and stays, with its logs, when it does not."""
    folder = Path(tempfile.mkdtemp(prefix="promptsales-"))

    def leave(kind: type[BaseException] | None, *_: object) -> None:
        if kind is None:
            shutil.rmtree(folder, ignore_errors=True)

    stack.push(leave)
    return folder


def _passwords(installation: Installation) -> dict[str, str]:
    people: list[dict[str, Any]] = json.loads(installation.users_file.read_text())
    return {person["email"]: person["password"] for person in people}
