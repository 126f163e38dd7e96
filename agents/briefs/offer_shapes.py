"""The shapes an offer takes, as patterns over folded text: a discount, a gift, two for one."""

import re

AMOUNT = (
    r"(?:[$€£₡]|us\$|usd ?|eur ?)? ?\d{1,3}(?:[.,]?\d{3}){0,2}(?:[.,]\d{1,2})?(?: ?(?:dolares|"
    r"dollars?|euros?|pesos|colones|pounds|bucks|soles|usd|mxn|crc|€|k|mil colones|mil pesos))?"
)
_PRICE = (
    r"(?:(?:[$€£₡]|us\$|usd ?) ?\d{1,3}(?:[.,]?\d{3}){0,2}(?:[.,]\d{1,2})?|"
    r"\d{1,3}(?:[.,]?\d{3}){0,2} ?(?:dolares|dollars|euros|pesos|colones|pounds|bucks|soles|usd|"
    r"€|mil colones|mil pesos))"
)
_PERCENT = (
    r"(?:\d{1,3}(?:[.,]\d{1,2})? ?(?:%|percent|per cent|por ciento)|(?:five|ten|fifteen|twenty|"
    r"twenty-five|thirty|forty|fifty|sixty|seventy|diez|quince|veinte|veinticinco|treinta|"
    r"cuarenta|cincuenta|sesenta|setenta) (?:percent|per cent|por ciento))"
)
_N = r"(?:\d{1,2}|one|two|three|four|five|six|ten|un[oa]?|dos|tres|cuatro|cinco|seis|diez|doce)"
_NOT_NOUN = (
    r"(?!(?:and|or|y|e|o|the|with|con|for|para|por|on|en|in|at|by|via|from|de|del|to|of|is|are|es|"
    r"son|our|my|we|i|nuestr[oa]s?|mis?|offer(?:s|ing)?|get|give|giving|giveaways?|ofrec\w{1,6}|"
    r"damos|incluye\w?|tenemos|hay|que|run|spend|budget|presupuesto|campaign|campana|ads?|email|"
    r"sms|facebook|instagram|google|tiktok|whatsapp|display|us|el|la|los|las|un|una|su|sus|tu|"
    r"over|until|hasta|desde|when|al|a|if|si|please|not|no|as|completely|totally|totalmente|"
    r"gratis|free|who|starting|this|next|every|each|cada|se|te|les|le)\b)"
)
_W = rf"{_NOT_NOUN}[a-z\d][\w'/-]{{0,24}}"
_UP_TO_3 = rf"{_W}(?: {_W}){{0,2}}"
_HEAD = rf"(?:{_W} (?:(?:de|del|de la|al|a la) )?){{1,4}}"
_ORDINAL_ES = r"(?:primer[oa]?s?|segund[oa]|tercer[oa]?|cuart[oa]|ultim[oa])"
_LESS = r"(?:gratis|gratuit[oa]s?|a mitad de precio|de regalo|de cortesia|sin costo|al? 50 ?%)"
_FEE = (
    r"(?:\w{3,14} ){0,2}(?:fees?|costs?|commissions?|deposit|down payment|minimums?|interest|"
    r"obligation|contracts?)"
)
_NOT_TIME = (
    r"(?! (?:week|day|month|semana|dia|mes|people|personas|hour|hora|dollar|dolar|usd|euro|peso|"
    r"ciento|percent|year|ano|ads|person|campa))"
)
_KIND = (
    r"(?:student|senior|sibling|military|launch|intro\w{0,9}|opening|loyalty|group|family|members?|"
    r"referral|bundle|first[- ]time|new[- ](?:customer|client|patient|member)|early\w{0,6}|"
    r"off-season|midweek|weekday|resident|teachers?|nurses?|veterans?|holiday|seasonal|special|"
    r"multi-\w{2,6}|advance|booking|enrollment|pre-?sale|online|couples?|friends?|employee)"
)

