"""The budget of a text: exact, or asked for with the right doubt."""

from datetime import date

import pytest

from agents.briefs import Budget, Doubt, Slot, read_brief

TODAY = date(2026, 11, 10)


def _budget(text: str, home: str = "USD") -> Budget | Doubt:
    brief = read_brief(text, today=TODAY, home_currency=home)
    if brief.budget:
        return brief.budget
    return next(question.doubt for question in brief.questions if question.slot is Slot.BUDGET)


@pytest.mark.parametrize(
    ("text", "minor_units", "currency"),
    [
        ("$500", 50_000, "USD"),
        ("US$ 1,500.50", 150_050, "USD"),
        ("500 dólares", 50_000, "USD"),
        ("USD 2k", 200_000, "USD"),
        ("1.500,00 euros", 150_000, "EUR"),
        ("₡500.000", 50_000_000, "CRC"),
        ("500 mil colones", 50_000_000, "CRC"),
        ("dos mil dólares", 200_000, "USD"),
        ("five hundred dollars", 50_000, "USD"),
        ("€750", 75_000, "EUR"),
        ("£300", 30_000, "GBP"),
        ("¥50000 (yen)", 50_000, "JPY"),
        ("5000 yuan", 500_000, "CNY"),
        ("$500 MXN", 50_000, "MXN"),
        ("MXN 500", 50_000, "MXN"),
        ("$500USD", 50_000, "USD"),
        ("USD$500", 50_000, "USD"),
        ("500$", 50_000, "USD"),
        ("500 €", 50_000, "EUR"),
        ("U$S 500", 50_000, "USD"),
        ("R$500", 50_000, "BRL"),
        ("S/ 1,500", 150_000, "PEN"),
        ("RD$30,000", 3_000_000, "DOP"),
        ("A$500", 50_000, "AUD"),
        ("500 Canadian dollars", 50_000, "CAD"),
        ("2 millones de pesos colombianos", 200_000_000, "COP"),
        ("1 millón 200 mil pesos mexicanos", 120_000_000, "MXN"),
        ("un millón doscientos mil colones", 120_000_000, "CRC"),
        ("2 mil 500 dólares", 250_000, "USD"),
        ("mil quinientos euros", 150_000, "EUR"),
        ("half a million Mexican pesos", 50_000_000, "MXN"),
        ("two grand USD", 200_000, "USD"),
        ("300 quid", 30_000, "GBP"),
        ("100 KWD", 100_000, "KWD"),
        ("300 mil pesos chilenos", 300_000, "CLP"),
        ("con 1 500 euros", 150_000, "EUR"),
        ("Presupuesto (USD): 500", 50_000, "USD"),
        ("presupuesto en dólares: 500", 50_000, "USD"),
        ("El presupuesto es de 250,000 colones", 25_000_000, "CRC"),
        ("$10,000.00 M.N.", 1_000_000, "MXN"),
        ("５００ dollars", 50_000, "USD"),
        ("٥٠٠ dollars", 50_000, "USD"),
        ("500\u00a0000 euros", 50_000_000, "EUR"),
        ("5\u200b00 dollars", 50_000, "USD"),
        ("up to $500", 50_000, "USD"),
        ("no más de 500 dólares", 50_000, "USD"),
        ("We only have $500", 50_000, "USD"),
        ("$500 (five hundred dollars)", 50_000, "USD"),
        ("$500 — email — March", 50_000, "USD"),
        ("Budget: $500. So $500 total.", 50_000, "USD"),
        ("$500 on Facebook and $300 on Instagram", 80_000, "USD"),
        ("$250 on Facebook and $250 on Instagram", 50_000, "USD"),
        ("Facebook: $250, Instagram: $250", 50_000, "USD"),
        ("300 dólares en Facebook y 200 en Instagram", 50_000, "USD"),
        ("$900 split between TikTok ($400) and Instagram ($500)", 90_000, "USD"),
        ("Massage $40. Email, $500", 50_000, "USD"),
        ("$20 a day for 10 days, by email", 20_000, "USD"),
        ("don't spend more than $300", 30_000, "USD"),
        ("last year we spent $900. Email, $500", 50_000, "USD"),
    ],
)
def test_an_amount_is_read_to_the_minor_unit(text: str, minor_units: int, currency: str) -> None:
    assert _budget(text) == Budget(minor_units, currency)


