"""Every owned message says how to stop, in words the check knows."""

import pytest

from domain_api.content.opt_out import has_opt_out, opt_out_sentence
from domain_api.kernel import OWNED, Channel


@pytest.mark.parametrize("channel", sorted(OWNED))
@pytest.mark.parametrize("locale", ["en", "en-GB", "es", "es-CR"])
def test_our_own_sentence_is_a_way_out(channel: Channel, locale: str) -> None:
    assert has_opt_out(channel, f"Texto. {opt_out_sentence(channel, locale)}")


@pytest.mark.parametrize(
    "text",
    [
        "Reply STOP to end.",
        "Text STOP to quit",
        "Responde ALTO para no recibir más",
        "Envíe BAJA y no le escribimos más",
        "Si desea salir, respóndanos con la palabra STOP.",
    ],
)
def test_a_word_to_reply_with_is_a_way_out(text: str) -> None:
    assert has_opt_out(Channel.SMS, text)


@pytest.mark.parametrize(
    "text",
    ["", "STOP", "We send vans to every bus stop", "Envíos a la zona baja", "Alto en proteína"],
)
def test_the_bare_word_is_none(text: str) -> None:
    assert not has_opt_out(Channel.SMS, text)


@pytest.mark.parametrize("text", ["Unsubscribe here", "Puede darse de baja cuando quiera"])
def test_unsubscribing_is_for_email(text: str) -> None:
    assert has_opt_out(Channel.EMAIL, text)
    assert not has_opt_out(Channel.SMS, text)
