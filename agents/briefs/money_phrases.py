"""The words that stand around an amount of money, as patterns over folded text.

Names end in BEFORE for what leads to an amount (they end at it) and AFTER for what follows.
"""

import re

CHANNEL = (
    r"(?:e-?mails?|correos?|correitos?|newsletters?|boletin|mailing|sms|txt|texts?|textos?|"
    r"whats\w{0,4}|wasap|guasap|wpp|wsp|facebook|face|feis\w{0,4}|fb|instagram|insta|ig|"
    r"google|gugle?|adwords|tik ?tok|display|banners?|search)"
)
BUSINESS = (
    r"(?:shop|store|cafe|cafeteria|restaurante?|bakery|panaderia|pasteleria|gym|gimnasio|salon|"
    r"spa|clinica?|studio|estudio|boutique|tienda|hotel|hostel|hostal|barberia|barbershop|bar|pub|"
    r"pizzeria|taqueria|soda|heladeria|floristeria|florist|farmacia|pharmacy|ferreteria|libreria|"
    r"bookstore|bookshop|academia|academy|escuela|school|agencia|agency|negocio|business|empresa|"
    r"company|startup|brewery|cerveceria|winery|bodega|museo|museum|theater|theatre|teatro|"
    r"veterinaria|consultorio|dentist|dentista|law firm|bufete|taller|garage|inmobiliaria|"
    r"restaurant|brand|marca)"
)
_CAMPAIGN = r"(?:campaigns?|campanas?|ads?|anuncios?|publicidad|pauta)"
_THEME = (
    rf"(?:{CHANNEL}|de|by|por|via|on|en|and|y|primavera|verano|otono|invierno|navidad|spring|"
    rf"summer|"
    r"autumn|fall|winter|holiday|christmas|marketing|digital|publicidad|ads|publicitaria|new|"
    r"nueva)"
)
_FILL = (
    r"(?:(?:the|a|an|our|my|this|it|it's|of|is|be|will|would|at|to|for|in|as|de|del|es|son|sera|"
    r"seria|serian|el|la|un|una|mi|max|maximum|maximo|maxima|total|up|hasta|only|just|solo|"
    r"solamente|exactly|exactamente|exact|ad|ads|about|around|approximately|approx|aprox|"
    r"aproximadamente|roughly|unos|unas|alrededor|cerca|como|least|al|menos|minimo|over|under|"
    r"more|mas|than|no|less|that|que|some|between|entre|from|desde|nearly|almost|casi|tan|apenas|"
    r"campaign|campana|marketing|publicidad|publicitari[oa]s?|daily|diari[oa]|per day|por dia|day|"
    r"dia|set|fijo|tenemos|contamos|con|we|i|have|time|esto|todo|disponibles?|available|asignado|"
    r"este|esta|estimado|aprobado|asciende|llega|sube|amounts|comes|stands|pauta|tope|limite|"
    r"limit|cap|capped|ceiling|here|monto|por|whole|general|inicial|"
    rf"initial|digital|online|should|can|worth|y|and|semanal|weekly|mensual|monthly|{CHANNEL})"
    r"[ :.=(~,)\n-]{1,3}){0,7}"
)

