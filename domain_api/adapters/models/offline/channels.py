"""How each channel's copy is put together from sentences."""

from collections.abc import Callable

from domain_api.adapters.models.offline.phrases import ended_well
from domain_api.adapters.models.offline.writer import Block, Writer
from domain_api.content.formats import MAX_HASHTAGS
from domain_api.content.opt_out import opt_out_sentence
from domain_api.content.text import folded
from domain_api.kernel import Channel

_LEAD_ROOM = 420
_HASHTAG_WORDS = 4
_LONGEST_HASHTAG = 36

Fields = dict[str, str]


def _email(writer: Writer) -> Fields:
    subject = writer.fit(writer.book.subjects[writer.angle], writer.limit("subject"))
    preheader = writer.fit(writer.book.preheaders, writer.limit("preheader"), [subject])
    lead = writer.fit(writer.book.leads[writer.angle], _LEAD_ROOM)
    register = writer.facts.register
    blocks = [
        Block(writer.one(writer.book.greetings[register]), 8),
        Block(lead, 10),
        Block(_remarks(writer, lead), 4),
        Block(_detail_lines(writer, lead, bullet="• "), 6),
        Block(writer.one(writer.book.calls[register]), 10),
        Block(writer.fit(writer.book.partings[register], _LEAD_ROOM), 3),
        Block(_opt_out(writer), 10),
    ]
    body = writer.joined(blocks, writer.limit("body"), "\n\n")
    return {"subject": subject, "preheader": preheader, "body": body}


def _sms(writer: Writer) -> Fields:
    return {"text": _message(writer, "text")}


def _message(writer: Writer, field: str) -> str:
    short = writer.fit(writer.book.shorts[writer.angle], 120)
    blocks = [
        Block(writer.one(writer.book.hellos[writer.facts.register]), 4),
        Block(short, 10),
        *(Block(f"{fact}.", 6) for _, fact in _message_facts(writer, short)),
        Block(writer.one(writer.book.sms_call), 10),
        Block(_opt_out(writer), 10),
    ]
    return writer.joined(blocks, writer.limit(field), " ")


def _whatsapp(writer: Writer) -> Fields:
    lead = writer.fit(writer.book.leads[writer.angle], _LEAD_ROOM)
    register = writer.facts.register
    blocks = [
        Block(f"{writer.one(writer.book.hellos[register])} {lead}", 10),
        Block(_detail_lines(writer, lead), 6),
        Block(writer.one(writer.book.calls[register]), 10),
        Block(_opt_out(writer), 10),
    ]
    return {"body": writer.joined(blocks, writer.limit("body"), "\n\n")}


def _facebook(writer: Writer) -> Fields:
    headline = writer.fit(writer.book.headlines[writer.angle], writer.limit("headline"))
    return {"headline": headline, "text": _post(writer)}


def _instagram(writer: Writer) -> Fields:
    tags = _hashtags(writer)
    text = {"text": _post(writer)}
    return text | {"hashtags": tags} if tags else text


def _tiktok(writer: Writer) -> Fields:
    return {"text": writer.fit(writer.book.shorts[writer.angle], writer.limit("text"))}


def _google_search(writer: Writer) -> Fields:
    """Headlines that say different things: the product, the offer or the dates, the brand."""
    book, room = writer.book, writer.limit("headline_1")
    name = writer.fit(book.names, room)
    second = writer.fit(book.seconds, room, [name])
    third = writer.fit(book.thirds, room, [name, second])
    short = writer.fit(book.shorts[writer.angle], writer.limit("description_1"))
    closer = writer.fit(book.closers, writer.limit("description_2"), [short])
    return {
        "headline_1": name,
        "headline_2": second,
        "headline_3": third,
        "description_1": short,
        "description_2": closer,
    }


def _display(writer: Writer) -> Fields:
    return {
        "headline": writer.fit(writer.book.headlines[writer.angle], writer.limit("headline")),
        "text": writer.fit(writer.book.shorts[writer.angle], writer.limit("text")),
    }


def _plain(writer: Writer) -> Fields:
    """Of a channel whose format is all that is known: a message where its link belongs, and
    headlines in what else it asks for."""
    fields: Fields = {}
    for field in writer.form.fields:
        if field.name == writer.form.link_field:
            fields[field.name] = _message(writer, field.name)
        elif field.required:
            lines = writer.book.headlines[writer.angle]
            fields[field.name] = writer.fit(lines, field.max_length, list(fields.values()))
    return fields


def composer_of(channel: Channel) -> Callable[[Writer], Fields]:
    return _COMPOSERS.get(channel, _plain)


_COMPOSERS: dict[Channel, Callable[[Writer], Fields]] = {
    Channel.EMAIL: _email,
    Channel.SMS: _sms,
    Channel.WHATSAPP: _whatsapp,
    Channel.FACEBOOK: _facebook,
    Channel.INSTAGRAM: _instagram,
    Channel.TIKTOK: _tiktok,
    Channel.GOOGLE_SEARCH: _google_search,
    Channel.DISPLAY: _display,
}


def _message_facts(writer: Writer, short: str) -> list[tuple[str, str]]:
    """Offer and dates that a message does not tell yet; a deadline told is date enough."""
    offer, dates = ("offer", "Offer"), ("when", "When")
    facts = [offer] if writer.tells(short, "until") else [offer, dates]
    return list(writer.unsaid(short, facts))


def _post(writer: Writer) -> str:
    """A feed post: what matters first, since the rest hides behind `see more`."""
    lead = writer.fit(writer.book.leads[writer.angle], _LEAD_ROOM)
    blocks = [
        Block(lead, 10),
        Block(_remarks(writer, lead), 4),
        Block(_detail_lines(writer, lead), 6),
        Block(writer.one(writer.book.ad_calls[writer.facts.register]), 8),
    ]
    return writer.joined(blocks, writer.limit("text"), "\n\n")


def _remarks(writer: Writer, lead: str) -> str:
    """Whom it is for and what season it suits, where the lead does not say so."""
    patterns = [(pattern, name) for name, pattern in writer.book.remarks]
    return " ".join(writer.one(pattern) for pattern, _ in writer.unsaid(lead, patterns))


def _detail_lines(writer: Writer, lead: str, bullet: str = "") -> str:
    """Offer, place and dates that the lead leaves out, one a line; a single one needs no bullet."""
    lines = [f"{label}: {fact}" for label, fact in writer.unsaid(lead, writer.book.details)]
    mark = bullet if len(lines) > 1 else ""
    return "\n".join(f"{mark}{line}" for line in lines)


def _opt_out(writer: Writer) -> str:
    return opt_out_sentence(writer.form.channel, writer.facts.locale)


def _hashtags(writer: Writer) -> str:
    """From the product, the places, the brand and the season: letters only, no number joins."""
    facts = writer.facts
    sources = [facts.product, *facts.places[:2], facts.brand, facts.season]
    tags = {folded(tag): tag for tag in map(_hashtag, sources) if tag}
    return " ".join(list(tags.values())[:MAX_HASHTAGS])


def _hashtag(text: str) -> str:
    words = [word for word in text.split() if not any(char.isnumeric() for char in word)]
    phrase = ended_well(words[:_HASHTAG_WORDS])
    bare = ["".join(char for char in word if char.isalpha()) for word in phrase.split()]
    tag = "".join(word[:1].upper() + word[1:] for word in bare if word)
    return f"#{tag}" if 0 < len(tag) < _LONGEST_HASHTAG else ""
