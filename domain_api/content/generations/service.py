"""Has copy written from a brief and keeps it as drafts that a campaign can use."""

from collections import Counter

from domain_api.content.assets.checks import blocks, format_findings, word_findings
from domain_api.content.assets.model import AssetStatus, AssetView, Provenance
from domain_api.content.assets.repository import content_digest
from domain_api.content.brands.model import BrandView
from domain_api.content.brands.repository import BrandRepository
from domain_api.content.documents import DocumentStore
from domain_api.content.formats import FORMATS
from domain_api.content.generations.brief import invented_figures, plain_brief
from domain_api.content.generations.model import GenerateCopy, GenerationView
from domain_api.content.generations.repository import GenerationRepository
from domain_api.content.generations.text_model import (
    CopyAnswer,
    CopyDraft,
    CopyRequest,
    TextModel,
)
from domain_api.kernel import Actor, Clock, Scope, Unavailable, new_id

TEMPLATE_VERSION = 1

_OFFLINE_NOTE = {
    "en": "Written by the offline model ({model}) from the facts of the brief alone. "
    "Read it before you ask for approval.",
    "es": "Textos del modelo sin conexión ({model}), escritos solo con los datos del brief. "
    "Léalos antes de pedir la aprobación.",
}
_ONLINE_NOTE = {
    "en": "Written by the model {model} from the facts of the brief. "
    "Read it before you ask for approval.",
    "es": "Textos del modelo {model}, escritos con los datos del brief. "
    "Léalos antes de pedir la aprobación.",
}


class CopyService:
    def __init__(self, documents: DocumentStore, model: TextModel, clock: Clock) -> None:
        self._generations = GenerationRepository(documents)
        self._brands = BrandRepository(documents)
        self._model, self._clock = model, clock

    def generate(self, actor: Actor, command: GenerateCopy) -> GenerationView:
        """Copy for every channel and variant, kept as assets.

        Raises `InvalidInput` for a brief that contradicts itself, and `Unavailable` (code
        `model_answer_invalid`) when the model answers with something else than was asked.
        """
        actor.require(Scope.CONTENT_DRAFT)
        brief = plain_brief(command)
        brand = self._brands.find(actor.organization_id)
        answer = self._model.write(_request(brief, brand))
        _require_asked_for(brief, brand, answer)
        generation = self._generation(brief, brand, answer)
        self._generations.add(actor.organization_id, generation, brief, actor.name)
        return generation

    def get(self, actor: Actor, generation_id: str) -> GenerationView:
        """A generation, its assets as they are now."""
        actor.require(Scope.CONTENT_READ)
        return self._generations.get(actor.organization_id, generation_id)

    def _generation(
        self, brief: GenerateCopy, brand: BrandView | None, answer: CopyAnswer
    ) -> GenerationView:
        generation_id = new_id("gen")
        words = brand.forbidden_words if brand else []
        return GenerationView(
            generation_id=generation_id,
            assets=[
                self._asset(generation_id, brief.locale, words, draft, answer)
                for draft in answer.drafts
            ],
            usage=answer.usage,
            offline=answer.offline,
            note=_note(brief.locale, answer),
            created_at=self._clock.now(),
        )

    def _asset(
        self,
        generation_id: str,
        locale: str,
        forbidden_words: list[str],
        draft: CopyDraft,
        answer: CopyAnswer,
    ) -> AssetView:
        blocked = blocks(word_findings(draft.fields, forbidden_words))
        return AssetView(
            asset_id=new_id("ast"),
            channel=draft.channel,
            locale=locale,
            angle=draft.angle,
            fields=draft.fields,
            digest=content_digest(draft.channel, locale, draft.fields),
            status=AssetStatus.BLOCKED if blocked else AssetStatus.DRAFT,
            provenance=Provenance(
                generation_id=generation_id,
                template=f"copy.{draft.channel.value}@{TEMPLATE_VERSION}",
                model=answer.usage.model,
                offline=answer.offline,
            ),
            created_at=self._clock.now(),
        )


def _request(brief: GenerateCopy, brand: BrandView | None) -> CopyRequest:
    return CopyRequest(
        brief=brief,
        brand_name=brand.name if brand else "",
        brand_voice=brand.voice if brand else "",
        forbidden_words=tuple(brand.forbidden_words) if brand else (),
        formats=tuple(FORMATS[channel] for channel in brief.channels),
    )


def _require_asked_for(brief: GenerateCopy, brand: BrandView | None, answer: CopyAnswer) -> None:
    """Every channel and variant, within its format, with no figure of the model's own."""
    written = Counter(draft.channel for draft in answer.drafts)
    if written != Counter(dict.fromkeys(brief.channels, brief.variants)):
        raise _bad_answer("It did not write what was asked for on each channel.")
    for draft in answer.drafts:
        if blocks(format_findings(draft.channel, brief.locale, draft.fields)):
            raise _bad_answer(f"Its text for {draft.channel.value} breaks the channel's format.")
        if invented_figures(brief, brand.name if brand else "", draft.fields):
            raise _bad_answer(f"Its text for {draft.channel.value} holds a figure of its own.")


def _bad_answer(reason: str) -> Unavailable:
    return Unavailable(f"The text model answered badly. {reason}", code="model_answer_invalid")


def _note(locale: str, answer: CopyAnswer) -> str:
    notes = _OFFLINE_NOTE if answer.offline else _ONLINE_NOTE
    return notes["es" if locale.startswith("es") else "en"].format(model=answer.usage.model)
