"""Patterns of addresses, as generators write them, and what their parts are made from."""

import re
import unicodedata
from collections.abc import Mapping
from datetime import date

_TOKEN = re.compile(r":([a-z_]+)(?:\[[^\]]*\])?")
_DAY = re.compile(r"(\d{4})-(\d{2})-(\d{2})")
_ELEMENT = re.compile(r"</?[a-zA-Z][^<>]*>")
_LETTERS = str.maketrans(
    {"ß": "ss", "æ": "ae", "Æ": "AE", "ø": "o", "Ø": "O", "ł": "l", "Ł": "L", "đ": "d", "Đ": "D"}
    | {"œ": "oe", "Œ": "OE", "þ": "th", "ð": "d", "ı": "i", "–": "-", "—": "--", "’": "'"}
)
_DATED_NAMES = (
    re.compile(r"(?P<year>\d{4})[-_.](?P<month>\d{1,2})[-_.](?P<day>\d{1,2})[-_ .](?P<rest>.+)"),
    re.compile(r"(?P<year>(?:19|20)\d\d)(?P<month>\d\d)(?P<day>\d\d)[-_ .](?P<rest>.+)"),
)
"""Names of files that begin with a day."""


def name_day(name: str) -> tuple[str, str]:
    """Return the day that a file name begins with, and the rest of it; no day if it has none."""
    match = next(filter(None, (each.fullmatch(name) for each in _DATED_NAMES)), None)
    if not match:
        return "", name
    try:
        day = date(int(match["year"]), int(match["month"]), int(match["day"]))
    except ValueError:
        return "", name
    return day.isoformat(), match["rest"]


def url_words(text: str, *, keep: str = "") -> str:
    """Return words as generators put them into addresses: lower case, joined by hyphens.

    Args:
        keep: Signs that stay besides letters and digits.
    """
    folded = unicodedata.normalize("NFC", text).lower()
    signs = re.escape(keep)
    return re.sub(rf"[^\w{signs}]+", "-", folded.replace("'", "").replace("’", "")).strip("-")


def plain_slug(text: str, *, keep: str = "") -> str:
    """Return words as Pelican and Nikola put them into addresses: ASCII, without signs.

    Letters that are not Latin stay, which are put there as they sound.

    Args:
        keep: Signs that stay besides letters, digits and hyphens.
    """
    words = _ELEMENT.sub("", text).translate(_LETTERS)
    apart = unicodedata.normalize("NFKD", words)
    ascii_words = "".join(each for each in apart if not unicodedata.combining(each))
    folded = (
        ascii_words if ascii_words.isascii() else unicodedata.normalize("NFKC", words)
    ).lower()
    return re.sub(r"[-\s]+", "-", re.sub(rf"[^\w\s{re.escape(keep)}-]", "", folded).strip())


def day_parts(day: str) -> Mapping[str, str]:
    """Return the parts of a date that patterns name; none of a date without a day."""
    match = _DAY.match(day)
    if not match:
        return {}
    year, month, number = match.groups()
    try:
        known = date(int(year), int(month), int(number))
    except ValueError:
        return {}
    return {
        "year": year,
        "month": month,
        "day": number,
        "short_year": year[2:],
        "i_month": str(known.month),
        "i_day": str(known.day),
        "y_day": f"{known.timetuple().tm_yday:03}",
        "yearday": str(known.timetuple().tm_yday),
        "monthname": _MONTHS[known.month - 1].lower(),
        "long_month": _MONTHS[known.month - 1],
        "short_month": _MONTHS[known.month - 1][:3],
        "week": f"{known.isocalendar().week:02}",
        "w_year": str(known.isocalendar().year),
        "w_day": str(known.isoweekday()),
        "weekday": str(known.isoweekday() % 7),
        "short_day": _DAYS[known.weekday()][:3],
        "long_day": _DAYS[known.weekday()],
        "weekdayname": _DAYS[known.weekday()].lower(),
    }


_MONTHS = (
    *("January", "February", "March", "April", "May", "June", "July"),
    *("August", "September", "October", "November", "December"),
)
_DAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")


def fill_pattern(pattern: str, parts: Mapping[str, str]) -> str:
    """Return the address of a pattern such as /:year/:title/; empty if a part is not known."""
    names = {match[1] for match in _TOKEN.finditer(pattern)}
    if not names <= parts.keys():
        return ""
    return absolute_path(_TOKEN.sub(lambda match: parts[match[1]], pattern))


def absolute_path(address: str) -> str:
    """Return the path of an address from the root of its site, without doubled slashes."""
    path = re.sub(r"^[a-z]+://[^/]+", "", address.strip(), flags=re.IGNORECASE)
    return re.sub(r"/{2,}", "/", f"/{path}")
