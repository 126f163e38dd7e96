"""Brand, copy, assets, channels, audiences and campaigns in memory."""

from dataclasses import dataclass, field

from domain_api.ads.audiences.model import AudienceFeatures, ReachEstimate
from domain_api.ads.campaigns.model import CampaignPage, CampaignView, ListCampaigns
from domain_api.ads.channels.model import ChannelView
from domain_api.content.assets.model import (
    AssetStatus,
    AssetView,
    CheckContent,
    CheckReport,
    Provenance,
    SearchAssets,
)
from domain_api.content.brands.model import BrandView
from domain_api.content.generations.model import GenerateCopy, GenerationView
from domain_api.kernel import Actor, AiUsage, Channel, Page, Scope, digest_of, new_id
from tests.support.actors import START
from tests.tools.fakes.rows import Rows


@dataclass
class FakeBrands:
    def get(self, actor: Actor) -> BrandView:
        actor.require(Scope.CONTENT_READ)
        return BrandView(
            name="Café Sol", voice="friendly", forbidden_words=["cheap"], default_locale="es"
        )


@dataclass
class FakeAssets:
    assets: Rows[AssetView] = field(default_factory=lambda: Rows("asset"))

    def get(self, actor: Actor, asset_id: str) -> AssetView:
        actor.require(Scope.CONTENT_READ)
        return self.assets.get(actor.organization_id, asset_id)

    def search(self, actor: Actor, command: SearchAssets) -> Page[AssetView]:
        actor.require(Scope.CONTENT_READ)
        return self.assets.page(actor.organization_id, command.limit, command.cursor)

    def check(self, actor: Actor, command: CheckContent) -> CheckReport:
        self.get(actor, command.asset_id)
        return CheckReport(asset_id=command.asset_id, passed=True, findings=[])


@dataclass
class FakeCopy:
    assets: FakeAssets

    def generate(self, actor: Actor, command: GenerateCopy) -> GenerationView:
        actor.require(Scope.CONTENT_DRAFT)
        made = [self._write(actor, command, channel) for channel in command.channels]
        return GenerationView(
            generation_id=new_id("gen"),
            assets=made,
            usage=AiUsage(model="fake"),
            offline=True,
            note="Written by a fake.",
            created_at=START,
        )

    def _write(self, actor: Actor, command: GenerateCopy, channel: Channel) -> AssetView:
        fields = {"body": f"{command.product}: {command.offer or ''} {{{{link}}}}" + "☀" * 200}
        asset = AssetView(
            asset_id=new_id("ast"),
            channel=channel,
            locale=command.locale,
            angle="offer",
            fields=fields,
            digest=digest_of(fields),
            status=AssetStatus.DRAFT,
            provenance=Provenance(
                generation_id=None, template="copy@1", model="fake", offline=True
            ),
            created_at=START,
        )
        return self.assets.assets.put(actor.organization_id, asset.asset_id, asset)


@dataclass
class FakeChannels:
    def list(self, actor: Actor) -> list[ChannelView]:
        actor.require(Scope.CAMPAIGN_READ)
        return [
            ChannelView(
                channel=channel,
                name=channel.value.title(),
                owned=channel.owned,
                carrier="sandbox",
                placement="feed",
                priced_by="message" if channel.owned else "impression",
            )
            for channel in Channel
        ]


@dataclass
class FakeAudiences:
    def estimate(self, actor: Actor, command: AudienceFeatures) -> list[ReachEstimate]:
        actor.require(Scope.CAMPAIGN_READ)
        return [
            ReachEstimate(channel=channel, low=1000, high=2000, basis="a fake")
            for channel in Channel
            if not channel.owned
        ]


@dataclass
class FakeCampaigns:
    campaigns: Rows[CampaignView] = field(default_factory=lambda: Rows("campaign"))
    missing_shards: list[int] = field(default_factory=list[int])

    def get(self, actor: Actor, campaign_id: str) -> CampaignView:
        actor.require(Scope.CAMPAIGN_READ)
        return self.campaigns.get(actor.organization_id, campaign_id)

    def list(self, actor: Actor, command: ListCampaigns) -> CampaignPage:
        actor.require(Scope.CAMPAIGN_READ)
        page = self.campaigns.page(actor.organization_id, command.limit, command.cursor)
        found = [item for item in page.items if command.state in (None, item.state)]
        return CampaignPage(
            items=found, next_cursor=page.next_cursor, missing_shards=self.missing_shards
        )
