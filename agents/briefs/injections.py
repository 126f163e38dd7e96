"""Finds words that give orders to the software instead of describing a campaign."""

import re
from collections.abc import Iterator

from agents.briefs.text import Passage, Span

_RULES = (
    r"(?:rules?|instructions?|prompts?|polic(?:y|ies)|guidelines?|guardrails?|constraints?|"
    r"safeguards?|restrictions?|limits?|approvals?|checks?|reglas?|instrucci(?:on|ones)|normas?|"
    r"politicas?|limites?|restricci(?:on|ones)|indicaci(?:on|ones)|aprobaci(?:on|ones)|controles|"
    r"directrices)"
)
_ANY = (
    r"(?:(?:all|any|of|your|the|my|our|these|those|this|previous|prior|above|system|safety|"
    r"spending|human|todas?|todos|tus?|las?|los|el|sus?|mis|anteriores|previas?|de|del|sistema|"
    r"seguridad|gasto|esas?|estas?|cualquier) ){0,5}"
)
# Each of these takes the rest of its sentence with it.
_ORDERS = re.compile(
    r"\b(?:ignor(?:e|a|ar|es|en|ing)|disregard|forget|overrid(?:e|ing)|bypass|skip|olvid(?:a|e|ar|"
    r"ate de)|omit(?:e|a|ir)|salta(?:te|r)?|desobedec\w{1,3}|anul(?:a|e|ar)|evad(?:e|ir)|"
    rf"haz caso omiso de) {_ANY}{_RULES}\b(?: anteriores| previas)?"
    r"|\b(?:ignore|forget|disregard) (?:everything|all) (?:above|before|you)"
    r"|\b(?:olvida|ignora) todo lo (?:anterior|de arriba)"
    r"|\byou are now\b|\bahora eres\b|\bact as (?:an? )?(?:admin|root|system|developer)|"
    r"\bactua como (?:un )?(?:admin|root|sistema)|\b(?:developer|debug|admin|god) mode\b|"
    r"\bmodo (?:desarrollador|administrador|dios)\b|\b(?:reveal|print|show|repeat|muestra|"
    r"revela)(?: me)? (?:your|the|tu|el|tus) (?:system )?(?:prompt|instructions|instrucciones|"
    r"token|api key|secrets?|password|clave)"
    r"|(?:^|[\n.;!?] ?|[\[<(#]{1,3} ?)(?:system|assistant|developer|sistema|asistente|admin|"
    r"im_start\|?\w*) ?(?:prompt|message|mensaje)? ?(?:[\]>:)]|:)"
)
# These are only themselves.
_ASIDES = re.compile(
    r"(?:,? ?(?:\band|\by|\bthen|\bluego) )?(?:\b(?:please )?(?:auto-?|self-?)?(?:approve|"
    r"authori[sz]e|confirm) (?:it|this|everything|the (?:plan|campaign|budget))? ?(?:yourself|"
    r"automatically|on (?:my|our) behalf|for me|without (?:asking|me|review))"
    r"|\bself[- ]approve\b(?: (?:it|this))?|\bauto-?approve\b(?: (?:it|this))?"
    r"|\b(?:aprueb(?:a|e)(?:la|lo|s)?|autoriza(?:la|lo)?|confirma(?:la|lo)?)(?: (?:tu|"
    r"usted) mism[oa]| automaticamente| por mi| sin (?:preguntar|consultar|revisar\w*))"
    r"|\b(?:without|sin) (?:any |my |human |mi |ninguna |pedir |esperar |la )*(?:approval|"
    r"permission|confirmation|aprobacion|permiso|autorizacion|confirmacion|asking(?: me)?|"
    r"preguntar(?:me)?|consultar(?:me)?)"
    r"|\b(?:don't|do not|dont|never) (?:ask|wait)(?: (?:me|us|anyone))?(?: for)?(?: (?:any |"
    r"my )?(?:approval|permission|confirmation|questions))?"
    r"|\bno (?:me )?(?:pidas|preguntes|esperes|pregunten)(?: (?:la |mi )?(?:aprobacion|permiso|"
    r"confirmacion|nada))?"
    r"|\b(?:unlimited|infinite) (?:budget|spend(?:ing)?)|\b(?:budget|spending)(?: is|"
    r":)? (?:unlimited|infinite)"
    r"|\bpresupuesto(?: es|:)? (?:ilimitado|infinito)|\bno (?:spending|budget) limit"
    r"|\b(?:just )?launch (?:it )?(?:immediately|right away|now)(?: without \w+)?(?=[.!\n]|$)"
    r"|\b(?:lanzala|publicala|lanzalo) (?:ya|ahora|de una vez|de inmediato)(?=[.!\n]|$))"
)
_SENTENCE_END = re.compile(r"[.!?\n](?= |\n|$)|\n")
_CLAUSE_END = re.compile(
    r"[.,!?;\n](?= |\n|$)|\n| (?:and|y|then|luego) (?=launch|run|create|make|lanza|crea|haz|promo)"
)
_LONGEST = 600


def find_injections(passage: Passage) -> tuple[Span, ...]:
    """Spans to leave unread. An order takes its sentence, or, alone in the text, its clause."""
    return (*_orders(passage.folded), *(match.span() for match in _ASIDES.finditer(passage.folded)))


def _orders(folded: str) -> Iterator[Span]:
    floor = 0
    for match in _ORDERS.finditer(folded):
        if match.start() < floor:
            continue
        sentence = _end(_SENTENCE_END, folded, match.end())
        alone = not folded[: match.start()].strip() and not folded[sentence:].strip(" .!?;\n")
        floor = _end(_CLAUSE_END, folded, match.end()) if alone else sentence
        yield match.start(), floor


def _end(pattern: re.Pattern[str], folded: str, at: int) -> int:
    match = pattern.search(folded, at, at + _LONGEST)
    return match.start() if match else min(len(folded), at + _LONGEST)
