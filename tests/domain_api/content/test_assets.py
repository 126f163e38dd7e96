"""Assets: found, edited at the digest that was read, checked anew, and kept from other tenants."""

from collections.abc import Callable

import pytest

from domain_api.content.assets.model import (
    AssetStatus,
    AssetView,
    CheckContent,
    EditAsset,
    SearchAssets,
)
from domain_api.content.brands.model import SetBrand
from domain_api.kernel import (
    Actor,
    Channel,
    Conflict,
    Forbidden,
    InvalidInput,
    NotFound,
    Scope,
    VersionConflict,
    digest_of,
)
from tests.domain_api.content.support import Content
from tests.support.actors import agent, person, stranger


@pytest.fixture
def content() -> Content:
    return Content()


def edit(content: Content, asset: AssetView, **fields: str) -> AssetView:
    command = EditAsset(fields=fields)
    return content.assets.edit(agent(), asset.asset_id, command, expected_digest=asset.digest)


def test_the_digest_is_of_channel_locale_and_fields(content: Content) -> None:
    asset = content.asset()
    assert asset.digest == digest_of(
        {"channel": "email", "locale": "es-CR", "fields": asset.fields}
    )
    assert content.assets.get(agent(), asset.asset_id) == asset


def test_an_edit_changes_its_fields_and_the_digest(content: Content) -> None:
    asset = content.asset()
    edited = edit(content, asset, subject="Yoga para todos")
    assert edited.fields == asset.fields | {"subject": "Yoga para todos"}
    assert edited.digest != asset.digest
    assert edited.status is AssetStatus.DRAFT
    assert content.assets.get(agent(), asset.asset_id) == edited


def test_an_edit_of_what_somebody_else_changed_is_refused(content: Content) -> None:
    asset = content.asset()
    edited = edit(content, asset, subject="Primero")
    with pytest.raises(VersionConflict):
        edit(content, asset, subject="Segundo")
    assert content.assets.get(agent(), asset.asset_id) == edited


def test_an_edit_that_breaks_a_rule_is_kept_and_blocks(content: Content) -> None:
    asset = content.asset()
    blocked = edit(content, asset, body="Sin enlace ni salida")
    assert blocked.status is AssetStatus.BLOCKED
    assert "body" in (content.assets.blocked_by(agent(), asset.asset_id) or "")
    with pytest.raises(Conflict) as refused:
        content.assets.require_publishable(agent(), asset.asset_id)
    assert refused.value.code == "asset_not_publishable"
    mended = edit(content, blocked, body=asset.fields["body"])
    assert (mended.status, mended.digest) == (AssetStatus.DRAFT, asset.digest)
    assert content.assets.blocked_by(agent(), asset.asset_id) is None


@pytest.mark.parametrize(
    ("fields", "code"),
    [({"headline": "x"}, "unknown_field"), ({"subject": "  "}, "empty_field")],
)
def test_an_edit_of_no_field_of_the_channel_is_refused(
    content: Content, fields: dict[str, str], code: str
) -> None:
    asset = content.asset()
    with pytest.raises(InvalidInput) as refused:
        edit(content, asset, **fields)
    assert refused.value.code == code
    assert content.assets.get(agent(), asset.asset_id) == asset


def test_an_empty_text_takes_an_optional_field_away(content: Content) -> None:
    asset = content.asset(Channel.INSTAGRAM)
    assert "hashtags" not in edit(content, asset, hashtags="").fields


def test_an_archived_asset_is_neither_edited_nor_published(content: Content) -> None:
    asset = content.asset()
    archived = content.assets.archive(agent(), asset.asset_id)
    assert archived.status is AssetStatus.ARCHIVED
    assert content.assets.archive(agent(), asset.asset_id) == archived
    assert content.assets.blocked_by(agent(), asset.asset_id) == "The asset is archived."
    with pytest.raises(Conflict):
        edit(content, asset, subject="Nuevo")
    with pytest.raises(Conflict):
        content.assets.require_publishable(agent(), asset.asset_id)


