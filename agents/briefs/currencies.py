"""How marketers name currencies: ISO codes, signs and words, and what each can mean."""

import re
from dataclasses import dataclass
from functools import lru_cache

_EXPONENT_2 = """AED AMD ANG AOA ARS AUD AWG AZN BAM BBD BDT BGN BMD BND BOB BRL BSD BTN BWP BYN
BZD CAD CDF CHF CNY COP CRC CUP CVE CZK DKK DOP DZD EGP ERN ETB EUR FJD FKP GBP GEL GHS GIP GMD
GTQ GYD HKD HNL HTG HUF IDR ILS INR JMD KES KGS KHR KYD KZT LKR LRD LSL MAD MDL MKD MNT MOP MUR
MVR MWK MXN MYR MZN NAD NGN NIO NOK NPR NZD PAB PEN PGK PHP PLN QAR RON RUB SAR SBD SCR SDG SEK
SGD SHP SRD SZL THB TJS TMT TOP TRY TTD TWD TZS UAH USD UYU UZS VES WST XCD ZAR ZMW""".split()
_EXPONENT_0 = "BIF CLP DJF GNF ISK JPY KMF KRW PYG RWF UGX VND VUV XAF XOF XPF".split()
_EXPONENT_3 = "BHD JOD KWD OMR TND".split()
# Left out: currencies whose digits ISO 4217 and CLDR disagree on (IQD, LBP, MMK and some more).
# A hundredfold mistake hides there, so they are asked for.
EXPONENTS: dict[str, int] = (
    dict.fromkeys(_EXPONENT_2, 2) | dict.fromkeys(_EXPONENT_0, 0) | dict.fromkeys(_EXPONENT_3, 3)
)

_ORDINARY_WORDS = frozenset(
    "TOP TRY PEN MAD GEL BAM MOP CUP RON MUR ETB BOB SAR NAD LSL PAB".split()
)
"""Codes that are also words: a code only when written in capitals among lower case."""


@dataclass(frozen=True, slots=True)
class Meaning:
    """What a sign or a word can stand for; `usual` is what it means where nothing says more."""

    codes: frozenset[str]
    usual: str | None = None


def _one(code: str) -> Meaning:
    return Meaning(frozenset({code}), code)


_DOLLARS = frozenset(
    "USD CAD AUD NZD SGD HKD TWD BSD BBD BZD BMD JMD TTD KYD XCD FJD GYD SRD LRD NAD BND".split()
)
_PESOS = frozenset("MXN COP CLP ARS DOP UYU CUP PHP".split())
DOLLAR_SIGN = Meaning((_DOLLARS | _PESOS) - {"PHP"}, "USD")
DOLLARS = Meaning(_DOLLARS, "USD")
PESOS = Meaning(_PESOS)
POUNDS = Meaning(frozenset({"GBP", "EGP", "GIP", "FKP", "SHP", "SDG"}), "GBP")
YEN_SIGN = Meaning(frozenset({"JPY", "CNY"}))
CENT_OR_COLON = Meaning(frozenset({"CRC", "GHS"}))
CROWNS = Meaning(frozenset({"SEK", "NOK", "DKK", "CZK", "ISK"}))
FRANCS = Meaning(frozenset({"CHF", "XAF", "XOF", "XPF", "RWF", "BIF", "CDF", "GNF", "KMF", "DJF"}))
RUPEES = Meaning(frozenset({"INR", "LKR", "NPR", "MUR", "SCR"}))
DINARS = Meaning(frozenset({"KWD", "BHD", "JOD", "TND", "DZD", "MKD"}))
DIRHAMS = Meaning(frozenset({"AED", "MAD"}))
RIYALS = Meaning(frozenset({"SAR", "QAR", "OMR"}))
SHILLINGS = Meaning(frozenset({"KES", "TZS", "UGX"}))
BOLIVARES_OR_BOLIVIANOS = Meaning(frozenset({"BOB", "VES"}))
NICARAGUA_OR_CANADA = Meaning(frozenset({"NIO", "CAD"}))
UNKNOWN = Meaning(frozenset())

