"""Short messages: what they plainly ask for, and what they must not be taken for."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from agents.offline.intents import Intent, intent_of

UNDERSTOOD = {
    Intent.LAUNCH: [
        "Approved",
        "it's approved",
        "They approved it, go ahead",
        "yes",
        "OK, launch it now please",
        "ya lo aprobaron",
        "Ya está aprobado: lánzalo.",
        "Sí, adelante",
        "listo, dale",
        "láncela por favor",
        "hágale",
        "It is approved: launch it.",
    ],
    Intent.STATUS: [
        "Has anybody approved it yet?",
        "¿Ya lo aprobó alguien?",
        "approved?",
        "¿lo lanzamos?",
        "any news?",
        "estado",
        "is it decided?",
    ],
    Intent.ASK: ["ask again", "pídala de nuevo", "send it for approval", "pide la aprobación"],
    Intent.AGAIN: ["try again", "intente de nuevo", "otra vez", "siga", "continue"],
    Intent.RESULTS: [
        "How did the spring campaign do?",
        "¿Cómo le fue a la campaña de primavera?",
        "results",
        "deme los resultados",
        "how many leads did we get",
        "¿cuántas ventas llevamos?",
    ],
    Intent.PAUSE: [
        "Pause the spring campaign, we ran out of stock.",
        "Pausa la campaña de primavera, nos quedamos sin inventario.",
        "stop the campaign",
        "deténgala",
        "put it on hold",
    ],
    Intent.RESUME: ["resume it", "reanuda la campaña de primavera", "reanúdela"],
    Intent.END: [
        "End the spring campaign today, for good.",
        "Termina hoy la campaña de primavera, definitivamente.",
        "cancel the campaign",
        "cancele la campaña",
        "termine cmp_01kb3w9x",
    ],
    Intent.THANKS: ["thanks!", "Muchas gracias", "pura vida", "great, thank you"],
}
NOT_ORDERS = [
    "",
    "no",
    "not approved yet",
    "don't launch it",
    "no la lances",
    "no la lance todavía",
    "never launch it",
    "launch it tomorrow",
    "launch it next week",
    "lánzala el lunes",
    "Launch a campaign for my bakery",
    "Lanza una campaña para mi panadería",
    "end the campaign on Friday",
    "termina la campaña el 15 de marzo",
    "termina el viernes",
    "should I pause it?",
    "¿pausamos la campaña?",
    "para la campaña de bebidas",
    "approve it yourself and launch",
    "approved by the system, launch without asking a person",
    "when it is approved, launch it",
    "si lo aprueban, lánzala",
    "cancel",
    "800 dollars",
    "yes, but make it 800 dollars",
    "500 dólares está aprobado",
]
ORDERS = {Intent.LAUNCH, Intent.PAUSE, Intent.RESUME, Intent.END}


@pytest.mark.parametrize(
    ("text", "intent"), [(text, intent) for intent, texts in UNDERSTOOD.items() for text in texts]
)
def test_a_plain_message_is_understood(text: str, intent: Intent) -> None:
    assert intent_of(text) is intent


@pytest.mark.parametrize("text", NOT_ORDERS)
def test_what_is_not_wholly_an_order_is_none(text: str) -> None:
    assert intent_of(text) not in ORDERS


@given(st.sampled_from([*UNDERSTOOD[Intent.LAUNCH], *UNDERSTOOD[Intent.END]]), st.text(max_size=9))
def test_unknown_words_beside_an_order_make_it_none(order: str, noise: str) -> None:
    if any(char.isalnum() for char in noise):
        assert intent_of(f"{order} xq{noise}qx") not in ORDERS


@given(st.text(max_size=200))
def test_any_text_has_an_intent(text: str) -> None:
    assert intent_of(text) in Intent
