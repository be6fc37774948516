"""Words, dates and numbers in one language: the owner of Babel and of gettext.

Takes a BCP 47 tag; gives the same text on every machine, whatever its locale and time zone.
An unknown language gets the forms of its nearest known relative, at last those of English.
"""

import calendar
from dataclasses import dataclass
from datetime import date, datetime
from functools import lru_cache
from gettext import NullTranslations

from babel.core import Locale, UnknownLocaleError
from babel.dates import format_date, format_skeleton
from babel.numbers import format_decimal

from newsgen.model.article import Moment
from newsgen.model.period import Period

DateLike = date | Moment | Period
Date = date
Week = tuple[date | None, ...]

# English of no country: Babel's plain "en" is that of the United States, with the month first.
_WORLD_ENGLISH = Locale.parse("en_001")


@dataclass(frozen=True, slots=True)
class Localizer:
    """How one language writes. translations: its catalogue; English has none."""

    tag: str
    translations: NullTranslations

    def date(self, when: DateLike) -> str:
        """13 September 2022, September 2022, 2022; a moment with a time has that too."""
        match when:
            case Moment(timed=True):
                return f"{self.date(when.day)}, {self.clock(when)}"
            case Moment():
                return _format_date(Period(when.day, "day"), self.tag)
            case Period():
                return _format_date(when, self.tag)
            case _:
                return _format_date(Period(when, "day"), self.tag)

    def clock(self, moment: Moment) -> str:
        """18:30 UTC+5, on the clock of the place where it was written."""
        local = moment.local
        time = _format_time(local.hour, local.minute, self.tag)
        return f"{time} {_format_offset(moment.offset or 0)}"

    def weekday(self, day: Date, *, short: bool = False) -> str:
        """Monday, or M."""
        names = _locale(self.tag).days["stand-alone"]["narrow" if short else "wide"]
        return str(names[day.weekday()])

    def weeks(self, month: Period) -> tuple[Week, ...]:
        """The days of a month by weeks, as they begin there; None for days of another month."""
        first = month.first
        weeks = calendar.Calendar(_locale(self.tag).first_week_day)
        return tuple(
            tuple(day if day.month == first.month else None for day in week)
            for week in weeks.monthdatescalendar(first.year, first.month)
        )

    def number(self, number: int) -> str:
        """1,234"""
        return _format_number(number, self.tag)

    def language(self, tag: str) -> str:
        """Chinese, for zh; the tag itself where nobody knows its name."""
        return _language_name(tag, self.tag)

    def message(self, singular: str, plural: str | None, count: int | None) -> str:
        """The catalogue's text for a message, in the form that the count asks for."""
        if plural is None:
            return self.translations.gettext(singular)
        if count is None:
            raise ValueError(f't("{singular}", "{plural}") needs a number n')
        return self.translations.ngettext(singular, plural, count)


def make_localizer(language: str, translations: NullTranslations | None = None) -> Localizer:
    """The words of a language, given by its BCP 47 tag."""
    return Localizer(language, translations or NullTranslations())


def iso_date(when: DateLike) -> str:
    """A date as HTML's time element wants it: 2022-09-13, 2022-09, 2022, or an instant."""
    match when:
        case Moment(timed=True):
            return when.local.isoformat(timespec="seconds")
        case _:
            return when.isoformat()


@lru_cache
def _locale(language: str) -> Locale:
    parts = language.replace("_", "-").split("-")
    if [part.casefold() for part in parts] == ["en"]:
        return _WORLD_ENGLISH
    while parts:
        try:
            return Locale.parse("-".join(parts), sep="-")
        except (UnknownLocaleError, ValueError):
            parts.pop()
    return _WORLD_ENGLISH


# Listings show the same few days and counts over and over; Babel takes as long for each as a card
# takes, and as long again for comparing locales: hence the tag.
@lru_cache(maxsize=4096)
def _format_date(period: Period, tag: str) -> str:
    match period.span:
        case "year":
            return format_skeleton("y", _datetime_at_noon(period.first), locale=_locale(tag))
        case "month":
            return format_skeleton("yMMMM", _datetime_at_noon(period.first), locale=_locale(tag))
        case "day":
            return format_date(period.first, "long", _locale(tag))


@lru_cache(maxsize=4096)
def _format_time(hour: int, minute: int, tag: str) -> str:
    return format_skeleton("Hm", datetime(2000, 1, 1, hour, minute), locale=_locale(tag))  # noqa: DTZ001


@lru_cache(maxsize=4096, typed=True)
def _format_number(number: int, tag: str) -> str:
    return format_decimal(number, locale=_locale(tag))


@lru_cache(maxsize=1024)
def _language_name(language: str, tag: str) -> str:
    try:
        return Locale.parse(language, sep="-").get_display_name(_locale(tag)) or language
    except (UnknownLocaleError, ValueError):
        return language


def _datetime_at_noon(day: date) -> datetime:
    """A date as Babel's skeletons want it; without a zone, so that no zone can move the day."""
    return datetime(day.year, day.month, day.day, 12)  # noqa: DTZ001


def _format_offset(offset: int) -> str:
    """UTC, UTC+5, UTC−3:30: says what no abbreviation says without doubt. offset: in minutes."""
    if not offset:
        return "UTC"
    hours, minutes = divmod(abs(offset), 60)
    return f"UTC{'+' if offset > 0 else '−'}{hours}{f':{minutes:02}' if minutes else ''}"
