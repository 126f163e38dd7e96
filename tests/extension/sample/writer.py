"""A text model: says the product and the offer, plainly, in whatever fields a channel has."""

from domain_api.content.assets.model import ChannelFormat, FieldFormat
from domain_api.content.formats import LINK_SLOT, measured
from domain_api.content.generations.model import GenerateCopy
from domain_api.content.generations.text_model import CopyAnswer, CopyDraft, CopyRequest
from domain_api.content.opt_out import opt_out_sentence
from domain_api.kernel import AiUsage

MODEL = "plain-writer-1"
_OPENINGS = {
    "en": ("{product}", "Discover {product}", "For you: {product}", "New: {product}"),
    "es": ("{product}", "Conozca {product}", "Para usted: {product}", "Nuevo: {product}"),
}


class PlainWriter:
    """Implements `TextModel`. The same brief gives the same copy; nothing is added to it."""

    def write(self, request: CopyRequest) -> CopyAnswer:
        drafts = [
            CopyDraft(form.channel, f"plain{number}", _fields(form, request.brief, number))
            for form in request.formats
            for number in range(request.brief.variants)
        ]
        return CopyAnswer(tuple(drafts), AiUsage(model=MODEL), offline=True)


def _fields(form: ChannelFormat, brief: GenerateCopy, number: int) -> dict[str, str]:
    return {
        field.name: _text(form, field, place, brief, number)
        for place, field in enumerate(form.fields)
        if field.required
    }


def _text(
    form: ChannelFormat, field: FieldFormat, place: int, brief: GenerateCopy, number: int
) -> str:
    """As much of it as the field takes: the opening, then the offer; the link and the opt-out
    always."""
    openings = _OPENINGS["es" if brief.locale.startswith("es") else "en"]
    opening = openings[(number + place) % len(openings)].format(product=brief.product)
    always = [LINK_SLOT] if field.name == form.link_field else []
    if field.name == form.opt_out_field:
        always.append(opt_out_sentence(form.channel, brief.locale))
    offer = [brief.offer] if brief.offer else []
    for said in ([opening, *offer], [opening], [brief.product]):
        text = ". ".join(said) + ("." if always else "")
        whole = " ".join([text, *always])
        if measured(whole) <= field.max_length:
            return whole
    room = field.max_length - measured(" ".join(["", *always]))
    return " ".join([brief.product[: max(room, 1)].strip(), *always])
