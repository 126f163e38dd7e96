"""The Spanish sentences of the offline composer, for `usted`."""

from domain_api.adapters.models.offline.facts import Angle, Register
from domain_api.adapters.models.offline.patterns import Choice
from domain_api.adapters.models.offline.phrasebook import Phrasebook
from domain_api.adapters.models.offline.spanish import spanish_words

_SUBJECTS = {
    Angle.OFFER: Choice(
        ("{Bargain}[ {where}][, {when}]", "{Product}[ {where}]: {plus}[, {when}]"),
        ("{Offer}[ {where}][, {when}]", "Una oferta para usted: {product}"),
    ),
    Angle.URGENCY: Choice(
        ("{Product}: {plus}, solo {until}", "Solo {until}: {offer}"),
        ("{Product}: {when}", "{Product}: {until}"),
    ),
    Angle.BENEFIT: Choice(
        ("¿Busca {thing}[ {where}]?", "{Product}[ {where}][, para {for_audience}]"),
        ("Vale la pena conocerlo: {product}",),
    ),
    Angle.STORY: Choice(
        ("{Season}: {product}[ {where}]", "Queremos compartir esto: {product}"),
        ("Para compartir: {product}",),
    ),
    Angle.INVITATION: Choice(
        (
            "Le esperamos en {venue}[ {where}]",
            "Le invitamos a conocer {ours}[ {where}]",
            "Una invitación para usted: {product}[ {where}]",
        ),
        ("Le invitamos: {product}",),
    ),
}

_LEADS = {
    Angle.OFFER: Choice(
        (
            "Tenemos una buena noticia para usted: {bargain}[ {where}].",
            "¿Busca {thing}[ {where}]? Este es un buen momento: {plus}.",
            "Queremos que aproveche esto: {bargain}[ {where}].",
        ),
        (
            "{Product}[ {where}]: {plus}.",
            "{Offer}[ {where}].",
            "{Product}[ {where}]. Tenemos una oferta para usted.",
        ),
    ),
    Angle.URGENCY: Choice(
        (
            "Tiene {until} para aprovechar esto: {bargain}[ {where}].",
            "Anote la fecha: {dates}. Le espera esto: {bargain}[ {where}].",
        ),
        (
            "{Product}[ {where}], solo {until}: {plus}.",
            "Solo {until}: {offer}.",
            "{Product}[ {where}], {when}.",
            "{Product}, {until}.",
        ),
    ),
    Angle.BENEFIT: Choice(
        (
            "Si busca {thing}[ {where}], aquí le espera una buena opción.",
            "Vale la pena conocer {ours}[ {where}].",
            "Siempre hay un buen motivo para visitar {venue}[ {where}].",
            "Pensando en {audience}, queremos presentarle {ours}[ {where}].",
        ),
        ("Vale la pena conocerlo: {product}[ {where}].",),
    ),
    Angle.STORY: Choice(
        (
            "{Season} le abrimos las puertas de {venue}[ {where}].",
            "{Season} queremos compartir con usted algo que nos entusiasma: {ours}[ {where}].",
            "Nos gusta lo que hacemos y queremos compartirlo con usted: {ours}[ {where}].",
        ),
        ("Queremos compartir esto con usted: {product}[ {where}].", "Para usted: {product}."),
    ),
    Angle.INVITATION: Choice(
        (
            "{Season} le esperamos en {venue}[ {where}][, {when}].",
            "{When} le esperamos en {venue}[ {where}].",
            "Le invitamos a conocer {ours}[ {where}][, {when}].",
        ),
        ("Tenemos una invitación para usted: {product}[ {where}][, {when}].",),
    ),
}

_HEADLINES = {
    Angle.OFFER: Choice(
        ("{Bargain}", "{Product}: {plus}"),
        ("{Offer}[ {where}]", "{Product}[ {where}]", "Oferta: {product}"),
    ),
    Angle.URGENCY: Choice(("{Offer} {until}", "Solo {until}"), ("{Product}: {when}", "{Product}")),
    Angle.BENEFIT: Choice(("{Product}[ {where}]", "{Product} para {for_audience}"), ("{Product}",)),
    Angle.STORY: Choice(("{Season}: {product}",), ("{Product}[ {where}]",)),
    Angle.INVITATION: Choice(
        ("Visite {venue}[ {where}]", "Conozca {ours}[ {where}]"), ("{Product}[ {where}]",)
    ),
}