@pytest.mark.parametrize(
    ("text", "home", "expected"),
    [
        ("$500", "MXN", Budget(50_000, "MXN")),
        ("$500", "CAD", Budget(50_000, "CAD")),
        ("$500", "CRC", Budget(50_000, "USD")),
        ("$500", "EUR", Budget(50_000, "USD")),
        ("500 dollars", "AUD", Budget(50_000, "AUD")),
        ("500 dólares", "MXN", Budget(50_000, "USD")),
        ("500 pesos", "COP", Budget(50_000, "COP")),
        ("1.5 million pesos", "MXN", Budget(150_000_000, "MXN")),
        ("500 pesos", "USD", Doubt.AMBIGUOUS),
        ("$500 pesos", "CLP", Budget(500, "CLP")),
        ("¥50000", "JPY", Budget(50_000, "JPY")),
        ("¥50000", "CNY", Budget(5_000_000, "CNY")),
        ("¥50000", "USD", Doubt.AMBIGUOUS),
        ("¢500.000 de presupuesto", "CRC", Budget(50_000_000, "CRC")),
        ("500 coronas", "USD", Doubt.AMBIGUOUS),
        ("500 kr", "SEK", Budget(50_000, "SEK")),
    ],
)
def test_a_sign_that_many_use_means_the_home_currency(
    text: str, home: str, expected: Budget | Doubt
) -> None:
    assert _budget(text, home) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("presupuesto de 1.500 dólares", Budget(150_000, "USD")),
        ("presupuesto de 1,500 dólares", Budget(150_000, "USD")),
        ("presupuesto de 1.500,50 dólares", Budget(150_050, "USD")),
        ("presupuesto de 1.500.000 colones", Budget(150_000_000, "CRC")),
        ("a budget of 1,500 dollars", Budget(150_000, "USD")),
        ("a budget of 1.500 dollars", Doubt.AMBIGUOUS),
        ("a budget of 1.500 KWD", Doubt.AMBIGUOUS),
        ("presupuesto de 1,500 KWD", Doubt.AMBIGUOUS),
        ("presupuesto de $5m", Doubt.AMBIGUOUS),
        ("presupuesto de 1.500 mil dólares", Doubt.AMBIGUOUS),
        ("a budget of 1,50,000 dollars", Doubt.AMBIGUOUS),
        ("del 1 al 15,500 dólares", Doubt.AMBIGUOUS),
        ("$2 mil 500, por correo", Doubt.AMBIGUOUS),
    ],
)
def test_separators_follow_the_language_or_are_asked_about(
    text: str, expected: Budget | Doubt
) -> None:
    assert _budget(text) == expected


