"""Asks for a field in doubt, in the language of the brief, saying what the doubt is."""

from datetime import date

from agents.briefs.model import Language, Question, Slot
from agents.briefs.readings import Doubtful, Reason

# {both} are the readings joined by "or"; {first} is the first of them; {rest} the others.
_ENGLISH: dict[Reason, str] = {
    Reason.PRODUCT_MISSING: "What are we advertising? A few words are enough, for example "
    "“my coffee shop” or “our new cold brew”.",
    Reason.BUDGET_MISSING: "What is the total budget, and in which currency?",
    Reason.TWO_BUDGETS: "I read more than one amount: {both}. What is the total budget?",
    Reason.WHICH_CURRENCY: "In which currency is the budget of {first}?{options}",
    Reason.PRICE_OR_BUDGET: "Is {both} the total budget or something else, such as a price? "
    "Please write the total budget and its currency.",
    Reason.RATE: "You gave {first} for a period. What is the total budget for the whole campaign?",
    Reason.APPROXIMATE: "Is the total budget exactly {first}? If not, which amount is it?",
    Reason.TWO_READINGS: "Is the budget {both}?",
    Reason.PART_OF_BUDGET: "You gave {both} for a part of the campaign. "
    "What is the total budget for all of it?",
    Reason.UNREADABLE_AMOUNT: "I could not read the amount. What is the total budget, in digits, "
    "and in which currency?",
    Reason.NOT_POSITIVE: "The budget has to be more than zero. What is it, and in which currency?",
    Reason.TOO_PRECISE: "{first} has {rest} decimals, and the budget has more. What is it exactly?",
    Reason.TOO_LARGE: "That budget is larger than a campaign can have. What is the total budget?",
    Reason.UNKNOWN_CURRENCY: "I do not know that currency. What is the total budget, and in which "
    "currency (for example USD, EUR, MXN, CRC)?",
    Reason.CHANNELS_MISSING: "Which channels should the campaign use? {supported}",
    Reason.WHICH_CHANNELS: "Which of these exactly: {both}?",
    Reason.CHANNEL_CONFLICT: "Which channels should the campaign use, and which not? {supported}",
    Reason.UNSUPPORTED_CHANNEL: "I cannot use {both}. Which of the channels I can use do you want? "
    "{supported}",
    Reason.DATES_MISSING: "On which day does the campaign start, and on which day does it end?",
    Reason.END_MISSING: "The campaign starts on {first}. On which day does it end?",
    Reason.START_MISSING: "On which day does the campaign start?",
    Reason.VAGUE_DATES: "On which day exactly does the campaign start, and on which does it end?",
    Reason.TWO_FLIGHTS: "I read dates that do not agree. On which day does the campaign "
    "start, and on which does it end?",
    Reason.DAY_OR_MONTH_FIRST: "Is the day or the month first in those dates? Please write them "
    "with the name of the month, for example “March 1 to March 15”.",
    Reason.WRONG_WEEKDAY: "The day of the week and the date do not agree. On which dates does the "
    "campaign start and end?",
    Reason.WHICH_YEAR: "Of which year? Please write the first and the last day with their year.",
    Reason.PAST: "Those dates are past. On which day does the campaign start, and on which does "
    "it end?",
    Reason.END_BEFORE_START: "The campaign would end before it starts. On which day does it start, "
    "and on which does it end?",
    Reason.IMPOSSIBLE_DATE: "One of those dates does not exist. On which day does the campaign "
    "start, and on which does it end?",
}
_SPANISH: dict[Reason, str] = {
    Reason.PRODUCT_MISSING: "¿Qué anunciamos? Bastan unas palabras, por ejemplo «mi cafetería» o "
    "«nuestro nuevo café frío».",
    Reason.BUDGET_MISSING: "¿Cuál es el presupuesto total y en qué moneda?",
    Reason.TWO_BUDGETS: "Leí más de un monto: {both}. ¿Cuál es el presupuesto total?",
    Reason.WHICH_CURRENCY: "¿En qué moneda es el presupuesto de {first}?{options}",
    Reason.PRICE_OR_BUDGET: "¿{both} es el presupuesto total u otra cosa, como un precio? "
    "Escriba el presupuesto total y su moneda.",
    Reason.RATE: "Indicó {first} por período. ¿Cuál es el presupuesto total de toda la campaña?",
    Reason.APPROXIMATE: "¿El presupuesto total es exactamente {first}? Si no, ¿de cuánto es?",
    Reason.TWO_READINGS: "¿El presupuesto es {both}?",
    Reason.PART_OF_BUDGET: "Indicó {both} para una parte de la campaña. ¿Cuál es el presupuesto "
    "total de toda la campaña?",
    Reason.UNREADABLE_AMOUNT: "No pude leer el monto. ¿Cuál es el presupuesto total, en cifras, y "
    "en qué moneda?",
    Reason.NOT_POSITIVE: "El presupuesto debe ser mayor que cero. ¿De cuánto es y en qué moneda?",
    Reason.TOO_PRECISE: "{first} tiene {rest} decimales y el presupuesto trae más. ¿De cuánto es "
    "exactamente?",
    Reason.TOO_LARGE: "Ese presupuesto es mayor que el que admite una campaña. ¿Cuál es el "
    "presupuesto total?",
    Reason.UNKNOWN_CURRENCY: "No conozco esa moneda. ¿Cuál es el presupuesto total y en qué moneda "
    "(por ejemplo USD, EUR, MXN, CRC)?",
    Reason.CHANNELS_MISSING: "¿Qué canales debe usar la campaña? {supported}",
    Reason.WHICH_CHANNELS: "¿Cuáles exactamente: {both}?",
    Reason.CHANNEL_CONFLICT: "¿Qué canales debe usar la campaña y cuáles no? {supported}",
    Reason.UNSUPPORTED_CHANNEL: "No puedo usar {both}. ¿Cuáles de los canales disponibles desea? "
    "{supported}",
    Reason.DATES_MISSING: "¿Qué día empieza la campaña y qué día termina?",
    Reason.END_MISSING: "La campaña empieza el {first}. ¿Qué día termina?",
    Reason.START_MISSING: "¿Qué día empieza la campaña?",
    Reason.VAGUE_DATES: "¿Qué día exacto empieza la campaña y qué día termina?",
    Reason.TWO_FLIGHTS: "Leí fechas que no coinciden. ¿Qué día empieza la campaña y qué "
    "día termina?",
    Reason.DAY_OR_MONTH_FIRST: "¿En esas fechas va primero el día o el mes? Escríbalas con el "
    "nombre del mes, por ejemplo «del 1 al 15 de marzo».",
    Reason.WRONG_WEEKDAY: "El día de la semana y la fecha no coinciden. ¿En qué fechas empieza y "
    "termina la campaña?",
    Reason.WHICH_YEAR: "¿De qué año? Escriba el primer y el último día con su año.",
    Reason.PAST: "Esas fechas ya pasaron. ¿Qué día empieza la campaña y qué día termina?",
    Reason.END_BEFORE_START: "La campaña terminaría antes de empezar. ¿Qué día empieza y qué día "
    "termina?",
    Reason.IMPOSSIBLE_DATE: "Una de esas fechas no existe. ¿Qué día empieza la campaña y qué día "
    "termina?",
}
_TEXTS = {Language.ENGLISH: _ENGLISH, Language.SPANISH: _SPANISH}
_SUPPORTED = {
    Language.ENGLISH: "I can use email, SMS, WhatsApp, Facebook, Instagram, Google search, TikTok "
    "and display.",
    Language.SPANISH: "Puedo usar correo, SMS, WhatsApp, Facebook, Instagram, el buscador de "
    "Google, TikTok y display.",
}
_OR = {Language.ENGLISH: " or ", Language.SPANISH: " o "}


