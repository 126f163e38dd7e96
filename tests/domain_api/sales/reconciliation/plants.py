"""Every difference there can be, and how to plant it on a launch of some stage."""

from collections.abc import Callable
from dataclasses import dataclass, replace

from domain_api.adapters.sql.sales import tables
from domain_api.kernel import Channel, JobState, Money, derived_id
from domain_api.sales.launches.model import LaunchView
from domain_api.sales.payments.gateway import Charge
from domain_api.sales.reconciliation.model import DifferenceCode as Code
from domain_api.sales.reconciliation.picture import PATIENCE
from tests.domain_api.sales.reconciliation.yard import BUDGET, CAP, TODAY, Stage, Yard

EMAIL, FACEBOOK, TIKTOK = Channel.EMAIL, Channel.FACEBOOK, Channel.TIKTOK


@dataclass(frozen=True)
class Plant:
    """`besides` are the other differences that the same wrong makes."""

    code: Code
    stage: Stage
    make: Callable[[Yard, LaunchView], object]
    money: Money | None
    repaired: bool = False
    channel: Channel | None = None
    besides: frozenset[Code] = frozenset()


def usd(minor_units: int) -> Money:
    return Money(minor_units, "USD")


def _remembered(**changes: object) -> Callable[[Yard, LaunchView], None]:
    def make(yard: Yard, launch: LaunchView) -> None:
        def memory(charge: Charge) -> Charge:
            return replace(charge, **changes)  # pyright: ignore[reportArgumentType] -- fields of a charge

        yard.gateway.memories[launch.launch_id] = memory

    return make


def _forgotten(yard: Yard, launch: LaunchView) -> None:
    yard.gateway.memories[launch.launch_id] = lambda _: None


def _posted(*lines: tuple[str, int], currency: str = "USD") -> Callable[[Yard, LaunchView], None]:
    def make(yard: Yard, launch: LaunchView) -> None:
        own = [(account.format(launch.campaign_id), amount) for account, amount in lines]
        yard.post(launch.launch_id, *own, currency=currency)

    return make


def _written(table_name: str, **values: object) -> Callable[[Yard, LaunchView], None]:
    def make(yard: Yard, launch: LaunchView) -> None:
        yard.write(getattr(tables, table_name), launch.launch_id, **values)

    return make


def _mandate(**values: object) -> Callable[[Yard, LaunchView], None]:
    return lambda yard, launch: yard.write_mandate(launch.launch_id, **values)


def _in_ads(state: str) -> Callable[[Yard, LaunchView], None]:
    return lambda yard, launch: yard.house.ads.states.update({launch.campaign_id: state})


def _reported(amount: Money) -> Callable[[Yard, LaunchView], None]:
    return lambda yard, launch: yard.ads.reports.update({(launch.campaign_id, FACEBOOK): amount})


def _next_job(**values: object) -> Callable[[Yard, LaunchView], None]:
    return lambda yard, launch: yard.write_next_job(launch.launch_id, **values)


def _pending(yard: Yard, launch: LaunchView) -> None:
    """The gateway charged, the process died before it knew, and its job was lost."""
    yard.charge(launch.launch_id, key=launch.launch_id)
    yard.insert(
        tables.payments,
        {
            "payment_id": derived_id("pay", launch.launch_id),
            "organization_id": yard.row(launch.launch_id)["organization_id"],
            "launch_id": launch.launch_id,
            "campaign_id": launch.campaign_id,
            "minor_units": BUDGET.minor_units,
            "refunded": 0,
            "currency": "USD",
            "status": "pending",
            "payment_method": "pm_card_ok",
            "created_at": TODAY,
            "updated_at": TODAY,
        },
    )
    yard.write_next_job(launch.launch_id, state=JobState.DONE)


def _pending_twice(yard: Yard, launch: LaunchView) -> None:
    _pending(yard, launch)
    yard.charge(launch.launch_id, usd(600))