_SHORTS = {
    Angle.OFFER: Choice(
        (
            "{Bargain}[ {where}][, {when}].",
            "{Product}[ {where}]: {plus}[, {when}].",
            "¿Busca {thing}[ {where}]? Aproveche: {plus}[, {when}].",
        ),
        ("{Product}[ {where}]. Conozca la oferta.",),
    ),
    Angle.URGENCY: Choice(
        ("Solo {until}: {bargain}[ {where}].", "{Product}[ {where}], solo {until}: {plus}."),
        ("{Product}[ {where}], {when}.", "{Product}, {until}."),
    ),
    Angle.BENEFIT: Choice(
        (
            "¿Busca {thing}[ {where}]? Aquí tiene una buena opción.",
            "Siempre hay un buen motivo para visitar {venue}[ {where}].",
            "Pensando en {audience}: {ours}[ {where}].",
        ),
        ("{Product}[ {where}]. Vale la pena conocerlo.",),
    ),
    Angle.STORY: Choice(
        (
            "{Season} le abrimos las puertas de {venue}[ {where}].",
            "{Season} queremos compartir con usted {ours}[ {where}].",
            "Nos gusta lo que hacemos. Conozca {ours}[ {where}].",
        ),
        ("Para compartir con usted: {product}.", "Para usted: {product}."),
    ),
    Angle.INVITATION: Choice(
        (
            "{Season} le esperamos en {venue}[ {where}][, {when}].",
            "{When} le esperamos en {venue}[ {where}].",
            "Le invitamos a conocer {ours}[ {where}][, {when}].",
        ),
        ("Le invitamos: {product}[ {where}].",),
    ),
}

SPANISH = Phrasebook(
    words=spanish_words,
    subjects=_SUBJECTS,
    leads=_LEADS,
    headlines=_HEADLINES,
    shorts=_SHORTS,
    preheaders=Choice(
        (),
        (
            "{Offer}[, {when}][, {where}].",
            "{When}[, {where}]. Todos los detalles en este correo.",
            "{Where}. Todos los detalles en este correo.",
            "Todos los detalles en este correo.",
        ),
    ),
    names=Choice(("{Product}[ {where}]",), ("{Product}",)),
    seconds=Choice((), ("{Offer}", "{Season}", "{When}", "{Where}", "Conozca más aquí")),
    thirds=Choice((), ("{brand}", "{When}", "{Where}", "Vea todos los detalles", "Pida informes")),
    closers=Choice(
        (),
        (
            "{When}[, {where}]. Vea todos los detalles en nuestra página.",
            "{Where}. Vea todos los detalles en nuestra página.",
            "Vea todos los detalles en nuestra página.",
        ),
    ),
    remarks=(
        ("audience", "Lo preparamos pensando en {audience}."),
        ("season", "Es un buen plan para {season}."),
    ),
    details=(
        ("Oferta", "offer"),
        ("Ocasión", "occasion"),
        ("Dónde", "places"),
        ("Cuándo", "when"),
    ),
    greetings={
        Register.WARM: "Hola, {first_name}:",
        Register.FORMAL: "Buen día, {first_name}:",
        Register.LIVELY: "¡Hola, {first_name}!",
        Register.ELEGANT: "Buen día, {first_name}:",
    },
    hellos={
        Register.WARM: "Hola, {first_name}.",
        Register.FORMAL: "Buen día, {first_name}.",
        Register.LIVELY: "¡Hola, {first_name}!",
        Register.ELEGANT: "Buen día, {first_name}.",
    },
    calls={
        Register.WARM: "Vea todos los detalles aquí: {link}",
        Register.FORMAL: "Puede consultar la información completa aquí: {link}",
        Register.LIVELY: "¡Véalo todo aquí! {link}",
        Register.ELEGANT: "Descubra los detalles aquí: {link}",
    },
    sms_call="Vea más: {link}",
    ad_calls={
        Register.WARM: "Conozca los detalles en el enlace.",
        Register.FORMAL: "Consulte la información completa en el enlace.",
        Register.LIVELY: "¡Véalo todo en el enlace!",
        Register.ELEGANT: "Descubra los detalles en el enlace.",
    },
    partings={
        Register.WARM: Choice(("Gracias por leernos,\n{sign}",), ("Gracias por leernos.",)),
        Register.FORMAL: Choice(("Cordialmente,\n{sign}",), ("Gracias por su atención.",)),
        Register.LIVELY: Choice(("¡Nos vemos pronto!\n{sign}",), ("¡Nos vemos pronto!",)),
        Register.ELEGANT: Choice(("Cordialmente,\n{sign}",), ("Gracias por su atención.",)),
    },
    plain="Tenemos algo para usted",
)