def test_a_check_passes_what_the_composer_wrote(content: Content) -> None:
    asset = content.asset()
    report = content.assets.check(agent(), CheckContent(asset_id=asset.asset_id))
    assert report.passed
    assert report.findings == []
    assert content.assets.require_publishable(agent(), asset.asset_id) == asset


def test_a_check_reads_the_brand_as_it_is_now(content: Content) -> None:
    asset = content.asset()
    content.brands.set(person(), SetBrand(name="Luna", forbidden_words=["YOGÁ"]))
    report = content.assets.check(agent(), CheckContent(asset_id=asset.asset_id))
    assert not report.passed
    assert content.assets.blocked_by(agent(), asset.asset_id) is not None


def test_a_search_finds_by_words_and_channel_newest_first(content: Content) -> None:
    email = content.asset(product="café de altura")
    sms = content.asset(Channel.SMS, product="café de altura")
    content.asset(product="pan dulce")
    found = content.assets.search(agent(), SearchAssets(text="CAFE DE ALTURA")).items
    assert {asset.asset_id for asset in found} == {email.asset_id, sms.asset_id}
    only = content.assets.search(agent(), SearchAssets(text="café", channel=Channel.SMS)).items
    assert only == [sms]


def test_a_search_leaves_out_what_is_archived(content: Content) -> None:
    asset = content.asset()
    content.assets.archive(agent(), asset.asset_id)
    assert content.assets.search(agent(), SearchAssets()).items == []


def test_a_search_goes_through_pages_without_loss(content: Content) -> None:
    ids = {content.asset(Channel.SMS).asset_id for _ in range(5)}
    seen: list[str] = []
    cursor = None
    for _ in range(3):
        page = content.assets.search(agent(), SearchAssets(limit=2, cursor=cursor))
        seen += [asset.asset_id for asset in page.items]
        cursor = page.next_cursor
    assert cursor is None
    assert seen == sorted(ids, reverse=True)


def test_a_forged_cursor_is_refused(content: Content) -> None:
    with pytest.raises(InvalidInput):
        content.assets.search(agent(), SearchAssets(cursor="nonsense"))


def test_all_formats_are_listed(content: Content) -> None:
    assert {form.channel for form in content.assets.formats(agent())} == set(Channel)


ACTIONS: list[Callable[[Content, Actor, AssetView], object]] = [
    lambda content, actor, asset: content.assets.get(actor, asset.asset_id),
    lambda content, actor, asset: content.assets.check(
        actor, CheckContent(asset_id=asset.asset_id)
    ),
    lambda content, actor, asset: content.assets.edit(
        actor, asset.asset_id, EditAsset(fields={"subject": "x"}), expected_digest=asset.digest
    ),
    lambda content, actor, asset: content.assets.archive(actor, asset.asset_id),
    lambda content, actor, asset: content.assets.blocked_by(actor, asset.asset_id),
    lambda content, actor, asset: content.assets.require_publishable(actor, asset.asset_id),
]


@pytest.mark.parametrize("act", ACTIONS)
def test_another_organizations_asset_does_not_exist(
    content: Content, act: Callable[[Content, Actor, AssetView], object]
) -> None:
    asset = content.asset()
    with pytest.raises(NotFound):
        act(content, stranger(), asset)
    assert content.assets.get(agent(), asset.asset_id) == asset


def test_another_organizations_assets_are_not_found(content: Content) -> None:
    content.asset()
    assert content.assets.search(stranger(), SearchAssets()).items == []


@pytest.mark.parametrize("act", ACTIONS)
def test_every_action_needs_a_right_of_content(
    content: Content, act: Callable[[Content, Actor, AssetView], object]
) -> None:
    asset = content.asset()
    with pytest.raises(Forbidden):
        act(content, person(scopes=frozenset({Scope.CRM_READ})), asset)