_SHAPES = (
    rf"(?:up to |hasta (?:un |el )?|an? extra |extra )?{_PERCENT} (?:off|(?:{_W} ){{0,2}}discount|"
    r"de (?:descuento|dcto|dto|rebaja|ahorro)|dto|menos|descuento|cheaper|cash ?back|interest|apr)",
    rf"(?:descuentos?|rebajas?|ahorro) (?:de|por|para|en) (?!{AMOUNT}|un\b|hasta)(?:{_W} ?){{1,3}}"
    rf"(?: ?(?:del?|de un|de hasta(?: el| un)?) {_PERCENT})?",
    rf"(?:descuentos?|rebajas?|discounts?|ahorro) (?:del?|of|hasta (?:del?|un)|de hasta(?: el|"
    rf" un)?)? ?{_PERCENT}",
    rf"(?:{_KIND} ){{1,2}}(?:discounts?|pricing|rates?|savings|specials?)(?: (?:of|de|up to))? "
    rf"?(?:{_PERCENT}|{_PRICE})?",
    rf"early[- ]bird(?: (?:{_W} ){{0,2}}(?:of |at |de )?(?:{_PERCENT}|{_PRICE})(?: off| discount)?|"
    rf" {_W})?",
    rf"(?:save|ahorra|ahorre|ahorren) (?:up to |hasta )?(?:un |el )?(?:{_PERCENT}|{AMOUNT})",
    rf"{AMOUNT} (?:off|de (?:descuento|rebaja|regalo)|discount|menos|cash ?back)",
    rf"{_PRICE} (?:(?:{_W} ){{0,3}}(?:special|deal)|gift cards?|coupons?|vouchers?|store credit|"
    r"credit|bonus|down)",
    rf"(?:descuento|rebaja|discount|bono|cupon|vale) (?:de|of) {AMOUNT}",
    rf"{_W} al {_PERCENT}",
    rf"{_PERCENT} (?:en|sobre|on)(?= (?!(?:el |la |the )?(?:face|insta|ig\b|fb\b|google|tik|whats|"
    rf"sms|e-?mail|correo|redes|social|meta|display|ads|anuncios))[a-z])",
    rf"half[- ](?:price|off)|(?:{_HEAD}|la {_ORDINAL_ES} )?a (?:la )?mitad de precio|"
    r"half the price",
    r"(?:al )?(?<![\d.,x])(?!(?P<same>[1-9]) ?x ?(?P=same))[1-9] ?x ?[1-9](?![\d.,x])",
    rf"{_N}[ -](?:for|por)[ -](?:the price of )?(?:el precio de )?{_N}(?= |$|[,.;!\n]){_NOT_TIME}",
    rf"(?<!\bde ){_N}[ -](?:(?!ads?\b|anuncios|weeks?\b|days?\b|months?\b|semanas?\b|dias?\b|"
    rf"meses\b|mes\b|posts?\b|campa)[a-z]{{2,16}} ){{0,2}}(?:for|por|x|a) (?:only |just |"
    rf"solo )?{_PRICE}",
    rf"(?<![\d.,])\d{{1,2}}-packs? (?:for |at |de )?{_PRICE}",
    rf"(?:first|1st|primer[oa]?|trial|intro\w{{0,9}}|semana de prueba|clase de prueba)"
    rf"(?: {_W}){{0,2}},? (?:is |are )?(?:for|at|only|just|por|a|for just|for only|por solo) "
    rf"(?:solo )?{_PRICE}",
    rf"(?:buy|book|stay|order|purchase|rent|get|take|bring|join|refer|enrol?l?)(?: {_W}|"
    rf" an?| your){{1,5}},? (?:and )?(?:get|pay for|receive|pay only|pay) (?:only |just )?"
    rf"(?:\d{{1,2}}|one|two|three|four|an?|another|the (?:next|second|third|other|"
    rf"{_N}\w{{0,2}})|free|"
    rf"half|your|{_PERCENT}|{_PRICE})(?: [a-z\d%][\w'%-]{{0,20}}){{0,5}}|bogo(?:\s\d\d%)?|"
    r"bring a friend(?: (?:for )?free)?",
    rf"(?:compra\w?|compre\w?|lleva\w?|lleve\w?|llevate|paga\w?|pague\w?|pide|vienen|vengan|ven|"
    rf"reserv[ae]\w?|tra[ei]\w{{0,3}}|contrat[ae]) {_N}(?: {_W}){{0,3}} ?(?:,|y|e)? ?(?:te )?"
    rf"(?:llevate|lleva\w?|lleve\w?|paga\w?|pague\w?|recib[ea]\w?|regalamos|obtenga|obten) "
    rf"(?:solo )?{_N}(?: gratis)?",
    rf"(?:(?:compra\w?|lleva\w?|paga\w?|compre\w?|lleve\w?) {_N}(?: {_W}){{0,2}},? (?:y )?)?"
    rf"(?:el|la|tu|su) {_ORDINAL_ES}(?: {_W})?(?: (?:va|sale|es|queda|te sale))?(?: al?)? ?"
    rf"(?:{_LESS}|{_PERCENT}(?: de descuento)?)",
    rf"(?<![\w-])(?<!feel )(?<!hands )free (?!from\b|of\b|to\b|time\b|up\b|cuenta)(?:first |1st )?"
    rf"{_UP_TO_3}",
    rf"(?:first|1st|second|2nd|third|3rd|{_N}|kids|children|ladies|teachers|members|seniors|"
    rf"students|"
    rf"veterans|dads|moms|toddlers|everyone|{_W})(?: (?:(?:under|over) \d{{1,2}}|{_W})){{0,3}} "
    rf"(?:is |are |for (?=free(?! [a-z]))|eats? |stays? |goe?s? |gets? in |plays? |rides? |"
    rf"drinks? |enters? )free"
    r"(?! (?:from|of|to)\b)",
    rf"(?:first|1st|second|2nd|third|3rd|{_N}|kids|children|ladies|teachers|members|seniors|"
    rf"students|"
    rf"veterans|dads|moms)(?: (?:(?:under|over) \d{{1,2}}|{_W})){{1,3}} free(?! (?:from|of|to)\b)",
    rf"complimentary {_UP_TO_3}",
    rf"no money down|{_N} {_W} (?:pagan?|pay|pays) (?:for )?(?:solo )?{_N}|"
    rf"(?:no|zero|waived|without(?: any)?|sin|cero) (?:sign-?up |start-?up )?(?:{_FEE}|enganche|"
    r"matriculas?|inscripcion(?:es)?|intereses|comision(?:es)?|cuotas? de \w{4,14}|anualidad|"
    r"costo(?:s)?(?: de \w{4,14})?|permanencia|deposito|gastos de envio|cuota inicial|prima)",
    rf"(?:waiv(?:es?|ing)) (?:the |our |your )?{_FEE}",
    rf"{_FEE} waived",
    rf"(?:{_HEAD}|(?:los |las )?nin[oa]s (?:{_W} ){{0,2}}(?:(?:de|a) \d{{1,2}}(?: anos)? )?)"
    rf"(?:(?:es|son|va|sale|comen|come|entran|paga[n]?|de) )?"
    r"(?:gratis|gratuit[oa]s?|de regalo|sin costo|sin cargo|de cortesia)",
    r"(?:entrada|acceso|barra|ingreso) libre",
    rf"(?:te |les? )?regalamos (?:una? |tu |su |la |el )?{_UP_TO_3}",
    r"(?:gift|regalo|obsequio) (?:with|con|por|en|a cambio de) (?:every |tu |cada |la |su |any |"
    r"your )?(?:purchase|compras?|pedidos?|orders?|visita|reserva|suscripcion|primera compra)",
    r"(?:free )?gift with [a-z]{3,14}",
    rf"(?:second|segund[oa])(?: \w{{2,12}})? (?:al?|at|por|for|con) (?:el )?{_PERCENT}(?: off)?"
    r"(?: de descuento)?",
    r"happy hour|(?:\d{1,2} )?meses sin intereses|cash ?back|money[- ]back guarantee|"
    r"(?:double|triple|doble|triple) (?:\w{3,10} )?(?:points|puntos)|pay what you (?:can|want)|"
    r"price match(?: guarantee)?|two-for-one|dos por uno",
)
OFFER = re.compile("|".join(rf"(?<![\w$€£₡-])(?:{shape})(?![a-z\d])" for shape in _SHAPES))
