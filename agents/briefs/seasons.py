"""Reads the occasion or the season that a campaign is for: `Black Friday`, `primavera`."""

import re

from agents.briefs.text import Passage

_OCCASIONS = re.compile(
    r"\b(?:black friday|viernes negro|cyber ?monday|ciber ?lunes|cyber ?week|buen fin|hot sale|"
    r"boxing day|small business saturday|giving tuesday|prime day|singles'? day|"
    r"(?:christmas|xmas)(?: eve)?|nochebuena|navidad(?:es)?|navidenas?|navidenos?|hanukkah|"
    r"new year'?s?(?: (?:eve|day))?(?! round)|nochevieja|ano nuevo|fin de ano|"
    r"(?:dia de )?(?:los )?reyes(?: magos)|dia de reyes|epiphany|"
    r"valentine'?s?(?:'? day)?|san valentin|"
    r"dia (?:de los enamorados|del amor(?: y la amistad)?)|galentine'?s(?: day)?|"
    r"easter|semana santa|pascuas?|holy week|lent|cuaresma|ramadan|eid|diwali|carnaval(?:es)?|"
    r"mardi gras|halloween|noche de brujas|dia de (?:los )?muertos|"
    r"thanksgiving|(?:dia de )?accion de gracias|"
    r"(?:mother'?s?'?|father'?s?'?|grandparents'?|women'?s|teachers?'?|nurses'?|children'?s|"
    r"st\.? patrick'?s|labou?r|memorial|veterans'?|independence|earth|presidents'?|canada|"
    r"australia|bastille) day|(?:fourth|4th) of july|cinco de mayo|"
    r"dia (?:internacional )?(?:del? (?:las? |los )?)?(?:madres?|padres?|nin[oa]s?|mujer(?:es)?|"
    r"maestr[oa]s?|trabajo|independencia|abuel[oa]s?|tierra|libro|mascota|animal)|fiestas patrias|"
    r"back[ -]to[ -]school|(?:regreso|vuelta) (?:a clases|a la escuela|al cole(?:gio)?)|"
    r"super ?bowl|oktoberfest|"
    r"(?:tax|wedding|graduation|flu|allergy|hurricane|prom|holiday|festive|football|ski|"
    r"harvest|exam|wildfire|monsoon|barbecue|grilling) season|"
    r"temporada de (?:bodas|graduaciones|lluvias|impuestos|examenes)|"
    r"(?:the )?holidays|holiday(?! (?:homes?|cottages?|rentals?|parks?|lets?|inn|apartments?|"
    r"villas?|packages?|maker|resort|club)\b)|rebajas de (?:enero|julio|verano|invierno))\b"
)
_SEASONS = re.compile(
    r"\b(?:spring(?! (?:rolls?|water|onions?)\b)(?!-)|summer|autumn|winter|"
    r"(?:(?<=this )|(?<=for )|(?<=the )|(?<=our )|(?<=in )|(?<=a ))fall(?! (?:off|apart|in|short|"
    r"on|for|behind|from)\b)|fall(?= (?:campaign|sale|collection|semester|menu|special|season|"
    r"classes|program|promo|launch|enrollment|festival|open)\b)|"
    r"(?<!pasta )primavera|verano|otono|invierno|veraniegas?|veraniegos?|invernal)\b"
)
_ARTICLE = re.compile(r"^(?:the|los) ")


def read_season(passage: Passage) -> str | None:
    """In the words of the brief, without an article; a named day comes before a season."""
    match = _OCCASIONS.search(passage.folded) or _SEASONS.search(passage.folded)
    if not match:
        return None
    written = " ".join(passage.raw[slice(*match.span())].split())
    written = _ARTICLE.sub("", written)
    return written.lower() if passage.shouted else written
