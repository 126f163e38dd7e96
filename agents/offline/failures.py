"""What the planner says when a tool refuses or does not answer: what, why, and what to do."""

from typing import Any

from agents.briefs import Language
from agents.offline.transcript import UNREADABLE, Answer
from agents.offline.words import Text, quoted
from agents.tool_messages import record

_EN, _ES = Language.ENGLISH, Language.SPANISH

_DOING: dict[str, Text] = {
    "list_channels": {_EN: "look up the channels", _ES: "consultar los canales"},
    "generate_copy": {_EN: "have the texts written", _ES: "preparar los textos"},
    "check_content": {_EN: "check the texts", _ES: "revisar los textos"},
    "draft_plan": {_EN: "draft the plan", _ES: "armar el plan"},
    "request_approval": {_EN: "ask for the approval", _ES: "pedir la aprobación"},
    "get_approval": {_EN: "look up the approval", _ES: "consultar la aprobación"},
    "launch_campaign": {_EN: "launch the campaign", _ES: "lanzar la campaña"},
    "pause_campaign": {_EN: "pause the campaign", _ES: "pausar la campaña"},
    "resume_campaign": {_EN: "resume the campaign", _ES: "reanudar la campaña"},
    "end_campaign": {_EN: "end the campaign", _ES: "terminar la campaña"},
    "list_campaigns": {_EN: "look up the campaigns", _ES: "consultar las campañas"},
    "get_performance": {_EN: "look up the results", _ES: "consultar los resultados"},
}
_SOMETHING: Text = {_EN: "do it", _ES: "hacerlo"}

_NOT_ALLOWED: Text = {
    _EN: "your access does not include it",
    _ES: "su acceso no lo incluye",
}
_WHY: dict[str, Text] = {
    UNREADABLE: {
        _EN: "the answer that came back cannot be read",
        _ES: "la respuesta que llegó no se puede leer",
    },
    "no_tool": _NOT_ALLOWED,
    "forbidden": _NOT_ALLOWED,
    "scope_missing": _NOT_ALLOWED,
    "missing_copy": {
        _EN: "no text came for {details}",
        _ES: "no llegó ningún texto para {details}",
    },
    "content_blocked": {
        _EN: "the texts do not pass the checks: {details}",
        _ES: "los textos no pasan la revisión: {details}",
    },
    "organization_suspended": {
        _EN: "the organization is suspended",
        _ES: "la organización está suspendida",
    },
    "unavailable": {
        _EN: "a service does not answer now",
        _ES: "un servicio no responde en este momento",
    },
    "model_unavailable": {
        _EN: "the model that writes does not answer now",
        _ES: "el modelo que redacta no responde en este momento",
    },
    "shard_unavailable": {
        _EN: "a part of the campaigns does not answer now",
        _ES: "una parte de las campañas no responde en este momento",
    },
    "approval_required": {
        _EN: "no person has approved this plan as it stands",
        _ES: "ninguna persona ha aprobado este plan tal como está",
    },
    "approval_stale": {
        _EN: "what would be published is no longer what was approved",
        _ES: "lo que se publicaría ya no es lo que se aprobó",
    },
    "plan_refused": {
        _EN: "this plan was refused and has to change first",
        _ES: "este plan fue rechazado y primero tiene que cambiar",
    },
    "plan_launched": {_EN: "this plan is launched already", _ES: "este plan ya se lanzó"},
    "budget_exceeded": {
        _EN: "it would go over the budget that was approved",
        _ES: "se pasaría del presupuesto aprobado",
    },
    "payment_declined": {
        _EN: "the payment was declined; nothing was charged",
        _ES: "el pago fue rechazado; no se cobró nada",
    },
    "flight_over": {
        _EN: "the dates of the campaign are past",
        _ES: "las fechas de la campaña ya pasaron",
    },
    "flight_in_the_past": {
        _EN: "the dates of the campaign are past",
        _ES: "las fechas de la campaña ya pasaron",
    },
    "campaign_over": {_EN: "the campaign is over", _ES: "la campaña ya terminó"},
    "campaign_not_found": {_EN: "there is no such campaign", _ES: "no existe esa campaña"},
    "person_required": {
        _EN: "a person paused it, so a person has to resume it",
        _ES: "la pausó una persona, así que la tiene que reanudar una persona",
    },
    "internal_error": {
        _EN: "something failed inside PromptSales",
        _ES: "algo falló dentro de PromptSales",
    },
}
_TOLD: Text = {_EN: "{message}", _ES: "el sistema respondió (en inglés): «{message}»"}
_ALSO: Text = {_EN: " ({message})", _ES: " (en inglés: «{message}»)"}

_NEXT: dict[str, Text] = {
    "transient": {
        _EN: "It may work in a while: tell me “try again”.",
        _ES: "Puede que funcione en un rato: dígame «intente de nuevo».",
    },
    "correctable": {
        _EN: "Tell me what to change and I go on.",
        _ES: "Dígame qué cambiar y sigo.",
    },
    "needs_human": {
        _EN: "A person has to act first{link}.",
        _ES: "Primero tiene que actuar una persona{link}.",
    },
    "terminal": {
        _EN: "Asking again will not help: tell whoever runs PromptSales{reference}.",
        _ES: "Pedirlo de nuevo no ayuda: avísele a quien administra PromptSales{reference}.",
    },
}
_WORDS: Text = {
    _EN: "I could not {doing}: {why}. {next}",
    _ES: "No pude {doing}: {why}. {next}",
}


def failure_reply(failure: Answer, language: Language) -> str:
    """An error that a tool told, in the language of the brief."""
    return could_not(failure.tool, failure.error, language)


def could_not(tool: str, error: dict[str, Any], language: Language) -> str:
    """`error` has a code, a message, a recovery and details, as far as they were told."""
    code = str(error.get("code", ""))
    recovery = str(error.get("recovery", ""))
    message = quoted(str(error.get("message", ""))).rstrip(".")
    details = record(error.get("details"))
    return _WORDS[language].format(
        doing=_DOING.get(tool, _SOMETHING)[language],
        why=_why(code, recovery, message, language),
        next=_next(code, recovery, details, language),
    )


def _why(code: str, recovery: str, message: str, language: Language) -> str:
    known = _WHY.get(code)
    if known is None:
        told = message or quoted(code) or "?"
        return _TOLD[language].format(message=told)
    if "{details}" in known[language]:
        return known[language].format(details=message)
    detail = message and recovery == "correctable"  # what to change stands only there
    return known[language] + (_ALSO[language].format(message=message) if detail else "")


def _next(code: str, recovery: str, details: dict[str, Any], language: Language) -> str:
    words = _NEXT.get(recovery, _NEXT["terminal"])[language]
    link, reference = _text(details.get("link")), _text(details.get("reference")) or quoted(code)
    return words.format(
        link=f": {link}" if link else "", reference=f" ({reference})" if reference else ""
    )


def _text(value: object) -> str:
    return quoted(value) if isinstance(value, str) else ""
