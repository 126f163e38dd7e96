"""The words that lead to the name of a place, or show that a name is of something else."""

from agents.briefs.calendar_words import MONTH_NUMBERS, WEEKDAY_NUMBERS
from agents.briefs.vocabulary import listed

_FAR = (
    r"\d{1,3}[ -]?(?:miles?|mi|kms?|kilomet(?:er|re)s?|kilometros?|minutes?|mins?|minutos?|cuadras)"
)
# "In" may stand before other things than places; these others hardly do.
LEADS = (
    r"(?:in|near|around|across|throughout|within|outside(?: of)?|serving|serves|covering|covers|"
    r"close to|next to|downtown|central|greater|based in|located in|just (?:north|south|east|"
    rf"west) of|(?:north|south|east|west|heart|city|town|suburbs?|outskirts|village) of|{_FAR} "
    rf"(?:of|from|de)|{_FAR} a la redonda de|radius (?:of|around)|residents of|people (?:of|in|"
    rf"from)|"
    r"(?:customers|clients|folks|guests|families|visitors|locals) (?:of|in|from)|"
    r"en|cerca del?|alrededor(?:es)? del?|por todo|por toda|por|dentro de|"
    r"(?:zona|area|barrio|sector|colonia|distrito|provincia|ciudad|municipio|pueblo|comuna|"
    r"canton|sede|sucursal|local|centro|afueras)(?: (?:norte|sur|este|oeste))? (?:de|en)|"
    r"(?:barrio|colonia|sector)|"
    r"(?:residentes|vecin[oa]s|gente|habitantes|familias|clientes|personas|duen[oa]s de casa) de|"
    r"(?:sur|norte|este|oeste) de|locations?:|ubicacion:|lugar(?:es)?:|zonas?:|places?:|city:|"
    r"cities:|ciudad(?:es)?:|target area:|area:)"
)
NOT_PLACES = (
    frozenset(MONTH_NUMBERS)
    | frozenset(WEEKDAY_NUMBERS)
    | frozenset(
        listed(
            """english spanish french german italian portuguese ingles espanol frances aleman
            italiano portugues usd eur gbp mxn crc cop budget presupuesto email e-mail correo sms
            whatsapp facebook instagram google tiktok tik display ig fb insta face feis wasap wpp
            wsp adwords snapchat pinterest telegram i we the our my it this please black cyber
            christmas navidad halloween easter spring summer autumn fall winter primavera verano
            otono invierno q1 q2 q3 q4 mon tue wed thu fri sat sun jan feb mar apr jun jul aug sep
            sept oct nov dec ene abr ago dic set thanksgiving valentine valentine's mother
            mother's father father's reyes semana linkedin youtube twitter x target audience
            objective objetivo tone tono dates fechas channels canales product producto offer
            oferta launch lanza lanzar promote promociona women men mujeres hombres ages edades
            meta social redes ai ia it hr stem python excel yoga pilates zumba crossfit person
            store total bulk advance general new nuevo nueva free gratis dios jesus god mass misa
            san-valentin ano dia dias rebajas promo sale run spend use send quiero queremos
            necesito somos tenemos tengo usa anuncia publica hola gracias thanks vegas-style
            zoom teams word powerpoint photoshop java english-style"""
        )
    )
)
# A name with one of these is of a house, not of a town.
VENUES = frozenset(
    listed(
        """cocina casa fonda taberna tasca cafe cafeteria hotel hostal bar pub restaurante tienda
        cantina parrilla posada hacienda finca iglesia parroquia teatro museo club estadio salon
        gimnasio academia colegio universidad escuela hospital clinica plaza mercado parque
        restaurant studio gym church school theatre theater museum stadium hall lodge inn clinic
        feria festival congreso expo
        store shop kitchen bakery brewery center centre arena library mall"""
    )
)
# Known towns that are as often the name of a person: "la casa de Rosario".
FIRST_NAMES = frozenset(
    listed(
        """rosario|guadalupe|pilar|belen|santiago|david|concepcion|carolina|victoria|gracia|
        santa ana|santa teresa|san rafael|armenia|chelsea|charlotte|austin|madison|jackson|
        paris|sydney|florida|georgia|mercedes|soledad|virginia|san isidro|san miguel"""
    )
)
