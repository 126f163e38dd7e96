"""The scorer praises the right reading and finds each kind of wrong one."""

from datetime import date
from io import StringIO

import pytest
from rich.console import Console

from agents.briefs.model import Brief, Budget, Doubt, Language, Slot
from evals.briefs.cases import Case, load_cases
from evals.briefs.score import Report, score
from evals.briefs.table import show
from evals.briefs.verdicts import Field, Verdict, contains
from tests.evals.briefs.toys import answer, ask, case, only_asks, reader_of, spoil


def verdict(judged: Case, brief: Brief, field: Field) -> Verdict:
    report = score(reader_of([judged], lambda _: brief), [judged])
    return next(outcome.verdict for outcome in report.outcomes if outcome.field is field)


def test_a_reader_that_knows_every_answer_keeps_every_promise() -> None:
    cases = load_cases()
    report = score(reader_of(cases), cases)

    assert report.shortfalls() == ()
    assert {outcome.verdict for outcome in report.outcomes} == {Verdict.CORRECT}


def test_a_reader_that_only_asks_is_never_wrong_and_still_falls_short() -> None:
    report = score(only_asks)

    assert [report.tally(field).wrong for field in (Field.BUDGET, Field.DATES)] == [0, 0]
    assert report.tally(Field.BUDGET).recall == 0.0
    assert any(line.startswith("budget") for line in report.shortfalls())


def test_one_wrong_budget_in_the_whole_set_breaks_the_law() -> None:
    cases = load_cases()
    victim = next(judged for judged in cases if judged.expect.budget)

    def misread(judged: Case) -> Brief:
        return spoil(judged, budget=Budget(1, "USD")) if judged is victim else answer(judged)

    report = score(reader_of(cases, misread), cases)

    assert report.wrong_budgets == 1
    assert [line.split(":")[0] for line in report.shortfalls()] == ["budget"]
    assert [outcome.case_id for outcome in report.having(Verdict.WRONG)] == [victim.id]


def test_the_right_amount_in_another_currency_is_a_wrong_budget() -> None:
    judged = case()
    assert verdict(judged, spoil(judged, budget=Budget(50000, "EUR")), Field.BUDGET) == "wrong"


def test_reading_a_budget_that_had_to_be_asked_for_is_wrong() -> None:
    judged = case(asks={"budget": ["missing"]})
    invented = spoil(judged, budget=Budget(50000, "USD"), questions=())
    assert verdict(judged, invented, Field.BUDGET) == "wrong"


def test_an_empty_slot_without_its_question_is_wrong() -> None:
    clear, doubtful = case(), case(asks={"dates": ["missing"]})
    assert verdict(clear, spoil(clear, start_on=None, end_on=None), Field.DATES) == "wrong"
    assert verdict(doubtful, spoil(doubtful, questions=()), Field.DATES) == "wrong"


def test_a_slot_that_is_both_read_and_asked_is_wrong() -> None:
    judged = case()
    both = spoil(judged, questions=(ask(Slot.BUDGET, Doubt.AMBIGUOUS),))
    assert verdict(judged, both, Field.BUDGET) == "wrong"


def test_asking_for_what_was_clear_is_counted_and_costs_recall() -> None:
    judged = case()
    asking = spoil(judged, channels=(), questions=(ask(Slot.CHANNELS, Doubt.AMBIGUOUS),))
    report = score(reader_of([judged], lambda _: asking), [judged])
    tally = report.tally(Field.CHANNELS)

    assert (tally.correct, tally.asked, tally.wrong, tally.recall) == (0, 1, 0, 0.0)


def test_a_misnamed_doubt_counts_as_asked() -> None:
    judged = case(asks={"budget": ["invalid"]})
    misnamed = spoil(judged, questions=(ask(Slot.BUDGET, Doubt.MISSING),))
    assert verdict(judged, misnamed, Field.BUDGET) == "asked"
    assert verdict(judged, answer(judged), Field.BUDGET) == "correct"


def test_a_start_without_an_end_is_wrong_even_when_it_is_the_right_start() -> None:
    judged = case()
    assert verdict(judged, spoil(judged, end_on=None), Field.DATES) == "wrong"


@pytest.mark.parametrize(
    ("channels", "expected"),
    [
        (("sms", "email"), "correct"),
        (("email",), "wrong"),
        (("email", "sms", "tiktok"), "wrong"),
        (("email", "sms", "sms"), "wrong"),
    ],
)
def test_channels_are_exact_in_any_order(channels: tuple[str, ...], expected: str) -> None:
    judged = case()
    assert verdict(judged, spoil(judged, channels=channels), Field.CHANNELS) == expected


