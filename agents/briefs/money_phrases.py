"""The words that stand around an amount of money, as patterns over folded text.

Names end in BEFORE for what leads to an amount (they end at it) and AFTER for what follows.
"""

import re

CHANNEL = (
    r"(?:e-?mails?|correos?|newsletter|sms|texts?|whatsapp|wasap|facebook|fb|instagram|insta|ig|"
    r"google|tiktok|display|banners?|search)"
)
BUSINESS = (
    r"(?:shop|store|cafe|cafeteria|restaurante?|bakery|panaderia|pasteleria|gym|gimnasio|salon|spa|"
    r"clinica?|studio|estudio|boutique|tienda|hotel|hostel|hostal|barberia|barbershop|bar|pub|pizzeria|"
    r"taqueria|soda|heladeria|floristeria|florist|farmacia|pharmacy|ferreteria|libreria|bookstore|"
    r"bookshop|academia|academy|escuela|school|agencia|agency|negocio|business|empresa|company|startup|"
    r"brewery|cerveceria|winery|bodega|museo|museum|theater|theatre|teatro|veterinaria|consultorio|"
    r"dentist|dentista|law firm|bufete|taller|garage|inmobiliaria|restaurant|brand|marca)"
)
_CAMPAIGN = r"(?:campaigns?|campanas?|ads?|anuncios?|publicidad|pauta)"
_THEME = (
    rf"(?:{CHANNEL}|de|by|por|via|on|en|and|y|primavera|verano|otono|invierno|navidad|spring|summer|"
    r"autumn|fall|winter|holiday|christmas|marketing|digital|publicidad|ads|publicitaria|new|nueva)"
)
_FILL = (
    r"(?:(?:the|a|an|our|my|this|it|it's|of|is|be|will|would|at|to|for|in|as|de|del|es|son|sera|"
    r"seria|serian|el|la|un|una|mi|max|maximum|maximo|maxima|total|up|hasta|only|just|solo|solamente|"
    r"exactly|exactamente|exact|ad|ads|about|around|approximately|approx|aprox|aproximadamente|roughly|"
    r"unos|unas|alrededor|cerca|como|least|al|menos|minimo|over|under|more|mas|than|no|less|that|que|"
    r"some|between|entre|from|desde|nearly|almost|casi|tan|apenas|campaign|campana|marketing|publicidad|publicitari[oa]s?|daily|"
    r"diari[oa]|per day|por dia|day|dia|set|fijo|tenemos|contamos|con|we|i|have|time|esto|todo|"
    r"disponibles?|available|asignado|este|esta|estimado|aprobado|asciende|llega|sube|amounts|comes|"
    r"stands|pauta|tope|limite|limit|cap|capped|ceiling|here|monto|por|whole|general|inicial|"
    rf"initial|digital|online|should|can|worth|y|and|semanal|weekly|mensual|monthly|{CHANNEL})"
    r"[ :.=(~,)\n-]{1,3}){0,7}"
)