_NAMES = {
    "sms": "SMS",
    "whatsapp": "WhatsApp",
    "facebook": "Facebook",
    "instagram": "Instagram",
    "tiktok": "TikTok",
}
_MONTHS = {
    Language.ENGLISH: "January February March April May June July August September October "
    "November December",
    Language.SPANISH: "enero febrero marzo abril mayo junio julio agosto septiembre octubre "
    "noviembre diciembre",
}


def ask(slot: Slot, doubtful: Doubtful, language: Language) -> Question:
    """The question for a field in doubt."""
    readings = [_shown(reading, language) for reading in doubtful.readings]
    *most, last = readings or ("",)
    joined = _OR[language].join([", ".join(most), last] if most else [last])
    text = _TEXTS[language][doubtful.reason].format(
        both=joined,
        first=readings[0] if readings else "",
        rest=", ".join(readings[1:]),
        options=f" ({', '.join(readings[1:])})" if len(readings) > 1 else "",
        supported=_SUPPORTED[language],
    )
    return Question(slot, doubtful.doubt, text)


def _shown(reading: str | date, language: Language) -> str:
    if isinstance(reading, str):
        return _NAMES.get(reading, reading)
    month = _MONTHS[language].split()[reading.month - 1]
    if language is Language.SPANISH:
        return f"{reading.day} de {month} de {reading.year}"
    return f"{month} {reading.day}, {reading.year}"
