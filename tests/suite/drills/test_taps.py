"""Points are named, counted from the start of work, and a process holds or dies at its own."""

from datetime import UTC, datetime
from pathlib import Path

import pytest
from pydantic import SecretStr
from sqlalchemy import text

from domain_api.adapters.channels.memory import MemoryChannel
from domain_api.adapters.gateways.memory import MemoryGateway
from domain_api.adapters.networks.memory import MemoryNetwork
from domain_api.adapters.sql.engine import Database
from domain_api.adapters.taps import TappedChannel, TappedGateway, TappedNetwork
from domain_api.ads.campaigns.network import NetworkPlacement
from domain_api.bootstrap import build
from domain_api.crm.messages.channel import OutgoingMessage
from domain_api.kernel import Channel, Job, ManualClock, Money, Unavailable, new_id
from domain_api.sales.payments.gateway import ChargeOrder, RefundOrder
from domain_api.settings import Profile, Settings
from suite.drills.taps import DrillTap, Socket, Spot
from tests.support.actors import START

NOW = datetime(2030, 1, 1, tzinfo=UTC)


class Ear:
    """Implements `Tap`: it remembers where it was."""

    def __init__(self) -> None:
        self.points: list[str] = []

    def reach(self, point: str) -> None:
        self.points.append(point)


def test_each_commit_has_a_point_before_and_after_it(tmp_path: Path) -> None:
    ear = Ear()
    database = Database(f"sqlite:///{tmp_path / 'crm.db'}", tap=ear)
    try:
        with database.write() as connection:
            connection.execute(text("CREATE TABLE t (n INTEGER)"))
            assert ear.points == []
        assert ear.points == ["commit crm before", "commit crm after"]
        with database.read() as connection:
            connection.execute(text("SELECT 1"))
        with pytest.raises(ZeroDivisionError), database.write():
            raise ZeroDivisionError
        assert len(ear.points) == 2
    finally:
        database.close()


def test_every_call_that_moves_money_or_publishes_has_its_points() -> None:
    ear, clock = Ear(), ManualClock(START)
    gateway = TappedGateway(MemoryGateway(clock), ear)
    charge = gateway.charge(ChargeOrder("key-one-1", Money(100, "USD"), "pm_card_ok", "lch_1"))
    gateway.refund(RefundOrder("key-two-1", charge.charge_id, Money(10, "USD")))
    network = TappedNetwork(MemoryNetwork(clock), ear)
    reference = network.place(_placement())
    for change in (network.pause, network.resume, network.end):
        change(reference)
    TappedChannel(MemoryChannel(), ear).send(_message())
    calls = ["gateway.charge", "gateway.refund"]
    calls += [f"network.{name}" for name in ("place", "pause", "resume", "end")]
    expected = [
        f"{call} {moment}" for call in [*calls, "sms.send"] for moment in ("before", "after")
    ]
    assert ear.points == expected


def test_asking_alone_has_no_point() -> None:
    ear, clock = Ear(), ManualClock(START)
    assert TappedGateway(MemoryGateway(clock), ear).charges("lch_1") == []
    assert TappedNetwork(MemoryNetwork(clock), ear).placed("ad_1") is None
    assert TappedChannel(MemoryChannel(), ear).sent(Channel.SMS, "msg_1") is None
    assert ear.points == []


def test_a_call_that_fails_has_no_point_after_it() -> None:
    ear, channel = Ear(), MemoryChannel()
    channel.down = True
    with pytest.raises(Unavailable):
        TappedChannel(channel, ear).send(_message())
    assert ear.points == ["sms.send before"]


def test_points_count_once_work_has_begun_and_are_named_for_it() -> None:
    told: list[str] = []
    tap = DrillTap(told.append)
    tap.reach("commit sales after")
    tap.begin()
    tap.during("launch.step", lambda _job: tap.reach("gateway.charge before"))(_job())
    tap.reach("commit sales before")
    tap.begin("pause")
    tap.reach("commit sales before")
    assert told == [
        "launch.step: gateway.charge before",
        "queue: commit sales before",
        "pause: commit sales before",
    ]


def test_a_process_dies_at_its_point_and_was_heard_there() -> None:
    told: list[str] = []
    died: list[int] = []
    tap = DrillTap(
        told.append,
        kill_at=Spot("pause: commit crm after", 2),
        kill=lambda: died.append(len(told)),
    )
    tap.begin()
    tap.reach("commit crm after")
    tap.begin("pause")
    for _ in range(3):
        tap.reach("commit crm after")
    assert died == [3]


def test_a_socket_passes_points_on_once_somebody_listens() -> None:
    ear, socket = Ear(), Socket()
    socket.reach("commit crm before")
    socket.listener = ear
    socket.reach("commit crm after")
    assert ear.points == ["commit crm after"]


def test_a_process_holds_at_the_named_occurrence_alone() -> None:
    told: list[str] = []
    held: list[int] = []
    tap = DrillTap(
        told.append, hold=Spot("email.send after", 2), stand_still=lambda: held.append(len(told))
    )
    tap.begin()
    for point in ("email.send after", "commit crm after", *["email.send after"] * 3):
        tap.reach(point)
    assert held == [3]


def test_production_takes_no_tap() -> None:
    settings = Settings(
        profile=Profile.PRODUCTION,
        public_url="https://shop.test",
        db_primary="postgresql+psycopg://db.test/sales",
        crm_primary="postgresql+psycopg://db.test/crm",
        content_primary="postgresql+psycopg://db.test/content",
        db_ads=["postgresql+psycopg://db.test/ads"],
        gateway_key=_secret(),
        webhook_secret=_secret(),
    )
    with pytest.raises(ValueError, match="no place in production"):
        build(settings, Ear())


def _secret() -> SecretStr:
    return SecretStr(new_id("key"))


def _job() -> Job:
    return Job("launch.step", "key", "org_1", {}, NOW)


def _message() -> OutgoingMessage:
    return OutgoingMessage(
        message_id=new_id("msg"),
        organization_id="org_1",
        channel=Channel.SMS,
        to="+50688887777",
        fields={"text": "Hola"},
        locale="es",
    )


def _placement() -> NetworkPlacement:
    return NetworkPlacement(
        placement_key="ad_1",
        organization_id="org_1",
        campaign_id="cmp_1",
        channel=Channel.FACEBOOK,
        fields={"text": "Come in"},
        link="https://shop.test/l/1",
        budget=Money(100, "USD"),
        starts_at=START,
        ends_at=NOW,
    )
