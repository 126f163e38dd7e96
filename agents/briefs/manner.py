"""Reads how the campaign should sound and what it is for."""

import re
from collections.abc import Sequence

from agents.briefs.text import Passage

_TONES: tuple[tuple[str, str], ...] = (
    ("friendly", r"friendly|amigables?|amistos[oa]s?|amables?|cercan[oa]s?|approachable"),
    ("warm", r"warm|calid[oa]s?"),
    ("professional", r"professional|profesional(?:es)?|corporate|corporativ[oa]|business-?like"),
    ("formal", r"formal(?:es)?|serious|seri[oa]s?"),
    (
        "casual",
        r"casual(?:es)?|informal(?:es)?|relaxed|relajad[oa]|laid[- ]back|conversational|coloquial",
    ),
    ("urgent", r"urgent(?:es|e)?|urgency|urgencia"),
    (
        "playful",
        r"playful|fun|funny|humorous|witty|divertid[oa]s?|jugueton(?:es|a)?|gracios[oa]s?|"
        r"humoristic[oa]|con humor|humor|alegres?|cheerful|ludic[oa]",
    ),
    ("inspiring", r"inspiring|inspirational|inspirador(?:a|es)?|motivational|motivador(?:a|es)?"),
    ("elegant", r"elegant(?:es?)?|sophisticated|sofisticad[oa]s?|classy"),
    ("luxurious", r"luxur(?:y|ious)|lujos[oa]s?|premium|exclusiv[oa]|exclusive|de lujo"),
    (
        "exciting",
        r"exciting|excited|energetic|energic[oa]|emocionantes?|upbeat|entusiastas?|enthusiastic|"
        r"dinamic[oa]",
    ),
    ("bold", r"bold|daring|edgy|atrevid[oa]s?|audaz|audaces|irreverent(?:es?)?"),
    ("informative", r"informative|informativ[oa]s?|educational|educativ[oa]s?"),
    ("emotional", r"emotional|emotiv[oa]s?|heartfelt|emocional|nostalgic[oa]?"),
)
_TONE_WORDS = [(code, re.compile(rf"\b(?:{pattern})\b")) for code, pattern in _TONES]
_TONE_NOUN = (
    r"(?:tones?|tonos?|style|estilo|voice|voz|vibe|mood|feel|language|lenguaje|manner|manera|"
    r"forma|way)"
)
_ADJECTIVES = r"(?:[a-z-]{2,16}(?:,? (?:and|y|e|but|pero) |, | )){0,3}"
_AROUND_NOUN = re.compile(
    rf"\b({_ADJECTIVES}){_TONE_NOUN}\b(?::| of voice:?)?(?: (?:is|es|should be|debe ser|sea|muy|"
    rf"very|mas|bien|un poco|de voz)){{0,3}} ?({_ADJECTIVES}[a-z-]{{2,16}})?"
)
_ADVERBIAL = re.compile(
    r"\b(?:keep it|make it|sound(?:s|ing)?|be|que suene|que sea|suene|hazlo|mantenlo|algo|"
    r"something|friendly and|feel)(?: (?:very|really|super|muy|mas|more|bien|algo))? "
    rf"({_ADJECTIVES}[a-z-]{{2,16}})"
)
_NEGATED = re.compile(
    r"\b(?:not|no|nada|less|menos|without|sin|too|demasiado)(?: (?:too|so|tan|muy))? $"
)

_MORE = (
    r"(?:increase|boost|drive|generate|get|grow|raise|build|create|maximi[sz]e|more|improve|"
    r"aumentar?|incrementar?|subir|generar?|conseguir|obtener|lograr|mas|impulsar|mejorar|elevar|"
    r"captar|atraer|ganar|dar|objective|objetivo|goal|meta|aim|purpose|fin)"
)
_TO = (
    r"(?:[ :]{1,2}(?:is|es|of|de|our|my|the|new|nuev[oa]s|mas|more|nuestr[oa]s|mis|las|los|la|el|"
    r"to|online|qualified|sea|son|in|en)){0,4}[ :]{1,2}"
)
_OBJECTIVES: tuple[tuple[str, re.Pattern[str]], ...] = tuple(
    (code, re.compile(pattern))
    for code, pattern in (
        (
            "awareness",
            r"\b(?:brand|build|raise|create|increase|more) (?:brand )?awareness\b|"
            r"\bawareness (?:campaign|objective)\b|\breconocimiento de (?:la |nuestra )?marca\b|"
            r"\bnotoriedad\b|"
            rf"\b{_MORE}{_TO}(?:awareness|reconocimiento|visibility|visibilidad|alcance|reach|"
            rf"notoriedad)\b|"
            r"\bcampana de (?:reconocimiento|awareness|alcance|marca)\b|\b(?:que|so) (?:mas |"
            r"more )?(?:gente|people) (?:nos conozca|conozca|knows?)\b|\bdar(?:nos)? a conocer\b|"
            r"\bda a conocer\b|\bget (?:our|the) (?:name|word) out\b|\bspread the word\b|"
            r"\bget noticed\b",
        ),
        (
            "leads",
            rf"\b{_MORE}{_TO}(?:leads|prospect(?:o|os|s)|contactos|sign-?ups|registrations|"
            rf"registros|"
            r"subscribers|suscriptores|inscripciones|inscritos|inquiries|enquiries|solicitudes)\b|"
            r"\blead gen(?:eration)?\b|\bgeneracion de (?:leads|prospectos|contactos)\b|"
            r"\bcapta(?:r|cion)(?: de)? (?:leads|prospectos|clientes potenciales)\b",
        ),
        (
            "traffic",
            rf"\b{_MORE}{_TO}(?:traffic|trafico|visits|visitas|visitors|visitantes|clicks|"
            rf"clics)\b|"
            r"\b(?:web|website|site|foot) traffic\b|\btrafico (?:web|al sitio|a la web)\b|"
            r"\bcampana de trafico\b|\btraffic campaign\b|\b(?:drive|send|bring|llevar|"
            r"atraer) (?:more )?(?:people|gente) (?:to|a|al) (?:our|the|la|el|nuestr[oa]|mi|"
            r"my)? ?(?:website|site|web|sitio|pagina)\b",
        ),
        (
            "sales",
            rf"\b{_MORE}{_TO}(?:sales|ventas|purchases|compras|orders|pedidos|revenue|conversions|"
            r"conversiones)\b|\bsell more\b|\bvender (?:mucho )?mas\b|\bvendamos mas\b|"
            r"\bsales (?:campaign|objective|goal)\b|\bcampana de ventas\b|\bconversion campaign\b",
        ),
    )
)


def read_tone(passage: Passage) -> str | None:
    """One code in English, from words that speak of tone: `un tono cercano`, `keep it fun`."""
    for pattern in (_AROUND_NOUN, _ADVERBIAL):
        for match in pattern.finditer(passage.folded):
            found = _tone_in([group for group in match.groups() if group])
            if found:
                return found
    return None


def _tone_in(phrases: Sequence[str]) -> str | None:
    first: tuple[int, str] | None = None
    for phrase in phrases:
        for code, pattern in _TONE_WORDS:
            match = pattern.search(phrase)
            if not match or _NEGATED.search(phrase[: match.start()]):
                continue
            if first is None or match.start() < first[0]:
                first = match.start(), code
        if first:
            return first[1]
    return None


def read_objective(passage: Passage) -> str | None:
    """awareness, leads, traffic or sales, when the text says it; the first one said wins."""
    found = [
        (match.start(), code)
        for code, pattern in _OBJECTIVES
        if (match := pattern.search(passage.folded))
    ]
    return min(found)[1] if found else None
