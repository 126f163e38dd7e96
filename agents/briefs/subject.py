"""Reads what is advertised: the noun phrase that the campaign is about."""

import re
from collections.abc import Iterator, Sequence

from agents.briefs import subject_leads as leads
from agents.briefs import subject_words as words
from agents.briefs.text import Passage, Span

_LONGEST = 8
_VERB = re.compile(r"^\w{2,}(?:[aei]mos|ando|iendo)$")
_LETTER = re.compile(r"[a-z]")
_MOST_DETERMINERS = 4
_PASSED_OVER = words.DETERMINERS | words.OF | {"a", "al"}
_TOKEN = re.compile(r"[^\s,.;:!?()\"\[\]{}<>|=~]{1,40}(?:\.(?=[a-z\d])[^\s,.;:!?()\"]{1,20})?")
_QUOTED = re.compile(r"\"([^\"\n]{2,60})\"|(?<!\w)'([^'\n]{2,60})'(?!\w)")
_TITLE = re.compile(r" (?:\"[^\"\n]{2,60}\"|'[^'\n]{2,60}'(?!\w))")
_SEGMENT = re.compile(r"[^,.;:!?\n()]{2,80}")
_DETERMINER = re.compile(r"([a-z]{1,8}) ")
_BLANKED = re.compile(
    r"\n{1,60}(?: ?/ ?(?:month|mo|mes|week|semana)| a month| per month| al mes|-based|-area)? ?"
)
_AFTER_OPENING = re.compile(
    r"$| ?[,.;:!?\n(+/-]| (?:at|in|on|near|with|from|for|by|to|en|con|por|para|desde|del?|a|"
    r"campaign)\b"
)
_FIRST: tuple[re.Pattern[str], ...] = (
    leads.LABELS,
    leads.PROMOTE,
    leads.FOR_OWN,
    leads.LAUNCH_OWN,
    leads.CAMPAIGN_LABEL,
)
_AFTER_THE_OPENING: tuple[re.Pattern[str], ...] = (
    leads.FOR_THE_CAMPAIGN,
    leads.STATEMENT,
    leads.OWN_ANYWHERE,
    leads.NAMED,
    leads.LAUNCH_ANY,
    leads.FOR_ANY,
)


def read_product(passage: Passage, offers: Sequence[Span] = (), asked: bool = False) -> str | None:
    """The product as written, without its article. `passage` has the other fields blanked.

    `offers` are the spans of what is offered: a product may follow (`20% off all cakes`).
    `asked`: the text answers the question for the product, so a bare name is enough.
    """
    found, events = _led(passage, _FIRST)
    if not found:
        found = _leading(passage)
        if found and words.is_event(_words(passage, found)):
            events, found = [*events, found], None
    if not found:
        found, later = _led(passage, _AFTER_THE_OPENING)
        events += later
    span = found or (_answer(passage) if asked else None)
    span = span or (events[0] if events else _alone(passage) or _offered(passage, offers))
    return _shown(passage, span) if span else None


def renamed_product(passage: Passage) -> str | None:
    """The product that a later text names outright, replacing the one said before."""
    found, _ = _led(passage, (leads.LABELS, leads.PROMOTE))
    return _shown(passage, found) if found else None


def _led(passage: Passage, ranked: Sequence[re.Pattern[str]]) -> tuple[Span | None, list[Span]]:
    """The first phrase by rank that names a product, and the events (an opening) passed over."""
    events: list[Span] = []
    for pattern in ranked:
        for match in pattern.finditer(passage.folded):
            span = _noun_phrase(passage, match.end())
            if not span or _is_something_else(passage, pattern, span):
                continue
            if not words.is_event(_words(passage, span)):
                return span, events
            events.append(span)
    return None, events


def _is_something_else(passage: Passage, pattern: re.Pattern[str], span: Span) -> bool:
    """`para bebés` is whom a product is for; `at the corner` is no business, `at Aurora` is."""
    if pattern in (leads.FOR_ANY, leads.FOR_THE_CAMPAIGN):
        first = _words(passage, span)[0]
        return first in words.FOR_WHOM or bool(leads.INFINITIVE.match(first))
    return pattern is leads.NAMED and not passage.raw[span[0]].isupper()


def _shown(passage: Passage, span: Span) -> str:
    text = " ".join(re.sub(r"[\"“”«»]", "", passage.raw[slice(*span)]).split()).strip("'\"-–— ")
    return text.lower() if passage.shouted else text


def _words(passage: Passage, span: Span) -> list[str]:
    return passage.folded[slice(*span)].split()


