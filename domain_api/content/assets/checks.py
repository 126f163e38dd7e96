"""What is wrong with a piece of copy: its channel's rules, and the words its brand avoids."""

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

from domain_api.content.assets.model import ChannelFormat, FieldFormat, Finding, Severity
from domain_api.content.formats import FORMATS, LINK_SLOT, MAX_HASHTAGS, NAME_SLOT, measured
from domain_api.content.opt_out import has_opt_out, opt_out_sentence
from domain_api.content.text import is_invisible, words_found
from domain_api.kernel import SLOTS, Channel

_SLOT = re.compile(r"\{\{(.*?)\}\}", re.DOTALL)
_HASHTAG = re.compile(r"#\w*[^\W\d_]\w*")
_CROWDED_SLOTS = re.compile(r"\}\}\s*\{\{")


@dataclass(frozen=True, slots=True)
class _Copy:
    form: ChannelFormat
    locale: str
    fields: dict[str, str]

    @property
    def channel(self) -> Channel:
        return self.form.channel

    def known(self) -> Iterator[tuple[FieldFormat, str]]:
        """The fields that the format has and the copy fills."""
        for field in self.form.fields:
            if field.name in self.fields:
                yield field, self.fields[field.name]


def format_findings(channel: Channel, locale: str, fields: dict[str, str]) -> list[Finding]:
    """What breaks or strains the channel's format, in the order of its rules."""
    copy = _Copy(FORMATS[channel], locale, fields)
    return [found for rule in _RULES for found in rule(copy)]


def word_findings(fields: dict[str, str], forbidden_words: Iterable[str]) -> list[Finding]:
    """Words that the brand must not say."""
    words = list(forbidden_words)
    return [
        _blocking(
            name, f"The brand does not say “{word}”.", "Say it another way, or change the brand."
        )
        for name, text in fields.items()
        for word in words_found(text, words)
    ]


def blocks(findings: Iterable[Finding]) -> bool:
    return any(finding.severity is Severity.BLOCKING for finding in findings)


def _blocking(field: str, message: str, suggestion: str) -> Finding:
    return Finding(severity=Severity.BLOCKING, field=field, message=message, suggestion=suggestion)


def _warning(field: str, message: str, suggestion: str) -> Finding:
    return Finding(severity=Severity.WARNING, field=field, message=message, suggestion=suggestion)


def _fields_are_the_channels(copy: _Copy) -> Iterator[Finding]:
    names = {field.name for field in copy.form.fields}
    for name in sorted(copy.fields.keys() - names):
        yield _blocking(name, f"{copy.channel.value} has no such field.", "Take the field away.")
    for field in copy.form.fields:
        empty = not copy.fields.get(field.name, "").strip()
        if empty and (field.required or field.name in copy.fields):
            yield _blocking(field.name, "The field is empty.", "Write its text.")


def _lengths_fit(copy: _Copy) -> Iterator[Finding]:
    for field, text in copy.known():
        length = measured(text)
        if length > field.max_length:
            yield _blocking(
                field.name,
                f"{length} characters with its slots filled; the limit is {field.max_length}.",
                f"Shorten it by {length - field.max_length}.",
            )


def _text_is_visible(copy: _Copy) -> Iterator[Finding]:
    for field, text in copy.known():
        shown = text.replace("\n", "") if field.multiline else text
        if any(is_invisible(char) for char in shown):
            yield _blocking(
                field.name,
                "It holds control or invisible characters, or a line break where none fits.",
                "Take them away.",
            )


def _slots_are_ours(copy: _Copy) -> Iterator[Finding]:
    for name, text in copy.fields.items():
        for slot in _SLOT.findall(text):
            yield from _slot_findings(copy.channel, name, slot)
        bare = _SLOT.sub("", text)
        if "{{" in bare or "}}" in bare:
            yield _blocking(name, "A slot is not closed.", "Write slots as {{link}}.")


def _slot_findings(channel: Channel, name: str, slot: str) -> Iterator[Finding]:
    if slot in SLOTS:
        if not channel.owned:
            yield _blocking(
                name,
                f"{{{{{slot}}}}} needs a known person; {channel.value} shows ads to strangers.",
                "Write it without the slot.",
            )
    elif slot != "link":
        yield _blocking(
            name, f"No slot is named “{slot}”.", f"Use {LINK_SLOT} or {NAME_SLOT}, or plain text."
        )
    elif not (channel.owned or channel is Channel.FACEBOOK):
        yield _warning(
            name,
            f"A link in the text does not work on {channel.value}.",
            "Leave it out: the ad has its own address.",
        )


def _link_is_there(copy: _Copy) -> Iterator[Finding]:
    if copy.form.link_field and LINK_SLOT not in copy.fields.get(copy.form.link_field, ""):
        yield _blocking(
            copy.form.link_field,
            "The message leads nowhere: it has no link.",
            f"Put {LINK_SLOT} where the link belongs.",
        )


def _opt_out_is_there(copy: _Copy) -> Iterator[Finding]:
    field = copy.form.opt_out_field
    if field and not has_opt_out(copy.channel, copy.fields.get(field, "")):
        yield _blocking(
            field,
            "It does not say how to stop these messages.",
            f"Add: {opt_out_sentence(copy.channel, copy.locale)}",
        )


def _template_is_acceptable(copy: _Copy) -> Iterator[Finding]:
    """WhatsApp refuses templates that begin or end with a slot, or with two side by side."""
    body = copy.fields.get("body", "").strip()
    if copy.channel is not Channel.WHATSAPP or not body:
        return
    if body.startswith("{{") or body.rstrip(".,;:!?").endswith("}}"):
        yield _blocking("body", "A template cannot begin or end with a slot.", "Add words there.")
    if _CROWDED_SLOTS.search(body):
        yield _blocking("body", "Two slots stand side by side.", "Put words between them.")
    if "\n\n\n\n" in body or "    " in body:
        yield _blocking("body", "A template holds no runs of empty space.", "Close the gaps.")


def _hashtags_work(copy: _Copy) -> Iterator[Finding]:
    tags = copy.fields.get("hashtags", "").split()
    if copy.channel is not Channel.INSTAGRAM:
        return
    for tag in tags:
        if not _HASHTAG.fullmatch(tag):
            yield _blocking("hashtags", f"“{tag}” is no hashtag.", "Use # and letters, no spaces.")
    if len(tags) > MAX_HASHTAGS:
        yield _blocking("hashtags", f"More than {MAX_HASHTAGS} hashtags.", "Keep the best ones.")


def _search_ad_is_calm(copy: _Copy) -> Iterator[Finding]:
    """Google refuses exclamation marks in headlines and shows equal ones once."""
    if copy.channel is not Channel.GOOGLE_SEARCH:
        return
    headlines = {name: text for name, text in copy.fields.items() if name.startswith("headline")}
    for name, text in headlines.items():
        if "!" in text or "¡" in text:
            yield _warning(name, "Google refuses exclamation marks in headlines.", "Drop it.")
    if len(set(headlines.values())) < len(headlines):
        yield _warning("headline_1", "Two headlines are the same.", "Make each one different.")


_RULES: tuple[Callable[[_Copy], Iterator[Finding]], ...] = (
    _fields_are_the_channels,
    _lengths_fit,
    _text_is_visible,
    _slots_are_ours,
    _link_is_there,
    _opt_out_is_there,
    _template_is_acceptable,
    _hashtags_work,
    _search_ad_is_calm,
)
