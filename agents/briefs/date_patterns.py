"""The ways to write a date, as patterns over folded text."""

import re

from agents.briefs import calendar_words as words

NOT_A_DAY = (
    r"(?![\d.,]{0,6}\d)(?! ?(?:%|por ciento|percent|k\b|mil\b|thousand|million|millon|x ?\d|[€£₡]|"
    r"\$(?! ?\d)|usd|eur|gbp|mxn|crc|cop|cad|clp|ars|dollars?|dolares|euros?|pesos?|colones|"
    r"pounds?|libras|soles|quetzales|bucks|quid|people|persons?|personas|customers|clientes|users|"
    r"usuarios|followers|seguidores|anos|years?|yrs?\b|y/?o\b|units?|unidades|off\b|am\b|pm\b|:\d))"
)
_DAY_WORD = "|".join(sorted(map(re.escape, words.DAY_WORDS), key=len, reverse=True))
_SUFFIX = r"(?:st|nd|rd|th|ro|ero|er|do|to|o|a|°)?(?![a-z\d])"


def _day(name: str) -> str:
    return rf"(?P<{name}>(?<![\d$€£₡¥])(?<!\d[.,/])\d{{1,2}}|\b(?:{_DAY_WORD})){_SUFFIX}"


_NAMES = "|".join(sorted(set(words.MONTH_NUMBERS) - {"may"}, key=len, reverse=True))
_REFERENCES = "|".join(sorted(words.THIS_MONTH | words.NEXT_MONTH))
_VERB_AFTER_MAY = r"(?! (?:be|like|want|need|have|also|get|use|enjoy|not|i)\b)"
_MONTH_NAME = rf"(?:(?:{_NAMES})(?![a-z])(?:(?<![a-z]{{5}})\.)?|may(?![a-z]){_VERB_AFTER_MAY})"
_MONTH = rf"(?P<month>{_MONTH_NAME}|{_REFERENCES})"
_YEAR = rf"(?:(?:,? (?:de |del |of )?| ?[-/] ?)(?P<year>(?:19|20)\d\d){NOT_A_DAY})?"
_OF = r"(?: (?:del? mes de|del?|of) |-|/| )?"


def _weekday(name: str) -> str:
    return rf"(?:\b(?P<{name}>{words.WEEKDAY_BEFORE_DATE}),? (?:the |el |dia )?)?"


_TO_WORD = (
    r"(?:through to|through|thru|to|until|till|up to|al|a|hasta|and|y|e)(?: (?:the|el|dia|al))?"
)
TO = rf"(?: ?- ?(?:the |el )?| ?\.\.+ ?| ?(?:->|→) ?| ?& ?| {_TO_WORD} )"

PAIRING = re.compile(r"\b(?:and|y|e)\b|&")
BETWEEN = re.compile(r"\b(?:between|entre)(?: (?:the|el|los))? $")

DAYS_OF_MONTH = re.compile(
    f"{_weekday('weekday1')}{_day('day1')}(?P<to>{TO}){_weekday('weekday2')}{_day('day2')}"
    f"{_OF}{_MONTH}{_YEAR}"
)
MONTH_DAYS = re.compile(
    rf"(?<![a-z])(?<!\d )(?<!\d de ){_MONTH} (?:the |el |del? )?{_day('day1')}"
    + rf"(?P<to>{TO}){_day('day2')}{NOT_A_DAY}"
    + rf"(?! ?(?:de |of )?{_MONTH_NAME}){_YEAR}"
)
DAY_MONTH = re.compile(f"{_weekday('weekday1')}{_day('day1')}{_OF}{_MONTH}{_YEAR}")
MONTH_DAY = re.compile(
    rf"{_weekday('weekday1')}(?<![a-z]){_MONTH}(?: |-|/)?"
    rf"(?:the |el )?{_day('day1')}{NOT_A_DAY}{_YEAR}"
)
ISO = re.compile(r"(?<![\d.])((?:19|20)\d\d)([-/.])(\d{1,2})\2(\d{1,2})(?!\d)")
NUMERIC = re.compile(
    r"(?<![\d.])(?P<a>\d{1,2})(?P<sign>[-/.])(?P<b>\d{1,2})(?P=sign)(?P<year>(?:19|20)\d\d|"
    r"\d\d)(?![\d%])"
)
SHORT_NUMERIC = re.compile(r"(?<![\d./])(?!24/7)(?P<a>\d{1,2})/(?P<b>\d{1,2})(?![\d/%.])(?P<year>)")
LEADS_TO_DATE = re.compile(
    r"(?:\b(?:from|del?|desde|el|al|hasta|until|till|to|through|thru|on|starting|between|entre|"
    r"and|y|dates?|fechas?|starts?|ends?|begins?|inicio|fin)[ :]{1,2}|\d ?- ?)$"
)
DATE_FOLLOWS = re.compile(r"(?: ?- ?| (?:to|al|a|through|hasta(?: el)?|until) )\d{1,2}/\d{1,2}")
OPEN_DAY = re.compile(
    r"\b(?:until|till|through|hasta|starting(?: on)?|ending(?: on)?|ends(?: on)?|from|desde|"
    r"a partir|termina|terminando|finaliza|to|al?|empezando|empieza|del?) "
    rf"(?:(?:the |el |del |dia )(?P<day1>\d{{1,2}}){_SUFFIX}|(?P<day2>\d{{1,2}})(?:st|nd|rd|"
    rf"th)\b){NOT_A_DAY}"
)