_SIGNS: dict[str, Meaning] = {
    "us$": _one("USD"),
    "us $": _one("USD"),
    "u$s": _one("USD"),
    "u$d": _one("USD"),
    "u.s.$": _one("USD"),
    "$us": _one("USD"),
    "mx$": _one("MXN"),
    "mex$": _one("MXN"),
    "col$": _one("COP"),
    "co$": _one("COP"),
    "ar$": _one("ARS"),
    "cl$": _one("CLP"),
    "uy$": _one("UYU"),
    "rd$": _one("DOP"),
    "ca$": _one("CAD"),
    "can$": _one("CAD"),
    "a$": _one("AUD"),
    "au$": _one("AUD"),
    "nz$": _one("NZD"),
    "hk$": _one("HKD"),
    "s$": _one("SGD"),
    "sg$": _one("SGD"),
    "nt$": _one("TWD"),
    "tt$": _one("TTD"),
    "j$": _one("JMD"),
    "bz$": _one("BZD"),
    "r$": _one("BRL"),
    "c$": NICARAGUA_OR_CANADA,
    "$": DOLLAR_SIGN,
    "€": _one("EUR"),
    "£": _one("GBP"),
    "₡": _one("CRC"),
    "¢": CENT_OR_COLON,
    "¥": YEN_SIGN,
    "₹": _one("INR"),
    "₩": _one("KRW"),
    "₽": _one("RUB"),
    "₺": _one("TRY"),
    "₱": _one("PHP"),
    "₪": _one("ILS"),
    "₫": _one("VND"),
    "₴": _one("UAH"),
    "₦": _one("NGN"),
    "₲": _one("PYG"),
    "₸": _one("KZT"),
    "₵": _one("GHS"),
    "฿": _one("THB"),
    "元": _one("CNY"),
    "円": _one("JPY"),
    "₿": UNKNOWN,
    "s/": _one("PEN"),
    "s/.": _one("PEN"),
    "b/.": _one("PAB"),
    "bs": BOLIVARES_OR_BOLIVIANOS,
    "bs.": BOLIVARES_OR_BOLIVIANOS,
    "kr": CROWNS,
    "fr.": FRANCS,
    "m.n.": _one("MXN"),
    "m.n": _one("MXN"),
}

_WORDS: dict[str, Meaning] = {
    "dollar": DOLLARS,
    "dollars": DOLLARS,
    "bucks": DOLLARS,
    "dolar": DOLLARS,
    "dolares": DOLLARS,
    "dls": _one("USD"),
    "usd": _one("USD"),
    "usds": _one("USD"),
    "peso": PESOS,
    "pesos": PESOS,
    "euro": _one("EUR"),
    "euros": _one("EUR"),
    "pound": POUNDS,
    "pounds": POUNDS,
    "quid": _one("GBP"),
    "pounds sterling": _one("GBP"),
    "sterling": _one("GBP"),
    "british pounds": _one("GBP"),
    "libra": POUNDS,
    "libras": POUNDS,
    "libras esterlinas": _one("GBP"),
    "egyptian pounds": _one("EGP"),
    "libras egipcias": _one("EGP"),
    "colon": _one("CRC"),
    "colones": _one("CRC"),
    "costa rican colones": _one("CRC"),
    "colones costarricenses": _one("CRC"),
    "yen": _one("JPY"),
    "yenes": _one("JPY"),
    "japanese yen": _one("JPY"),
    "yenes japoneses": _one("JPY"),
    "yuan": _one("CNY"),
    "yuanes": _one("CNY"),
    "chinese yuan": _one("CNY"),
    "renminbi": _one("CNY"),
    "rmb": _one("CNY"),
    "quetzal": _one("GTQ"),
    "quetzales": _one("GTQ"),
    "lempiras": _one("HNL"),
    "lempira": _one("HNL"),
    "cordobas": _one("NIO"),
    "balboas": _one("PAB"),
    "sol": _one("PEN"),
    "soles": _one("PEN"),
    "nuevos soles": _one("PEN"),
    "reales": _one("BRL"),
    "reais": _one("BRL"),
    "brazilian reais": _one("BRL"),
    "reales brasilenos": _one("BRL"),
    "bolivares": _one("VES"),
    "bolivianos": _one("BOB"),
    "guaranies": _one("PYG"),
    "guarani": _one("PYG"),
    "rupees": RUPEES,
    "rupias": RUPEES,
    "indian rupees": _one("INR"),
    "rupias indias": _one("INR"),
    "swiss francs": _one("CHF"),
    "francos suizos": _one("CHF"),
    "francs": FRANCS,
    "francos": FRANCS,
    "kronor": _one("SEK"),
    "krona": CROWNS,
    "krone": CROWNS,
    "kroner": CROWNS,
    "coronas": CROWNS,
    "swedish kronor": _one("SEK"),
    "swedish krona": _one("SEK"),
    "coronas suecas": _one("SEK"),
    "norwegian kroner": _one("NOK"),
    "coronas noruegas": _one("NOK"),
    "danish kroner": _one("DKK"),
    "coronas danesas": _one("DKK"),
    "dinars": DINARS,
    "dinares": DINARS,
    "kuwaiti dinars": _one("KWD"),
    "kuwaiti dinar": _one("KWD"),
    "dinares kuwaities": _one("KWD"),
    "bahraini dinars": _one("BHD"),
    "jordanian dinars": _one("JOD"),
    "tunisian dinars": _one("TND"),
    "dirhams": DIRHAMS,
    "dirham": DIRHAMS,
    "riyals": RIYALS,
    "shillings": SHILLINGS,
    "rand": _one("ZAR"),
    "zloty": _one("PLN"),
    "zlotys": _one("PLN"),
    "forints": _one("HUF"),
    "korean won": _one("KRW"),
    "wones": _one("KRW"),
    "baht": _one("THB"),
    "shekels": _one("ILS"),
    "moneda nacional": _one("MXN"),
    "bitcoin": UNKNOWN,
    "bitcoins": UNKNOWN,
    "btc": UNKNOWN,
    "eth": UNKNOWN,
    "usdt": UNKNOWN,
    "pesetas": UNKNOWN,
    "?$": UNKNOWN,
}

