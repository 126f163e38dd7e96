"""How a person says no more: the sentence that every message on an owned channel carries."""

import re

from domain_api.content.text import folded
from domain_api.kernel import Channel

SENTENCES: dict[tuple[str, Channel], str] = {
    ("en", Channel.EMAIL): (
        "You receive this email because you agreed to hear from us. "
        "To unsubscribe, reply to it with the word STOP."
    ),
    ("es", Channel.EMAIL): (
        "Recibe este correo porque aceptó recibir noticias nuestras. "
        "Para darse de baja, responda con la palabra STOP."
    ),
    ("en", Channel.SMS): "Reply STOP to opt out.",
    ("es", Channel.SMS): "Responda STOP para darse de baja.",
    ("en", Channel.WHATSAPP): "Reply STOP to receive no more messages.",
    ("es", Channel.WHATSAPP): "Responda STOP si no desea recibir más mensajes.",
}

# The word to reply with stands in capitals: "we send vans to every bus stop" is no way out.
_REPLY_WITH_WORD = re.compile(
    r"\b(?i:reply|text|send|answer|respond\w*|respónd\w*|env[ií]\w*|escr[ií]b\w*|contest\w*)\b"
    r"[^.!?\n]{0,60}\b(?:STOP|ALTO|BAJA|UNSUBSCRIBE)\b"
)
_UNSUBSCRIBE = re.compile(
    r"\b(?:unsubscribe|opt[ -]out|(?:darse|darte|dese|date) de baja|"
    r"cancel\w* (?:su|tu|la) suscripcion|dejar de recibir)\b"
)


def opt_out_sentence(channel: Channel, locale: str) -> str:
    """For an owned channel, in the language of the locale."""
    return SENTENCES["es" if locale.startswith("es") else "en", channel]


def has_opt_out(channel: Channel, text: str) -> bool:
    """Whether the text says how to stop: a word to reply with, or in an email an unsubscription."""
    if _REPLY_WITH_WORD.search(text):
        return True
    return channel is Channel.EMAIL and bool(_UNSUBSCRIBE.search(folded(text)))
