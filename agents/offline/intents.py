"""What the person wants with what is on the table, when a short message says it plainly.

A message that is not wholly understood is never an order: it counts as words about the plan.
"""

import re
import unicodedata
from enum import StrEnum


class Intent(StrEnum):
    PLAN = "plan"  # a brief, a change of the one on the table, or anything not understood
    LAUNCH = "launch"  # it is decided, go on
    STATUS = "status"  # has anybody decided?
    ASK = "ask"  # ask for the approval (again)
    AGAIN = "again"  # do once more what did not work
    RESULTS = "results"
    PAUSE = "pause"
    RESUME = "resume"
    END = "end"
    THANKS = "thanks"


_LONGEST = 90
"""A longer message is a brief: nobody says yes in so many characters."""

_FILLER = re.compile(
    r"\b(?:please|pls|now|then|just|already|right away|por favor|porfa|porfavor|pues|ya|ahora|"
    r"entonces|mae|hoy|today|de una vez|and|y)\b"
)
_IT = r"(?: (?:it|them|everything|todo))"
_CAMPAIGN = (
    r"(?: (?:the|this|that|my|our|la|esta|esa|mi|nuestra)(?: [a-z]{3,20}){0,3}? "
    r"(?:campaign|campana|ads?)(?: de(?: la| el)? [a-z]{3,20})?)"
)
_PLAN = r"(?: (?:the|this|that|el|este|ese) plan)"
_ABOUT = r"(?: (?:for|of|about|de|para|because|porque|we|nos|se|i)\b[a-z ]{1,50})?"
"""Which campaign, or why: words without a number or a day, so that no date is overheard."""
_LATER = re.compile(
    r"\d|\b(?:tomorrow|tonight|next|later|monday|tuesday|wednesday|thursday|friday|saturday|"
    r"sunday|week|month|until|before|after|when|if|dont|don t|do not|not|never|"
    r"manana|proxim[oa]|luego|despues|lunes|martes|miercoles|jueves|viernes|sabado|domingo|"
    r"semana|mes|hasta|antes|cuando|si no|nunca|no)\b"
)