def _noun_phrase(passage: Passage, at: int) -> Span | None:
    """The phrase that begins at a place, or None when it names no product."""
    quoted = _QUOTED.match(passage.folded, at)
    if quoted:
        return quoted.span(1) if quoted[1] else quoted.span(2)
    at = _past_determiners(passage, at)
    tokens = list(_tokens(passage, at))
    while tokens and tokens[-1][2] in words.TRAILING:
        tokens.pop()
    if not tokens or not _LETTER.search(tokens[0][2]):
        return None
    said = [word for _, _, word in tokens]
    if words.is_theme(said) or words.is_generic(said):
        return None
    titled = _TITLE.match(passage.folded, tokens[-1][1])  # a course "called so"
    return tokens[0][0], titled.end() if titled else tokens[-1][1]


def _past_determiners(passage: Passage, at: int) -> int:
    """Where the name itself begins; a price between (`our $30 shampoo`) is passed over too."""
    begin = at
    for _ in range(_MOST_DETERMINERS):
        match = _DETERMINER.match(passage.folded, at)
        if not match or match[1] not in _PASSED_OVER:
            break
        at = match.end()
    blank = _BLANKED.match(passage.folded, at)
    return blank.end() if blank and at > begin else at


def _tokens(passage: Passage, at: int) -> Iterator[tuple[int, int, str]]:
    """The tokens of a phrase with their places, up to the word that ends it."""
    before = ""
    for count in range(_LONGEST + 4):
        match = _TOKEN.match(passage.folded, at)
        if not match or (count and count > _LONGEST):
            return
        word = match.group()
        if _ends(passage, word, before, match) or (count and _TITLE.match(passage.folded, at - 1)):
            return
        yield match.start(), match.end(), word
        before, at = word, match.end()
        if passage.folded[at : at + 1] != " ":
            return
        at += 1


def _ends(passage: Passage, word: str, before: str, match: re.Match[str]) -> bool:
    following = _TOKEN.match(passage.folded, match.end() + 1)
    after = following.group() if following and passage.folded[match.end()] == " " else ""
    if word in ("for", "para"):
        return after not in words.FOR_WHOM
    if word in ("with", "con"):
        return after not in words.WITH_WHAT
    if word == "a" and before and before not in words.DETERMINERS:
        return after not in words.BY_WAY_OF
    if word == "en":
        return after not in words.IN_WHAT
    if word in words.OF and before:
        return not after or after in words.POSSESSIVES
    if word in words.LINKS:
        return not after or after in words.NOT_AFTER_AND
    if word in words.DETERMINERS and before and before not in words.DETERMINERS | words.OF | {"a"}:
        return passage.shouted or passage.raw[match.start()].islower()  # "La Fonda" goes on
    return word in words.STOPS


def _answer(passage: Passage) -> Span | None:
    """A bare reply: `mi cafetería`, `it's our new cold brew`."""
    if leads.NO_ANSWER.search(passage.folded):
        return None
    lead = leads.REPLY_LEAD.match(passage.folded)
    starts = [lead.end() if lead else 0, *(m.start() for m in _SEGMENT.finditer(passage.folded))]
    for start in starts:
        at = start + (len(passage.folded[start:]) - len(passage.folded[start:].lstrip(" ,.;:!?\n")))
        span = _noun_phrase(passage, at)
        if span and not words.SENTENCE_WORDS & set(_words(passage, span)):
            return span
    return None


def _alone(passage: Passage) -> Span | None:
    """The one phrase of a brief without verbs: `$500, coffee shop, email, March 1 to 15`."""
    found: list[Span] = []
    for segment in _SEGMENT.finditer(passage.folded):
        tokens = _TOKEN.findall(segment.group())
        if any(word in words.SENTENCE_WORDS or _VERB.search(word) for word in tokens):
            continue
        start = segment.start() + len(segment.group()) - len(segment.group().lstrip())
        span = _noun_phrase(passage, start)
        if span:
            found.append(span)
    return found[0] if len(found) == 1 else None


def _leading(passage: Passage) -> Span | None:
    """The phrase that opens the text: `Bakery in London`, `Hotel near the beach: ...`."""
    opening = _TOKEN.search(passage.folded)
    if not opening or opening.group() in words.SENTENCE_WORDS or _VERB.search(opening.group()):
        return None
    span = _noun_phrase(passage, opening.start())
    return span if span and _AFTER_OPENING.match(passage.folded, span[1]) else None


def _offered(passage: Passage, offers: Sequence[Span]) -> Span | None:
    for _, end in offers:
        lead = leads.AFTER_OFFER.match(passage.folded, end - 1)
        span = _noun_phrase(passage, lead.end()) if lead else None
        if span:
            return span
    return None
