"""Reads what the campaign offers: a discount, a gift, two for the price of one."""

import re

from agents.briefs.text import Passage, Span

_AMOUNT = (
    r"(?:[$€£₡]|us\$|usd ?|eur ?)? ?\d{1,3}(?:[.,]?\d{3}){0,2}(?:[.,]\d{1,2})?(?: ?(?:dolares|"
    r"dollars?|euros?|pesos|colones|pounds|bucks|usd|mxn|crc|€|k|mil colones|mil pesos))?"
)
_PERCENT = (
    r"(?:\d{1,3}(?:[.,]\d{1,2})? ?(?:%|percent|per cent|por ciento)|(?:five|ten|fifteen|twenty|"
    r"twenty-five|thirty|forty|fifty|sixty|seventy|diez|quince|veinte|veinticinco|treinta|"
    r"cuarenta|cincuenta|sesenta|setenta) (?:percent|per cent|por ciento))"
)
_N = r"(?:\d{1,2}|one|two|three|four|five|un[oa]?|dos|tres|cuatro|cinco)"
_GIFT = (
    r"(?:shipping|delivery|trials?|consultations?|sample|samples|class|classes|session|lesson|"
    r"coffee|drink|dessert|gift|month|week|installation|returns|appetizer|breakfast|parking|"
    r"estimates?|quote|workshop|entry|refills?|upgrade|demo|assessment|evaluation|inspection|"
    r"tasting|topping)"
)
_REGALO = (
    r"(?:envios?|entregas?|prueba|consultas?|muestras?|clases?|sesion|cafe|bebidas?|postres?|mes|"
    r"semana|instalacion|devoluciones|desayuno|parqueo|estacionamiento|cotizacion|inscripcion|"
    r"matricula|demostracion|evaluacion|degustacion|valoracion|diagnostico|primera clase|"
    r"primer mes|primera consulta|primera sesion|despacho|domicilio|entrada)"
)
_SHAPES = (
    rf"(?:up to |hasta (?:un |el )?)?{_PERCENT} (?:off|discount|de (?:descuento|dcto|dto|rebaja|"
    rf"ahorro)|"
    r"dto|menos|descuento|cheaper)",
    rf"(?:descuentos?|rebajas?|discount|ahorro) (?:del?|of|hasta (?:del?|un)|de hasta(?: el|"
    rf" un)?) ?{_PERCENT}",
    rf"(?:save|ahorra|ahorre|ahorren) (?:up to |hasta )?(?:un |el )?(?:{_PERCENT}|{_AMOUNT})",
    rf"{_AMOUNT} (?:off|de (?:descuento|rebaja)|discount)",
    rf"(?:descuento|rebaja|discount) (?:de|of) {_AMOUNT}",
    r"half[- ](?:price|off)|(?:a )?mitad de precio",
    r"(?<![\d.,x])(?!1 ?x ?1)[1-9] ?x ?[1-9](?![\d.,x])",
    rf"{_N}[ -](?:for|por)[ -](?:the price of )?(?:el precio de )?{_N}(?= |$|[,.;!\n])(?! (?:week|"
    rf"day|month|semana|"
    r"dia|mes|people|personas|hour|hora|dollar|dolar|usd|euro|peso|ciento|percent|year|ano|ads|"
    r"person))",
    rf"buy {_N},? (?:and )?get (?:{_N}|another|a second)(?: (?:more|for free|free|half off|"
    rf"half price|"
    r"for half))?|bogo",
    rf"(?:compra|compre|compras|compren|lleva|lleve|llevate|paga|pague|pide) {_N} ?(?:,|y|"
    rf"e)? ?(?:te )?(?:llevate|lleva|llevas|lleve|paga|pagas|pague|recibe|"
    rf"regalamos) (?:solo )?{_N}"
    r"(?: gratis)?",
    rf"free (?:first |1st )?{_GIFT}|(?:first|1st) {_GIFT} (?:is )?free|{_GIFT} (?:is |"
    rf"are )?(?:for )?free",
    rf"{_REGALO} (?:es )?(?:gratis|gratuit[oa]s?|de regalo|sin costo)|(?:envio|entrega) sin costo",
    rf"(?:segund[oa]|second)(?: \w{{2,12}})? (?:al?|at|por|for|con) (?:el )?{_PERCENT}(?: off)?"
    r"(?: de descuento)?",
    r"happy hour|gift with (?:every )?purchase|regalo con (?:tu|cada|la) compra|"
    r"meses sin intereses|\d{1,2} meses sin intereses|cash ?back|money[- ]back guarantee|"
    r"no sign-?up fee",
)
_OFFER = re.compile("|".join(rf"(?<![\w$€£₡]){shape}(?![a-z\d])" for shape in _SHAPES))
_JOINED = re.compile(r" ?(?:and|y|\+|&|plus|mas) ?(?:a |un |una )?")


def read_offer(passage: Passage) -> tuple[str | None, tuple[Span, ...]]:
    """The offer as written, and where it stands. Offers that stand together are one."""
    spans: list[Span] = []
    for match in _OFFER.finditer(passage.folded):
        if spans and _JOINED.fullmatch(passage.folded[spans[-1][1] : match.start()]):
            spans[-1] = (spans[-1][0], match.end())
        else:
            spans.append(match.span())
    texts = dict.fromkeys(" ".join(passage.raw[start:end].split()) for start, end in spans)
    return ", ".join(texts) or None, tuple(spans)
