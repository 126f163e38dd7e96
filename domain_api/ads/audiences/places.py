"""Places an audience can live in, with their people: reference data, and finding a place in it.

Countries: United Nations, World Population Prospects 2024, estimates for 2024. Cities:
United Nations, World Urbanization Prospects 2018, urban agglomerations in 2020. Both are
rounded here to 100,000 people, and below a million to 10,000.
"""

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache

COUNTRY_SOURCE = "UN World Population Prospects 2024, year 2024"
CITY_SOURCE = "UN World Urbanization Prospects 2018, urban areas in 2020"


@dataclass(frozen=True, slots=True)
class Place:
    """A country, or a city with its country's name. `people` are inhabitants of any age."""

    name: str
    people: int
    country: str | None = None

    @property
    def label(self) -> str:
        return f"{self.name} ({self.country})" if self.country else self.name


# Name, thousands of people, other names divided by bars.
_COUNTRIES: tuple[tuple[str, int, str], ...] = (
    ("Argentina", 45_700, ""),
    ("Bahamas", 400, "The Bahamas|Las Bahamas"),
    ("Barbados", 280, ""),
    ("Belize", 420, "Belice"),
    ("Bolivia", 12_400, ""),
    ("Brazil", 212_000, "Brasil"),
    ("Canada", 39_700, ""),
    ("Chile", 19_800, ""),
    ("Colombia", 52_900, ""),
    ("Costa Rica", 5_100, "CR"),
    ("Cuba", 11_000, ""),
    ("Dominican Republic", 11_400, "República Dominicana"),
    ("Ecuador", 18_100, ""),
    ("El Salvador", 6_300, ""),
    ("Guatemala", 18_400, ""),
    ("Guyana", 830, ""),
    ("Haiti", 11_800, ""),
    ("Honduras", 10_800, ""),
    ("Jamaica", 2_800, ""),
    ("Mexico", 130_900, "Méjico"),
    ("Nicaragua", 6_900, ""),
    ("Panama", 4_500, ""),
    ("Paraguay", 6_900, ""),
    ("Peru", 34_200, ""),
    ("Puerto Rico", 3_200, ""),
    ("Spain", 47_900, "España"),
    ("Suriname", 630, "Surinam"),
    ("Trinidad and Tobago", 1_500, "Trinidad y Tobago"),
    ("United Kingdom", 69_100, "UK|Great Britain|Reino Unido|Gran Bretaña"),
    (
        "United States",
        345_400,
        "USA|US|U.S.|U.S.A.|United States of America|Estados Unidos|EE. UU.|EEUU",
    ),
    ("Uruguay", 3_400, ""),
    ("Venezuela", 28_400, ""),
)

# Name, country, thousands of people, other names divided by bars.
_CITIES: tuple[tuple[str, str, int, str], ...] = (
    ("Asunción", "Paraguay", 3_300, ""),
    ("Atlanta", "United States", 5_800, ""),
    ("Barcelona", "Spain", 5_600, ""),
    ("Belo Horizonte", "Brazil", 6_100, ""),
    ("Birmingham", "United Kingdom", 2_600, ""),
    ("Bogotá", "Colombia", 11_000, "Bogotá D.C."),
    ("Boston", "United States", 4_300, ""),
    ("Brasília", "Brazil", 4_600, ""),
    ("Buenos Aires", "Argentina", 15_200, ""),
    ("Cali", "Colombia", 2_800, ""),
    ("Caracas", "Venezuela", 2_900, ""),
    ("Chicago", "United States", 8_900, ""),
    ("Córdoba", "Argentina", 1_600, ""),
    ("Dallas", "United States", 6_300, ""),
    ("Guadalajara", "Mexico", 5_200, ""),
    ("Guatemala City", "Guatemala", 2_900, "Ciudad de Guatemala"),
    ("Guayaquil", "Ecuador", 3_000, ""),
    ("Havana", "Cuba", 2_100, "La Habana"),
    ("Houston", "United States", 6_400, ""),
    ("La Paz", "Bolivia", 1_900, ""),
    ("Lima", "Peru", 10_700, ""),
    ("London", "United Kingdom", 9_300, "Londres"),
    ("Los Angeles", "United States", 12_400, ""),
    ("Madrid", "Spain", 6_600, ""),
    ("Managua", "Nicaragua", 1_100, ""),
    ("Manchester", "United Kingdom", 2_700, ""),
    ("Medellín", "Colombia", 4_000, ""),
    ("Mexico City", "Mexico", 21_800, "Ciudad de México|CDMX"),
    ("Miami", "United States", 6_100, "Miami, Florida|Miami, FL"),
    ("Monterrey", "Mexico", 4_900, ""),
    ("Montevideo", "Uruguay", 1_800, ""),
    ("Montreal", "Canada", 4_200, ""),
    ("New York", "United States", 18_800, "New York City|NYC|Nueva York"),
    ("Panama City", "Panama", 1_900, "Ciudad de Panamá"),
    ("Porto Alegre", "Brazil", 4_100, ""),
    ("Port-au-Prince", "Haiti", 2_800, "Puerto Príncipe"),
    ("Quito", "Ecuador", 1_900, ""),
    ("Rio de Janeiro", "Brazil", 13_500, "Río de Janeiro"),
    ("Rosario", "Argentina", 1_500, ""),
    ("San José", "Costa Rica", 1_400, "San José, CR"),
    ("San Juan", "Puerto Rico", 2_400, ""),
    ("San Salvador", "El Salvador", 1_100, ""),
    ("Santiago", "Chile", 6_800, "Santiago de Chile"),
    ("Santo Domingo", "Dominican Republic", 3_300, ""),
    ("São Paulo", "Brazil", 22_000, "San Pablo"),
    ("Tegucigalpa", "Honduras", 1_400, ""),
    ("Toronto", "Canada", 6_200, ""),
    ("Vancouver", "Canada", 2_600, ""),
)


def countries() -> list[Place]:
    """Every country of the reference data."""
    return [Place(name, thousands * 1000) for name, thousands, _ in _COUNTRIES]


def place_named(text: str) -> Place | None:
    """`San José`, `san jose, costa rica` and `CDMX` are found; a city of another country is not."""
    return _by_name().get(plain(text))


def apart(places: Iterable[Place]) -> list[Place]:
    """The places without repeats, and without cities whose country is there too."""
    unique = dict.fromkeys(places)
    whole = {place.name for place in unique if place.country is None}
    return [place for place in unique if place.country not in whole]


def plain(text: str) -> str:
    """Small letters and digits without accents, words divided by one space."""
    decomposed = unicodedata.normalize("NFKD", text.casefold())
    letters = "".join(char for char in decomposed if not unicodedata.combining(char))
    return " ".join(re.findall(r"\w+", letters))


@lru_cache
def _by_name() -> dict[str, Place]:
    names: dict[str, Place] = {}
    spoken: dict[str, list[str]] = {}
    for name, thousands, others in _COUNTRIES:
        spoken[name] = _forms(name, others)
        names |= dict.fromkeys(spoken[name], Place(name, thousands * 1000))
    for name, country, thousands, others in _CITIES:
        place = Place(name, thousands * 1000, country)
        for form in _forms(name, others):
            names[form] = place
            names |= {f"{form} {land}": place for land in spoken[country]}
    return names


def _forms(name: str, others: str) -> list[str]:
    return [plain(form) for form in (name, *others.split("|")) if form]
