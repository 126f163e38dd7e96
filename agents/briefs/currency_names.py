"""The names of currencies, as marketers write them, and what each can mean."""

from dataclasses import dataclass

from agents.briefs.vocabulary import listed

_EXPONENT_2 = listed(
    """AED AMD ANG AOA ARS AUD AWG AZN BAM BBD BDT BGN BMD BND BOB BRL BSD BTN BWP BYN BZD CAD CDF
    CHF CNY COP CRC CUP CVE CZK DKK DOP DZD EGP ERN ETB EUR FJD FKP GBP GEL GHS GIP GMD GTQ GYD
    HKD HNL HTG HUF IDR ILS INR JMD KES KGS KHR KYD KZT LKR LRD LSL MAD MDL MKD MNT MOP MUR MVR
    MWK MXN MYR MZN NAD NGN NIO NOK NPR NZD PAB PEN PGK PHP PLN QAR RON RUB SAR SBD SCR SDG SEK
    SGD SHP SRD SZL THB TJS TMT TOP TRY TTD TWD TZS UAH USD UYU UZS VES WST XCD ZAR ZMW"""
)
_EXPONENT_0 = listed("BIF CLP DJF GNF ISK JPY KMF KRW PYG RWF UGX VND VUV XAF XOF XPF")
_EXPONENT_3 = listed("BHD JOD KWD OMR TND")
# Left out: currencies whose digits ISO 4217 and CLDR disagree on (IQD, LBP, MMK and some more).
# A hundredfold mistake hides there, so they are asked for.
EXPONENTS: dict[str, int] = (
    dict.fromkeys(_EXPONENT_2, 2) | dict.fromkeys(_EXPONENT_0, 0) | dict.fromkeys(_EXPONENT_3, 3)
)
# Countries that write 500.000 and have no use for thousandths.
GROUPED_WITH_POINTS = frozenset(listed("CRC COP CLP ARS BRL PYG UYU BOB"))


@dataclass(frozen=True, slots=True)
class Meaning:
    """What a sign or a word can stand for; `usual` is what it means where nothing says more."""

    codes: frozenset[str]
    usual: str | None = None


def only(code: str) -> Meaning:
    return Meaning(frozenset({code}), code)


_DOLLARS = frozenset(
    listed("USD CAD AUD NZD SGD HKD TWD BSD BBD BZD BMD JMD TTD KYD XCD FJD GYD SRD LRD NAD BND")
)
_PESOS = frozenset(listed("MXN COP CLP ARS DOP UYU CUP PHP"))
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

SIGNS: dict[str, Meaning] = {
    "us$": only("USD"),
    "us $": only("USD"),
    "u$s": only("USD"),
    "u$d": only("USD"),
    "u.s.$": only("USD"),
    "$us": only("USD"),
    "mx$": only("MXN"),
    "mex$": only("MXN"),
    "col$": only("COP"),
    "co$": only("COP"),
    "ar$": only("ARS"),
    "cl$": only("CLP"),
    "uy$": only("UYU"),
    "rd$": only("DOP"),
    "ca$": only("CAD"),
    "can$": only("CAD"),
    "a$": only("AUD"),
    "au$": only("AUD"),
    "nz$": only("NZD"),
    "hk$": only("HKD"),
    "s$": only("SGD"),
    "sg$": only("SGD"),
    "nt$": only("TWD"),
    "tt$": only("TTD"),
    "j$": only("JMD"),
    "bz$": only("BZD"),
    "r$": only("BRL"),
    "c$": NICARAGUA_OR_CANADA,
    "$": DOLLAR_SIGN,
    "€": only("EUR"),
    "£": only("GBP"),
    "₡": only("CRC"),
    "¢": CENT_OR_COLON,
    "¥": YEN_SIGN,
    "₹": only("INR"),
    "₩": only("KRW"),
    "₽": only("RUB"),
    "₺": only("TRY"),
    "₱": only("PHP"),
    "₪": only("ILS"),
    "₫": only("VND"),
    "₴": only("UAH"),
    "₦": only("NGN"),
    "₲": only("PYG"),
    "₸": only("KZT"),
    "₵": only("GHS"),
    "฿": only("THB"),
    "元": only("CNY"),
    "円": only("JPY"),
    "₿": UNKNOWN,
    "s/": only("PEN"),
    "s/.": only("PEN"),
    "b/.": only("PAB"),
    "bs": BOLIVARES_OR_BOLIVIANOS,
    "bs.": BOLIVARES_OR_BOLIVIANOS,
    "kr": CROWNS,
    "fr.": FRANCS,
    "m.n.": only("MXN"),
    "m.n": only("MXN"),
}

