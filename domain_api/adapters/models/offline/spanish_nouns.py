"""What is known for certain of a Spanish noun: its gender and number, and whether it is a place.

Where nothing is certain, no article and no possessive is put before it.
"""

import re

from domain_api.content.text import folded

_MASCULINE = """
bar café centro chocolate club gimnasio hogar hostal hotel jabón jardín kit local pan plan
restaurante salón software spa taller té tour traje viaje
"""
_FEMININE = "boutique carne clase flor foto leche miel moto noche piel"
_MASCULINE_PLURAL = """
aceites cafés chocolates jabones jardines lentes muebles panes pasteles planes talleres tamales
tés tours trajes viajes
"""
_FEMININE_PLURAL = "carnes clases flores fotos motos noches"
_UNCERTAIN = """
artista clima cumpleaños día días diploma drama guía guías idioma idiomas mano manos mapa mapas
panorama pijama pijamas planeta poema problema problemas programa programas radio sistema
sistemas spas tema temas yoga mejor mejores gran grandes primera primeras primer primeros los las
"""
_PLACES = """
academia agencia bar barbería boutique cafetería carnicería centro cervecería clínica club
consultorio escuela estudio farmacia ferretería finca floristería galería gimnasio guardería
hamburguesería heladería hostal hotel joyería lavandería librería local mercado mueblería museo
negocio óptica panadería pastelería peluquería pizzería restaurante salón soda spa supermercado
taller taquería teatro tienda veterinaria zapatería
"""


def _set(text: str) -> frozenset[str]:
    return frozenset(folded(word) for word in text.split())


_OURS = (
    ("nuestro", _set(_MASCULINE)),
    ("nuestra", _set(_FEMININE)),
    ("nuestros", _set(_MASCULINE_PLURAL)),
    ("nuestras", _set(_FEMININE_PLURAL)),
)
_UNSURE, _VENUES = _set(_UNCERTAIN), _set(_PLACES)
_ENDINGS = (
    (re.compile(r".+(?:ciones|siones|dades|as)"), "nuestras"),
    (re.compile(r".+(?:cion|sion|dad|tad|a)"), "nuestra"),
    (re.compile(r".+os"), "nuestros"),
    (re.compile(r".+o"), "nuestro"),
)


def possessive(phrase: str) -> str:
    """`nuestra` for cafetería, `nuestras` for clases de yoga; nothing where it is not certain."""
    head = _head(phrase)
    known = next((ours for ours, nouns in _OURS if head in nouns), "")
    if known or head in _UNSURE or head.endswith(("ista", "istas")) or len(head) < 4:
        return known
    return next((ours for ending, ours in _ENDINGS if ending.fullmatch(head)), "")


def is_venue(phrase: str) -> bool:
    """Whether it names a place that people go to."""
    return _head(phrase) in _VENUES


def _head(phrase: str) -> str:
    return folded(phrase.split()[0]) if phrase.strip() else ""
