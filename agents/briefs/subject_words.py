"""The words that lead to what is advertised, end its name, or show that it is something else."""

from agents.briefs.calendar_words import MONTH_NUMBERS, WEEKDAY_NUMBERS
from agents.briefs.vocabulary import listed


def _words(text: str) -> frozenset[str]:
    return frozenset(listed(text))


POSSESSIVES = _words(
    "my our his her its their your mi mis nuestro nuestra nuestros nuestras su sus tu tus"
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
    here aqui serves serve provides provide helps help sirve atiende atendemos brinda
    brindamos estrena
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
IN_WHAT = _words(
    "linea casa vivo directo lancha bote barco velero bicicleta bici kayak grupo pareja"
)
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
    year-end end-of-year end-of-season midweek san valentin nino yearly annual holy graduation tax
    santa pascuas reyes cyber buen vuelta cole enamorados mujer women's mother's father's
    valentine's new-year appeal xmas
    bilingual bilingue english spanish ingles espanol first second following proximo proxima
    launch free next urgent urgente different same multicanal omnicanal promo total entire whole"""
)
_GENERIC_LAST = _words(
    """campaign campaigns ad ads advertisement advertisements advertising promotion promotions
    promo marketing message messages post posts flyer banner one ones it them this that these
    those something anything everything everyone us me you stuff thing things budget money total
    offer offers deal deals discount discounts sales leads traffic awareness date dates goal
    goals objective target audience list newsletter years channel channels page strategy
    budget's calendar schedule agenda pipeline
    help idea ideas day time copy content visits orders more conversions clicks reach visibility
    engagement example fun free cheap spend rules instructions approval"""
)
_GENERIC_FIRST = _words(
    """anos campana campanas anuncio anuncios promocion promociones promo publicidad mensaje
    mensajes oferta ofertas descuento descuentos presupuesto dinero fecha fechas meta objetivo
    publico audiencia lista canal canales estrategia ayuda reservas citas inscripciones pedidos
    agenda gastar meter invertir poner pagar usar llenar idea contenido pagina esto eso
    algo todo ello ella ellos mi me nos ti vender promocionar anunciar lanzar promover dar
    atraer aumentar conseguir llegar generar que hacer ver pauta inversion ventas visitas
    trafico reconocimiento alcance boletin reglas instrucciones"""
)
_GENERIC_ALONE = _words(
    """producto productos servicio servicios negocio negocios empresa marca articulo articulos
    product products service services business company brand item items website site shop's
    bookings reservations appointments sign-ups signups enrollments registrations inquiries
    plan plans planes proyecto project year-end"""
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
    patients paciente pacientes guests huespedes diners comensales donors donantes homeowners
    renters propietarios members socios miembros alumnos pupils veterans freelancers architects
    arquitectos pymes ejecutivas brides novias teachers maestros couples drivers volunteers
    voluntarios padrinos sponsors attendees asistentes hermanitos jubilados retirees
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


def is_theme(words: list[str]) -> bool:
    """Whether every word only dresses a campaign: `big spring`, `Black Friday`."""
    return all(
        word.strip("'").removesuffix("'s") in THEMES or word in OF or word in DETERMINERS
        for word in words
    )


def is_generic(words: list[str]) -> bool:
    """Whether the words name the campaign, its audience or nothing in particular."""
    whom = next((place for place, word in enumerate(words) if word in ("for", "para")), None)
    words = words[:whom] or words  # "clothes for babies" are clothes
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
    ayudame oye oigan mira saludos estimado estimada greetings basically trying ayudas
    podriamos diarios diarias diario daily max or socio
    ayudame lanza lanzar crea crear haz hacer has hace favor quisiera deseo urgente rapido cada
    cuanto como gracias objective objetivo tone tono audience audiencia target ages edad edades
    interests intereses"""
)

NOT_AFTER_AND = STOPS | DETERMINERS | VERBS_AFTER_AND
