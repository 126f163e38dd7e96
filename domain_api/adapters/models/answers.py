"""Reads a text model's JSON answer into drafts and says what is wrong with it."""

from pydantic import TypeAdapter, ValidationError

from domain_api.adapters.models.prompting import draft_keys
from domain_api.content.assets.checks import format_findings
from domain_api.content.assets.model import Severity
from domain_api.content.formats import FORMATS
from domain_api.content.generations.brief import invented_figures
from domain_api.content.generations.text_model import CopyDraft, CopyRequest
from domain_api.content.opt_out import has_opt_out, opt_out_sentence
from domain_api.kernel import Channel

_ANSWER = TypeAdapter(dict[str, dict[str, str]])
_LONGEST_ANGLE = 40


class AnswerInvalid(Exception):
    """The answer is not the copy asked for; `problems` says why, in words for the model."""

    def __init__(self, problems: list[str]) -> None:
        super().__init__("; ".join(problems))
        self.problems = problems


def read_answer(request: CopyRequest, text: str) -> tuple[CopyDraft, ...]:
    """The drafts in the order they were asked for, each fit for its channel.

    Raises `AnswerInvalid`.
    """
    keys = draft_keys(request)
    answer = _parsed(text)
    if answer.keys() != keys.keys():
        raise AnswerInvalid([f"The answer must have exactly the keys {', '.join(keys)}."])
    drafts = [_draft(request, keys[key], answer[key]) for key in keys]
    problems = [
        f"{key}: {problem}"
        for key, draft in zip(keys, drafts, strict=True)
        for problem in _problems(request, draft)
    ]
    if problems:
        raise AnswerInvalid(problems)
    return tuple(drafts)


def _parsed(text: str) -> dict[str, dict[str, str]]:
    try:
        return _ANSWER.validate_json(text)
    except ValidationError:
        raise AnswerInvalid(["The answer must be one JSON object of the schema."]) from None


def _draft(request: CopyRequest, channel: Channel, answer: dict[str, str]) -> CopyDraft:
    fields = {name: text.strip() for name, text in answer.items() if name != "angle"}
    optional = {field.name for field in FORMATS[channel].fields if not field.required}
    written = {name: text for name, text in fields.items() if text or name not in optional}
    angle = answer.get("angle", "").strip()
    return CopyDraft(channel, angle, _with_opt_out(channel, request.brief.locale, written))


def _with_opt_out(channel: Channel, locale: str, fields: dict[str, str]) -> dict[str, str]:
    """The sentence is law, not style: it is put there whoever writes the copy."""
    form = FORMATS[channel]
    field = form.opt_out_field
    if field is None or field not in fields or has_opt_out(channel, fields[field]):
        return fields
    multiline = any(known.multiline for known in form.fields if known.name == field)
    between = "\n\n" if multiline else " "
    return fields | {field: f"{fields[field]}{between}{opt_out_sentence(channel, locale)}"}


def _problems(request: CopyRequest, draft: CopyDraft) -> list[str]:
    findings = format_findings(draft.channel, request.brief.locale, draft.fields)
    broken = [
        f"{finding.field}: {finding.message} {finding.suggestion}"
        for finding in findings
        if finding.severity is Severity.BLOCKING
    ]
    if not 0 < len(draft.angle) <= _LONGEST_ANGLE:
        broken.append("angle: one English word is wanted")
    figures = invented_figures(request.brief, request.brand_name, draft.fields)
    return broken + [f"the figure {figure} is not in the brief" for figure in figures]
