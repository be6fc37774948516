"""Dates of other generators, with their short zones and times → dates of front matter."""

import re
from datetime import UTC, datetime, timedelta, timezone, tzinfo

from newsgen.content.dates import parse_partial_moment
from newsgen.importing.date_line import read_date_line
from newsgen.model.article import Moment
from newsgen.runtime.clock import time_zone

_FORM = re.compile(
    r"(?P<year>\d{4})[-/.](?P<month>\d{1,2})[-/.](?P<day>\d{1,2})"
    r"(?:(?:[Tt]|[ \t]+|,[ ]*)(?P<hour>\d{1,2}):(?P<minute>\d{2})"
    r"(?::(?P<second>\d{2})(?:[.,]\d+)?)?[ ]*(?P<half>[AaPp]\.?[Mm]\.?)?[ ]*(?P<zone>\S.*)?)?"
)
_ADDRESS_DAY = re.compile(
    r"(?<!\d)((?:19|20)\d\d)([/_-]?)(0[1-9]|1[0-2])\2(0[1-9]|[12]\d|3[01])(?!\d)"
)
_OFFSET = re.compile(r"(?:UTC|GMT)?(?P<sign>[+−–-])(?P<hours>\d{1,2}):?(?P<minutes>\d{2})?")
_HOURS_BY_ZONE = {
    "Z": 0,
    "UTC": 0,
    "GMT": 0,
    "WET": 0,
    "BST": 1,
    "CET": 1,
    "CEST": 2,
    "EET": 2,
    "EEST": 3,
    "MSK": 3,
    "JST": 9,
    "EST": -5,
    "EDT": -4,
    "CDT": -5,
    "MST": -7,
    "MDT": -6,
    "PST": -8,
    "PDT": -7,
    "CST": -6,
}
"""Abbreviations of zones, as RFC 5322 and the United States have them."""


UNREAD_DATE = "is no date that can be read"
"""How the sentence ends that tells of a date that `normal_date` does not know."""


def normal_date(text: str, zone: str, language: str) -> str:
    """Return a date as front matter writes it; empty if it is none.

    A time of midnight is no time: generators write it where only the day is known.

    Args:
        zone: The zone of times without an offset, if their site says it.
        language: Of words in it.
    """
    text = text.strip().strip("\"'")
    match = _FORM.fullmatch(text)
    if not match:
        if isinstance(parse_partial_moment(text, UTC), Moment):
            return text
        return read_date_line(text, language) if text else ""
    hour = int(match["hour"] or 0)
    if match["half"]:
        hour = hour % 12 + 12 * (match["half"][0] in "pP")
    try:
        year, month, day = (int(match[name]) for name in ("year", "month", "day"))
        minute, second = int(match["minute"] or 0), int(match["second"] or 0)
        offset = _zone(match["zone"] or "", zone)
        moment = datetime(year, month, day, hour, minute, second, tzinfo=offset)
        written = moment.isoformat(timespec="seconds")
    except (ValueError, OverflowError):
        return ""
    has_time = match["hour"] and (moment.hour or moment.minute or moment.second)
    return written if has_time else written[:10]


def day_in_address(address: str) -> str:
    """Return the day that is part of an address, as in /2022/09/13/fair/; empty without one."""
    match = _ADDRESS_DAY.search(address)
    return normal_date(f"{match[1]}-{match[3]}-{match[4]}", "", "en") if match else ""


def _zone(text: str, default: str) -> tzinfo | None:
    """Return the zone that a date names; raise ValueError if it is unknown."""
    if not text:
        return time_zone(default) if default else None
    if match := _OFFSET.fullmatch(text):
        minutes = int(match["hours"]) * 60 + int(match["minutes"] or 0)
        return timezone(timedelta(minutes=minutes if match["sign"] == "+" else -minutes))
    if text.upper() in _HOURS_BY_ZONE:
        return timezone(timedelta(hours=_HOURS_BY_ZONE[text.upper()]))
    zone = time_zone(text)
    if zone is None:
        raise ValueError(text)
    return zone