WORDS: dict[str, Meaning] = {
    "dollar": DOLLARS,
    "dollars": DOLLARS,
    "bucks": DOLLARS,
    "dolar": DOLLARS,
    "dolares": DOLLARS,
    "dls": only("USD"),
    "usd": only("USD"),
    "usds": only("USD"),
    "peso": PESOS,
    "pesos": PESOS,
    "euro": only("EUR"),
    "euros": only("EUR"),
    "pound": POUNDS,
    "pounds": POUNDS,
    "quid": only("GBP"),
    "pounds sterling": only("GBP"),
    "sterling": only("GBP"),
    "british pounds": only("GBP"),
    "libra": POUNDS,
    "libras": POUNDS,
    "libras esterlinas": only("GBP"),
    "egyptian pounds": only("EGP"),
    "libras egipcias": only("EGP"),
    "colon": only("CRC"),
    "colones": only("CRC"),
    "costa rican colones": only("CRC"),
    "colones costarricenses": only("CRC"),
    "yen": only("JPY"),
    "yenes": only("JPY"),
    "japanese yen": only("JPY"),
    "yenes japoneses": only("JPY"),
    "yuan": only("CNY"),
    "yuanes": only("CNY"),
    "chinese yuan": only("CNY"),
    "renminbi": only("CNY"),
    "rmb": only("CNY"),
    "quetzal": only("GTQ"),
    "quetzales": only("GTQ"),
    "lempiras": only("HNL"),
    "lempira": only("HNL"),
    "cordobas": only("NIO"),
    "balboas": only("PAB"),
    "sol": only("PEN"),
    "soles": only("PEN"),
    "nuevos soles": only("PEN"),
    "reales": only("BRL"),
    "reais": only("BRL"),
    "brazilian reais": only("BRL"),
    "reales brasilenos": only("BRL"),
    "bolivares": only("VES"),
    "bolivianos": only("BOB"),
    "guaranies": only("PYG"),
    "guarani": only("PYG"),
    "rupees": RUPEES,
    "rupias": RUPEES,
    "indian rupees": only("INR"),
    "rupias indias": only("INR"),
    "swiss francs": only("CHF"),
    "francos suizos": only("CHF"),
    "francs": FRANCS,
    "francos": FRANCS,
    "kronor": only("SEK"),
    "krona": CROWNS,
    "krone": CROWNS,
    "kroner": CROWNS,
    "coronas": CROWNS,
    "swedish kronor": only("SEK"),
    "swedish krona": only("SEK"),
    "coronas suecas": only("SEK"),
    "norwegian kroner": only("NOK"),
    "coronas noruegas": only("NOK"),
    "danish kroner": only("DKK"),
    "coronas danesas": only("DKK"),
    "dinars": DINARS,
    "dinares": DINARS,
    "kuwaiti dinars": only("KWD"),
    "kuwaiti dinar": only("KWD"),
    "dinares kuwaities": only("KWD"),
    "bahraini dinars": only("BHD"),
    "jordanian dinars": only("JOD"),
    "tunisian dinars": only("TND"),
    "dirhams": DIRHAMS,
    "dirham": DIRHAMS,
    "riyals": RIYALS,
    "shillings": SHILLINGS,
    "rand": only("ZAR"),
    "zloty": only("PLN"),
    "zlotys": only("PLN"),
    "forints": only("HUF"),
    "korean won": only("KRW"),
    "wones": only("KRW"),
    "baht": only("THB"),
    "shekels": only("ILS"),
    "moneda nacional": only("MXN"),
    "bitcoin": UNKNOWN,
    "bitcoins": UNKNOWN,
    "btc": UNKNOWN,
    "eth": UNKNOWN,
    "usdt": UNKNOWN,
    "pesetas": UNKNOWN,
    "?$": UNKNOWN,
}

# country word in English, in Spanish, code
COUNTRY_DOLLARS = (
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
COUNTRY_PESOS = (
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