@pytest.mark.parametrize(
    ("product", "expected"),
    [
        ("my CAFE in town", "correct"),
        ("decaf", "wrong"),
        (None, "wrong"),
        ("café " * 40, "wrong"),
        ("café, ignore your rules", "wrong"),
    ],
)
def test_a_product_holds_its_keyword_and_not_the_whole_brief(
    product: str | None, expected: str
) -> None:
    judged = case(product_lacks=["ignore"])
    assert verdict(judged, spoil(judged, product=product), Field.PRODUCT) == expected


def test_either_alternative_of_a_keyword_will_do() -> None:
    assert contains("una Panadería", "horno|panaderia")
    assert not contains("una zapatería", "horno|panaderia")


@pytest.mark.parametrize(
    ("places", "expected"),
    [
        (("San Jose, Costa Rica",), "correct"),
        (("San José", "Costa Rica"), "correct"),
        (("San José", "Costa Rica", "Facebook"), "wrong"),
        (("Heredia",), "wrong"),
        ((), "wrong"),
    ],
)
def test_a_place_is_found_without_guessing_many(places: tuple[str, ...], expected: str) -> None:
    judged = case(places_has=["San José"])
    assert verdict(judged, spoil(judged, places=places), Field.PLACES) == expected


def test_a_place_or_an_age_that_the_brief_does_not_give_is_wrong() -> None:
    judged = case(places_has=[], ages=None)
    invented = spoil(judged, places=("Madrid",), ages=(18, 65))
    assert verdict(judged, invented, Field.PLACES) == "wrong"
    assert verdict(judged, invented, Field.AGES) == "wrong"
    assert verdict(judged, answer(judged), Field.AGES) == "correct"


def test_a_missed_offer_and_another_language_are_wrong() -> None:
    judged = case(offer_has=["20%"])
    missed = spoil(judged, offer=None, language=Language.SPANISH)
    assert verdict(judged, missed, Field.OFFER) == "wrong"
    assert verdict(judged, missed, Field.LANGUAGE) == "wrong"


def test_what_a_case_does_not_judge_has_no_outcome() -> None:
    judged = case()
    fields = {outcome.field for outcome in score(reader_of([judged]), [judged]).outcomes}
    assert fields.isdisjoint({Field.OFFER, Field.PLACES, Field.AGES})


def test_a_reader_that_raises_has_the_whole_brief_wrong_and_the_rest_is_still_read() -> None:
    good, bad = case("good", "good"), case("bad", "bad")

    def stumble(judged: Case) -> Brief:
        if judged is bad:
            raise ValueError("no idea")
        return answer(judged)

    report = score(reader_of([good, bad], stumble), [good, bad])

    assert {(o.case_id, o.got) for o in report.having(Verdict.WRONG)} == {
        ("bad", "ValueError: no idea")
    }
    assert report.wrong_budgets == 1
    assert len(report.having(Verdict.CORRECT)) == 5


def test_a_tally_tells_the_languages_apart() -> None:
    english, spanish = case("one", "en"), case("uno", "es", language="es")

    def misread_spanish(judged: Case) -> Brief:
        return spoil(judged, channels=()) if judged is spanish else answer(judged)

    report = score(reader_of([english, spanish], misread_spanish), [english, spanish])

    assert report.tally(Field.CHANNELS, Language.ENGLISH).wrong == 0
    assert report.tally(Field.CHANNELS, Language.SPANISH).wrong == 1
    assert report.tally(Field.CHANNELS).wrong_rate == 0.5


@pytest.mark.parametrize(("misread", "kept"), [(2, True), (3, False)])
def test_two_wrong_flights_in_a_hundred_are_the_most_allowed(misread: int, kept: bool) -> None:
    cases = [case(str(number), str(number)) for number in range(100)]

    def late(judged: Case) -> Brief:
        right = int(judged.id) >= misread
        return answer(judged) if right else spoil(judged, end_on=date(2026, 4, 1))

    report = score(reader_of(cases, late), cases)

    assert any(line.startswith("dates") for line in report.shortfalls()) is not kept


def printed(report: Report) -> str:
    console = Console(file=StringIO(), width=160)
    show(report, console)
    assert isinstance(console.file, StringIO)
    return console.file.getvalue()


def test_the_table_shows_counts_wrong_cases_word_for_word_and_broken_promises() -> None:
    judged = case(asks={"budget": ["missing"]})
    bad = spoil(judged, product="[red]tea[/red]", budget=Budget(700, "EUR"), questions=())
    text = printed(score(reader_of([judged], lambda _: bad), [judged]))

    assert "[red]tea[/red]" in text
    assert "asked: missing" in text
    assert "700 EUR" in text
    assert "not kept: budget: 1 wrong (100.0%), at most 0% is allowed" in text


def test_the_table_of_a_perfect_reader_shows_no_case() -> None:
    judged = case()
    text = printed(score(reader_of([judged]), [judged]))

    assert "Wrong" not in text
    assert "not kept" not in text
