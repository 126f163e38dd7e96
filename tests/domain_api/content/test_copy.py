"""Generations: what the model writes is judged before it is kept, and kept whole."""

import pytest

from domain_api.content.assets.model import AssetStatus, SearchAssets
from domain_api.content.brands.model import SetBrand
from domain_api.content.generations.model import GenerateCopy
from domain_api.content.generations.text_model import CopyDraft
from domain_api.kernel import Channel, Forbidden, InvalidInput, NotFound, Scope, Unavailable
from tests.domain_api.content.support import Content, ScriptedModel
from tests.support.actors import START, agent, person, stranger


def command(**facts: object) -> GenerateCopy:
    return GenerateCopy.model_validate(
        {"product": "clases de yoga", "channels": ["tiktok"], "locale": "es-CR", **facts}
    )


def tiktok(text: str) -> CopyDraft:
    return CopyDraft(Channel.TIKTOK, "offer", {"text": text})


def test_a_generation_keeps_one_draft_a_channel_and_variant() -> None:
    content = Content()
    made = content.copy.generate(agent(), command(channels=["email", "sms"], variants=2))
    channels = [asset.channel for asset in made.assets]
    assert channels == [Channel.EMAIL, Channel.EMAIL, Channel.SMS, Channel.SMS]
    assert content.copy.get(agent(), made.generation_id) == made
    kept = content.assets.search(agent(), SearchAssets()).items
    assert {asset.asset_id for asset in kept} == {asset.asset_id for asset in made.assets}


def test_an_asset_says_where_it_comes_from() -> None:
    made = Content().copy.generate(agent(), command())
    asset = made.assets[0]
    assert asset.asset_id.startswith("ast_")
    assert made.generation_id.startswith("gen_")
    assert asset.created_at == made.created_at == START
    assert asset.provenance.model_dump() == {
        "generation_id": made.generation_id,
        "template": "copy.tiktok@1",
        "model": "offline-composer-1",
        "offline": True,
    }


@pytest.mark.parametrize(
    ("locale", "words"), [("es", "modelo sin conexión"), ("en-GB", "the offline model")]
)
def test_the_note_says_who_wrote_it_in_the_briefs_language(locale: str, words: str) -> None:
    made = Content().copy.generate(agent(), command(locale=locale))
    assert words in made.note
    assert made.offline
    assert made.usage.model in made.note


def test_tokens_of_a_model_are_recorded() -> None:
    made = Content(ScriptedModel(tiktok("Yoga en Heredia."))).copy.generate(agent(), command())
    assert (made.usage.input_tokens, made.usage.output_tokens) == (100, 20)
    assert not made.offline
    assert "scripted-1" in made.note
    assert "sin conexión" not in made.note


def test_the_model_is_given_plain_facts_and_the_brand() -> None:
    model = ScriptedModel(tiktok("Yoga."))
    content = Content(model)
    content.copy.generate(agent(), command())
    content.brands.set(person(), SetBrand(name="Luna", voice="warm", forbidden_words=["barato"]))
    content.copy.generate(agent(), command(product="yoga {{link}}"))
    unset, branded = model.asked
    assert (unset.brand_name, unset.forbidden_words) == ("", ())
    assert (branded.brand_name, branded.brand_voice) == ("Luna", "warm")
    assert branded.forbidden_words == ("barato",)
    assert branded.brief.product == "yoga ((link))"
    assert [form.channel for form in branded.formats] == [Channel.TIKTOK]


@pytest.mark.parametrize(
    "drafts",
    [
        [],
        [tiktok("Yoga."), tiktok("Yoga.")],
        [CopyDraft(Channel.DISPLAY, "offer", {"headline": "Yoga", "text": "Yoga"})],
        [tiktok("x" * 101)],
        [tiktok("Hola {{first_name}}")],
        [tiktok("")],
        [CopyDraft(Channel.TIKTOK, "offer", {"text": "Yoga", "headline": "Yoga"})],
        [tiktok("Yoga con 50% de descuento")],
    ],
)
def test_a_bad_answer_is_refused_and_nothing_is_kept(drafts: list[CopyDraft]) -> None:
    content = Content(ScriptedModel(*drafts))
    with pytest.raises(Unavailable) as refused:
        content.copy.generate(agent(), command())
    assert refused.value.code == "model_answer_invalid"
    assert content.assets.search(agent(), SearchAssets()).items == []


def test_figures_of_the_brief_are_no_invention() -> None:
    content = Content(ScriptedModel(tiktok("Yoga con 50% de descuento")))
    assert content.copy.generate(agent(), command(offer="50% de descuento")).assets


def test_copy_with_a_word_of_the_brand_is_kept_but_blocked() -> None:
    content = Content(ScriptedModel(tiktok("El yoga más barato.")))
    content.brands.set(person(), SetBrand(name="Luna", forbidden_words=["barato"]))
    asset = content.copy.generate(agent(), command()).assets[0]
    assert asset.status is AssetStatus.BLOCKED
    assert content.assets.blocked_by(agent(), asset.asset_id) is not None


def test_a_brief_that_contradicts_itself_reaches_no_model() -> None:
    model = ScriptedModel(tiktok("Yoga."))
    with pytest.raises(InvalidInput):
        Content(model).copy.generate(agent(), command(start_on="2027-03-02", end_on="2027-03-01"))
    assert model.asked == []


def test_generating_needs_its_right() -> None:
    with pytest.raises(Forbidden):
        Content().copy.generate(person(scopes=frozenset({Scope.CONTENT_READ})), command())


def test_another_organizations_generation_does_not_exist() -> None:
    content = Content()
    made = content.copy.generate(agent(), command())
    with pytest.raises(NotFound):
        content.copy.get(stranger(), made.generation_id)


def test_the_generation_shows_its_assets_as_they_are_now() -> None:
    content = Content()
    made = content.copy.generate(agent(), command())
    archived = content.assets.archive(agent(), made.assets[0].asset_id)
    assert content.copy.get(agent(), made.generation_id).assets == [archived]
