"""Finds, edits, checks and archives assets, and says which may be published."""

from domain_api.content.assets.checks import blocks, format_findings, word_findings
from domain_api.content.assets.model import (
    AssetStatus,
    AssetView,
    ChannelFormat,
    CheckContent,
    CheckReport,
    EditAsset,
    Finding,
    SearchAssets,
    Severity,
)
from domain_api.content.assets.repository import AssetRepository, content_digest
from domain_api.content.brands.repository import BrandRepository
from domain_api.content.documents import DocumentStore
from domain_api.content.formats import FORMATS
from domain_api.kernel import Actor, Conflict, InvalidInput, Page, Scope, VersionConflict


class AssetService:
    def __init__(self, documents: DocumentStore) -> None:
        self._assets, self._brands = AssetRepository(documents), BrandRepository(documents)

    def get(self, actor: Actor, asset_id: str) -> AssetView:
        actor.require(Scope.CONTENT_READ)
        return self._assets.get(actor.organization_id, asset_id).view

    def search(self, actor: Actor, command: SearchAssets) -> Page[AssetView]:
        actor.require(Scope.CONTENT_READ)
        return self._assets.search(actor.organization_id, command)

    def formats(self, actor: Actor) -> list[ChannelFormat]:
        """What each channel carries, with its limits."""
        actor.require(Scope.CONTENT_READ)
        return list(FORMATS.values())

    def check(self, actor: Actor, command: CheckContent) -> CheckReport:
        """Every finding against the channel's format and the brand as it is now."""
        actor.require(Scope.CONTENT_READ)
        asset = self._assets.get(actor.organization_id, command.asset_id).view
        findings = self._findings(actor.organization_id, asset)
        return CheckReport(asset_id=asset.asset_id, passed=not blocks(findings), findings=findings)

    def edit(
        self, actor: Actor, asset_id: str, command: EditAsset, *, expected_digest: str
    ) -> AssetView:
        """Change some texts of the asset whose digest is `expected_digest`.

        The edit is kept even when a check would block it: the status says so until it is
        mended. Raises `VersionConflict` when the asset has another digest by now.
        """
        actor.require(Scope.CONTENT_DRAFT)
        stored = self._assets.get(actor.organization_id, asset_id)
        _require_live(stored.view)
        _require_digest(stored.view, expected_digest)
        edited = self._edited(actor.organization_id, stored.view, command)
        return self._assets.replace(actor.organization_id, stored, edited)

    def archive(self, actor: Actor, asset_id: str) -> AssetView:
        """Take an asset out of the library; archiving again changes nothing."""
        actor.require(Scope.CONTENT_DRAFT)
        stored = self._assets.get(actor.organization_id, asset_id)
        if stored.view.status is AssetStatus.ARCHIVED:
            return stored.view
        archived = stored.view.model_copy(update={"status": AssetStatus.ARCHIVED})
        return self._assets.replace(actor.organization_id, stored, archived)

    def examined(self, actor: Actor, asset_id: str) -> tuple[AssetView, str | None]:
        """The asset and why it may not be published as it stands, or None, of one reading."""
        actor.require(Scope.CONTENT_READ)
        asset = self._assets.get(actor.organization_id, asset_id).view
        return asset, self._obstacle(actor.organization_id, asset)

    def blocked_by(self, actor: Actor, asset_id: str) -> str | None:
        """Why the asset may not be published as it stands, or None; checked anew each time."""
        return self.examined(actor, asset_id)[1]

    def require_publishable(self, actor: Actor, asset_id: str) -> AssetView:
        """The asset, or `Conflict` (`asset_not_publishable`) that says why it may not go out."""
        asset, obstacle = self.examined(actor, asset_id)
        if obstacle:
            raise Conflict(obstacle, code="asset_not_publishable", asset_id=asset_id)
        return asset

    def _obstacle(self, organization_id: str, asset: AssetView) -> str | None:
        if asset.status is AssetStatus.ARCHIVED:
            return "The asset is archived."
        for finding in self._findings(organization_id, asset):
            if finding.severity is Severity.BLOCKING:
                return f"{finding.field}: {finding.message} {finding.suggestion}"
        return None

    def _findings(self, organization_id: str, asset: AssetView) -> list[Finding]:
        brand = self._brands.find(organization_id)
        words = brand.forbidden_words if brand else []
        found = format_findings(asset.channel, asset.locale, asset.fields)
        return found + word_findings(asset.fields, words)

    def _edited(self, organization_id: str, asset: AssetView, command: EditAsset) -> AssetView:
        fields = _merged(asset, command)
        edited = asset.model_copy(
            update={
                "fields": fields,
                "digest": content_digest(asset.channel, asset.locale, fields),
            }
        )
        blocked = blocks(self._findings(organization_id, edited))
        status = AssetStatus.BLOCKED if blocked else AssetStatus.DRAFT
        return edited.model_copy(update={"status": status})


def _merged(asset: AssetView, command: EditAsset) -> dict[str, str]:
    known = {field.name: field for field in FORMATS[asset.channel].fields}
    for name, text in command.fields.items():
        if name not in known:
            raise InvalidInput(
                f"{asset.channel.value} has no field “{name}”.",
                code="unknown_field",
                field=name,
                known=sorted(known),
            )
        if not text and known[name].required:
            raise InvalidInput(f"“{name}” cannot be empty.", code="empty_field", field=name)
    return {name: text for name, text in (asset.fields | command.fields).items() if text}


def _require_live(asset: AssetView) -> None:
    if asset.status is AssetStatus.ARCHIVED:
        raise Conflict("An archived asset is not edited.", code="asset_archived")


def _require_digest(asset: AssetView, expected_digest: str) -> None:
    if asset.digest != expected_digest:
        raise VersionConflict(
            "The asset changed since you read it: read it again and repeat your edit.",
            current_digest=asset.digest,
        )
