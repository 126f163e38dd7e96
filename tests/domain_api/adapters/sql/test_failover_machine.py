"""Whatever servers do, nobody is written to who is no writer, and nobody hops without need."""

from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, rule
from structlog.testing import capture_logs

from domain_api.adapters.sql.failover.model import Role
from domain_api.kernel import Unavailable
from tests.domain_api.adapters.sql.failing_servers import cluster

_ROLES = st.sampled_from([Role.WRITER, Role.READER, Role.AWAY])


class FailoverMachine(RuleBasedStateMachine):
    """Two servers take any roles, at any moment; a client writes and reads between looks."""

    def __init__(self) -> None:
        super().__init__()
        self.cluster = cluster()
        self.seen: list[tuple[Role, Role]] = []

    def teardown(self) -> None:
        self.cluster.pair.close()

    @initialize(primary=_ROLES, secondary=_ROLES)
    def begin(self, primary: Role, secondary: Role) -> None:
        self.change_roles(primary, secondary)
        with capture_logs():
            self.cluster.writer()
        self.seen = [(primary, secondary)] * 2

    @rule(primary=_ROLES, secondary=_ROLES)
    def change_roles(self, primary: Role, secondary: Role) -> None:
        self.cluster.primary.role, self.cluster.secondary.role = primary, secondary

    @rule(keeps=st.booleans(), which=st.integers(0, 1))
    def change_disk(self, keeps: bool, which: int) -> None:
        self.cluster.servers[which].keeps_writes = keeps

    @rule(times=st.integers(1, 3))
    def look(self, times: int) -> None:
        for _ in range(times):
            self._look()

    @rule()
    def write(self) -> None:
        """A client gets the server that a look found to take writes, or an error."""
        try:
            place = self.cluster.pair.writer()
        except Unavailable:
            return
        said = [roles[place] for roles in self.seen]
        answered = [role for role in said if role is not Role.AWAY]
        assert answered[-1:] == [Role.WRITER]
        assert said[-2:] != [Role.AWAY, Role.AWAY]

    def _look(self) -> None:
        before = self.cluster.pair.standing()
        servers = {server.name: server for server in self.cluster.servers}
        proofs = {name: server.proofs for name, server in servers.items()}
        with capture_logs():
            self.cluster.look()
        self.seen.append((self.cluster.primary.role, self.cluster.secondary.role))
        after = self.cluster.pair.standing()
        if before.in_use is not None and after.in_use != before.in_use:
            left, taken = servers[before.in_use], servers[after.in_use or ""]
            assert left.role is not Role.WRITER
            assert taken.role is Role.WRITER
            assert not before.two_writers or left.role is Role.READER
        proved = [name for name, server in servers.items() if server.proofs > proofs[name]]
        assert all(servers[name].role is Role.WRITER for name in proved)
        both_take = (Role.WRITER, Role.WRITER) in self.seen[-1:]
        assert not both_take or before.in_use is None or set(proved) <= {before.in_use}
        both = [roles == (Role.WRITER, Role.WRITER) for roles in self.seen[-2:]]
        if both == [True, True]:
            assert after.two_writers


FailoverMachine.TestCase.settings = settings(
    max_examples=100, stateful_step_count=25, deadline=None
)
test_whatever_servers_do_one_writer_at_a_time = FailoverMachine.TestCase
