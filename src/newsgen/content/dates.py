"""Dates as editors write them → moments and periods, or a message and a hint."""

import re
from datetime import UTC, date, datetime, time, timedelta, timezone, tzinfo

from newsgen.model.article import Moment, utc_instant
from newsgen.model.lazy_pattern import lazy_pattern
from newsgen.model.period import Period, Qualifier, Span

_DATE_TIME = lazy_pattern(
    r"""(?P<year>\d{4})-(?P<month>\d{1,2})-(?P<day>\d{1,2})
        (?:(?:[Tt]|[ ]+)(?P<hour>\d{1,2}):(?P<minute>\d{2})
           (?::(?P<second>\d{2})(?:\.\d+)?)?
           [ ]*(?P<zone>[Zz]|(?:UTC|GMT)?[+−-]\d{1,2}(?::?\d{2})?|UTC|GMT)?)?""",
    re.VERBOSE | re.ASCII,
)
_DOTTED_DATE = lazy_pattern(r"(\d{1,4})[./-][ ]*(\d{1,2})[./-][ ]*(\d{1,4})", re.ASCII)
_DOTTED_MONTH = lazy_pattern(r"(\d{4})[./][ ]*(\d{1,2})|(\d{1,2})[./][ ]*(\d{4})", re.ASCII)
_CJK_SIGN = lazy_pattern("[ ]*[年년月월日일]")
_ERAS = {
    "民國": 1911,
    "民国": 1911,
    "令和": 2018,
    "平成": 1988,
    "昭和": 1925,
    "大正": 1911,
    "明治": 1867,
    "พ.ศ.": -543,
    "BE": -543,
    "B.E.": -543,
}
"""What is added to a year of an era for that of the common one."""

_ERA_NAMES = "|".join(map(re.escape, _ERAS))
_ERA_YEAR = lazy_pattern(
    rf"(?:中華|中华)?({_ERA_NAMES})[ ]*(\d{{1,4}}|元)|(?<!\d)(\d{{4}})[ ]*({_ERA_NAMES})$", re.ASCII
)

