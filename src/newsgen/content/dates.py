"""Dates as editors write them → moments and periods, or a message and a hint."""

import re
from datetime import UTC, date, datetime, timedelta, timezone, tzinfo

from newsgen.model.article import Moment
from newsgen.model.period import Period, Span

_DATE_TIME = re.compile(
    r"""(?P<year>\d{4})-(?P<month>\d{1,2})-(?P<day>\d{1,2})
        (?:(?:[Tt]|[ ]+)(?P<hour>\d{1,2}):(?P<minute>\d{2})
           (?::(?P<second>\d{2})(?:\.\d+)?)?
           [ ]*(?P<zone>[Zz]|[+-]\d{2}(?::?\d{2})?)?)?""",
    re.VERBOSE | re.ASCII,
)
_DOTTED_DATE = re.compile(r"(?P<a>\d{1,4})[./](?P<b>\d{1,2})[./](?P<c>\d{1,4})", re.ASCII)

_PARTIAL_DATE = re.compile(r"(\d{4})(?:-(\d{2}))?(?:-(\d{2}))?", re.ASCII)

DATE_HINT = "write YYYY-MM-DD"
PARTIAL_DATE_HINT = "write YYYY, YYYY-MM or YYYY-MM-DD"


def parse_moment(text: str, zone: tzinfo) -> Moment | tuple[str, str]:
    """Return the moment of an RFC 3339 date or one like it, or a message and a hint."""
    parts = _DATE_TIME.fullmatch(text.strip())
    if not parts:
        hint = _iso_hint(text) or f"{DATE_HINT}, or YYYY-MM-DD HH:MM +00:00"
        return f'"{text}" is not a date', hint
    year, month, number = (int(parts[name]) for name in ("year", "month", "day"))
    try:
        day = date(year, month, number)
    except ValueError:
        return f'"{text}" is not a calendar date', DATE_HINT
    if len(parts["month"]) + len(parts["day"]) != 4:
        return f'"{text}" is not a date', f"write {day.isoformat()}"
    hour, minute, second = (int(parts[name] or 0) for name in ("hour", "minute", "second"))
    try:
        offset = _parse_offset(parts["zone"]) or zone
        at = datetime(year, month, number, hour, minute, second, tzinfo=offset)
        # Whole minutes, as in RFC 3339. Offsets of the 19th century have seconds.
        minutes = (at.utcoffset() or timedelta()) // timedelta(minutes=1)
        instant = at.replace(tzinfo=timezone(timedelta(minutes=minutes))).astimezone(UTC)
    except ValueError:
        return f'"{text}" has no valid time of day', "write it as in 2022-09-13 08:30 +05:00"
    except OverflowError:
        return f'"{text}" is beyond the calendar', DATE_HINT
    return Moment(day, instant, minutes if parts["hour"] else None)


def parse_partial_date(text: str) -> Period | tuple[str, str]:
    """Return the year, month or day a text means, or a message and a hint."""
    match = _PARTIAL_DATE.fullmatch(text.strip())
    if not match:
        return f'"{text}" is not a date', _iso_hint(text) or PARTIAL_DATE_HINT
    parts = [int(part) for part in match.groups() if part]
    span: Span = "day" if len(parts) == 3 else "month" if len(parts) == 2 else "year"
    try:
        return Period(date(*[*parts, 1, 1][:3]), span)
    except ValueError:
        return f'"{text}" is not a calendar date', PARTIAL_DATE_HINT


def _parse_offset(text: str | None) -> timezone | None:
    """Return the offset of `+05:00`, `-0400`, `+05` or `Z`. Raises ValueError over 59 minutes."""
    if text is None:
        return None
    if text in "Zz":
        return UTC
    hours, minutes = int(text[1:3]), int(text[3:].removeprefix(":") or 0)
    if minutes > 59:
        raise ValueError(text)
    return timezone((1 if text[0] == "+" else -1) * timedelta(hours=hours, minutes=minutes))


def _iso_hint(text: str) -> str:
    """Return the hint for a date with dots or slashes: every ISO date that it can mean."""
    match = _DOTTED_DATE.fullmatch(text.strip())
    if not match:
        return ""
    a, b, c = match.groups()
    orders = [(a, b, c)] if len(a) == 4 else [(c, b, a), (c, a, b)] if len(c) == 4 else []
    dates = []
    for year, month, day in orders:
        try:
            dates.append(date(int(year), int(month), int(day)).isoformat())
        except ValueError:
            continue
    return "write " + " or ".join(dict.fromkeys(dates)) if dates else ""
