"""Tells English from Spanish by the small words, which even a short reply has."""

import re

from agents.briefs.model import Language
from agents.briefs.text import Passage
from agents.briefs.vocabulary import listed

_WORD = re.compile(r"[a-z]{1,30}")
_SPANISH_SIGNS = frozenset("ñ¿¡áéíóú")

_ENGLISH = frozenset(
    listed(
        """the an for my our with and to from of at is are be we i you your it its this that these
        want need have has would like please on by or but not no-one until till through during
        next week weeks day days month months weekend starting start launch run make create
        promote advertise sell new budget dollars dollar bucks pounds campaign ad ads shop store
        coffee lovers people who women men over under aged ages off free shipping each per about
        around spend only everything all every channels channel sales january february march
        april may june july august september october november december monday tuesday wednesday
        thursday friday saturday sunday tomorrow today yes thousand hundred million one two
        three four five six seven eight nine ten twenty thirty fifty text messages message
        without except search let how them they"""
    )
)
_SPANISH = frozenset(
    listed(
        """el la los las de del para mi mis nuestro nuestra nuestros nuestras con y por un una al
        que es son se lo su sus en o pero sin hasta desde durante entre quiero queremos necesito
        necesitamos tenemos tengo lanza lanzar lanzamos promocionar promociona promocione
        anunciar vender crea crear haz hacer nuevo nueva presupuesto dolares dolar euros pesos
        colones campana anuncios tienda cafeteria amantes personas mujeres hombres mayores
        menores anos gratis envio descuento cada unos sobre gastar invertir solo todo todos
        todas canales canal ventas semana semanas dia dias mes meses enero febrero marzo abril
        mayo junio julio agosto septiembre setiembre octubre noviembre diciembre lunes martes
        miercoles jueves viernes sabado domingo manana hoy proxima proximo si mil cien
        quinientos quinientas millon millones dos tres cuatro cinco seis siete ocho nueve diez
        veinte treinta cincuenta correo mensajes mensaje texto redes sociales excepto menos
        buscador publicidad ofrece gracias hola favor como ellos ellas este esta"""
    )
)


def detect_language(passage: Passage, fallback: Language | None = None) -> Language:
    """The language with more small words; when they tie, `fallback`, else English."""
    english, spanish = _scores(passage)
    if english == spanish:
        return fallback or Language.ENGLISH
    return Language.ENGLISH if english > spanish else Language.SPANISH


def language_of_reply(passage: Passage, spoken: Language) -> Language:
    """The language of the conversation, unless the reply is clearly in the other one."""
    english, spanish = _scores(passage)
    other = spanish - english if spoken is Language.ENGLISH else english - spanish
    if other < 3:
        return spoken
    return Language.SPANISH if spoken is Language.ENGLISH else Language.ENGLISH


def _scores(passage: Passage) -> tuple[int, int]:
    words = _WORD.findall(passage.folded)
    english = sum(word in _ENGLISH for word in words)
    spanish = sum(word in _SPANISH for word in words)
    return english, spanish + any(sign in _SPANISH_SIGNS for sign in passage.raw.lower())
