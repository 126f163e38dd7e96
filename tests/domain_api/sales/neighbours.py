"""The other contexts as sales sees them: small fakes with the real rules, that can fail."""

from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field

from domain_api.kernel import (
    Actor,
    Channel,
    Conflict,
    Money,
    NotFound,
    Unavailable,
    derived_id,
    digest_of,
)
from domain_api.sales.facades import (
    AssetSnapshot,
    CampaignLink,
    CampaignReservation,
    Publication,
)
from domain_api.sales.launches.model import ChannelReceipt
from domain_api.sales.organizations.model import OrganizationView
from domain_api.sales.plans.model import Audience


class ProcessDied(BaseException):
    """The process ends right there, and nothing of it says goodbye."""


@dataclass
class Outside:
    """Counts every outbound call. It fails those it is told to, before or after the effect:
    it does not answer, or our process dies meanwhile. And it lets things happen in one."""

    calls: Counter[str] = field(default_factory=Counter[str])
    failing: dict[str, str] = field(default_factory=dict[str, str])
    during: dict[str, Callable[[], object]] = field(default_factory=dict[str, Callable[[], object]])

    def reach(self, name: str, effect: Callable[[], None] = lambda: None) -> None:
        how = self.failing.pop(name, "")
        if how.endswith("before"):
            raise self._trouble(how, name)
        self.calls[name] += 1
        if happens := self.during.pop(name, None):
            happens()
        effect()
        if how.endswith("after"):
            raise self._trouble(how, name)

    def _trouble(self, how: str, name: str) -> BaseException:
        return ProcessDied() if how.startswith("dies") else Unavailable(f"{name}: no answer")


class FakeOrganizations:
    def __init__(self) -> None:
        self.four_eyes = False
        self.suspended = False

    def get(self, actor: Actor) -> OrganizationView:
        return OrganizationView(
            organization_id=actor.organization_id,
            name="Test",
            currency="USD",
            timezone="America/Costa_Rica",
            four_eyes=self.four_eyes,
            suspended=self.suspended,
            message_address=None,
        )

    def suspend(self, actor: Actor) -> OrganizationView:
        self.suspended = True
        return self.get(actor)

    def restore(self, actor: Actor) -> OrganizationView:
        self.suspended = False
        return self.get(actor)


class FakeContent:
    def __init__(self) -> None:
        self.assets: dict[tuple[str, str], AssetSnapshot] = {}

    def add(self, organization_id: str, channel: Channel, text: str = "Come in {{link}}") -> str:
        asset_id = derived_id("ast", organization_id, channel, len(self.assets))
        self._put(organization_id, asset_id, channel, {"text": text})
        return asset_id

    def edit(self, organization_id: str, asset_id: str, text: str) -> None:
        known = self.assets[organization_id, asset_id]
        self._put(organization_id, asset_id, known.channel, {"text": text})

    def block(self, organization_id: str, asset_id: str, why: str) -> None:
        known = self.assets[organization_id, asset_id]
        self.assets[organization_id, asset_id] = AssetSnapshot(
            asset_id, known.channel, known.locale, known.fields, known.digest, why
        )

    def asset(self, actor: Actor, asset_id: str) -> AssetSnapshot:
        found = self.assets.get((actor.organization_id, asset_id))
        if found is None:
            raise NotFound("no such asset")
        return found

    def _put(
        self, organization_id: str, asset_id: str, channel: Channel, fields: dict[str, str]
    ) -> None:
        self.assets[organization_id, asset_id] = AssetSnapshot(
            asset_id, channel, "en", fields, digest_of(fields), None
        )


def publication_key(publication: Publication) -> tuple[str, Channel]:
    return publication.campaign_id, publication.channel


_ENDED = {"completed", "cancelled", "failed"}


