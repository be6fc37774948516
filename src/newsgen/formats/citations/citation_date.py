"""The date of a cited article, as far as it is date, in each style and format.

A date that is approximate is "ca. 1900", one that is uncertain "[1900?]".
"""

from collections.abc import Iterator
from typing import Any

from newsgen.model.period import Period

ENGLISH_MONTHS = (
    *("January", "February", "March", "April", "May", "June"),
    *("July", "August", "September", "October", "November", "December"),
)
"""The names of months; all styles are English."""

_MONTH_ABBREVIATIONS = (
    *("Jan.", "Feb.", "Mar.", "Apr.", "May", "June"),
    *("July", "Aug.", "Sept.", "Oct.", "Nov.", "Dec."),
)


def apa_date(date: Period) -> str:
    """2022, September 13"""
    return _in_words(date, "{year}, {month} {day}", "{year}, {month}")


def mla_date(date: Period) -> str:
    """13 Sept. 2022"""
    return _in_words(date, "{day} {month} {year}", "{month} {year}", _MONTH_ABBREVIATIONS)


def chicago_date(date: Period) -> str:
    """September 13, 2022"""
    return _in_words(date, "{month} {day}, {year}", "{month} {year}")


def _in_words(
    date: Period, day_form: str, month_form: str, months: tuple[str, ...] = ENGLISH_MONTHS
) -> str:
    form = {"day": day_form, "month": month_form, "year": "{year}"}[date.span]
    first = date.first
    text = form.format(year=first.year, month=months[first.month - 1], day=first.day)
    if date.qualifier == "?":
        return f"[{text}?]"
    return f"ca. {text}" if date.qualifier else text


def bibtex_date(date: Period) -> Iterator[tuple[str, str]]:
    """Yield the fields that are known; `date`, which biblatex reads, where it is not sure."""
    if date.qualifier:
        yield "date", f"{{{date.edtf()}}}"
    yield "year", f"{{{date.first.year}}}"
    if date.span != "year":
        yield "month", ENGLISH_MONTHS[date.first.month - 1][:3].lower()
    if date.span == "day":
        yield "day", f"{{{date.first.day}}}"


def ris_date(date: Period) -> str:
    """Return year, month, day and another word for it, as the format defines it."""
    year, month, day = (*date.parts, "", "")[:3]
    other = {"": "", "?": "uncertain"}.get(date.qualifier, "circa")
    return f"{year}/{month}/{day}/{other}"


def csl_date(date: Period | None) -> dict[str, Any] | None:
    """Return the parts that are known; what is not sure is marked as `circa`."""
    if date is None:
        return None
    circa = {"circa": True} if date.qualifier else {}
    return {"date-parts": [list(map(int, date.parts))]} | circa
