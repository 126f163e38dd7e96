"""Shows launches."""

from domain_api.kernel import Money, MoneyView
from domain_api.sales.launches.entity import PAID, Launch
from domain_api.sales.launches.model import ChannelReceipt, LaunchState, LaunchView


def view_of(launch: Launch) -> LaunchView:
    paid = launch.state in PAID or launch.state is LaunchState.SETTLED
    return LaunchView(
        launch_id=launch.launch_id,
        plan_id=launch.plan_id,
        plan_version=launch.plan_version,
        campaign_id=launch.campaign_id,
        state=launch.state,
        paused=launch.paused,
        digest=launch.digest,
        charged=MoneyView.of(launch.amount if paid else Money.zero(launch.amount.currency)),
        charge_at=launch.charge_at,
        starts_at=launch.starts_at,
        ends_at=launch.ends_at,
        receipts=[
            ChannelReceipt(
                channel=part.channel,
                published=part.published,
                reference=part.reference,
                reached=part.reached,
                failed=part.failed,
                left_out=dict(part.left_out),
            )
            for part in launch.channels
        ],
        requested_by=launch.requested_by,
        created_at=launch.created_at,
        reason=launch.reason,
        note=_note(launch),
    )


def _note(launch: Launch) -> str:
    if launch.ending and not launch.over:
        return "It is being ended; what is not spent comes back."
    if launch.paused:
        return "It is paused: nothing more leaves until it is resumed."
    moments = {"start": launch.starts_at.isoformat(), "charge": launch.charge_at.isoformat()}
    return _NOTES[launch.state].format(amount=launch.amount, **moments)


_NOTES = {
    LaunchState.COMMITTED: "Committed: the worker carries it out now.",
    LaunchState.RESERVED: "Reserved; {amount} is charged at {charge}.",
    LaunchState.CHARGED: "Charged {amount}; it starts at {start}.",
    LaunchState.ACTIVATED: "Active; its channels are being published.",
    LaunchState.DISPATCHED: "Active and published on every channel; see get_performance.",
    LaunchState.SETTLED: "Over; what was not spent was given back.",
    LaunchState.DECLINED: (
        "The payment was declined: nothing was taken or published. To pay another way, revise "
        "the plan, ask for approval again and launch it with another payment method."
    ),
    LaunchState.CANCELLED: "Cancelled before it was paid: nothing was taken.",
}
