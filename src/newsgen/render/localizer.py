"""Writes messages, dates and numbers in one language (BCP 47), with Babel and gettext.

The text is the same on every machine. An unknown language gets the forms of its shortened tag, or
else those of English.
"""

import calendar
from dataclasses import dataclass
from datetime import date, datetime
from functools import lru_cache
from gettext import NullTranslations

from babel.core import Locale, UnknownLocaleError
from babel.numbers import format_decimal

from newsgen.model.article import Moment
from newsgen.model.period import Period
from newsgen.render.date_formats import format_date, format_skeleton

DateLike = date | Moment | Period
Date = date
Week = tuple[date | None, ...]

# English of no country: Babel's plain "en" is that of the United States, with the month first.
_WORLD_ENGLISH = Locale.parse("en_001")


@dataclass(frozen=True, slots=True)
class Localizer:
    """The forms of one language; `translations` is its catalogue, empty for English."""

    tag: str
    translations: NullTranslations

    def date(self, when: DateLike) -> str:
        """Return 13 September 2022, September 2022 or 2022, and the time of a timed moment.

        A date that is not sure is shown so: about 1900, or 1900 (?).
        """
        match when:
            case Moment():
                time = f", {self.clock(when)}" if when.timed else ""
                return self.date(when.calendar_date) + time
            case Period():
                text = _format_date(Period(when.first, when.span), self.tag)
                if when.qualifier in ("~", "%"):
                    text = self.message("about %(date)s", None, None) % {"date": text}
                return f"{text} (?)" if when.qualifier in ("?", "%") else text
            case _:
                return _format_date(Period(when, "day"), self.tag)

    def month(self, day: Date) -> str:
        """Return the name of the month of a day: September."""
        return _month(day.month, self.tag)

    def month_day(self, day: Date) -> str:
        """Return a day without its year: 13 September."""
        return _format_month_day(day.month, day.day, self.tag)

    def clock(self, moment: Moment) -> str:
        """Return a moment's time in its own offset: 18:30 UTC+5."""
        time = _format_time(moment.local.hour, moment.local.minute, self.tag)
        if not moment.offset:
            return f"{time} UTC"
        # Abbreviations of zones are ambiguous.
        hours, minutes = divmod(abs(moment.offset), 60)
        sign, rest = "+" if moment.offset > 0 else "−", f":{minutes:02}" if minutes else ""
        return f"{time} UTC{sign}{hours}{rest}"

    def weekday(self, day: Date, *, short: bool = False) -> str:
        """Return the name of a day: Monday, or M if `short`."""
        return _weekday(day.weekday(), "narrow" if short else "wide", self.tag)

    def weeks(self, month: Period) -> tuple[Week, ...]:
        """Return the days of a month by the language's weeks; None for days of other months."""
        return _weeks(month.first, self.tag)

    def number(self, number: int) -> str:
        """Return a number with its separators: 1,234."""
        return _format_number(number, self.tag)

    def language(self, tag: str) -> str:
        """Return the name of a language: Chinese for zh; its tag if it has none."""
        return _language_name(tag, self.tag)

    def message(self, singular: str, plural: str | None, count: int | None) -> str:
        """Return a message's translation, in the plural form for `count`; ValueError without it."""
        if plural is None:
            return self.translations.gettext(singular)
        if count is None:
            raise ValueError(f't("{singular}", "{plural}") needs a number n')
        return self.translations.ngettext(singular, plural, count)


def make_localizer(language: str, translations: NullTranslations | None = None) -> Localizer:
    """Return the localizer of a language (BCP 47); without translations, messages are English."""
    return Localizer(language, translations or NullTranslations())


def iso_date(when: DateLike) -> str:
    """Return a date for HTML's `<time>`: 2022-09-13, 2022-09, 2022, or an instant."""
    if isinstance(when, Moment) and when.timed:
        return when.local.isoformat(timespec="seconds")
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


# Listings repeat a few days and counts, and Babel takes as long for one as a whole card does. The
# caches' keys hold the tag, because comparing locales is slow too.
@lru_cache(maxsize=4096)
def _format_date(period: Period, tag: str) -> str:
    day = period.first
    if period.span == "day":
        return format_date(day, "long", _locale(tag))
    # Noon, without a zone, which could move the date.
    noon = datetime(day.year, day.month, day.day, 12)  # noqa: DTZ001
    skeleton = "y" if period.span == "year" else "yMMMM"
    return format_skeleton(skeleton, noon, locale=_locale(tag))


@lru_cache(maxsize=512)
def _format_month_day(month: int, day: int, tag: str) -> str:
    noon = datetime(2000, month, day, 12)  # noqa: DTZ001  # a leap year, without a zone as above
    return format_skeleton("MMMMd", noon, locale=_locale(tag))


@lru_cache
def _month(number: int, tag: str) -> str:
    return str(_locale(tag).months["stand-alone"]["wide"][number])


@lru_cache
def _weekday(number: int, width: str, tag: str) -> str:
    return str(_locale(tag).days["stand-alone"][width][number])


@lru_cache(maxsize=512)
def _weeks(first: Date, tag: str) -> tuple[Week, ...]:
    weeks = calendar.Calendar(_locale(tag).first_week_day)
    # By numbers: beside the first and the last month there are no days for dates.
    return tuple(
        tuple(first.replace(day=number) if number else None for number in week)
        for week in weeks.monthdayscalendar(first.year, first.month)
    )


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
