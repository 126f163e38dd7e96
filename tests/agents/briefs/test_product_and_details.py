"""What is advertised, and what else a brief says about the campaign."""

from datetime import date

import pytest

from agents.briefs import Brief, read_brief


def _read(text: str) -> Brief:
    return read_brief(text, today=date(2026, 11, 10))


@pytest.mark.parametrize(
    ("text", "product"),
    [
        ("Launch a campaign for my coffee shop", "coffee shop"),
        ("campaña para mi cafetería en San José", "cafetería"),
        ("Promote our new cold brew with $500", "new cold brew"),
        ("lanzamiento de zapatos Aurora", "zapatos Aurora"),
        ("Promociona el nuevo sabor de mi heladería", "nuevo sabor"),
        ("Coffee shop, $500, email, March 1 to 15", "Coffee shop"),
        ("Product: organic dog treats. Budget: $100", "organic dog treats"),
        ("Advertise our $99 teeth whitening special", "teeth whitening special"),
        ("Promote the grand opening of our taco truck", "taco truck"),
        ("Promote our grand opening in Austin", "grand opening"),
        ("Vendemos comida para perros", "comida para perros"),
        ("Ofrecemos clases de inglés a $25 la hora", "clases de inglés"),
        ("Boost sales of our ergonomic chairs", "ergonomic chairs"),
        ("aumentar las ventas de mi panadería", "panadería"),
        ("20% off all cakes, by email, $50", "cakes"),
        ("Could you do an email campaign for Luna's Bakery?", "Luna's Bakery"),
        ("Campaña urgente: pollos asados a domicilio", "pollos asados a domicilio"),
        ("lanzar el curso «Finanzas para todos» por correo", "curso Finanzas para todos"),
        ("para mi cafetería y tienda de regalos", "cafetería y tienda de regalos"),
        ("PROMOTE MY FLOWER SHOP BY EMAIL", "flower shop"),
        ("for coffee lovers, promote my roastery", "roastery"),
    ],
)
def test_the_product_is_a_short_noun_phrase(text: str, product: str) -> None:
    assert _read(text).product == product


@pytest.mark.parametrize(
    "text",
    [
        "launch a campaign for 500 dollars by email in March",
        "lanza una campaña de primavera por correo",
        "I want more customers",
        "campaña para mujeres de 25 a 40 años",
        "run a big summer campaign on Instagram",
        "quiero aumentar las ventas en Navidad",
        "Promote my business",
        "20% off for new customers",
        "hello, can you help me?",
        "ads for coffee lovers",
    ],
)
def test_a_brief_that_names_no_product_asks_for_it(text: str) -> None:
    assert _read(text).product is None


@pytest.mark.parametrize(
    ("text", "offer"),
    [
        ("20% off all drinks", "20% off all drinks"),
        ("2x1 en capuchinos", "2x1 en capuchinos"),
        ("free shipping", "free shipping"),
        ("compra 2 y lleva 3", "compra 2 y lleva 3"),
        ("20 % de descuento y envío gratis", "20 % de descuento y envío gratis"),
        ("descuento del 30%", "descuento del 30%"),
        ("$5 off", "$5 off"),
        ("buy one get one free", "buy one get one free"),
        ("primera clase gratis", "primera clase gratis"),
        ("2x1 on cold brew", "2x1 on cold brew"),
        ("free grooming with every visit", "free grooming with every visit"),
        ("first month free", "first month free"),
        ("kids eat free", "kids eat free"),
        ("buy 5 get 1 free, by email", "buy 5 get 1 free"),
        ("early bird discount of 15%", "early bird discount of 15%"),
        ("no joining fee", "no joining fee"),
        ("10 classes for $99", "10 classes for $99"),
        ("20% off by email and SMS", "20% off"),
        ("free delivery with a budget of $300", "free delivery"),
        ("sin matrícula, por correo", "sin matrícula"),
        ("3x2 en pienso, por correo", "3x2 en pienso"),
        ("la primera consulta es gratis", "la primera consulta es gratis"),
        ("descuento de lanzamiento del 35%", "descuento de lanzamiento del 35%"),
        ("regalo por la compra de dos libros", "regalo por la compra de dos libros"),
        ("alitas a mitad de precio", "alitas a mitad de precio"),
        ("gluten-free bread", None),
        ("4x4 trucks", None),
        ("tickets at $18", None),
        ("50x70 posters", None),
        ("for two weeks", None),
    ],
)
def test_the_offer_is_read_as_written(text: str, offer: str | None) -> None:
    assert _read(f"Promote my shop: {text}").offer == offer


