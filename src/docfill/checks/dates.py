"""Checks of days and years: when a report was signed, which year and period its prose names."""

import datetime
import re

from docfill.base import Finding, Severity, read_number, tell, years_in
from docfill.checks.case import Case, Findings, Sentence
from docfill.form import Period, Years

_LONG_YEAR = re.compile(r"(?<![0-9.,])(?:19|20)[0-9]{3}(?=年)")
_OPENING = re.compile("[0-9〇零一二三四五六七八九]{4}年度?[，,]")


def dates_are_in_time(case: Case) -> Findings:
    """A date the form wants by some day lies in the year after the report's, not after that day."""
    following = case.filing.year + 1
    for key, (day, place) in case.filing.dates.items():
        field = case.form.fields[key]
        due = field.due_of(case.agency.level)
        if due is None:
            continue
        last = datetime.date(following, *due)
        if day.year < following:
            says = tell(
                "{caption} is {day}, before {year} was over; write the year {following}",
                caption=field.caption,
                day=day,
                year=case.filing.year,
                following=following,
            )
            yield Finding(place, "date-year", says, source=case.form.decree)
        elif day.year > following:
            says = tell(
                "{caption} is {day}, but a report for {year} is of {following}; "
                "write the year {following}, or correct the folder the filing stands in",
                caption=field.caption,
                day=day,
                year=case.filing.year,
                following=following,
            )
            yield Finding(place, "date-year", says, Severity.WARNING, case.form.decree)
        elif day > last:
            says = tell(
                "{caption} is {day}, {days} days after the last day, {last}",
                caption=field.caption,
                day=day,
                days=(day - last).days,
                last=last,
            )
            yield Finding(place, "date-late", says, Severity.WARNING, case.form.decree)


def years_are_meant(case: Case) -> Findings:
    """A year named in prose is the report's, unless its sentence shows why another is meant."""
    if case.form.wording.years is None:
        return
    for sentence in case.sentences:
        for offset, year in years_in(sentence.text):
            if not _is_meant(case, sentence, offset, year):
                says = tell(
                    "{year} stands here, but the report is for {own}; is another year meant?",
                    year=year,
                    own=case.filing.year,
                )
                yield Finding(sentence.place(offset), "year", says, Severity.WARNING)


def years_have_four_digits(case: Case) -> Findings:
    """No year in prose has a digit too many."""
    for sentence in case.sentences:
        for found in _LONG_YEAR.finditer(sentence.text):
            says = tell("{year} has a digit too many for a year", year=found[0])
            yield Finding(sentence.place(found.start()), "year", says, Severity.WARNING)


def _is_meant(case: Case, sentence: Sentence, offset: int, year: int) -> bool:
    beside = case.form.wording.years
    own = case.filing.year
    if beside is None or year == own:
        return True
    if offset in {found.start("year") for found in beside.of_own.finditer(sentence.text)}:
        return False
    if year == own - 1:
        return _is_year_before_meant(beside, sentence.text, offset, own)
    if beside.beside_any.search(sentence.text):
        return True
    return year == own + 1 and beside.beside_next.search(sentence.text) is not None


def _is_year_before_meant(beside: Years, text: str, offset: int, own: int) -> bool:
    """Whether the sentence names both years, or tells why it names the year before.

    One that opens with “…年，” tells what happened in that year, whatever else it says.
    """
    if any(year == own for _, year in years_in(text)) or beside.meaning_own.search(text):
        return True
    if offset == 0 and _OPENING.match(text):
        return False
    return any(reason.search(text) for reason in (beside.beside_any, beside.beside_last))


def periods_are_whole(case: Case) -> Findings:
    """A period of statistics that prose states is the one the form prescribes."""
    for period in case.form.wording.periods:
        for sentence in case.sentences:
            for found in period.pattern.finditer(sentence.text):
                first, last = _days(found.groupdict())
                right = _right(period, case.filing.year)
                if (first, last) != right:
                    says = tell(
                        "the period is {told}, but must be {right}",
                        told=" – ".join(map(_written, (first, last))),
                        right=" – ".join(map(_written, right)),
                    )
                    place = sentence.place(found.start())
                    yield Finding(place, "period", says, source=case.form.decree)


Day = tuple[int, ...]


def _days(groups: dict[str, str]) -> tuple[Day, Day]:
    """First and last day; an end without a year is in the year of the beginning."""
    first = tuple(int(read_number(groups[key])) for key in ("y1", "m1", "d1"))
    last_year = groups["y2"] or groups["y1"]
    last = tuple(int(read_number(text)) for text in (last_year, groups["m2"], groups["d2"]))
    return first, last


def _right(period: Period, year: int) -> tuple[Day, Day]:
    return (year, *period.first), (year, *period.last)


def _written(day: Day) -> str:
    return "{:04}-{:02}-{:02}".format(*day)
