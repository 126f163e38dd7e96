"""What the planner says when the work goes well, in English and in Spanish (of Costa Rica)."""

from collections.abc import Mapping

from agents.briefs import Language

_EN, _ES = Language.ENGLISH, Language.SPANISH

Text = Mapping[Language, str]

TEXTS: dict[str, Text] = {
    "asked": {
        _EN: (
            "The plan “{name}” is ready: {budget} in all, {period}.\n"
            "{channels}\n"
            "A person has to approve it, here: {link}\n"
            "I cannot approve it. Once it is approved, tell me “go ahead” and I launch it.{more}\n"
            "I work offline: I follow rules, without a language model.{copy}"
        ),
        _ES: (
            "El plan «{name}» está listo: {budget} en total, {period}.\n"
            "{channels}\n"
            "Falta que una persona lo apruebe, aquí: {link}\n"
            "Yo no puedo aprobarlo. Cuando esté aprobado, dígame «adelante» y lo lanzo.{more}\n"
            "Trabajo sin conexión: sigo reglas, sin modelo de lenguaje.{copy}"
        ),
    },
    "own_copy": {
        _EN: " The texts were put together that way too: read them before you approve.",
        _ES: " Los textos también se armaron así: léalos antes de aprobar.",
    },
    "replaces": {
        _EN: " It takes the place of the plan before it; that request can be refused.",
        _ES: " Sustituye al plan anterior: esa solicitud se puede rechazar.",
    },
    "channel": {_EN: "• {channel}{cap}.{reach}", _ES: "• {channel}{cap}.{reach}"},
    "cap": {_EN: ": up to {cap}", _ES: ": hasta {cap}"},
    "cost": {_EN: " (expected: {cost})", _ES: " (gasto esperado: {cost})"},
    "nobody": {
        _EN: " So far none of your clients can be written to there.",
        _ES: " Por ahora no se le puede escribir por ahí a ninguno de sus clientes.",
    },
    "one_client": {
        _EN: " It would reach one of your clients.",
        _ES: " Le llegaría a uno de sus clientes.",
    },
    "clients": {
        _EN: " It would reach {people} of your clients.",
        _ES: " Les llegaría a {people} de sus clientes.",
    },
    "network": {
        _EN: " Between {low} and {high} people, by the network's estimate.",
        _ES: " Entre {low} y {high} personas, según el estimado de la red.",
    },
    "pending": {
        _EN: "Nobody has decided yet. A person decides here: {link}\nI cannot do it for them.",
        _ES: "Todavía nadie ha decidido. Una persona lo decide aquí: {link}\n"
        "Yo no puedo hacerlo por ella.",
    },
    "approved": {
        _EN: "It is approved. Tell me “go ahead” and I launch it.",
        _ES: "Ya está aprobado. Dígame «adelante» y lo lanzo.",
    },
    "refused": {
        _EN: "The plan was not approved{reason}. Tell me what to change (the budget, the dates, "
        "the channels…) and I prepare another.",
        _ES: "El plan no fue aprobado{reason}. Dígame qué cambiar (el presupuesto, las fechas, "
        "los canales…) y preparo otro.",
    },
    "reason": {_EN: ". The reason given: “{reason}”", _ES: ". El motivo que dieron: «{reason}»"},
    "expired": {
        _EN: "Nobody decided in time, so the request expired. Tell me “ask again” and I ask again.",
        _ES: "Nadie decidió a tiempo y la solicitud venció. Dígame «pídala de nuevo» y la pido.",
    },
    "overtaken": {
        _EN: "The plan was changed after I asked, so that request no longer counts. "
        "Tell me “ask again” and I ask again.",
        _ES: "El plan cambió después de la solicitud, así que ya no vale. "
        "Dígame «pídala de nuevo» y la pido.",
    },
    "undecided": {
        _EN: "It is not approved: the approval says “{status}”. See it here: {link}",
        _ES: "No está aprobado: la aprobación dice «{status}». Véala aquí: {link}",
    },
    "launched": {
        _EN: "Launched: campaign {campaign}. {when}\n"
        "Ask me how it is going, or tell me to pause it or end it.",
        _ES: "¡Listo! Quedó lanzada la campaña {campaign}. {when}\n"
        "Pregúnteme cómo va, o dígame que la pause o que la termine.",
    },
    "charged_first": {
        _EN: "{amount} is charged on {charge}, and it goes out on {start}.",
        _ES: "Se cobran {amount} el {charge} y se publica el {start}.",
    },
    "charged_at_start": {
        _EN: "On {start}, {amount} is charged and it goes out.",
        _ES: "El {start} se cobran {amount} y se publica.",
    },
    "already_launched": {
        _EN: "The campaign {campaign} is launched already. For another one, give me its brief.",
        _ES: "La campaña {campaign} ya está lanzada. Si quiere otra, cuénteme cómo sería.",
    },
    "declined": {
        _EN: "The payment for campaign {campaign} was declined: nothing was charged or published"
        "{reason}.",
        _ES: "El pago de la campaña {campaign} fue rechazado: no se cobró ni se publicó nada"
        "{reason}.",
    },
    "cancelled": {
        _EN: "Campaign {campaign} was cancelled before it was paid: nothing was charged.",
        _ES: "La campaña {campaign} se canceló antes de pagarse: no se cobró nada.",
    },
    "campaign_failed": {
        _EN: "Campaign {campaign} failed{reason}.",
        _ES: "La campaña {campaign} falló{reason}.",
    },
    "settled": {
        _EN: "Campaign {campaign} is over; what was not spent was given back.",
        _ES: "La campaña {campaign} ya terminó; lo que no se gastó se devolvió.",
    },
    "paused": {
        _EN: "Campaign {campaign} is paused: nothing more goes out until you tell me “resume it”.",
        _ES: "La campaña {campaign} está en pausa: no sale nada más hasta que me diga «reanúdela».",
    },
    "resumed": {
        _EN: "Campaign {campaign} goes on.",
        _ES: "La campaña {campaign} sigue adelante.",
    },
    "ended": {
        _EN: "Campaign {campaign} is being ended for good; what is not spent comes back.",
        _ES: "La campaña {campaign} se está cerrando del todo; lo que no se gastó se devuelve.",
    },
    "results": {
        _EN: "So far it reached {reached}: {counts}. Earned: {revenue}. Spent: {spend}.{returned}",
        _ES: "Hasta ahora llegó a {reached}: {counts}. Ingresos: {revenue}. Gasto: {spend}."
        "{returned}",
    },
    "return": {
        _EN: " Each {currency} 1.00 spent brought {currency} {value}.",
        _ES: " Cada {currency} 1.00 gastado trajo {currency} {value}.",
    },
    "no_results": {
        _EN: "There are no results yet: nobody was reached, and nothing was spent.",
        _ES: "Todavía no hay resultados: no ha llegado a nadie ni se ha gastado nada.",
    },
    "too_long": {
        _EN: "That is too long for me to read without missing something. Tell me the campaign in "
        "a few sentences.",
        _ES: "Es demasiado largo para leerlo sin que se me escape algo. Cuénteme la campaña en "
        "pocas frases.",
    },
    "nothing": {
        _EN: "There is no campaign yet. Tell me what to advertise, for how much, where and when.",
        _ES: "Todavía no hay ninguna campaña. Cuénteme qué anunciamos, con cuánto, por dónde y "
        "cuándo.",
    },
    "not_launched": {
        _EN: "This campaign is not launched: nothing has gone out, and nothing was charged.",
        _ES: "Esta campaña no se ha lanzado: no ha salido nada ni se ha cobrado nada.",
    },
    "which": {
        _EN: "Which campaign? {campaigns}. Tell me with its id, such as “{example}”.",
        _ES: "¿Cuál campaña? {campaigns}. Dígamelo con su código, por ejemplo «{example}».",
    },
    "welcome": {_EN: "You are welcome.", _ES: "¡Con mucho gusto!"},
    "none": {_EN: "nothing", _ES: "nada"},
    "and": {_EN: "and", _ES: "y"},
}