class FakeAds:
    """Campaign states and placements by natural key, as the real context keeps them."""

    def __init__(self, outside: Outside) -> None:
        self._outside = outside
        self.states: dict[str, str] = {}
        self.placed: dict[tuple[str, Channel], str] = {}
        self.published: set[tuple[str, Channel]] = set()
        self.reported: dict[Channel, Money] = {}
        self.watching: Callable[[Publication], object] = lambda _: None
        """Told of each placement as it leaves."""

    def reserve(self, actor: Actor, reservation: CampaignReservation) -> None:
        self._outside.reach("ads.reserve", lambda: self._born(reservation.campaign_id))

    def schedule(self, actor: Actor, campaign_id: str, reason: str) -> None:
        self._move(campaign_id, "scheduled", {"launching"})

    def activate(self, actor: Actor, campaign_id: str, reason: str) -> None:
        self._move(campaign_id, "active", {"scheduled", "paused"})

    def pause(self, actor: Actor, campaign_id: str, reason: str) -> None:
        self._move(campaign_id, "paused", {"active"})

    def complete(self, actor: Actor, campaign_id: str, reason: str) -> None:
        self._move(campaign_id, "completed", {"active", "paused"})

    def cancel(self, actor: Actor, campaign_id: str, reason: str) -> None:
        self._move(campaign_id, "cancelled", {"launching", "scheduled", "active", "paused"})

    def fail(self, actor: Actor, campaign_id: str, reason: str) -> None:
        self._move(campaign_id, "failed", {"launching", "scheduled"})

    def place(self, actor: Actor, publication: Publication) -> str:
        publication.payload.require(publication.payload_digest)
        if self.states.get(publication.campaign_id) != "active":
            raise Conflict("the campaign is not active")
        key = (publication.campaign_id, publication.channel)
        if key not in self.placed:
            self.watching(publication)
        self._outside.reach("ads.place", lambda: self._place(key))
        return self.placed[key]

    def already_placed(self, actor: Actor, publication: Publication) -> str | None:
        return self.placed.get((publication.campaign_id, publication.channel))

    def note_published(self, actor: Actor, publication: Publication, reference: str) -> None:
        self.published.add((publication.campaign_id, publication.channel))

    def spend(self, actor: Actor, campaign_id: str) -> dict[Channel, Money]:
        return dict(self.reported)

    def _born(self, campaign_id: str) -> None:
        self.states.setdefault(campaign_id, "launching")

    def _place(self, key: tuple[str, Channel]) -> None:
        self.placed.setdefault(key, derived_id("ntw", *key))

    def _move(self, campaign_id: str, to: str, allowed: set[str]) -> None:
        if campaign_id not in self.states:
            raise NotFound("no such campaign")
        now = self.states[campaign_id]
        if now == to or (now in _ENDED and to in _ENDED) or (to == "paused" and now != "active"):
            return
        if now not in allowed:
            raise Conflict(f"{now} does not become {to}")
        self._outside.reach(f"ads.{to}", lambda: self.states.update({campaign_id: to}))


class FakeCrm:
    """Sends one message a client and channel; `readers` are the clients who consented."""

    def __init__(self, outside: Outside) -> None:
        self._outside = outside
        self.links: dict[str, CampaignLink] = {}
        self.readers = 3
        self.sent: Counter[tuple[str, Channel, int]] = Counter()
        self.held: set[str] = set()
        self.stopped: set[str] = set()
        self.amid: Callable[[], object] | None = None
        """What happens right after the next first message of a dispatch."""
        self.watching: Callable[[Publication], object] = lambda _: None
        """Told of each message as it leaves."""

    def register_links(self, actor: Actor, links: list[CampaignLink]) -> None:
        self._outside.reach("crm.links", lambda: self._register(links))

    def dispatch(
        self, actor: Actor, publication: Publication, audience: Audience, max_messages: int | None
    ) -> ChannelReceipt:
        publication.payload.require(publication.payload_digest)
        wanted = min(self.readers, max_messages if max_messages is not None else self.readers)
        self._outside.reach("crm.dispatch", lambda: self._send(publication, wanted))
        sent = [key for key in self.sent if key[:2] == publication_key(publication)]
        held = publication.campaign_id in self.held
        return self._receipt(publication, len(sent), published=not held)

    def reachable(self, actor: Actor, audience: Audience) -> dict[Channel, int]:
        return {Channel.EMAIL: self.readers, Channel.SMS: 0, Channel.WHATSAPP: self.readers}

    def hold(self, actor: Actor, campaign_id: str) -> None:
        self._outside.reach("crm.hold", lambda: self.held.add(campaign_id))

    def release(self, actor: Actor, campaign_id: str) -> None:
        self._outside.reach("crm.release", lambda: self.held.discard(campaign_id))

    def stop(self, actor: Actor, campaign_id: str) -> None:
        self._outside.reach("crm.stop", lambda: self.stopped.add(campaign_id))

    def _register(self, links: list[CampaignLink]) -> None:
        self.links.update({link.link_id: link for link in links})

    def _send(self, publication: Publication, reached: int) -> None:
        for reader in range(reached):
            if publication.campaign_id in self.held | self.stopped:
                return
            key = (*publication_key(publication), reader)
            if key in self.sent:
                continue
            self.watching(publication)
            self.sent[key] += 1
            happens, self.amid = self.amid, None
            if happens:
                happens()

    def _receipt(
        self, publication: Publication, reached: int, *, published: bool
    ) -> ChannelReceipt:
        return ChannelReceipt(
            channel=publication.channel,
            published=published,
            reference=publication.campaign_id,
            reached=reached,
            failed=0,
            left_out={"no_consent": 1},
        )
