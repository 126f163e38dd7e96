"""Finds the days, the ranges and the periods that a text names, before their years are known."""

import re
from calendar import monthrange
from collections.abc import Callable, Iterator
from datetime import date, timedelta

from agents.briefs import calendar_words as words
from agents.briefs import date_patterns as written
from agents.briefs.days import Day, Kind, Moment
from agents.briefs.model import Language
from agents.briefs.readings import Reason
from agents.briefs.text import Passage


def find_moments(passage: Passage, language: Language, today: date) -> list[Moment]:
    """In order; no two overlap. The most exact way to say a date wins."""
    finder = _Finder(passage.folded, language, today)
    searches: tuple[Callable[[], Iterator[Moment]], ...] = (
        finder.iso_dates,
        finder.numeric_dates,
        finder.days_of_a_month,
        finder.single_days,
        finder.holidays,
        finder.near_days,
        finder.weeks,
        finder.months,
        finder.weekdays,
        finder.open_days,
    )
    for search in searches:
        for moment in search():
            finder.take(moment)
    return sorted(finder.found, key=lambda moment: moment.start)


class _Finder:
    def __init__(self, folded: str, language: Language, today: date) -> None:
        self.folded = folded
        self.language = language
        self.today = today
        self.found: list[Moment] = []
        self._taken = bytearray(len(folded))

    def take(self, moment: Moment) -> None:
        """Keeps the moment unless a more exact one stands there."""
        start, end = moment.span
        if not any(self._taken[start:end]):
            self._taken[start:end] = b"\x01" * (end - start)
            self.found.append(moment)

    def _left(self, start: int) -> str:
        return self.folded[max(0, start - 36) : start]

    def iso_dates(self) -> Iterator[Moment]:
        """`2027-03-01`."""
        for match in written.ISO.finditer(self.folded):
            day = Day(int(match[4]), int(match[3]), int(match[1]))
            yield Moment(*match.span(), day, day)

    def numeric_dates(self) -> Iterator[Moment]:
        """`1/3/2027`, `1/3`: day first in Spanish; in English only when it cannot be otherwise."""
        matches = [
            *written.NUMERIC.finditer(self.folded),
            *(match for match in written.SHORT_NUMERIC.finditer(self.folded) if self._dated(match)),
        ]
        pairs = [(int(match["a"]), int(match["b"])) for match in matches]
        pairs = [pair for pair in pairs if min(pair) <= 12 and max(pair) <= 31]
        day_first = _day_first(pairs, self.language)
        for match in matches:
            a, b = int(match["a"]), int(match["b"])
            if (a, b) not in pairs:
                continue
            day, month = (b, a) if day_first is False else (a, b)
            said = Day(day, month, _full_year(match["year"]))
            doubt = Reason.DAY_OR_MONTH_FIRST if day_first is None and a != b else None
            yield Moment(*match.span(), said, said, doubt=doubt)

    def _dated(self, match: re.Match[str]) -> bool:
        """Whether `1/2` is a date here: it follows a word for dates or begins a range."""
        leads = written.LEADS_TO_DATE.search(self._left(match.start()))
        return bool(leads or written.DATE_FOLLOWS.match(self.folded, match.end()))

    def days_of_a_month(self) -> Iterator[Moment]:
        """`del 1 al 15 de marzo`, `March 1-15, 2027`."""
        for pattern in (written.DAYS_OF_MONTH, written.MONTH_DAYS):
            for match in pattern.finditer(self.folded):
                first, last = self._day(match, "1"), self._day(match, "2")
                if max(first.day or 0, last.day or 0) > 31:
                    continue
                if pattern is written.DAYS_OF_MONTH and written.MONTH_BEFORE.search(
                    self._left(match.start("day1"))
                ):
                    continue  # "March 1 to 15 April"
                doubt = Reason.VAGUE_DATES if self._are_two_days(match, first, last) else None
                yield Moment(*match.span(), first, last, Kind.RANGE, doubt)

    def _are_two_days(self, match: re.Match[str], first: Day, last: Day) -> bool:
        """`March 1 and 15` may be two days; `between` and days in a row are a range."""
        if not written.PAIRING.search(match["to"]) or (last.day or 0) == (first.day or 0) + 1:
            return False
        return not written.BETWEEN.search(self._left(match.start()))

    def single_days(self) -> Iterator[Moment]:
        """`15 de marzo de 2027`, `March 15th`."""
        patterns = (written.DAY_MONTH, written.MONTH_DAY)
        matches = [match for pattern in patterns for match in pattern.finditer(self.folded)]
        for match in sorted(matches, key=lambda match: match.start()):  # "March 1-April 2"
            day = self._day(match, "1")
            vague = written.WEEK_OF_BEFORE.search(self._left(match.start()))
            yield Moment(*match.span(), day, day, doubt=Reason.VAGUE_DATES if vague else None)

    def _day(self, match: re.Match[str], which: str) -> Day:
        groups = match.groupdict()
        text = match[f"day{which}"]
        day = int(text) if text.isdigit() else words.DAY_WORDS[text]
        name = groups.get(f"weekday{which}")
        weekday = words.weekday_number(name) if name else None
        month, year = self._month(match["month"].rstrip("."), groups["year"])
        return Day(day, month, year, weekday)

    def _month(self, name: str, year: str | None) -> tuple[int, int | None]:
        if name in words.THIS_MONTH:
            return self.today.month, self.today.year
        if name in words.NEXT_MONTH:
            following = _month_after(self.today)
            return following.month, following.year
        return words.MONTH_NUMBERS[name], int(year) if year else None

    def holidays(self) -> Iterator[Moment]:
        """`Black Friday`; the seasons around the other holidays are not days."""
        for table in (words.ONE_DAY_HOLIDAYS, words.HOLIDAYS):
            for pattern, when in table:
                for match in pattern.finditer(self.folded):
                    first, last = when(self.today.year)
                    if first < self.today:
                        first, last = when(self.today.year + 1)
                    doubt = Reason.VAGUE_DATES if table is words.HOLIDAYS else None
                    days = Day(fixed=first), Day(fixed=last)
                    yield Moment(*match.span(), *days, Kind.HOLIDAY, doubt)

    def near_days(self) -> Iterator[Moment]:
        """`today`, `mañana`, `starting now`."""
        for ahead, pattern in enumerate((written.TODAY, written.TOMORROW, written.IN_TWO_DAYS)):
            for match in pattern.finditer(self.folded):
                day = Day(fixed=self.today + timedelta(days=ahead))
                yield Moment(*match.span(), day, day)
        for match in written.END_OF_THIS_MONTH.finditer(self.folded):
            day = Day(None, self.today.month, self.today.year)
            yield Moment(*match.span(), day, day)

    def weeks(self) -> Iterator[Moment]:
        """`next week` is Monday to Sunday; `this week` goes from today to Sunday."""
        monday = self.today - timedelta(days=self.today.weekday())
        for match in written.WEEK.finditer(self.folded):
            start = monday + timedelta(days=7) if match["next"] else self.today
            yield _period(match, start, monday + timedelta(days=13 if match["next"] else 6))
        for match in written.WEEKEND.finditer(self.folded):
            ahead = 7 if match["next"] and self.today.weekday() >= 5 else 0
            start = max(monday + timedelta(days=5 + ahead), self.today)
            doubt = Reason.VAGUE_DATES if match["vague"] else None
            yield _period(match, start, monday + timedelta(days=6 + ahead), doubt)
        for match in written.VAGUE_PERIOD.finditer(self.folded):
            yield _period(match, self.today, self.today, Reason.VAGUE_DATES)

    def months(self) -> Iterator[Moment]:
        """`in March` is the whole month; `early March` is nobody's dates."""
        for match in written.HALF_OF_MONTH.finditer(self.folded):
            month, year = self._month(match["month"], match["year"])
            first = Day(1, month, year) if match["half"][0] in "fp1" else Day(16, month, year)
            last = Day(15, month, year) if first.day == 1 else Day(None, month, year)
            yield Moment(*match.span(), first, last, Kind.PERIOD)
        for match in written.MONTH_PERIOD.finditer(self.folded):
            start = _month_after(self.today) if match["next"] else self.today
            last = date(start.year, start.month, monthrange(start.year, start.month)[1])
            yield _period(match, start, last)
        for match in written.WHOLE_MONTH.finditer(self.folded):
            left = self._left(match.start())
            month, year = self._month(match["month"], match["year"])
            last = Day(None, month, year)
            ending = written.END_OF_MONTH_BEFORE.search(left)
            if ending:
                yield Moment(match.start() - len(ending["end"]), match.end(), last, last)
            elif written.VAGUE_BEFORE_MONTH.search(left):
                yield Moment(*match.span(), last, last, Kind.PERIOD, Reason.VAGUE_DATES)
            elif year or written.LEADS_TO_MONTH.search(left):
                yield Moment(*match.span(), Day(1, month, year), last, Kind.PERIOD)

    def weekdays(self) -> Iterator[Moment]:
        """`Monday`, `el próximo viernes`: the next one, unless two could be meant."""
        for match in written.WEEKDAYS_ONLY.finditer(self.folded):
            yield _period(match, self.today, self.today, Reason.VAGUE_DATES)  # or opening hours
        for match in written.NAMED_WEEKDAY.finditer(self.folded):
            cued = match["next"] or match["after"]
            if not (cued or written.LEADS_TO_WEEKDAY.search(self._left(match.start()))):
                continue
            number = words.WEEKDAY_NUMBERS[match["name"]]
            ahead = (number - self.today.weekday()) % 7
            same_week = self.today.weekday() + ahead <= 6
            is_next = (match["next"] or "") == "next "
            doubtful = (ahead == 0 and not cued) or (is_next and ahead > 0 and same_week)
            day = Day(weekday=number, fixed=self.today + timedelta(days=ahead or 7))
            doubt = Reason.VAGUE_DATES if doubtful else None
            yield Moment(*match.span(), day, day, doubt=doubt)

    def open_days(self) -> Iterator[Moment]:
        """`until the 15th`."""
        for match in written.OPEN_DAY.finditer(self.folded):
            which = 1 if match["day1"] else 2
            day = Day(int(match[f"day{which}"]))
            yield Moment(match.start(f"day{which}"), match.end(), day, day, Kind.OPEN_DAY)


def _day_first(pairs: list[tuple[int, int]], language: Language) -> bool | None:
    """Whether numbers go day, month; None when they could go either way."""
    day_leads = any(a > 12 for a, _ in pairs)
    month_leads = any(b > 12 for _, b in pairs)
    if day_leads and month_leads:
        return None
    if day_leads or month_leads:
        return day_leads
    return True if language is Language.SPANISH else None


def _full_year(year: str) -> int | None:
    return None if not year else int(year) if len(year) == 4 else 2000 + int(year)


def _month_after(day: date) -> date:
    return (day.replace(day=1) + timedelta(days=32)).replace(day=1)


def _period(match: re.Match[str], first: date, last: date, doubt: Reason | None = None) -> Moment:
    return Moment(*match.span(), Day(fixed=first), Day(fixed=last), Kind.PERIOD, doubt)