CHANNELS: dict[str, Text] = {
    "email": {_EN: "Email", _ES: "Correo electrónico"},
    "sms": {_EN: "SMS", _ES: "Mensaje de texto (SMS)"},
    "whatsapp": {_EN: "WhatsApp", _ES: "WhatsApp"},
    "facebook": {_EN: "Facebook", _ES: "Facebook"},
    "instagram": {_EN: "Instagram", _ES: "Instagram"},
    "google_search": {_EN: "Google search", _ES: "Buscador de Google"},
    "tiktok": {_EN: "TikTok", _ES: "TikTok"},
    "display": {_EN: "Display ads", _ES: "Anuncios en sitios web (display)"},
}

COUNTED: dict[str, Mapping[Language, tuple[str, str]]] = {
    "people": {_EN: ("person", "people"), _ES: ("persona", "personas")},
    "impressions": {_EN: ("impression", "impressions"), _ES: ("impresión", "impresiones")},
    "clicks": {_EN: ("click", "clicks"), _ES: ("clic", "clics")},
    "leads": {_EN: ("lead", "leads"), _ES: ("lead", "leads")},
    "sales": {_EN: ("sale", "sales"), _ES: ("venta", "ventas")},
}


def say(key: str, language: Language, **values: object) -> str:
    return TEXTS[key][language].format(**values)


def channel_name(code: str, language: Language) -> str:
    names = CHANNELS.get(code)
    return names[language] if names else code


def number(count: int, language: Language) -> str:
    """`12,000` in English; `12 000` in Spanish, where four digits stay together."""
    if language is Language.ENGLISH:
        return f"{count:,}"
    return f"{count:,}".replace(",", "\u00a0") if count >= 10_000 else str(count)


def counted(count: int, of: str, language: Language) -> str:
    """`1 sale`, `2 sales`."""
    one, several = COUNTED[of][language]
    return f"{number(count, language)} {one if count == 1 else several}"


def listed(items: list[str], language: Language) -> str:
    """`a, b and c`."""
    if len(items) < 2:
        return "".join(items)
    return f"{', '.join(items[:-1])} {say('and', language)} {items[-1]}"


def quoted(text: str, longest: int = 300) -> str:
    """Somebody else's text on one line, without signs that act on a terminal, and cut short."""
    plain = " ".join("".join(char if char.isprintable() else " " for char in text).split())
    return plain if len(plain) <= longest else f"{plain[: longest - 1]}…"