def _charged_and_given_back_in_part(yard: Yard, launch: LaunchView) -> None:
    yard.charge(launch.launch_id)
    yard.give_back(launch.launch_id, usd(100))


def _sent_a_thousand_more(yard: Yard, launch: LaunchView) -> None:
    for reader in range(100, 1100):
        yard.house.crm.sent[launch.campaign_id, EMAIL, reader] = 1


def _unplaced(yard: Yard, launch: LaunchView) -> None:
    del yard.house.ads.placed[launch.campaign_id, FACEBOOK]


def _not_noted(yard: Yard, launch: LaunchView) -> None:
    yard.house.ads.published.remove((launch.campaign_id, EMAIL))


def _unrecorded(yard: Yard, launch: LaunchView) -> None:
    yard.write_channel(launch.launch_id, FACEBOOK, published=False)


def _on_tiktok(yard: Yard, launch: LaunchView) -> None:
    yard.ads.references[launch.campaign_id, TIKTOK] = "ntw_odd"


def _other_bytes(yard: Yard, launch: LaunchView) -> None:
    yard.ads.digests[launch.campaign_id, FACEBOOK] = "0" * 64


PLANTS: dict[str, Plant] = {
    "a charge of a launch that never asked": Plant(
        Code.CHARGE_UNKNOWN,
        Stage.RESERVED,
        lambda yard, launch: yard.charge(launch.launch_id),
        BUDGET,
    ),
    "a charge of a launch that was declined": Plant(
        Code.CHARGE_UNKNOWN,
        Stage.DECLINED,
        lambda yard, launch: yard.charge(launch.launch_id, usd(700)),
        usd(700),
    ),
    "a charge that the gateway forgot": Plant(
        Code.CHARGE_MISSING, Stage.RUNNING, _forgotten, BUDGET
    ),
    "a charge of another amount": Plant(
        Code.CHARGE_DIFFERS, Stage.RUNNING, _remembered(amount=usd(50_100)), usd(100)
    ),
    "a charge in another currency": Plant(
        Code.CHARGE_DIFFERS,
        Stage.RUNNING,
        _remembered(amount=Money(50_000, "EUR"), refunded=Money.zero("EUR")),
        Money(50_000, "EUR"),
    ),
    "a second charge like the first": Plant(
        Code.CHARGE_DUPLICATED,
        Stage.RUNNING,
        lambda yard, launch: yard.charge(launch.launch_id),
        BUDGET,
        repaired=True,
    ),
    "a second charge of another amount": Plant(
        Code.CHARGE_DUPLICATED,
        Stage.RUNNING,
        lambda yard, launch: yard.charge(launch.launch_id, usd(700)),
        usd(700),
    ),
    "a second charge that somebody gives back already": Plant(
        Code.CHARGE_DUPLICATED, Stage.RUNNING, _charged_and_given_back_in_part, usd(49_900)
    ),
    "two charges and a payment that knows of none": Plant(
        Code.CHARGE_DUPLICATED,
        Stage.RESERVED,
        _pending_twice,
        usd(600),
        besides=frozenset({Code.PAYMENT_PENDING, Code.CHARGE_DIFFERS, Code.LAUNCH_STUCK}),
    ),
    "a payment that does not know of its charge": Plant(
        Code.PAYMENT_PENDING,
        Stage.RESERVED,
        _pending,
        BUDGET,
        repaired=True,
        besides=frozenset({Code.LAUNCH_STUCK}),
    ),
    "a payment of another amount": Plant(
        Code.PAYMENT_DIFFERS,
        Stage.RUNNING,
        _written("payments", minor_units=49_999),
        usd(1),
        besides=frozenset({Code.CHARGE_DIFFERS, Code.CAPTURED_DIFFERS, Code.LEDGER_DIFFERS}),
    ),
    "a refund that nobody booked": Plant(
        Code.REFUND_NOT_BOOKED,
        Stage.RUNNING,
        lambda yard, launch: yard.give_back(launch.launch_id, usd(700)),
        usd(700),
    ),
    "a refund that never happened": Plant(
        Code.REFUND_MISSING, Stage.SETTLED, _remembered(refunded=usd(0)), usd(39_999)
    ),
    "a refund of another amount": Plant(
        Code.REFUND_DIFFERS,
        Stage.SETTLED,
        lambda yard, launch: yard.give_back(launch.launch_id, usd(5)),
        usd(5),
    ),
    "a launch that goes on unpaid": Plant(
        Code.LAUNCH_UNPAID,
        Stage.RESERVED,
        _written("launches", state="charged"),
        BUDGET,
    ),
    "a posting that does not balance": Plant(
        Code.LEDGER_UNBALANCED, Stage.RUNNING, _posted(("odd:a", 7), ("odd:b", -4)), usd(3)
    ),
    "a posting in another currency": Plant(
        Code.LEDGER_MIXED_CURRENCIES,
        Stage.RUNNING,
        _posted(("odd:a", 7), ("odd:b", -7), currency="EUR"),
        Money(7, "EUR"),
    ),
    "money of the gateway's account that no payment explains": Plant(
        Code.LEDGER_DIFFERS, Stage.RUNNING, _posted(("gateway", 9), ("odd:a", -9)), usd(9)
    ),
    "money left in a settled launch": Plant(
        Code.PREPAID_LEFT, Stage.SETTLED, _posted(("prepaid:{}", 11), ("odd:a", -11)), usd(11)
    ),
    "spend beyond the cap": Plant(
        Code.SPEND_OVER_CAP,
        Stage.RUNNING,
        _posted(("spend:facebook", 25_001), ("odd:a", -25_001)),
        usd(1),
        channel=FACEBOOK,
    ),
    "spend on a channel that was not approved": Plant(
        Code.SPEND_OVER_CAP,
        Stage.RUNNING,
        _posted(("spend:tiktok", 40), ("odd:a", -40)),
        usd(40),
        channel=TIKTOK,
    ),
    "spend that settlement did not decide": Plant(
        Code.SPEND_DIFFERS,
        Stage.SETTLED,
        _posted(("spend:facebook", 12), ("odd:a", -12)),
        usd(12),
        channel=FACEBOOK,
    ),
    "money held for a launch that is over": Plant(
        Code.HELD_WITHOUT_LAUNCH,
        Stage.DECLINED,
        _mandate(held=300),
        usd(300),
        besides=frozenset({Code.LEDGER_DIFFERS}),
    ),
    "less held than the launch needs": Plant(
        Code.HELD_DIFFERS,
        Stage.RESERVED,
        _mandate(held=49_000),
        usd(1_000),
        besides=frozenset({Code.LEDGER_DIFFERS}),
    ),
    "less captured than was paid": Plant(
        Code.CAPTURED_DIFFERS, Stage.RUNNING, _mandate(captured=49_000), usd(1_000)
    ),
    "a running launch whose campaign rests": Plant(
        Code.LAUNCH_ACTIVE_ADS_NOT, Stage.RUNNING, _in_ads("paused"), BUDGET
    ),
    "a paused launch whose campaign runs": Plant(
        Code.ADS_ACTIVE_LAUNCH_NOT, Stage.PAUSED, _in_ads("active"), BUDGET, repaired=True
    ),
    "a cancelled launch whose campaign runs": Plant(
        Code.ADS_ACTIVE_LAUNCH_NOT, Stage.CANCELLED, _in_ads("active"), BUDGET, repaired=True
    ),
    "a settled launch whose campaign runs": Plant(
        Code.ADS_ACTIVE_LAUNCH_NOT, Stage.SETTLED, _in_ads("active"), BUDGET
    ),
    "a declined launch whose campaign waits": Plant(
        Code.ADS_STATE_DIFFERS, Stage.DECLINED, _in_ads("scheduled"), BUDGET, repaired=True
    ),
    "a reserved launch without a campaign": Plant(
        Code.ADS_STATE_DIFFERS,
        Stage.RESERVED,
        lambda yard, launch: yard.house.ads.states.pop(launch.campaign_id),
        BUDGET,
    ),
    "an ad that is not there": Plant(
        Code.PUBLICATION_MISSING, Stage.RUNNING, _unplaced, CAP, channel=FACEBOOK
    ),
    "messages that ads knows nothing of": Plant(
        Code.PUBLICATION_MISSING, Stage.RUNNING, _not_noted, CAP, channel=EMAIL
    ),
    "an ad that the launch knows nothing of": Plant(
        Code.PUBLICATION_UNRECORDED, Stage.RUNNING, _unrecorded, usd(10_000), channel=FACEBOOK
    ),
    "an ad on a channel that was not approved": Plant(
        Code.PUBLICATION_UNRECORDED, Stage.RUNNING, _on_tiktok, None, channel=TIKTOK
    ),
    "an ad with other bytes": Plant(
        Code.PUBLICATION_DIFFERS, Stage.RUNNING, _other_bytes, CAP, channel=FACEBOOK
    ),
    "messages that go out in a pause": Plant(
        Code.BRAKE_DIFFERS,
        Stage.PAUSED,
        lambda yard, launch: yard.house.crm.held.remove(launch.campaign_id),
        CAP,
        repaired=True,
    ),
    "messages that go out after a decline": Plant(
        Code.BRAKE_DIFFERS,
        Stage.DECLINED,
        lambda yard, launch: yard.house.crm.stopped.remove(launch.campaign_id),
        CAP,
        repaired=True,
    ),
    "messages that are held while the launch runs": Plant(
        Code.BRAKE_DIFFERS,
        Stage.RUNNING,
        lambda yard, launch: yard.house.crm.held.add(launch.campaign_id),
        CAP,
    ),
    "messages that nobody counted": Plant(
        Code.REACHED_DIFFERS, Stage.RUNNING, _sent_a_thousand_more, usd(100), channel=EMAIL
    ),
    "a launch without its next job": Plant(
        Code.LAUNCH_STUCK, Stage.RESERVED, _next_job(state=JobState.DONE), BUDGET, repaired=True
    ),
    "a job that was given up": Plant(
        Code.JOB_DEAD,
        Stage.RESERVED,
        _next_job(state=JobState.DEAD, attempts=12, last_error="unavailable: no answer"),
        BUDGET,
    ),
    "a job that nobody takes": Plant(
        Code.JOB_OVERDUE, Stage.RESERVED, _next_job(next_run_at=TODAY - 2 * PATIENCE), BUDGET
    ),
    "a job whose worker died long ago": Plant(
        Code.JOB_OVERDUE,
        Stage.RESERVED,
        _next_job(state=JobState.RUNNING, attempts=1, leased_until=TODAY - 2 * PATIENCE),
        BUDGET,
    ),
    "a network that spent more than its cap": Plant(
        Code.NETWORK_OVER_CAP, Stage.RUNNING, _reported(usd(25_001)), usd(1), channel=FACEBOOK
    ),
    "a report of more, after settlement": Plant(
        Code.LATE_REPORT, Stage.SETTLED, _reported(usd(12_000)), usd(2_000), channel=FACEBOOK
    ),
    "a report of less, after settlement": Plant(
        Code.LATE_REPORT, Stage.SETTLED, _reported(usd(9_000)), usd(1_000), channel=FACEBOOK
    ),
    "a report of more than the cap, after settlement": Plant(
        Code.LATE_REPORT,
        Stage.SETTLED,
        _reported(usd(30_000)),
        usd(15_000),
        channel=FACEBOOK,
        besides=frozenset({Code.NETWORK_OVER_CAP}),
    ),
    "a report in another currency": Plant(
        Code.REPORT_CURRENCY_DIFFERS,
        Stage.RUNNING,
        _reported(Money(40, "EUR")),
        Money(40, "EUR"),
        channel=FACEBOOK,
    ),
    "a row that makes no sense": Plant(
        Code.UNREADABLE, Stage.RESERVED, _written("launches", currency="QQQ"), None
    ),
}