TODAY = re.compile(
    r"\b(?:today|hoy(?: mismo)?)\b|(?<=starting )(?:right )?(?:now|immediately)\b"
    r"|(?<=desde )(?:ya|ahora)\b|(?<=partir de )(?:ya|ahora)\b|(?<=from )now\b(?! on)"
    r"|\bnow(?= (?:to|till?|through|thru|until) )|(?<=de )aqui(?= (?:al?|hasta) )"
)
IN_TWO_DAYS = re.compile(r"\b(?:day after tomorrow|pasado manana)\b")
TOMORROW = re.compile(r"\btomorrow\b|(?<!la )(?<!esta )(?<!pasado )(?<!cada )\bmanana\b(?! por la)")
NAMED_WEEKDAY = re.compile(
    rf"(?P<next>\b(?:next|this coming|this|coming|proximo|este|"
    rf"the following) )?\b(?P<name>{words.WEEKDAY})\b(?P<after> (?:que viene|proximo|siguiente|"
    rf"entrante))?"
)
WEEKDAYS_ONLY = re.compile(
    rf"\b{words.WEEKDAY}s?(?: (?:to|through|thru|till|until|a|al|hasta)(?: el)? |"
    rf" ?- ?){words.WEEKDAY}s?\b(?! \d)"
)
LEADS_TO_WEEKDAY = re.compile(
    r"\b(?:from|starting|on|until|till|through|beginning|begins|starts|by|ending|ends|el|del|al|"
    r"to|a) (?:on )?$"
)
WEEK = re.compile(
    r"\b(?:(?P<next>next week|proxima semana|semana (?:que viene|proxima|entrante|siguiente))"
    r"|(?P<this>this week|esta semana))\b(?! ?end)"
)
WEEKEND = re.compile(
    r"\b(?:(?P<this>this (?:coming )?week-?end|este (?:proximo )?fin de semana)|"
    r"(?P<next>proximo fin de semana|fin de semana (?:que viene|proximo|entrante))|"
    r"(?P<vague>next weekend|the weekend|el fin de semana|fines de semana|weekends))\b"
)
MONTH_PERIOD = re.compile(
    rf"\b(?:(?P<next>{'|'.join(sorted(words.NEXT_MONTH))})|(?P<this>this month|este mes))\b"
)
WHOLE_MONTH = re.compile(rf"\b(?P<month>{words.FULL_MONTH})\b(?!'s)(?! \d{{1,2}}\b(?!\d)){_YEAR}")
LEADS_TO_MONTH = re.compile(
    r"(?:\b(?:in|during|for|throughout|all|all of|month of|whole of|from|to|through|thru|until|"
    r"till|between|and|this|en|durante|todo|mes de|desde|del?|al?|hasta|entre|y|para|este|"
    r"starting|empezando) |- ?)$"
)
MONTH_BEFORE = re.compile(rf"(?<![a-z]){_MONTH_NAME} (?:the |el )?$")
VAGUE_BEFORE_MONTH = re.compile(
    r"\b(?:early|mid|late|by|before|antes de|next|proximo|hacia|inicios de|principios de|"
    r"mediados de|finales de|fin de|fines de|(?:end|beginning|start|middle|part) of|(?:first|"
    r"second|third|last|primera|segunda|tercera|ultima) (?:week|weekend|semana|days) (?:of|de)|"
    r"dias de|weeks? (?:of|de)|semanas? de)[ -]$"
)
END_OF_MONTH_BEFORE = re.compile(
    r"\b(?:until|till|through|hasta|to|al?) (?P<end>(?:the |el )?(?:end of|finales de|fin de|"
    r"fines de|final de) )$"
)
END_OF_THIS_MONTH = re.compile(
    r"\b(?:the )?(?:end of (?:the|this) month|(?:fin|fines|finales|final) de(?: este)? mes)\b"
)
HALF_OF_MONTH = re.compile(
    r"\b(?P<half>first|second|primera|segunda|1ra|2da|1a|2a) (?:half of|quincena de|mitad de) "
    rf"(?P<month>{words.FULL_MONTH})\b{_YEAR}"
)
VAGUE_PERIOD = re.compile(
    r"\b(?:in|this|during|en|este|esta|durante|next|proximo|proxima|el resto del?) (?:the |el |"
    r"la )?(?:spring|summer|autumn|fall|winter|primavera|verano|otono|invierno|holidays|"
    r"holiday season|rest of the year|ano|q[1-4]|quarter|trimestre)\b"
    r"|\b(?:soon|asap|pronto|lo antes posible|cuanto antes)\b"
)
WEEK_OF_BEFORE = re.compile(
    r"\b(?:week of|semana del?|around|circa|alrededor del?|hacia el) (?:the )?$"
)