BUDGET_BEFORE = re.compile(
    r"\b(?:budget(?:'?s)?|budgeted|budgeting|presupuestos?|presup|inversion|ad ?spend|spending|"
    r"investment|pauta|monto|tope|ceiling|limite|fondos|funds|cap it|capped|not exceed|"
    r"sin (?:pasar|exceder|"
    r"pasarse))\b[ :=(,.)~\n-]{0,4}" + _FILL + "$"
)
SPEND_BEFORE = re.compile(
    r"\b(?:spend|invest|investing|allocat\w{1,5}|invertir|invierte|invertimos|invertiremos|"
    r"invertire|inviertan?|gastar|gasta|gaste|gasten|gastaremos|gastemos|gastare|meter|metan|"
    r"pongamos|destinar|destina|destinamos|"
    r"destinare|make it|(?:change|increase|raise|lower|reduce|bump|set) (?:it|that|the budget|"
    r"the total) to|let's (?:do|say|make it)|gastando|invirtiendo|destinando|que sean|mejor|"
    r"subelo a|bajalo a|cambialo a|dejalo en|ponlo en|set(?:ting)? aside|put(?:ting)? in|ponle|"
    r"ponele|metele|inviertele|asigna\w{0,4}|dedica\w{0,4}|willing to pay)"
    r"[ :(-]{1,3}" + _FILL + "$"
)
HAVE_BEFORE = re.compile(
    r"\b(?:put|use|using|got|have|with|disponemos|dispongo|cuento|contamos|contando|tenemos|tengo|"
    r"hay|con|usar|usando|usa|usemos|poner|pongo|plata|dinero|afford)[ :(]{1,2}(?:(?:only|just|"
    r"solo|solamente|apenas|tan|a|an|the|un|una|of|de|total|about|around|unos|unas|up|to|hasta|"
    r"maximum|maximo|max|exactly|exactamente|no|mas|more|than|like|como|at|least|al|menos|some|"
    r"roughly|approximately|alrededor|cerca|aproximadamente)[ .]{1,2}){0,4}$"
)
BUDGET_AFTER = re.compile(
    r"[ (-]{1,2}(?:(?:total|max|maximum|maximo|marketing|ad|de|del|as|como|in|en|is|es|are|son|"
    r"the|our|my|el|mi|un|a|nuestro|advertising|daily|diarios?|of|for|"
    r"para) ){0,3}(?:budget\b(?!-)|presupuesto\b|inversion\b|pauta\b|ad ?spend\b|to spend\b|"
    r"to invest\b|to work with|(?:para )?(?:gastar|invertir)\b|total(?:es)?\b(?! (?:purchase|"
    r"order))|tope\b|maximos?\b|max\b|maximum\b|available\b|disponibles?\b)"
    r"| (?:for|in|on|para|en|por) (?:it|this|that|everything|all of it|the whole thing|ads|"
    r"advertising|esto|todo|pauta|publicidad|anuncios|marketing)\b(?! (?:the|you|los|las))"
    r"| (?:in|en) total\b"
)
OFFER_AFTER = re.compile(
    r" ?(?:off\b|(?:de |en )?(?:descuento|dcto|dto|rebaja|ahorro|regalo|bonificacion|credito|"
    r"premios?)\b|discounts?\b|cheaper|coupons?\b|vouchers?\b|gift|cash ?back|store credit|prize|"
    r"(?:in|of) prizes|rebates?\b|(?:in|de|en) (?:sales|revenue|ventas|ingresos|profit|ganancias|"
    r"merch|compras?)\b|worth of|(?:and|to) (?:get|receive|win)\b|y (?:recibe|lleva|llevate|gana|"
    r"obten)|or more|o mas\b|(?:mas )?barat|menos\b(?! de)|purchases?\b|orders?\b|"
    r"minimum (?:order|purchase))"
)
_OF = (
    r"(?:of|de|por|for|up|to|hasta|at|over|about|around|mas|more|than|un|una|a|is|es|the|en|unos|"
    r"only|just|solo|tan|from|desde|are|as|low|them|it|in|partir|los|las|el|les|le|our|superiores|"
    r"mayores|total)"
)
OFFER_BEFORE = re.compile(
    r"\b(?:sav(?:e|es|ing|ings)|ahorr\w{1,6}|descuentos?|discounts?|off|cupon(?:es)?|coupons?|"
    r"vouchers?|gift cards?|tarjetas? de regalo|wins?|gana[nr]?|ganate|premios?|prizes?|sorteo|"
    r"rebajas?|worth|valorad[oa]s?|valued|cash ?back|reembolsos?|refund|donat\w{1,4}|dona|donamos|"
    r"raised?|recaudar?|revenue|sales|ventas|facturacion|facturar|facturamos|income|ingresos|"
    r"profits?|ganancias|earn\w{0,3}|turnover|metas?|goal|bonus|bono|tips?|propinas?|salary|"
    r"salario|rent|alquiler|shipping|delivery|envios?|orders?|purchases?|compras?|pedidos?|"
    r"consumos?|tickets?|bills?|facturas?)"
    rf"[ :]{{1,2}}(?:{_OF}[ :]{{1,2}}){{0,4}}$"
)
PRICE_BEFORE = re.compile(
    r"(?:\b(?:at|a|only|just|solo|solamente|apenas|desde|from|starting|usually|normally|"
    r"regularly|normal|normalmente|antes|pric(?:e|es|ed|ing)|"
    r"precios?|costs?|costing|cuestan?|costo|vale|valen|valor|value|fee|cover|entradas?|"
    r"sell(?:ing|s)?|sold|vend\w{1,5}|charg\w{1,4}|cobramos|buy|compra\w{0,3}|pay|pagan?|"
    r"lleva\w{0,3}|get|rates?|tarifas?|menus?|combos?|paquetes?|packages?|plans?|planes|"
    r"membership|membresias?|suscripcion(?:es)?|subscriptions?|mensualidad)"
    rf"[ :]{{1,2}}|@ ?)(?:{_OF}[ :]{{1,2}}){{0,4}}$"
)
PRICE_AFTER = re.compile(
    r" ?(?:apiece|(?:per|a|an|por|/|each|cada) ?(?:person|people|persona|head|cabeza|unit|unidad|"
    r"cup|taza|piece|pieza|tickets?|boleto|entrada|night|noche|class|clase|session|sesion|plate|"
    r"plato|semester|term|trimester|season|lesson|course|student|child|kid|"
    r"couple|family|team|car|vehicle|pet|dog|semestre|temporada|nin[oa]|alumn[oa]|pareja|familia|"
    r"equipo|carro|auto|mascota|bottle|botella|kilo|kg|lb|pound|libra|dozen|docena|pair|par|box|caja|bag|bolsa|seat|"
    r"table|mesa|room|cuarto|habitacion|guest|customer|cliente|lead|click|clic|sale|venta|order|"
    r"pedido|item|product|producto|combo|porcion|cita|consulta|pop|visit|visita|treatment)\b|"
    r"(?:la|el|los|las) (?:taza|unidad|hora|clase|docena|entrada|copa|kilo|plato|combo|par|noche|"
    r"porcion)\b|the (?:pair|dozen|bottle|cup|kilo)\b|entry\b|cover\b)"
)
FOR_SOMEONE_AFTER = re.compile(
    r" (?:for|para|por) (?:an?|one|two|women|men|kids|children|adults|students|couples|members|"
    r"una?|dos|ninos|adultos|mujeres|hombres|estudiantes|parejas?|personas?)\b(?! (?:campaign|"
    r"campana))"
)
CAMPAIGN_AFTER = re.compile(rf"(?: {_THEME}){{0,4}} (?:campaign|campana)\b")
CAMPAIGN_ARTICLE_BEFORE = re.compile(
    r"(?:^|[,;:.!?\n(]|\b(?:a|an|the|our|my|una|la|run|launch|create|make|do|need|want|with)) ?$"
)
SPENT_BY_CUSTOMERS = re.compile(
    r"\b(?:(?:minimum|min\.?|minim[oa]) (?:spend(?:ing)?|purchase|order|compra|consumo|pedido|"
    r"gasto)|(?:spend(?:ing)?|purchase|order|compra|consumo|pedido|gasto) (?:minimum|minim[oa])|"
    r"(?:who|customers?|clients?|guests?|clientes|quienes|(?:if|when|once|whenever) (?:you|they)|"
    r"for every|por cada|si|al|que) (?:\w{1,10} )?(?:spends?|gast(?:ar|an?|en?|es|as)|"
    r"consum\w{1,4}))[ :]{1,2}(?:(?:of|is|de|es|over|at|least|mas|more|than|al|"
    r"menos)[ :]{1,2}){0,3}$"
)
EACH_AFTER = re.compile(r" ?(?:each|c/u|cada un[oa])\b")
PAST_OR_REFUSED = re.compile(
    r"\b(?:spent|gastamos|last (?:year|month|week|time|campaign|quarter)|ano pasado|mes pasado|"
    r"pasada|anterior|previous(?:ly)?|used to|was|were|era|fue|had|teniamos|originally|instead of|"
    r"en vez de|en lugar de|rather than|competitor\w{0,3}|competencia)\b[^.;!?\n]{0,24}$"
    r"|\b(?:not|isn't|wasn't|never|nunca|no|(?:don't|dont|do not|can't|cannot|won't|no|"
    r"not) (?:want(?: to)?|have|spend|need|use|tengo|tenemos|hay|gastar|quiero|queremos|son|es|"
    r"puedo|podemos|spend|gastes|uses)(?: (?:spend|gastar|invertir|usar))?) (?:the |a |los |unos |"
    r"with |con )?$"
)
PAST_BEFORE = re.compile(
    r"\b(?:spent|gastamos|gastaron|last (?:year|month|week|time|campaign|quarter|spring|summer|"
    r"fall|winter|december)|ano pasado|mes pasado|pasada|anterior|previous(?:ly)?|invertimos|"
    r"raised|recaudamos)\b[^.;!?\n]{0,32}$"
)
PAST_AFTER = re.compile(
    r" (?:last|el (?:ano|mes) pasado|en la (?:campana )?(?:anterior|pasada)|on our last)\b"
)
APPROXIMATE_BEFORE = re.compile(
    r"(?:\b(?:about|around|approximately|approx\.?|roughly|some|circa|maybe|perhaps|like|unos|"
    r"unas|alrededor de|cerca de|aproximadamente|aprox\.?|mas o menos|como|por ahi de|quizas?|"
    r"tal vez|at least|al menos|por lo menos|minimo(?: de)?|minimum(?: of)?|starting at|"
    r"a partir de|over|above|under|below|debajo de|less than|almost|casi|nearly|desde|"
    r"(?<!no )(?<!not )more than|(?<!no )mas de|menos de|ballpark of|algo asi como|estimated|"
    r"estimado(?: de)?) |[~±<>≈] ?|[<>]= ?)(?:an? |the |unos |unas |los |las )?$"
)
CEILING_BEFORE = re.compile(
    r"\b(?:don't|dont|do not|not|never|no|nunca|sin) (?:(?:to )?(?:spend|go|invest|exceed|"
    r"gast\w{1,4}|inviert\w{1,3}|invertir|pas\w{1,4}) (?:over |above )?)?(?:more than|mas de|de) $"
)
APPROXIMATE_AFTER = re.compile(
    r" ?(?:or so|mas o menos|aprox\w{0,9}|approx\w{0,8}|-?ish\b|\+|or more|o mas|or less|o menos|"
    r"and up|en adelante|y pico|minimum|minimos?\b|roughly|give or take|or thereabouts|"
    r"tentativ\w{1,4})"
)
_NUMBER = (
    r"(?:\d[\d.,']{0,14}|five|ten|twenty|thirty|forty|fifty|hundred|cinco|diez|veinte|treinta|"
    r"cien|mil|\w{3,8}cientos|quinientos|thousand)"
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
PART_BEFORE = re.compile(
    r"(?:\b(?:half(?: of)?|third of|quarter of|mitad de|tercio de|cuarto de|percent of|"
    r"por ciento de|double|doble de|twice|another|otros|otras|additional|extra|plus|mas(?! de\b)|"
    r"adicionales|remaining|resto de|rest of|(?:\d|two|three|both|dos|tres) (?:campaigns|"
    r"campanas) (?:of|de)|each|cada (?:uno|canal|campana))|% ?(?:of|del?)|\+|"
    r"\b\d{1,3} ?x)(?: (?:the|los|las|con|de|at|a|is|es))?:? ?$"
)
PART_AFTER = re.compile(
    r" ?(?:per|for each|for every|por|por cada|en cada|on each|para cada|cada|each|/) ?(?:channel|"
    r"platform|network|canal|plataforma|red|ad|anuncio|campaign|campana|audience|segment|post)\b"
    r"| (?:for|during|en|para|durante) (?:the |la |el )?(?:first|second|last|primera?|segunda?|"
    r"ultima?)\b| (?:minus|less|menos|net|excluding|excluyendo|before|antes de|sin iva)\b"
    r"| (?:more|extra|adicionales|plus|mas(?! o menos))\b| ?\+ ?(?:iva|vat|tax|fees|\$|€)| ?x ?\d"
)
PLAIN_BEFORE = re.compile(
    r"(?:^|[,;:.!?\n(|/+&\"'-] ?|(?:^|[.;!?\n] ?)(?:son|seran|serian|it's|that's|eso es) |"
    r"\b(?:and|y|e|please|then|luego|"
    rf"{_CAMPAIGN}(?: {_THEME}){{0,4}}(?: (?:for|por|of))?|{_CAMPAIGN} de|{CHANNEL}(?: (?:for|"
    rf"por))?|{BUSINESS}(?: (?:for|por))?) )"
    r"(?:(?:up to|at most|as much as|como maximo|a lo sumo|maximo de|hasta|max|maximo|maximum|"
    r"total|a total of|un total de|exactly|exactamente|about|around|unos|unas|approximately|"
    r"aproximadamente|roughly|alrededor de|at least|al menos|no mas de|under|no more than|"
    r"more than|mas de|menos de|less than|over|como|casi|nearly|almost|the|los)[ :.] ?){0,2}$"
)
PLAIN_AFTER = re.compile(
    r"(?:$| ?\n|[,;.:!?)|/+&\"'-]| [-(]| (?:by|via|on|in|from|to|for|through|with|using|during|"
    r"until|till|starting|starts?|ends?|over|between|and|or|por|en|con|desde|del|al?|para|durante|"
    r"hasta|entre|y|o|e|mediante|sobre|sin|please|thanks|gracias|this|next|ads?|anuncios|only|"
    r"solo|we|our|i|the|it|let|launch|run|target\w{0,3}|aimed|dirigid[oa]s?|que|every|each|all|"
    r"todos|no|not|but|pero|across|split|spread|dividid[oa]s?|repartid[oa]s?|distribuid[oa]s?|"
    r"within|into|behind|towards?|per|inicia|"
    rf"empieza|quiero|necesito|lanza\w{{0,3}}|promote|promocion\w{{1,3}}|{CHANNEL})\b)"
)
THING_BEFORE = re.compile(
    rf"\b(?!{_CAMPAIGN}|publicitaria|digital|total|mas|menos|cerca|alrededor|minimo|maximo|tope|"
    rf"debajo|{CHANNEL})[a-z]{{3,20}} (?:de|of) $"
)
REST_OF_BUDGET = re.compile(
    r"\b(?:the rest|the remainder|el resto|lo demas|lo restante|lo que queda)\b"
)
ON_A_CHANNEL = re.compile(rf" ?(?:(?:on|in|for|to|en|para|a|por) )?(?:the |el )?{CHANNEL}\b")
CHANNEL_BEFORE = re.compile(rf"\b{CHANNEL} ?[:=-] ?$")
CORRECTED_BEFORE = re.compile(
    r"(?:\b(?:to|a|at|go|going|let's|do|doing|instead|wait|actually|mejor|no|not|sorry|"
    r"perdon|rather|better|digo|sea|en|ahora|now|maybe|quizas?|solo|only|just|then|entonces|or|o|"
    r"y|and|more|mas|be|is|es|son|are|was|were|it|lo|that|eso|total|hasta|to|up|additional|extra|"
    r"otros|plus|correction|correccion|raised|lowered|now|finally|final) )$"
)
AND_SO = re.compile(r"\b(?:and|y|plus|mas)\b|[,+&]")
SENTENCE_BREAK = re.compile(r"[.;!?(=]")
EITHER_OR = re.compile(r" ?(?:and|y|or|o|to|a|-|/)(?: at| a)? ?")
YES = re.compile(
    r"(?:yes|yep|yeah|correct|right|exactly|si|claro|correcto|exacto|exactamente|asi es)\b"
)
