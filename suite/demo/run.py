"""Starts the processes of the demo and plays its story on them."""

import secrets
import shutil
import tempfile
from collections.abc import Callable
from contextlib import ExitStack
from pathlib import Path

from domain_api.adapters.clock import SteppedClock
from domain_api.bootstrap import make_databases
from domain_api.settings import Profile
from suite.commands.options import APPROVER, MARKETER
from suite.commands.people import demo_passwords
from suite.conversation import AgentUnreachable, Conversation
from suite.demo.answering import Public
from suite.demo.record import Record
from suite.demo.story import Story
from suite.demo.verdict import DemoFailed
from suite.errors import sentence_of
from suite.local import Installation, PortTaken, free_installation
from suite.processes.supervisor import ChildFailed, Supervisor
from suite.rest import Refused, Rest, Unreachable
from suite.seed import Cast


class DemoBroke(RuntimeError):
    """The demo did not come through; the message says why, and `folder` holds what there is."""

    def __init__(self, message: str, folder: Path) -> None:
        super().__init__(message)
        self.folder = folder


def run_demo(brief: str, record: Record, data: Path | None) -> None:
    """The whole job in a fresh folder, which stays when `data` names it or when it breaks.

    Raises `DemoBroke`, and `AgentAsks` when the brief leaves something open.
    """
    with ExitStack() as stack:
        folder = (data or Path(tempfile.mkdtemp(prefix="promptsales-"))).resolve()
        if data is None:
            stack.push(_remove_unless_broken(folder))
        record.facts["data"] = str(folder) if data else None
        try:
            installation = free_installation(folder)
            installation.make_folder()
            _play(brief, record, installation)
        except (
            AgentUnreachable,
            ChildFailed,
            DemoFailed,
            PortTaken,
            Refused,
            Unreachable,
        ) as error:
            raise DemoBroke(str(error), folder) from error
        except Exception as error:
            sentence = sentence_of(error)
            if sentence is None:
                raise
            raise DemoBroke(sentence, folder) from error


def _play(brief: str, record: Record, installation: Installation) -> None:
    with ExitStack() as stack:
        supervisor = stack.enter_context(Supervisor(installation.data / "logs"))
        settings = installation.settings()
        cast = _cast(settings.profile)
        if settings.migrate:
            record.working("making databases and tables")
            make_databases(settings)
        record.working("starting API, worker and sandbox gateway")
        supervisor.start(
            installation.gateway(), installation.api(seed=cast.domain), installation.worker()
        )
        passwords = demo_passwords(installation.users_file)
        marketer = stack.enter_context(Rest(installation.public_url))
        approver = stack.enter_context(Rest(installation.public_url))
        for person, user in ((marketer, MARKETER), (approver, APPROVER)):
            email = cast.address_of(user)
            person.sign_in(email, passwords[email])
        record.working("starting the agent, with a URL and an agent's token and nothing else")
        supervisor.start(installation.agent(token=marketer.agent_token()))
        record.step(
            f"API, worker, gateway and agent run as processes of their own ({record.seconds()} s)"
        )
        clock = SteppedClock(installation.clock_file)
        public = Public(
            installation.public_url,
            installation.data,
            cast.message_address(),
            settings.webhooks_secret(),
            clock,
        )
        stack.callback(public.close)
        talk = Conversation(installation.agent_url, "demo", None)
        Story(record, clock, talk, marketer, approver, public).tell(brief)


def _cast(profile: Profile) -> Cast:
    """An organization of its own where the databases stay and may hold others."""
    if profile is Profile.EMBEDDED:
        return Cast()
    return Cast(f"demo-{secrets.token_hex(4)}.test")


def _remove_unless_broken(folder: Path) -> Callable[..., None]:
    """Logs and data are worth keeping after a failure only."""

    def leave(_kind: object, error: BaseException | None, _trace: object) -> None:
        if not isinstance(error, DemoBroke):
            shutil.rmtree(folder, ignore_errors=True)

    return leave
