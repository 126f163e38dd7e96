"""The offline text model: deterministic copy from the facts of a brief, and from nothing else."""

from domain_api.adapters.models.offline.channels import composer_of
from domain_api.adapters.models.offline.english_book import ENGLISH
from domain_api.adapters.models.offline.facts import Facts, facts_of
from domain_api.adapters.models.offline.spanish_book import SPANISH
from domain_api.adapters.models.offline.writer import Writer
from domain_api.content.assets.model import ChannelFormat
from domain_api.content.generations.text_model import CopyAnswer, CopyDraft, CopyRequest
from domain_api.content.text import words_found
from domain_api.kernel import AiUsage

MODEL_NAME = "offline-composer-1"


class OfflineComposer:
    """Keeps the `TextModel` port without a model: the same brief gives the same copy.

    Variants of one channel lean on different angles. It counts no tokens and costs nothing.
    """

    def write(self, request: CopyRequest) -> CopyAnswer:
        facts = facts_of(request)
        avoided = _avoided(request)
        drafts = [
            draft
            for form in request.formats
            for draft in _variants(facts, form, request.brief.variants, avoided)
        ]
        return CopyAnswer(tuple(drafts), AiUsage(model=MODEL_NAME), offline=True)


def _variants(
    facts: Facts, form: ChannelFormat, count: int, avoided: tuple[str, ...]
) -> list[CopyDraft]:
    book = SPANISH if facts.locale.startswith("es") else ENGLISH
    writers = [Writer(book, facts, angle, form, avoided) for angle in facts.angles[:count]]
    return [
        CopyDraft(form.channel, writer.angle.value, composer_of(form.channel)(writer))
        for writer in writers
    ]


def _avoided(request: CopyRequest) -> tuple[str, ...]:
    """Words to write around; one that the brief itself uses cannot be, and is left to the check."""
    brief = request.brief
    told = [brief.product, brief.offer, brief.audience, brief.season, *brief.places]
    said = words_found(" ".join(text for text in told if text), request.forbidden_words)
    return tuple(word for word in request.forbidden_words if word not in said)