@pytest.mark.parametrize(
    ("text", "doubt"),
    [
        ("Promote my shop by email", Doubt.MISSING),
        ("budget TBD", Doubt.MISSING),
        ("presupuesto ilimitado", Doubt.MISSING),
        ("budget: 500", Doubt.AMBIGUOUS),
        ("presupuesto 500, por correo", Doubt.AMBIGUOUS),
        ("$500 and €300", Doubt.AMBIGUOUS),
        ("$500 or $600", Doubt.AMBIGUOUS),
        ("between $500 and $1000", Doubt.AMBIGUOUS),
        ("entre 500 y 1000 dólares", Doubt.AMBIGUOUS),
        ("500-1000 USD", Doubt.AMBIGUOUS),
        ("about $500", Doubt.AMBIGUOUS),
        ("unos 500 dólares", Doubt.AMBIGUOUS),
        ("no menos de 500 dólares", Doubt.AMBIGUOUS),
        ("más de 500 dólares de presupuesto", Doubt.AMBIGUOUS),
        ("€500 USD", Doubt.AMBIGUOUS),
        ("$500 on Facebook and €300 on Instagram", Doubt.AMBIGUOUS),
        ("$500 on Facebook and $300 on Instagram, email too", Doubt.AMBIGUOUS),
        ("$500 on Facebook, $300 on Instagram and $50 for flyers", Doubt.AMBIGUOUS),
        ("$900: $500 on Facebook and $300 on Instagram", Doubt.AMBIGUOUS),
        ("$500 on Facebook and the rest on Instagram", Doubt.AMBIGUOUS),
        ("Facebook $20 a day, email $100", Doubt.AMBIGUOUS),
        ("handmade rings, $120, a box $15", Doubt.AMBIGUOUS),
        ("budget: $500 for March and $500 for April", Doubt.AMBIGUOUS),
        ("$500 per channel", Doubt.AMBIGUOUS),
        ("half of $1000", Doubt.AMBIGUOUS),
        ("budget of $500 plus another $500", Doubt.AMBIGUOUS),
        ("budget of $500 minus fees", Doubt.AMBIGUOUS),
        ("500 dólares más IVA de presupuesto", Doubt.AMBIGUOUS),
        ("$500 per week budget", Doubt.AMBIGUOUS),
        ("budget of a few hundred dollars", Doubt.AMBIGUOUS),
        ("presupuesto de un millón y medio de colones", Doubt.AMBIGUOUS),
        ("3 1/2 thousand dollars", Doubt.AMBIGUOUS),
        ("500² dollars", Doubt.MISSING),
        ("$1½k", Doubt.AMBIGUOUS),
        ("5\u03360\u03360 dollars", Doubt.AMBIGUOUS),
        ("500 dollars and 50 cents", Doubt.AMBIGUOUS),
        ("Budget: $500. Actually, make it $600.", Doubt.AMBIGUOUS),
        ("-$500", Doubt.INVALID),
        ("presupuesto de -500 dólares", Doubt.INVALID),
        ("$0", Doubt.INVALID),
        ("zero dollars", Doubt.INVALID),
        ("cero euros", Doubt.INVALID),
        ("¥500.50 yen", Doubt.INVALID),
        ("$500.5055", Doubt.INVALID),
        ("500 bitcoin", Doubt.INVALID),
        ("99999999999999999999 dollars", Doubt.INVALID),
    ],
)
def test_a_budget_that_is_not_certain_is_asked_for(text: str, doubt: Doubt) -> None:
    assert _budget(text) == doubt


@pytest.mark.parametrize(
    "text",
    [
        "20% off",
        "2x1",
        "ages 25-40",
        "500 customers",
        "coffee at $3",
        "más de 10 años",
        "$5 off",
        "café a $3",
        "menú desde $10",
        "save $20",
        "descuento de $20",
        "win $100",
        "sorteo de 1000 dólares",
        "free shipping over $50",
        "envío gratis en compras superiores a $50",
        "tickets at 30 dollars each",
        "500 pounds of coffee",
        "we reached $10,000 in sales",
        "meta de ventas de $10,000",
        "open 24/7, call 8888-8888",
        "we have 2k followers",
        "iPhone 15 for only $799",
    ],
)
def test_a_number_that_is_not_a_budget_never_becomes_one(text: str) -> None:
    assert _budget(f"Promote our shop by email, {text}") is Doubt.MISSING


@pytest.mark.parametrize(
    "text",
    [
        "our $30 shampoo",
        "$40 for women",
        "vendo zapatos por 50 dólares",
        "customers who spend $50",
        "consumo mínimo de 20 dólares",
        "last year's $500",
        "$300 a month",
        "instead of $500",
    ],
)
def test_an_amount_that_may_be_a_price_is_asked_about(text: str) -> None:
    assert _budget(f"Promote our shop by email, {text}") is Doubt.AMBIGUOUS


def test_dates_beside_an_amount_are_not_part_of_it() -> None:
    assert _budget("email, March 1 to 15, 2000 dollars") == Budget(200_000, "USD")
    assert _budget("correo, del 1 al 15 de marzo 500 dólares") == Budget(50_000, "USD")
