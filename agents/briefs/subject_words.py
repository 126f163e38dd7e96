"""The words that lead to what is advertised, end its name, or show that it is something else."""

import re

from agents.briefs.calendar_words import MONTH_NUMBERS, WEEKDAY_NUMBERS
from agents.briefs.vocabulary import listed


def _words(text: str) -> frozenset[str]:
    return frozenset(listed(text))


POSSESSIVES = _words(
    "my our his her their your mi mis nuestro nuestra nuestros nuestras su sus tu tus"
)
DETERMINERS = POSSESSIVES | _words(
    "a an the this these that those some more all any el la los las un una unos unas este esta "
    "estos "
    "estas ese esa mas todo toda todos todas lo"
)
# Nothing of these belongs to the name of a product: it ends before them.
STOPS = _words(
    """in on at by via with from to using through between during until till starting targeting
    aimed that which who whose because so near around before after over under within this next
    is are was will be we i you they it please budget spending spend using use starts ends start
    end only but x q wants needs sells every each hace hacen among amongst towards opens looks
    loves gets makes looking needing going not no without including across also then when where
    while if as per than into about against send sent share post publish make create launch
    promote advertise target reach want need have has costs cost costing priced valued worth
    offering offers offer giving featuring available en por desde hasta durante al sobre entre
    mediante via sin que usando porque donde cuando es son esta estan sera hay tiene tenemos
    tengo contamos presupuesto inversion pauta dirigido dirigida dirigidos dirigidas pero
    tambien solo quiero queremos necesito necesitamos manda mandar envia enviar lanza lanzar
    publica publicar crea crear promociona anuncia usa usar cuesta cuestan vale ofrece
    ofreciendo ofrecemos empezando empieza inicia termina segun como si ya tono tone favor
    gracias thanks thank today tomorrow now hoy"""
)
LINKS = _words("and y e &")
OF = _words("de of del")
# What may follow "for" and "para" inside the name: clothes for babies, food for dogs.
FOR_WHOM = _words(
    """perros gatos mascotas bebes bebe ninos ninas nina nino mujer hombre dama caballero novias
    bodas fiestas eventos oficina oficinas hogar cocina piel cabello correr motos autos carros
    empresas restaurantes principiantes dogs cats pets babies baby kids children toddlers
    weddings parties events runners beginners home offices restaurants cars hair skin teams
    startups llevar"""
)
WITH_WHAT = _words("leche queso chocolate crema vista entrega chips")
VERBS_AFTER_AND = _words("run send get give go do show tell keep corre manda muestra dile da ver")
IN_WHAT = _words("linea casa vivo directo")
BY_WAY_OF = _words("domicilio la medida mano vapor")

THEMES = _words(
    """spring summer autumn fall winter holiday holidays seasonal season christmas easter halloween
    valentine valentines thanksgiving black friday cyber monday weekend week month year
    anniversary primavera verano otono invierno navidad navidena navideno temporada temporadas
    pascua fiestas fin semana mes ano aniversario regreso escolar back school mother mothers
    father fathers day madre padre dia madres padres rebajas viernes negro festivo festiva
    estacional carnaval lanzamiento reconocimiento awareness brand branding marketing digital
    advertising ad ads publicity publicitaria publicitario publicidad promotional promocional
    online big small new nueva nuevo quick short simple good great nice successful full
    multi-channel multichannel social media paid organic local national sales ventas traffic
    trafico leads lead email sms whatsapp facebook instagram google tiktok display two-week
    one-week week-long month-long weekly monthly daily gran grande rapida rapido pequena pequeno
    corta corto sencilla buena bonita another otra otro especial special flash search general
    bilingual bilingue english spanish ingles espanol first second following proximo proxima
    launch free next urgent urgente different same multicanal omnicanal promo total entire whole"""
)
_GENERIC_LAST = _words(
    """campaign campaigns ad ads advertisement advertisements advertising promotion promotions
    promo marketing message messages post posts flyer banner one ones it them this that these
    those something anything everything everyone us me you stuff thing things budget money total
    offer offers deal deals discount discounts sales leads traffic awareness date dates goal
    goals objective target audience list newsletter years channel channels page plan strategy
    help idea ideas day time copy content visits orders more conversions clicks reach visibility
    engagement example fun free cheap spend rules instructions approval"""
)
_GENERIC_FIRST = _words(
    """anos campana campanas anuncio anuncios promocion promociones promo publicidad mensaje
    mensajes oferta ofertas descuento descuentos presupuesto dinero fecha fechas meta objetivo
    publico audiencia lista canal canales plan estrategia ayuda idea contenido pagina esto eso
    algo todo ello ella ellos mi me nos ti vender promocionar anunciar lanzar promover dar
    atraer aumentar conseguir llegar generar que hacer ver pauta inversion ventas visitas
    trafico reconocimiento alcance boletin reglas instrucciones"""
)
_GENERIC_ALONE = _words(
    """producto productos servicio servicios negocio negocios empresa marca articulo articulos
    product products service services business company brand item items website site shop's"""
)
_CALENDAR = frozenset(MONTH_NUMBERS) | frozenset(WEEKDAY_NUMBERS)
_PLAIN_ADJECTIVES = _words(
    "new nuevo nueva nuevos nuevas small local own little online pequeno pequena propio propia best"
)
_PEOPLE = _words(
    """mama papa mother father mom mum dad sister brother wife husband hermana hermano esposa
    esposo women men people customers customer clients client moms mothers mums dads fathers
    parents guys ladies adults teens teenagers millennials seniors professionals residents
    locals tourists visitors travelers families kids children students audience everyone anyone
    users followers subscribers members lovers fans shoppers buyers owners workers couples
    singles newcomers neighbors neighbours commuters foodies runners gamers readers mujeres
    hombres personas gente clientes cliente mamas madres papas padres familias ninos ninas
    jovenes adolescentes adultos estudiantes turistas visitantes profesionales publico amantes
    fanaticos vecinos suscriptores seguidores usuarios trabajadores parejas novios duenos
    emprendedores empresarios residentes ejecutivos oficinistas deportistas compradores mayores
    menores todos quienes entrepreneurs"""
)
_EVENTS = _words(
    """opening reopening launch release anniversary sale inauguracion apertura reapertura
    lanzamiento aniversario estreno presentacion liquidacion tickets entradas boletos
    suscripcion suscripciones subscriptions"""
)
TRAILING = _words(
    "and y e & of de del the a an el la los las un una for para con with in en on at to my our mi "
    "nuestra nuestro please now also campaign campaigns ad ads promo promotion promotions launch"
)