BUDGET_BEFORE = re.compile(
    r"\b(?:budget(?:'?s)?|budgeted|budgeting|presupuestos?|presup|inversion|ad ?spend|spending|investment|"
    r"pauta|monto|tope|ceiling|limite|fondos|funds|cap it|capped|not exceed|sin (?:pasar|exceder|"
    r"pasarse))\b[ :=(,.)~\n-]{0,4}" + _FILL + "$"
)
SPEND_BEFORE = re.compile(
    r"\b(?:spend|invest|investing|allocat\w{1,5}|invertir|invierte|invertimos|invertiremos|invertire|"
    r"inviertan?|gastar|gasta|gastaremos|gastemos|gastare|destinar|destina|destinamos|destinare|"
    r"set(?:ting)? aside|put(?:ting)? in|ponle|ponele|metele|inviertele|asigna\w{0,4}|dedica\w{0,4}|willing to pay)"
    r"[ :(-]{1,3}" + _FILL + "$"
)
HAVE_BEFORE = re.compile(
    r"\b(?:put|use|using|got|have|with|disponemos|dispongo|cuento|contamos|contando|tenemos|tengo|hay|"
    r"con|usar|usando|usa|usemos|poner|pongo|plata|dinero|afford)[ :(]{1,2}"
    r"(?:(?:only|just|solo|solamente|apenas|tan|a|an|the|un|una|of|de|total|about|around|unos|unas|up|to|"
    r"hasta|maximum|maximo|max|exactly|exactamente|no|mas|more|than|like|como|at|least|al|menos|"
    r"some|roughly|approximately|alrededor|cerca|aproximadamente)[ .]{1,2}){0,4}$"
)
BUDGET_AFTER = re.compile(
    r"[ (-]{1,2}(?:(?:total|max|maximum|maximo|marketing|ad|de|del|as|como|in|en|is|es|are|son|the|our|"
    r"my|el|mi|un|a|nuestro|advertising|daily|diarios?|of|for|para) ){0,3}"
    r"(?:budget\b(?!-)|presupuesto\b|inversion\b|pauta\b|ad ?spend\b|to spend\b|to invest\b|to work with|"
    r"(?:para )?(?:gastar|invertir)\b|total(?:es)?\b(?! (?:purchase|order))|tope\b|maximos?\b|max\b|"
    r"maximum\b|available\b|disponibles?\b)"
    r"| (?:for|para|en) (?:it|this|that|everything|ads|advertising|esto|todo|pauta|publicidad|anuncios|"
    r"marketing)\b"
)
OFFER_AFTER = re.compile(
    r" ?(?:off\b|(?:de |en )?(?:descuento|dcto|dto|rebaja|ahorro|regalo|bonificacion|credito|premios?)\b|"
    r"discounts?\b|cheaper|coupons?\b|vouchers?\b|gift|cash ?back|store credit|prize|(?:in|of) prizes|"
    r"rebates?\b|(?:in|de|en) (?:sales|revenue|ventas|ingresos|profit|ganancias|merch|compras?)\b|"
    r"worth of|(?:and|to) (?:get|receive|win)\b|y (?:recibe|lleva|llevate|gana|obten)|or more|"
    r"o mas\b|(?:mas )?barat|menos\b(?! de)|purchases?\b|orders?\b|minimum (?:order|purchase))"
)
_OF = (
    r"(?:of|de|por|for|up|to|hasta|at|over|about|around|mas|more|than|un|una|a|is|es|the|en|unos|only|"
    r"just|solo|tan|from|desde|are|as|low|them|it|in|partir|los|las|el|les|le|our|superiores|mayores|"
    r"total)"
)
OFFER_BEFORE = re.compile(
    r"\b(?:sav(?:e|es|ing|ings)|ahorr\w{1,6}|descuentos?|discounts?|off|cupon(?:es)?|coupons?|vouchers?|"
    r"gift cards?|tarjetas? de regalo|wins?|gana[nr]?|ganate|premios?|prizes?|sorteo|rebajas?|worth|"
    r"valorad[oa]s?|valued|cash ?back|reembolsos?|refund|donat\w{1,4}|dona|donamos|raised?|recaudar?|"
    r"revenue|sales|ventas|facturacion|facturar|facturamos|income|ingresos|profits?|ganancias|"
    r"earn\w{0,3}|turnover|metas?|goal|bonus|bono|tips?|propinas?|salary|salario|rent|alquiler|"
    r"shipping|delivery|envios?|orders?|purchases?|compras?|pedidos?|consumos?|tickets?|bills?|facturas?)"
    rf"[ :]{{1,2}}(?:{_OF}[ :]{{1,2}}){{0,4}}$"
)
PRICE_BEFORE = re.compile(
    r"(?:\b(?:at|a|only|just|solo|solamente|apenas|desde|from|starting|pric(?:e|es|ed|ing)|precios?|"
    r"costs?|costing|cuestan?|costo|vale|valen|valor|value|fee|cover|entradas?|"
    r"sell(?:ing|s)?|sold|vend\w{1,5}|charg\w{1,4}|cobramos|buy|compra\w{0,3}|pay|pagan?|lleva\w{0,3}|"
    r"get|rates?|tarifas?|menus?|combos?|paquetes?|packages?|plans?|planes|membership|membresias?|"
    r"suscripcion(?:es)?|subscriptions?|mensualidad)"
    rf"[ :]{{1,2}}|@ ?)(?:{_OF}[ :]{{1,2}}){{0,4}}$"
)
PRICE_AFTER = re.compile(
    r" ?(?:apiece|(?:per|a|an|por|/|each|cada) ?(?:person|people|persona|head|cabeza|unit|unidad|cup|taza|"
    r"piece|pieza|tickets?|boleto|entrada|night|noche|class|clase|session|sesion|plate|plato|bottle|"
    r"botella|kilo|kg|lb|pound|libra|dozen|docena|pair|par|box|caja|bag|bolsa|seat|table|mesa|room|"
    r"cuarto|habitacion|guest|customer|cliente|lead|click|clic|sale|venta|order|pedido|item|product|"
    r"producto|combo|porcion|cita|consulta|pop|visit|visita|treatment)\b|"
    r"(?:la|el|los|las) (?:taza|unidad|hora|clase|docena|entrada|copa|kilo|plato|combo|par|noche|"
    r"porcion)\b|the (?:pair|dozen|bottle|cup|kilo)\b|entry\b|cover\b)"
)
FOR_SOMEONE_AFTER = re.compile(
    r" (?:for|para|por) (?:an?|one|two|women|men|kids|children|adults|students|couples|members|una?|dos|"
    r"ninos|adultos|mujeres|hombres|estudiantes|parejas?|personas?)\b(?! (?:campaign|campana))"
)
CAMPAIGN_AFTER = re.compile(rf"(?: {_THEME}){{0,4}} (?:campaign|campana)\b")
CAMPAIGN_ARTICLE_BEFORE = re.compile(
    r"(?:^|[,;:.!?\n(]|\b(?:a|an|the|our|my|una|la|run|launch|create|make|do|need|want|with)) ?$"
)
SPENT_BY_CUSTOMERS = re.compile(
    r"\b(?:(?:minimum|min\.?|minim[oa]) (?:spend(?:ing)?|purchase|order|compra|consumo|pedido|gasto)|"
    r"(?:spend(?:ing)?|purchase|order|compra|consumo|pedido|gasto) (?:minimum|minim[oa])|"
    r"(?:who|customers?|clients?|guests?|clientes|quienes|(?:if|when|once|whenever) (?:you|they)|for every|"
    r"por cada|si|al|que) (?:\w{1,10} )?(?:spends?|gast(?:ar|an?|en?|es|as)|consum\w{1,4}))"
    r"[ :]{1,2}(?:(?:of|is|de|es|over|at|least|mas|more|than|al|menos)[ :]{1,2}){0,3}$"
)
EACH_AFTER = re.compile(r" ?(?:each|c/u|cada un[oa])\b")
PAST_OR_REFUSED = re.compile(
    r"\b(?:spent|gastamos|last (?:year|month|week|time|campaign|quarter)|ano pasado|mes pasado|pasada|"
    r"anterior|previous(?:ly)?|used to|was|were|era|fue|had|teniamos|originally|instead of|en vez de|"
    r"en lugar de|rather than|competitor\w{0,3}|competencia)\b[^.;!?\n]{0,24}$"
    r"|\b(?:not|never|nunca|no|(?:don't|dont|do not|can't|cannot|won't|no|not) (?:want(?: to)?|have|spend|"
    r"need|use|tengo|tenemos|hay|gastar|quiero|queremos|son|es|puedo|podemos|spend|gastes|uses)"
    r"(?: (?:spend|gastar|invertir|usar))?) (?:the |a |los |unos |with |con )?$"
)
PAST_AFTER = re.compile(
    r" (?:last|el (?:ano|mes) pasado|en la (?:campana )?(?:anterior|pasada)|on our last)\b"
)
APPROXIMATE_BEFORE = re.compile(
    r"(?:\b(?:about|around|approximately|approx\.?|roughly|some|circa|maybe|perhaps|like|unos|unas|"
    r"alrededor de|cerca de|aproximadamente|aprox\.?|mas o menos|como|por ahi de|quizas?|tal vez|"
    r"at least|al menos|por lo menos|minimo(?: de)?|minimum(?: of)?|starting at|a partir de|over|above|"
    r"under|below|debajo de|less than|almost|casi|nearly|desde|(?<!no )(?<!not )more than|"
    r"(?<!no )mas de|(?<!no )menos de|algo asi como|estimated|estimado(?: de)?) |[~±<>≈] ?|[<>]= ?)"
    r"(?:an? |the |unos |unas |los |las )?$"
)
APPROXIMATE_AFTER = re.compile(
    r" ?(?:or so|mas o menos|aprox\w{0,9}|approx\w{0,8}|-?ish\b|\+|or more|o mas|or less|o menos|and up|"
    r"en adelante|y pico|minimum|minimos?\b|roughly|give or take|or thereabouts|tentativ\w{1,4})"
)
_NUMBER = (
    r"(?:\d[\d.,']{0,14}|five|ten|twenty|thirty|forty|fifty|hundred|cinco|diez|veinte|treinta|cien|mil|"
    r"\w{3,8}cientos|quinientos|thousand)"
)
RANGE_BEFORE = re.compile(
    rf"(?<![\d/]){_NUMBER} ?(?:k|mil|usd|\$|€|dollars|dolares|pesos|euros)?"
    r"(?: (?:to|a|or|o|y|and|hasta) | ?- ?)(?:los |unos |even |maybe )?$"
)
RANGE_AFTER = re.compile(
    r" ?-(?=[$€£₡]?\d{3})| - (?=\d{3,9}(?![\d/-]))"
    r"| (?:to|a|or|o) (?:los |unos |even |maybe )?[$€£₡¥]?\d{2,9}(?![\d/%])"
    r"| (?:to|or|a|o) (?:ten|twenty|fifty|hundred|mil|cien|dos|tres|two|three)\b"
)
DAILY_AFTER = re.compile(
    r" ?(?:per|a|each|every|por|al|cada|/) ?(?:day|dia)\b| (?:daily|diari[oa]s?)\b"
)
DAILY_BEFORE = re.compile(
    r"\b(?:daily|diari[oa]|per day|por dia|al dia|each day|every day|cada dia)"
    r"(?: (?:ad |marketing )?(?:budget|spend|presupuesto|inversion|gasto|limit))?[ :(]{1,2}"
    r"(?:(?:of|is|de|es|sera|at|con)[ :]{1,2}){0,2}$"
)
PERIOD_AFTER = re.compile(
    r" ?(?:per|a|an|each|every|por|al|a la|cada|/) ?(?:week|month|year|hour|semana|mes|ano|hora|quincena)\b"
    r"| (?:weekly|monthly|yearly|hourly|semanal(?:es)?|mensual(?:es)?|anual(?:es)?|quincenal(?:es)?)\b"
)
PERIOD_BEFORE = re.compile(
    r"\b(?:weekly|monthly|semanal|mensual|anual|per week|per month|por semana|por mes|al mes)"
    r"(?: (?:budget|spend|presupuesto|inversion))?[ :(]{1,2}(?:(?:of|is|de|es)[ :]{1,2}){0,2}$"
)
PART_BEFORE = re.compile(
    r"(?:\b(?:half(?: of)?|third of|quarter of|mitad de|tercio de|cuarto de|percent of|por ciento de|"
    r"double|doble de|twice|another|otros|otras|additional|extra|plus|mas(?! de\b)|adicionales|remaining|resto de|rest of|"
    r"(?:\d|two|three|both|dos|tres) (?:campaigns|campanas) (?:of|de)|each|cada (?:uno|canal|campana))|"
    r"% ?(?:of|del?)|\+|\b\d{1,3} ?x)(?: (?:the|los|las|con|de|at|a|is|es))?:? ?$"
)
PART_AFTER = re.compile(
    r" ?(?:per|for each|for every|por|por cada|en cada|on each|para cada|cada|each|/) ?(?:channel|platform|"
    r"network|canal|plataforma|red|ad|anuncio|campaign|campana|audience|segment|post)\b"
    r"| (?:more|extra|adicionales|plus|mas(?! o menos))\b| ?\+ ?(?:iva|vat|tax|fees|\$|€)| ?x ?\d"
)
PLAIN_BEFORE = re.compile(
    r"(?:^|[,;:.!?\n(|/+&\"'-] ?|\b(?:and|y|e|please|then|luego|"
    rf"{_CAMPAIGN}(?: {_THEME}){{0,4}}(?: (?:for|por|of))?|{_CAMPAIGN} de|{CHANNEL}(?: (?:for|por))?|"
    rf"{BUSINESS}(?: (?:for|por))?) )"
    r"(?:(?:up to|hasta|max|maximo|maximum|total|a total of|un total de|exactly|exactamente|about|around|"
    r"unos|unas|approximately|aproximadamente|roughly|alrededor de|at least|al menos|no mas de|under|"
    r"no more than|more than|mas de|menos de|less than|over|como|casi|nearly|almost|the|los)[ :.] ?){0,2}$"
)
PLAIN_AFTER = re.compile(
    r"(?:$| ?\n|[,;.:!?)|/+&\"'-]| [-(]| (?:by|via|on|in|from|to|for|through|with|using|during|until|till|"
    r"starting|starts?|ends?|over|between|and|or|por|en|con|desde|del|al?|para|durante|hasta|entre|y|o|e|"
    r"mediante|sobre|sin|please|thanks|gracias|this|next|ads?|anuncios|only|solo|we|our|i|the|it|let|"
    r"launch|run|target\w{0,3}|aimed|dirigid[oa]s?|que|every|each|all|todos|no|not|but|pero|across|"
    r"split|spread|dividid[oa]s?|repartid[oa]s?|distribuid[oa]s?|within|into|behind|towards?|per|inicia|"
    rf"empieza|quiero|necesito|lanza\w{{0,3}}|promote|promocion\w{{1,3}}|{CHANNEL})\b)"
)
THING_BEFORE = re.compile(
    rf"\b(?!{_CAMPAIGN}|publicitaria|digital|total|mas|menos|cerca|alrededor|minimo|maximo|tope|debajo|"
    rf"{CHANNEL})[a-z]{{3,20}} (?:de|of) $"
)
REST_OF_BUDGET = re.compile(r"\b(?:the rest|the remainder|el resto|lo demas|lo restante|lo que queda)\b")
ON_A_CHANNEL = re.compile(rf" (?:on|in|for|to|en|para|a|por) (?:the |el )?{CHANNEL}\b")
EITHER_OR = re.compile(r" ?(?:and|y|or|o|to|a|-|/)(?: at| a)? ?")
YES = re.compile(r"(?:yes|yep|yeah|correct|right|exactly|si|claro|correcto|exacto|exactamente|asi es)\b")
