"""Sales reaches PromptContent: an asset as it is now, its digest, and why it is blocked."""

import pytest

from domain_api.content.brands.model import SetBrand
from domain_api.facades.in_process import InProcessContent
from domain_api.kernel import Channel, Forbidden, NotFound, Scope
from domain_api.sales.facades import ContentFacade
from tests.domain_api.content.support import Content
from tests.support.actors import agent, person, stranger


@pytest.fixture
def content() -> Content:
    return Content()


@pytest.fixture
def facade(content: Content) -> ContentFacade:
    return InProcessContent(content.assets)


@pytest.mark.parametrize("channel", [Channel.EMAIL, Channel.SMS, Channel.INSTAGRAM])
def test_an_asset_is_shown_as_it_is(
    content: Content, facade: ContentFacade, channel: Channel
) -> None:
    asset = content.asset(channel)
    found = facade.asset(agent(), asset.asset_id)
    assert (found.asset_id, found.channel, found.locale) == (asset.asset_id, channel, "es-CR")
    assert (found.fields, found.digest) == (asset.fields, asset.digest)
    assert found.blocked_by is None


def test_why_it_may_not_be_published_is_said_anew_each_time(
    content: Content, facade: ContentFacade
) -> None:
    asset = content.asset()
    word = next(word for word in asset.fields["body"].split() if word.isalpha() and len(word) > 3)
    content.brands.set(person(), SetBrand(name="Luna", forbidden_words=[word]))
    blocked = facade.asset(agent(), asset.asset_id).blocked_by
    assert blocked is not None
    assert word.lower() in blocked.lower()
    content.assets.archive(agent(), asset.asset_id)
    assert facade.asset(agent(), asset.asset_id).blocked_by == "The asset is archived."


def test_another_organizations_asset_does_not_exist(
    content: Content, facade: ContentFacade
) -> None:
    asset = content.asset()
    for actor, asset_id in ((stranger(), asset.asset_id), (agent(), "ast_none")):
        with pytest.raises(NotFound):
            facade.asset(actor, asset_id)


def test_it_needs_the_right_to_read(content: Content, facade: ContentFacade) -> None:
    asset = content.asset()
    blind = person(scopes=frozenset(Scope) - {Scope.CONTENT_READ})
    with pytest.raises(Forbidden):
        facade.asset(blind, asset.asset_id)