LABELS = re.compile(
    r"\b(?:product|producto|servicio|service|articulo|item|que se anuncia|advertised)(?: (?:is|"
    r"es))? ?[:=] ?"
    r"|\b(?:the product is|el producto es|el servicio es|the service is|se trata de|it's about|"
    r"it is about|business|negocio)(?: ?[:=] ?| (?=my|our|mi|nuestr))"
)
PROMOTE = re.compile(
    r"\b(?:promot(?:e|es|ing)|advertis(?:e|es|ing)|publici[sz]e|showcase|showcasing|market (?=my|"
    r"our|the |a )|spread(?:ing)? the word (?:about|on|for)|get(?:ting)? the word out (?:about|on|"
    r"for)|(?:tell|telling) (?:people|everyone|customers) about|let (?:people|"
    r"everyone) know about|(?:sales|bookings|orders|reservations|awareness|visits|demand|"
    r"sign-?ups|registrations|interest|traffic|visitors|customers|clients|people|leads|buzz|"
    r"subscriptions) (?:of|for|about|in|to) (?=my|our|the )|(?:sales|awareness) of|sell(?:ing|s)?|"
    r"(?:the |grand |big )?(?:launch|opening|reopening|release|relaunch|promotion) of|"
    r"promocion(?:ar|a|e|en|amos|emos|ando|alo)|promover|promueve\w?|promoviendo|anunci(?:ar|a|e|"
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
    r"\b(?:estren(?:ar|amos|ando|o)|inaugur(?:ar|amos|ando)|abr(?:ir|imos|iendo)|present(?:ar|"
    r"amos|ando)|launch(?:ing)?|run(?:ning)?|create|do|make|lanz(?:ar|a|amos|ando)|crear?|haz|"
    r"hacer|(?:campana|anuncios|ads|publicidad|campaign|promocion) (?:de|of)) "
)
REPLY_LEAD = re.compile(
    r"^(?:(?:ok|okay|yes|si|sure|claro|bueno|well|pues|sorry|perdon|hi|hola|oh)[, ]+)?(?:(?:it's|"
    r"it is|its|es|son|seria|sera|for|para|de|about|sobre|the product is|el producto es|"
    r"we want to promote|we sell|vendemos|queremos promocionar|a|al|i want to promote) )?"
)
NO_ANSWER = re.compile(
    r"\b(?:no se|don't know|dont know|not sure|no idea|idk|ni idea|none|ninguno|nothing|nada|"
    r"whatever|lo que sea|anything|later|luego|despues|help|ayuda|cancel|cancelar|what|que|why|"
    r"how|como|cual)\b"
)


def is_theme(words: list[str]) -> bool:
    """Whether every word only dresses a campaign: `big spring`, `Black Friday`."""
    return all(word.strip("'") in THEMES or word in OF or word in DETERMINERS for word in words)


def is_generic(words: list[str]) -> bool:
    """Whether the words name the campaign, its audience or nothing in particular."""
    first, last = words[0], words[-1]
    if first in _GENERIC_FIRST or last in _GENERIC_LAST or first in _PEOPLE or last in _PEOPLE:
        return True
    core = [word for word in words if word not in _PLAIN_ADJECTIVES]
    return not core or (len(core) == 1 and core[0] in _GENERIC_ALONE | _CALENDAR)


def is_event(words: list[str]) -> bool:
    """An opening, a sale: what is advertised only when nothing else is."""
    return words[0] in _EVENTS or words[-1] in _EVENTS


# A segment with one of these is a sentence, a greeting or a detail, not the name of a product.
SENTENCE_WORDS = (STOPS - _words("para now today")) | _words(
    """get push boost sell announce drive bring fill reach spread build raise increase generate
    plan set put write design organize tell grow advertise publicitar publicita promocionar
    promover anunciar difundir impulsar vender vende conseguir aumentar llenar organizar montar
    launch run create make do help hi hello hey dear team thanks thank ok okay yes no not asap
    per can could would should let get give go start keep promote how what why quick fast soon
    each approve aprueba publish publica cancel stop change cambia show proceed continue sigue
    adelante dale listo lista confirm confirma perfect perfecto correct correcto exacto sure
    claro si right yep nope bien good great fine genial excelente looks wait espera nada none
    nothing estamos estoy somos soy quisiera busco buscamos ocupo ocupamos quiere vamos voy
    tengo vendo vendemos hacemos ofrezco looking i'm we're i'd we'd i've we've it's let's
    anybody hola buenos buenas dias tardes noches estimados equipo puedes podrias pueden ayuda
    ayudame lanza lanzar crea crear haz hacer has hace favor quisiera deseo urgente rapido cada
    cuanto como gracias objective objetivo tone tono audience audiencia target ages edad edades
    interests intereses"""
)

NOT_AFTER_AND = STOPS | DETERMINERS | VERBS_AFTER_AND
