"""Writes one variant for one channel: picks patterns, keeps limits, avoids the brand's words."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from domain_api.adapters.models.offline.facts import Angle, Facts
from domain_api.adapters.models.offline.patterns import Choice, Words, filled, renderings
from domain_api.adapters.models.offline.phrasebook import Phrasebook
from domain_api.adapters.models.offline.phrases import shorter_forms
from domain_api.content.assets.model import ChannelFormat
from domain_api.content.formats import measured
from domain_api.content.text import folded, words_found
from domain_api.kernel import digest_of


@dataclass(frozen=True, slots=True)
class Block:
    """A part of a longer text; those of least weight go first when space is short."""

    text: str
    weight: int


class Writer:
    """`avoided` are words that the brand must not say and that the brief does not say itself."""

    def __init__(
        self,
        book: Phrasebook,
        facts: Facts,
        angle: Angle,
        form: ChannelFormat,
        avoided: tuple[str, ...],
    ) -> None:
        self.book, self.facts, self.angle, self.form = book, facts, angle, form
        self._avoided = avoided
        self.words = book.words(facts, facts.product)

    def limit(self, field: str) -> int:
        return next(known.max_length for known in self.form.fields if known.name == field)

    def fit(self, choice: Choice, limit: int, other_than: Sequence[str] = ()) -> str:
        """The best way to say it within the limit that repeats none of the other texts.

        The product is said whole where it can be, else by a shorter opening of it.
        """
        patterns = choice.ordered(self._turn(limit))
        for text in self._candidates(patterns):
            if measured(text) <= limit and self._is_new(text, other_than):
                return text
        return self.book.plain

    def one(self, pattern: str) -> str:
        """One pattern filled, or nothing when a word it needs is not known."""
        return next(renderings(pattern, self.words), "")

    def joined(self, blocks: Sequence[Block], limit: int, between: str) -> str:
        """The blocks in order, without the lightest ones that do not fit."""
        kept = [block for block in blocks if block.text]
        while measured(between.join(block.text for block in kept)) > limit:
            kept.remove(min(kept, key=lambda block: block.weight))
        return between.join(block.text for block in kept)

    def unsaid(self, lead: str, pairs: Sequence[tuple[str, str]]) -> Iterator[tuple[str, str]]:
        """The pairs of label and fact whose fact the lead has not told yet, in any wording."""
        for label, name in pairs:
            if self.words[name] and not self.tells(lead, name):
                yield label, self.words[name]

    def tells(self, lead: str, name: str) -> bool:
        """Whether the lead holds the word, or the same dates in a sentence's form."""
        wordings = [name, "during"] if name.lower() == "when" else [name]
        told = folded(lead)
        return any(
            folded(self.words[wording]) in told for wording in wordings if self.words.get(wording)
        )

    def _candidates(self, patterns: Sequence[str]) -> Iterator[str]:
        """With the brand's words avoided if they can be, in spite of them if they cannot."""
        spoiled: list[str] = []
        for words in self._forms():
            for text in filled(patterns, words):
                if self._avoided and words_found(text, self._avoided):
                    spoiled.append(text)
                else:
                    yield text
        yield from spoiled

    def _forms(self) -> Iterator[Words]:
        for product in shorter_forms(self.facts.product):
            yield self.book.words(self.facts, product)

    def _is_new(self, text: str, other_than: Sequence[str]) -> bool:
        said = folded(text)
        return not any(said in folded(other) for other in other_than)

    def _turn(self, salt: int) -> int:
        facts = self.facts
        seed = [facts.product, facts.offer, facts.locale, self.form.channel.value, self.angle.value]
        return int(digest_of([*seed, salt])[:8], 16)
