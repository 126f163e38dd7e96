"""The words that lead to what is advertised, as patterns over folded text."""

import re

LABELS = re.compile(
    r"\b(?:product|producto|servicio|service|articulo|item|que se anuncia|advertised)(?: (?:is|"
    r"es))? ?[:=] ?"
    r"|\b(?:the product is|el producto es|el servicio es|the service is|se trata de|it's about|"
    r"it is about|business|negocio)(?: ?[:=] ?| (?=my|our|mi|nuestr))"
)
PROMOTE = re.compile(
    r"\b(?:(?:fill|pack|llen\w{1,5})(?: (?:up|"
    r"out))? (?:[^.;!?\s]{1,12}[ \n]{1,40}){1,5}?(?:with|con)|"
    r"(?:bookings?|appointments?|reservations?|orders|sign-?ups|enrol?lments?|registrations|"
    r"reservas|"
    r"inscripciones|pedidos|matriculas|citas) (?:for|de|para|in|to)|(?:(?<![a-z] )|(?<=to )|"
    r"(?<=please ))(?:push|highlight|feature|spotlight|hype)|"
    r"promot(?:e|es|ing)|advertis(?:e|es|ing)|publici[sz]e|showcase|showcasing|market (?=my|"
    r"our|the |a )|spread(?:ing)? the word (?:about|on|for)|get(?:ting)? the word out (?:about|on|"
    r"for)|(?:tell|telling) (?:people|everyone|customers) about|let (?:people|"
    r"everyone) know about|(?:sales|bookings|orders|reservations|awareness|visits|demand|"
    r"sign-?ups|registrations|interest|traffic|visitors|customers|clients|people|leads|buzz|"
    r"subscriptions) (?:of|for|about|in|to) (?=my|our|the )|(?:sales|awareness) of|sell(?:ing|"
    r"s)?(?: out)?|"
    r"(?:the |grand |big )?(?:launch|opening|reopening|release|relaunch|promotion) of|"
    r"promocion(?:ar|a|e|en|amos|emos|ando|alo)|promover|promueve\w?|promoviendo|promov(?:amos|"
    r"emos|ed)|anunciemos|difundamos|"
    r"vendamos|publicitemos|anunci(?:ar|a|e|"
    r"en|amos|ando|emos)|publicit(?:ar|a|e|en|amos)|publicidad (?:a|de|sobre)|difundir|difunde|"
    r"impulsar|impulsa|vend(?:er|e|emos|o|iendo|amos)|dar(?:le)?(?: mas)? a conocer|da a conocer|"
    r"(?:ventas|reservas|visitas|trafico|demanda|clientes|inscripciones|suscripcion|suscripciones|"
    r"pedidos|promocion|venta|visibilidad|reconocimiento|interes) (?:de|a|para|en|por) (?=mi |"
    r"mis |nuestr|la |el |los |las )|ventas de|(?:lanzamiento|inauguracion|apertura|reapertura|"
    r"relanzamiento|estreno) (?:de|del)|(?:gente|personas|todos|publico) conozcan?) "
)
FOR_OWN = re.compile(
    r"\b(?:for|about|of|to|on|para|de|a|sobre) (?=(?:my|our|mi|mis|nuestr[oa]s?) )"
)
LAUNCH_OWN = re.compile(
    r"\b(?:launch(?:es|ing)?|introduc(?:e|es|ing)|announc(?:e|es|ing)|releas(?:e|es|ing)|"
    r"unveil(?:ing)?|open(?:ing)?|reopen(?:ing)?|boost|push|highlight|grow|offer(?:ing)?|"
    r"lanz(?:ar|a|amos|ando|emos)|present(?:ar|amos|a)|estren(?:ar|amos|a)|inaugur(?:ar|amos|a)|"
    r"abr(?:ir|imos|e)|ofrec(?:er|emos|e)) (?=(?:my|our|the new|a new|new|mi|mis|nuestr[oa]s?|"
    r"el nuevo|la nueva|los nuevos|las nuevas|un nuevo|una nueva|nuev[oa]s?) )"
)
# "For" after a word of the campaign (or after what was blanked), not after another noun.
FOR_THE_CAMPAIGN = re.compile(
    r"(?:^|[\n,;:.!?)] ?|\b(?:campaigns?|ads?|adverts?|advertising|advertisements?|promos?|"
    r"promotions?|marketing|posts?|something|campanas?|anuncios?|publicidad|pauta|promociones?|"
    r"promocion|algo|budget|presupuesto|buzz|push|dollars|dolares|euros|pesos|colones|ayuda|help|"
    r"email|sms|instagram|facebook|tiktok|launch|lanzamiento|brief|flyer|blast) )"
    r"(?:for|about|para|sobre) "
)
FOR_ANY = re.compile(r"\b(?:for|about|para|sobre) ")
CAMPAIGN_LABEL = re.compile(
    r"\b(?:campaign|campana|ad|anuncio|brief|project|proyecto|launch|"
    r"lanzamiento)(?: [a-z]{3,12}){0,2} ?[:=] ?"
)
STATEMENT = re.compile(
    r"\b(?:i|we) (?:have|own|run|sell|make|offer|manage|opened|are opening) (?=an? |my |our |the )"
    r"|\b(?:i'm|i am|we are|we're) (?=an? )|\b(?:we|i) (?:sell|make|offer|bake|roast|teach) "
    r"|\b(?:tengo|tenemos|somos|administro|manejo|abri|abrimos) (?=una? )"
    r"|\b(?:soy|somos) (?:el )?duen[oa]s? de |\b(?:ofrecemos|ofrezco|hacemos|hago|hacen?|"
    r"organizamos|organizo|fabricamos|damos) "
)
OWN_ANYWHERE = re.compile(r"\b(?=(?:my|our|mi|mis|nuestr[oa]s?) )")
# Then a name in capitals: "at The Blue Door", "somos Café Montaña".
NAMED = re.compile(r"\b(?:at|somos|we are|we're) ")
AFTER_OFFER = re.compile(r"\n(?: (?:on|en|in|off|de|for|para|sobre|any|all))* ")
LAUNCH_ANY = re.compile(
    r"\b(?:puts? on|putting on|hosts?|hosting|holds?|holding|staging|estren(?:ar|amos|ando|o|a|"
    r"an)|organiza|"
    r"celebra(?:mos)?|inaugur(?:ar|amos|ando)|abr(?:ir|imos|iendo)|present(?:ar|"
    r"amos|ando)|launch(?:ing)?|run(?:ning)?|create|do|make|lanz(?:ar|a|amos|ando)|crear?|haz|"
    r"hacer|(?:campana|anuncios|ads|publicidad|campaign|promocion) (?:de|of)) "
)
REPLY_LEAD = re.compile(
    r"^(?:(?:ok|okay|yes|si|sure|claro|bueno|well|pues|sorry|perdon|hi|hola|oh)[, ]+)?(?:(?:it's|"
    r"it is|its|es|son|seria|sera|for|para|de|about|sobre|the product is|el producto es|"
    r"we want to promote|we sell|vendemos|queremos promocionar|a|al|i want to promote) )?"
)
# "Para gastar en": a verb, though some nouns end so too.
INFINITIVE = re.compile(
    r"(?!(?:bar|taller|hogar|alquiler|mujer|mujeres|altar|collar|celular|bienestar|lugar|familiar|"
    r"popular|escolar|placer|chofer|alfiler|militar|pilar|mar|solar|dental|lunar|cuarto)\b)"
    r"\w{2,12}(?:ar|er|ir)(?:l[aeo]s?|se|nos|me)?$"
)
NO_ANSWER = re.compile(
    r"\b(?:no se|don't know|dont know|not sure|no idea|idk|ni idea|none|ninguno|nothing|nada|"
    r"whatever|lo que sea|anything|later|luego|despues|help|ayuda|cancel|cancelar|what|que|why|"
    r"how|como|cual)\b"
)