_PARTIAL_DATE = lazy_pattern(
    r"""(?P<about>(?:about|circa|ca\.?|c\.)[ ]*)?
        (?P<year>\d{4})(?:-(?P<month>\d{2}))?(?:-(?P<day>\d{2}))?(?P<qualifier>[~?%]?)""",
    re.VERBOSE | re.ASCII | re.IGNORECASE,
)
_WORDED_DATE = lazy_pattern(
    r"""(?:[a-z]{3,9},?[ ]+)?(?:(?P<day>\d{1,2})(?:st|nd|rd|th)?\.?[ ]+)?(?P<month>[a-z]{3,9})\.?
        (?:[ ]+(?P<day_after>\d{1,2})(?:st|nd|rd|th)?)?,?[ ]+(?P<year>\d{4})\b.*""",
    re.VERBOSE | re.ASCII | re.IGNORECASE | re.DOTALL,
)
_DAY = lazy_pattern(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
_UNKNOWN_DIGITS = lazy_pattern(r"(\d{2}[\dXx]{2})(?:-([\dXx]{2}))?(?:-([\dXx]{2}))?", re.ASCII)
_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")

DATE_HINT = "write YYYY-MM-DD"
TIME_HINT = "write it as in 2022-09-13 08:30 +05:00"
PARTIAL_DATE_HINT = "write YYYY-MM-DD; or YYYY-MM, YYYY or about YYYY where no more is known"


def parse_moment(text: str, zone: tzinfo) -> Moment | tuple[str, str]:
    """Return the moment of an RFC 3339 date or one like it, or a message and a hint."""
    parts = _DATE_TIME.fullmatch(text.strip())
    if not parts:
        if isinstance(parse_partial_date(text), Period):
            return f'"{text}" names no sure day, which counts here', DATE_HINT
        hint = _iso_hint(text)
        form_hint = TIME_HINT if ":" in text else DATE_HINT
        return f'"{text}" is not a date', hint if _DAY.search(hint) else form_hint
    year, month, number = (int(parts[name]) for name in ("year", "month", "day"))
    try:
        day = date(year, month, number)
    except ValueError:
        return f'"{text}" is not a calendar date', DATE_HINT
    if len(parts["month"]) + len(parts["day"]) != 4:
        return f'"{text}" is not a date', f"write {day.isoformat()}"
    if not parts["hour"]:
        return Moment(day, _start_of_day(day, zone))
    hour, minute, second = (int(parts[name] or 0) for name in ("hour", "minute", "second"))
    try:
        offset = _parse_offset(parts["zone"]) or zone
        at = datetime(year, month, number, hour, minute, second, tzinfo=offset)
        minutes = _whole_minutes(at)
        instant = at.replace(tzinfo=timezone(minutes)).astimezone(UTC)
    except ValueError:
        return f'"{text}" has no valid time of day', TIME_HINT
    except OverflowError:
        return f'"{text}" is beyond the calendar', DATE_HINT
    return Moment(day, instant, minutes // timedelta(minutes=1))


def parse_partial_moment(text: str, zone: tzinfo) -> Moment | tuple[str, str]:
    """Return the moment of a date that may be known to its month, its year or about only."""
    if ":" in text or _DATE_TIME.fullmatch(text.strip()):
        return parse_moment(text, zone)
    known = parse_partial_date(text)
    if isinstance(known, tuple):
        return known
    return Moment(
        known.first,
        _start_of_day(known.first, zone),
        span=known.span,
        qualifier=known.qualifier,
    )


def parse_partial_date(text: str) -> Period | tuple[str, str]:
    """Return the year, month or day a text means, or a message and a hint.

    How sure it is can be said in a word, about, or by a sign of EDTF (Library of Congress).
    """
    match = _PARTIAL_DATE.fullmatch(text.strip())
    if not match:
        hint = _iso_hint(text) or _known_part_hint(text) or PARTIAL_DATE_HINT
        return f'"{text}" is not a date', hint
    parts = [int(match[name]) for name in ("year", "month", "day") if match[name]]
    span: Span = "day" if len(parts) == 3 else "month" if len(parts) == 2 else "year"
    qualifiers: dict[str, Qualifier] = {"": "", "~": "~", "?": "?", "%": "%"}
    qualifier = qualifiers[match["qualifier"]]
    if match["about"]:
        qualifier = "%" if qualifier in ("?", "%") else "~"
    try:
        return Period(date(*[*parts, 1, 1][:3]), span, qualifier)
    except ValueError:
        return f'"{text}" is not a calendar date', PARTIAL_DATE_HINT


def midnight_as_day(moment: Moment, zone: tzinfo) -> Moment:
    """Return the day of a moment whose time was written as midnight; else the moment itself."""
    if moment.timed and moment.local.time() == time():
        return Moment(moment.day, _start_of_day(moment.day, zone))
    return moment


def _start_of_day(day: date, zone: tzinfo) -> datetime:
    start = datetime(day.year, day.month, day.day, tzinfo=zone)
    return utc_instant(start.replace(tzinfo=timezone(_whole_minutes(start))))


def _whole_minutes(local: datetime) -> timedelta:
    """Return an offset as in RFC 3339. Those of the 19th century have seconds."""
    minute = timedelta(minutes=1)
    return (local.utcoffset() or timedelta()) // minute * minute


def _parse_offset(text: str | None) -> timezone | None:
    """Return the offset of `+05:00`, `-0400`, `+5`, `UTC+5` or `Z`; ValueError over 59 minutes."""
    if text is None:
        return None
    number = re.sub("^(?:UTC|GMT|[Zz])", "", text)
    if not number:
        return UTC
    digits = number[1:].replace(":", "")
    hours, minutes = (digits[:-2], digits[-2:]) if len(digits) > 2 else (digits, "0")
    if int(minutes) > 59:
        raise ValueError(text)
    sign = 1 if number[0] == "+" else -1
    return timezone(sign * timedelta(hours=int(hours), minutes=int(minutes)))


def _iso_hint(text: str) -> str:
    """Return the hint for a date in another notation: every ISO date that it can mean."""
    text = "".join(str(int(char)) if char.isdecimal() else char for char in text.strip())
    bare = text.strip(" ,;.")
    if bare != text and not isinstance(parse_partial_moment(bare, UTC), tuple):
        return f"write {bare}"
    text = _ERA_YEAR.sub(_common_year, text)
    if worded := _WORDED_DATE.fullmatch(text):
        return _worded_hint(worded)
    text = _CJK_SIGN.sub(".", text).rstrip(". ")
    orders: list[tuple[str, ...]]
    if match := _DOTTED_DATE.fullmatch(text):
        a, b, c = match.groups()
        orders = [(a, b, c)] if len(a) == 4 else [(c, b, a), (c, a, b)] if len(c) == 4 else []
    elif match := _DOTTED_MONTH.fullmatch(text):
        orders = [(match[1] or match[4], match[2] or match[3])]
    else:
        orders = [(text,)] if re.fullmatch(r"[0-9]{4}", text) else []
    hints = filter(None, (_known_hint(*map(int, order)) for order in orders))
    dates = " or ".join(dict.fromkeys(hints))
    return f"write {dates}" if dates else _compact_hint(text)


def _common_year(match: re.Match[str]) -> str:
    """Return a year of the common era for one of another, as in 民國111 or 2565 BE."""
    era, year = (match[1], match[2]) if match[1] else (match[4], match[3])
    common = _ERAS[era] + (1 if year == "元" else int(year))
    # Japan and China had other months and days until 1873.
    return f"{common}" if common >= 1873 else match[0]


def buddhist_year(year: int) -> int:
    """Return the year that one of the Buddhist era is, if no newspaper can have meant another."""
    return year - 543 if 2400 <= year < 2700 else 0


def _known_hint(year: int, month: int | None = None, day: int | None = None) -> str:
    """Return a date as it is to be written; empty if there is no such date."""
    common = buddhist_year(year)
    try:
        known = date(common or year, 1 if month is None else month, 1 if day is None else day)
    except ValueError:
        return ""
    text = Period(known, "day" if day else "month" if month else "year").isoformat()
    return f"{text}, as {year} of the Buddhist era is {common}" if common else text


def _compact_hint(text: str) -> str:
    """Return the hint for ISO 8601 without dashes or with a week, as in 20220913 or 2022-W37-2."""
    try:
        return f"write {date.fromisoformat(text).isoformat()}"
    except ValueError:
        return ""


def _worded_hint(match: re.Match[str]) -> str:
    """Return the hint for a date with the English name of a month, as in 13 September 2022."""
    month = match["month"][:3].lower()
    if month not in _MONTHS:
        return ""
    day = match["day"] or match["day_after"]
    hint = _known_hint(int(match["year"]), _MONTHS.index(month) + 1, int(day) if day else None)
    return hint and f"write {hint}"


def _known_part_hint(text: str) -> str:
    """Return the hint for EDTF's signs of unknown digits, as in 1912-05-XX: what is known."""
    match = _UNKNOWN_DIGITS.fullmatch(text.strip())
    if not match or "X" not in text.upper():
        return ""
    known: list[str] = []
    for part in filter(None, match.groups()):
        if "x" in part.lower():
            break
        known.append(part)
    if not known:
        return "write the year that is nearest, as in about 1905"
    return f"write {'-'.join(known)}"
