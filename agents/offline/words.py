"""What the planner says, in English and Spanish."""

from agents.briefs.model import Language

TEXTS: dict[str, dict[Language, str]] = {
    "asked": {
        Language.ENGLISH: (
            "The plan “{name}” is ready and waits for a person: {budget} on {channels}, "
            "from {start} to {end}. {reach}A person approves it here: {link}\n"
            "I cannot approve it. Tell me when it is decided and I launch it. "
            "(I am the offline planner: rules, not a language model.)"
        ),
        Language.SPANISH: (
            "El plan «{name}» está listo y espera a una persona: {budget} por {channels}, "
            "del {start} al {end}. {reach}Una persona lo aprueba aquí: {link}\n"
            "Yo no puedo aprobarlo. Avíseme cuando esté decidido y lo lanzo. "
            "(Soy el planificador sin conexión: reglas, no un modelo de lenguaje.)"
        ),
    },
    "reach": {
        Language.ENGLISH: "{people} of your clients agreed to be written to. ",
        Language.SPANISH: "{people} de sus clientes aceptaron recibir mensajes. ",
    },
    "pending": {
        Language.ENGLISH: "Nobody has decided yet. A person decides here: {link}",
        Language.SPANISH: "Nadie ha decidido todavía. Una persona decide aquí: {link}",
    },
    "refused": {
        Language.ENGLISH: "The plan was {status}. Reason: {reason}. Tell me what to change.",
        Language.SPANISH: "El plan quedó {status}. Motivo: {reason}. Dígame qué cambio.",
    },
    "launched": {
        Language.ENGLISH: (
            "Launched: campaign {campaign}. {amount} is charged at {charge}, "
            "and it is published at {start}."
        ),
        Language.SPANISH: (
            "Lanzada: campaña {campaign}. Se cobran {amount} el {charge} y se publica el {start}."
        ),
    },
    "results": {
        Language.ENGLISH: (
            "So far: {reached} people reached, {impressions} impressions, {clicks} clicks, "
            "{leads} leads, {sales} sales; {revenue} earned, {spend} spent{returned}."
        ),
        Language.SPANISH: (
            "Hasta ahora: {reached} personas alcanzadas, {impressions} impresiones, "
            "{clicks} clics, {leads} interesados, {sales} ventas; {revenue} de ingresos, "
            "{spend} de gasto{returned}."
        ),
    },
    "return": {
        Language.ENGLISH: " ({value} for each unit spent)",
        Language.SPANISH: " ({value} por cada unidad gastada)",
    },
    "changed": {
        Language.ENGLISH: "Done: {note}",
        Language.SPANISH: "Hecho. La campaña queda así: {note}",
    },
    "nothing": {
        Language.ENGLISH: "There is no campaign on the table yet. Give me a brief.",
        Language.SPANISH: "Todavía no hay ninguna campaña. Deme un encargo.",
    },
    "failed": {
        Language.ENGLISH: "I could not do it: {message} {next}",
        Language.SPANISH: "No pude hacerlo: {message} {next}",
    },
    "next_transient": {
        Language.ENGLISH: "It may work later: ask me again.",
        Language.SPANISH: "Puede funcionar más tarde: pídamelo de nuevo.",
    },
    "next_correctable": {
        Language.ENGLISH: "Tell me what to change.",
        Language.SPANISH: "Dígame qué cambio.",
    },
    "next_needs_human": {
        Language.ENGLISH: "A person must act first. {link}",
        Language.SPANISH: "Antes debe actuar una persona. {link}",
    },
    "too_long": {
        Language.ENGLISH: "That is too long for a brief. Tell me in a few sentences.",
        Language.SPANISH: "Es demasiado largo para un encargo. Dígamelo en pocas frases.",
    },
    "blocked": {
        Language.ENGLISH: "The material does not pass the checks: {problem}",
        Language.SPANISH: "El material no pasa las revisiones: {problem}",
    },
    "and": {Language.ENGLISH: "and", Language.SPANISH: "y"},
}


def say(key: str, language: Language, **values: object) -> str:
    return TEXTS[key][language].format(**values)


def listed(items: list[str], language: Language) -> str:
    """`a, b and c`."""
    if len(items) < 2:
        return "".join(items)
    return f"{', '.join(items[:-1])} {say('and', language)} {items[-1]}"