@pytest.mark.parametrize(
    ("text", "ages"),
    [
        ("women aged 25–40", (25, 40)),
        ("mujeres de 25 a 40 años", (25, 40)),
        ("mayores de 30", (30, None)),
        ("under 25s", (None, 25)),
        ("18+", (18, None)),
        ("people over 50", (50, None)),
        ("menores de 25", (None, 25)),
        ("in their 20s", (20, 29)),
        ("más de 10 años de experiencia", None),
        ("compras mayores de 30 dólares", None),
        ("from March 1 to 15", None),
        ("engaged couples 24-38", (24, 38)),
        ("18-35, by email", (18, 35)),
        ("women in their 30-somethings", (30, 39)),
        ("de 18 años en adelante", (18, None)),
        ("kids under 12 free", None),
    ],
)
def test_ages_are_read(text: str, ages: tuple[int | None, int | None] | None) -> None:
    assert _read(text).ages == ages


@pytest.mark.parametrize(
    ("text", "places"),
    [
        ("mi cafetería en San José, 500 dólares", ("San José",)),
        ("my shop in Austin, Texas by email", ("Austin, Texas",)),
        ("in New York and Boston", ("New York", "Boston")),
        ("bakery in austin, $500", ("austin",)),
        ("cabañas en La Fortuna", ("La Fortuna",)),
        ("en todo Costa Rica por correo", ("Costa Rica",)),
        ("Bakery, Austin, $500", ("Austin",)),
        ("en Instagram en Navidad", ()),
        ("pie de limón, por correo", ()),
        ("in Charlotte and Raleigh by email", ("Charlotte", "Raleigh")),
        ("in Tampa, St. Paul, Minneapolis", ("Tampa", "St. Paul", "Minneapolis")),
        ("homeowners in Dallas, Fort Worth and Arlington", ("Dallas", "Fort Worth", "Arlington")),
        ("our Houston nail salon", ("Houston",)),
        ("within 10 miles of Reading", ("Reading",)),
        ("in Franklin, TN by SMS", ("Franklin, TN",)),
        ("serving Mobile and Pensacola", ("Mobile", "Pensacola")),
        ("in the hudson valley", ("hudson valley",)),
        ("restaurante de Alajuela, por correo", ("Alajuela",)),
        ("vecinos de Santurce y Bayamón", ("Santurce", "Bayamón")),
        ("por la zona de Escazú y Belén", ("Escazú", "Belén")),
        ("in January on Tuesday in Spanish", ()),
        ("mobile app, reading club, mesa para dos", ()),
        ("our Philadelphia cheesesteak", ()),
        ("en IG, en Snapchat, en La Cocina de Lola", ()),
    ],
)
def test_places_are_kept_as_written(text: str, places: tuple[str, ...]) -> None:
    assert _read(text).places == places


@pytest.mark.parametrize(
    ("text", "interests"),
    [
        ("for coffee lovers", ("coffee",)),
        ("amantes del café", ("café",)),
        ("food and wine lovers", ("food", "wine")),
        ("people who love craft beer", ("craft beer",)),
        ("interests: running, cycling and yoga", ("running", "cycling", "yoga")),
    ],
)
def test_interests_are_the_things_that_people_love(text: str, interests: tuple[str, ...]) -> None:
    assert _read(text).interests == interests


@pytest.mark.parametrize(
    ("text", "tone"),
    [
        ("friendly tone", "friendly"),
        ("tono cercano y divertido", "friendly"),
        ("que suene profesional", "professional"),
        ("keep it fun", "playful"),
        ("make it urgent", "urgent"),
        ("Tone: formal", "formal"),
        ("tone: not formal, playful", "playful"),
        ("eco-friendly shop", None),
        ("formal suits", None),
    ],
)
def test_the_tone_becomes_one_english_code(text: str, tone: str | None) -> None:
    assert _read(text).tone == tone


@pytest.mark.parametrize(
    ("text", "objective"),
    [
        ("increase sales", "sales"),
        ("vender más pan", "sales"),
        ("brand awareness", "awareness"),
        ("que más gente nos conozca", "awareness"),
        ("más tráfico a la web", "traffic"),
        ("captar prospectos", "leads"),
        ("spring sale", None),
        ("sell shoes", None),
    ],
)
def test_the_objective_is_read_when_it_is_said(text: str, objective: str | None) -> None:
    assert _read(text).objective == objective


@pytest.mark.parametrize(
    ("text", "product"),
    [
        ("Fill our calendar with teeth whitening appointments, by email", "teeth whitening"),
        ("We want new patients for our clinic", "clinic"),
        ("Promote the yoga class pass to new patients", "yoga class pass"),
        ("Promote the annual plan: 2 months free", "annual plan"),
        ("Swim lessons for toddlers at our Chesapeake location", "Swim lessons for toddlers"),
        ("software for architects. Promote our time tracker", "time tracker"),
        ("Puppy training, 10% off for rescue dogs", "Puppy training"),
    ],
)
def test_the_product_is_what_is_sold_and_not_for_whom(text: str, product: str) -> None:
    assert product in (_read(text).product or "")


def test_a_time_of_the_year_is_no_product() -> None:
    assert _read("Promote its year-end campaign by email").product is None