_LAUNCH = (
    rf"(?:it|this|that|the plan|the campaign)? ?(?:is|was|has been|s)? ?approved{_IT}?|"
    rf"(?:they|i|we|he|she)(?: have| has| ve)? approved(?:{_IT}|{_PLAN}|{_CAMPAIGN})?|"
    rf"(?:you can )?(?:launch|publish|start|run)(?:{_IT}|{_PLAN}|{_CAMPAIGN})?|"
    r"go ahead(?: with it)?|go for it|go|proceed|do it|lets go|let s go|yes|yep|yeah|sure|ok|"
    r"okay|done|ready|all set|decided|"
    r"si|claro(?: que si)?|dale|list[oa]|adelante|proced[ae]|aprobad[oa]|hecho|decidido|ya|"
    r"(?:el plan |la campana )?(?:esta|quedo|fue|ha sido) (?:aprobad[oa]|decidido|list[oa])|"
    rf"(?:l[oa] )?(?:aprobe|aprobamos|aprobo|aprobaron)(?:{_PLAN}|{_CAMPAIGN})?|"
    rf"(?:puede |puedes )?(?:lan[zc](?:ar|a|e|emos)|publi(?:car|ca|que))(?:l[oa])?"
    rf"(?:{_PLAN}|{_CAMPAIGN})?|"
    r"hagale|hagamoslo|hagal[oa]|vamos|de acuerdo|perfecto"
)
_THANKS = (
    r"(?:ok |okay )?(?:thanks|thank you|thx)(?: (?:a lot|so much|very much))?|great|"
    r"(?:muchas |mil )?gracias|genial|excelente|buenisimo|que bien|que dicha|pura vida|tuanis"
)
_DECISION = re.compile(r"\b(?:approv\w*|decid\w*|aprueb\w*|aprob\w*|lan[zc]\w*|launch\w*)\b")
_STATUS = (
    r"status|any news|is there any news|what is the status|"
    r"(?:el )?estado|novedades|(?:hay |alguna )novedad(?:es)?|(?:como|en que) (?:va|quedo) "
    r"(?:el plan|la aprobacion)|has anybody approved it(?: yet)?|(?:lo|la) aprobo alguien"
)
_ASK = (
    r"(?:ask|request)(?: (?:for|the|an|me|his|her|their))* approval(?: again)?|"
    r"(?:send|submit)(?: it| the plan)? (?:for|to) approval(?: again)?|ask(?: for it)? again|"
    r"(?:pid[ae]|solicit[ae]|mand[ae]|envi[ae])(?: la)? aprobacion(?: de nuevo| otra vez)?|"
    r"(?:envi|mand)[ae](?:l[oa])? a aprobacion(?: de nuevo| otra vez)?|"
    r"(?:pid|solicit)[ae]l[oa](?: de nuevo| otra vez)?"
)
_AGAIN = (
    r"(?:try|do it|once)? ?(?:again|more)|try(?: it)?(?: once more)?|retry|go on|continue|"
    r"(?:intent[ae](?:l[oa])?|prueb[ae]|hagal[oa]|trate)? ?(?:de nuevo|otra vez|nuevamente)|"
    r"reintent[ae](?:l[oa])?|sig[au]e?|continu[ae]"
)
_FIGURES = (
    r"(?:results?|performance|figures|numbers|report|stats|resultados?|rendimiento|cifras|numeros|"
    r"informe|reporte|desempeno)"
)
_RESULTS = (
    r"how (?:is|are|s|did|was|were|has)\b[a-z ]{1,60}|how it s going|"
    rf"(?:(?:show|give|tell|send) me |i want |let s see )?(?:the |our |my )?{_FIGURES}{_ABOUT}|"
    r"how many (?:people|clicks|leads|sales)\b[a-z ]{0,50}|"
    r"(?:como|que tal) (?:va|van|vamos|fue|le fue|le va|esta|estuvo|anda|salio)\b[a-z ]{0,60}|"
    rf"(?:(?:deme|dame|muestreme|muestrame|enseneme|quiero ver|quiero|veamos) )?"
    rf"(?:los |las |el |mis )?{_FIGURES}{_ABOUT}|"
    r"cuant[oa]s (?:personas|clics|leads|ventas)\b[a-z ]{0,50}"
)
_PAUSE = (
    rf"(?:pause|stop|suspend|hold|put)(?:{_IT}|{_CAMPAIGN}{_ABOUT})(?: on hold)?(?: for a while)?|"
    r"pause|stop|alto|par[ae]l[oa]|"
    r"(?:paus[ae]|pausar|deten|detener|detenga|suspend[ae]|suspender|fren[ae]|frenar|parar)"
    rf"(?:l[oa])?(?:{_IT}|{_CAMPAIGN}{_ABOUT})?"
)
_RESUME = (
    rf"(?:resume|unpause|restart|reactivate|continue)(?:{_IT}|{_CAMPAIGN}{_ABOUT})|resume|unpause|"
    r"(?:reanud[ae]|reanudar|reactiv[ae]|reactivar)(?:l[oa])?"
    rf"(?:{_CAMPAIGN}{_ABOUT})?|continu[ae]{_CAMPAIGN}"
)
_FOR_GOOD = r"(?: (?:for good|for ever|forever|permanently|definitivamente|del todo|para siempre))?"
_END = (
    rf"(?:end|finish|terminate|cancel|close)(?:{_IT}|{_CAMPAIGN}){_FOR_GOOD}|"
    rf"stop(?:{_IT}|{_CAMPAIGN})? (?:for good|for ever|forever|permanently)|"
    r"(?:termin[ae]|terminar|finalic[ae]|finaliz[ae]|finalizar|cancel[ae]|cancelar|cierr[ae]|cerrar)"
    rf"(?:l[oa]|{_CAMPAIGN}){_FOR_GOOD}"
)
_GRAMMAR: tuple[tuple[Intent, re.Pattern[str]], ...] = tuple(
    (intent, re.compile(pattern))
    for intent, pattern in (
        (Intent.END, _END),
        (Intent.PAUSE, _PAUSE),
        (Intent.RESUME, _RESUME),
        (Intent.RESULTS, _RESULTS),
        (Intent.STATUS, _STATUS),
        (Intent.ASK, _ASK),
        (Intent.AGAIN, _AGAIN),
        (Intent.THANKS, rf"(?:{_THANKS})(?: (?:{_THANKS}))*"),
        (Intent.LAUNCH, rf"(?:{_LAUNCH})(?: (?:{_LAUNCH}|{_THANKS}))*"),
    )
)
_ORDERS = frozenset({Intent.END, Intent.PAUSE, Intent.RESUME, Intent.LAUNCH})
_CAMPAIGN_ID = re.compile(r"\bcmp_[a-z0-9]{6,40}\b")


def campaign_named(text: str) -> str | None:
    """The id of a campaign that the person wrote."""
    found = _CAMPAIGN_ID.search(text)
    return found.group() if found else None


def intent_of(text: str) -> Intent:
    """What a whole short message says; `PLAN` for anything else."""
    if len(text) > _LONGEST:
        return Intent.PLAN
    plain = folded(_CAMPAIGN_ID.sub(" la campaña ", text))
    spoken = _spaced(_FILLER.sub(" ", plain)) or plain
    found = next((intent for intent, words in _GRAMMAR if words.fullmatch(spoken)), Intent.PLAN)
    asks = "?" in text
    if found is Intent.PLAN and asks and _DECISION.search(spoken):
        return Intent.STATUS
    if found is Intent.LAUNCH and asks:
        return Intent.STATUS
    if found in _ORDERS and (asks or _LATER.search(spoken)):
        return Intent.PLAN
    return found


def folded(text: str) -> str:
    """Lower case, no accents, words apart by one space, no punctuation."""
    decomposed = unicodedata.normalize("NFKD", text.casefold())
    bare = "".join(char for char in decomposed if not unicodedata.combining(char))
    return _spaced("".join(char if char.isalnum() else " " for char in bare))


def _spaced(text: str) -> str:
    return " ".join(text.split())