# country word in English, in Spanish, code
_COUNTRY_DOLLARS = (
    ("us", "estadounidenses", "USD"),
    ("u.s.", "americanos", "USD"),
    ("american", "gringos", "USD"),
    ("canadian", "canadienses", "CAD"),
    ("australian", "australianos", "AUD"),
    ("new zealand", "neozelandeses", "NZD"),
    ("singapore", "singapurenses", "SGD"),
    ("hong kong", "hongkoneses", "HKD"),
    ("jamaican", "jamaicanos", "JMD"),
    ("belize", "beliceños", "BZD"),
    ("taiwan", "taiwaneses", "TWD"),
)
_COUNTRY_PESOS = (
    ("mexican", "mexicanos", "MXN"),
    ("colombian", "colombianos", "COP"),
    ("chilean", "chilenos", "CLP"),
    ("argentine", "argentinos", "ARS"),
    ("argentinian", "argentinos", "ARS"),
    ("dominican", "dominicanos", "DOP"),
    ("uruguayan", "uruguayos", "UYU"),
    ("cuban", "cubanos", "CUP"),
    ("philippine", "filipinos", "PHP"),
)


def _by_country() -> dict[str, Meaning]:
    words: dict[str, Meaning] = {}
    for english, spanish, code in _COUNTRY_DOLLARS:
        words |= dict.fromkeys((f"{english} dollars", f"dolares {spanish}"), _one(code))
    for english, spanish, code in _COUNTRY_PESOS:
        words |= dict.fromkeys((f"{english} pesos", f"pesos {spanish}"), _one(code))
    return words


@lru_cache(maxsize=1)
def names() -> dict[str, Meaning]:
    """Every way to name a currency, in folded lower case."""
    codes = {code.lower(): _one(code) for code in EXPONENTS}
    return codes | _SIGNS | _WORDS | _by_country()


def _either(names_: list[str]) -> str:
    return "|".join(re.escape(name) for name in sorted(names_, key=len, reverse=True))


@lru_cache(maxsize=1)
def name_pattern() -> str:
    """A regular expression, without groups, for any name, sign or code (folded text)."""
    lettered = [name for name in names() if name[0].isalpha()]
    words = [name for name in lettered if name[-1].isalpha()]
    signs = [name for name in lettered if not name[-1].isalpha()]
    bare = [name for name in names() if not name[0].isalpha()]
    return rf"(?:(?<![a-z])(?:(?:{_either(words)})(?![a-z])|(?:{_either(signs)}))|(?:{_either(bare)}))"


def is_prefix(name: str) -> bool:
    """Whether a name may stand before its amount: signs and codes do, words do not."""
    return not name.isalpha() or name.upper() in EXPONENTS


def is_ordinary_word(written: str, shouted: bool) -> bool:
    """Whether letters that spell a code are here just a word (`all`, `top`, `try`)."""
    if written.upper() not in _ORDINARY_WORDS or len(written) != 3:
        return False
    return shouted or not written.isupper()


def resolve(meanings: list[Meaning], home: str) -> tuple[str, ...]:
    """The currencies that fit every sign beside an amount: one when it is certain.

    None when the signs contradict one another, or name a currency that is not known.
    """
    fitting = frozenset.intersection(*(meaning.codes for meaning in meanings))
    if len(fitting) == 1:
        return tuple(fitting)
    if home in fitting:
        return (home,)
    usual = {meaning.usual for meaning in meanings}
    if None not in usual and len(usual & fitting) == 1:
        return tuple(sorted(str(code) for code in usual & fitting))
    return tuple(sorted(fitting))
