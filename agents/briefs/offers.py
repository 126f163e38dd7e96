"""Reads what the campaign offers, with what it is on: `20% off all cakes`, `2x1 en conos`."""

import re

from agents.briefs.money_phrases import CHANNEL
from agents.briefs.offer_shapes import OFFER
from agents.briefs.text import Passage, Span
from agents.briefs.vocabulary import listed

LONGEST = 120
"""Characters that an offer has at most."""

_MOST_WORDS = 9
_JOINED = re.compile(r" ?(?:and|y|\+|&|plus|mas) ?(?:a |un |una )?")
_BEFORE_A_NUMBER = (" over", " than", " de", " first", " primeros", " primeras", " next", " under")
_WORD = re.compile(r" ([^\s,.;:!?()\n\"|]{1,30})(?=([\s,.;:!?()\n\"|]|$))")
_TAKES_A_NOUN = re.compile(r"(?:off|price|discount|\d|one|two|uno|bogo|special)$")
_LEADS = frozenset(
    listed(
        """on off en for para with con when if si al of over every each cada por de del to any all
        your la el las los sobre a todo todos todas first your members new"""
    )
)
_STOPS = frozenset(
    listed(
        """budget presupuesto spend spending invest using use run runs running i we our my please
        target targeting aimed starting starts ends from until till through by via between during
        desde hasta durante entre mediante invertir gastar tenemos quiero queremos necesito usa
        usar promote advertise promociona anuncia publica ads anuncios ad anuncio campaign campana
        in at inversion pauta hay un una nuestro nuestra nuestros nuestras mi mis is are es son
        going across who because so but pero this next este esta social redes + - & / let let's
        reach aged ages mayores menores lanza launch send envia wants want need needs se que"""
    )
)
_PREPOSITIONS = frozenset(listed("on en for para with con and y e or o a to por of de"))
_LOOSE_ENDS = _PREPOSITIONS | frozenset(
    listed("the el la los las del al your any all every each if si when cada off first over sobre")
)
_NOT_WHAT_IT_IS_ON = re.compile(
    rf" (?:(?:the |la |el |our |nuestr[oa] )?{CHANNEL}\b|social|redes|meta\b|adwords|wpp|wsp|insta|"
    r"\d|[$€£₡]|(?:my|our|mi|nuestr[oa]s?|his|her|their)\b|a budget|un presupuesto|un total|"
    r"(?:people|women|men|personas|mujeres|hombres|gente) |ads\b|anuncios|us\b)"
)


def read_offer(passage: Passage) -> tuple[str | None, tuple[Span, ...]]:
    """The offer as written, and where it stands. Offers that stand together are one.

    The text goes on to what is offered (`20% off all cakes`); the spans cover the offer alone,
    since what follows may be the product.
    """
    cores = [match.span() for match in OFFER.finditer(passage.folded)]
    told: list[Span] = []
    for start, end in cores:
        end = _with_its_object(passage, start, end)
        if told and _stands_with(passage, told[-1], start):
            told[-1] = told[-1][0], max(end, told[-1][1])
        else:
            told.append((start, end))
    texts = dict.fromkeys(" ".join(passage.raw[slice(*span)].split()) for span in told)
    return _fitting(list(texts)), tuple(cores)


def _stands_with(passage: Passage, told: Span, start: int) -> bool:
    return start < told[1] or bool(_JOINED.fullmatch(passage.folded[told[1] : start]))


def _with_its_object(passage: Passage, start: int, end: int) -> int:
    """Where the words end that say what the offer is on, for whom, or under what condition."""
    folded, kept, at = passage.folded, end, end
    bare_noun = bool(_TAKES_A_NOUN.search(folded, start, end))
    for count in range(_MOST_WORDS):
        match = _WORD.match(folded, at)
        if not match or match.end() - start > LONGEST:
            break
        word = match[1]
        if word in _STOPS or (_NOT_WHAT_IT_IS_ON.match(folded, at) and word[0].isalpha()):
            break
        if count == 0 and not bare_noun and word not in _LEADS:
            break
        if word in _PREPOSITIONS and _leads_elsewhere(passage, match.end(), word):
            break
        number = word[0].isdigit() or word[0] in "$€£₡"
        if number and (count == 0 or not folded[start:at].endswith(_BEFORE_A_NUMBER)):
            break
        at = match.end()
        if word not in _LOOSE_ENDS:
            kept = at
    return kept


def _leads_elsewhere(passage: Passage, at: int, word: str) -> bool:
    """Whether a channel, a price, a place or a new clause follows the preposition."""
    following = _WORD.match(passage.folded, at)
    if not following:
        return True
    amount_may_follow = word in ("de", "of")
    if _NOT_WHAT_IT_IS_ON.match(passage.folded, at) and not amount_may_follow:
        return True
    capital = passage.raw[at + 1].isupper() and not passage.shouted
    return following[1] in _STOPS or (word in ("en", "de") and capital)


def _fitting(texts: list[str]) -> str | None:
    """As many of the offers, in order, as fit together."""
    kept: list[str] = []
    for text in texts:
        if len(", ".join([*kept, text])) <= LONGEST:
            kept.append(text)
    return ", ".join(kept) or None
