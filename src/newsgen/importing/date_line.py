"""A line that is nothing but a date, in words or numbers → the date as front matter writes it."""

import re
from datetime import UTC, datetime

from newsgen.content.dates import parse_moment
from newsgen.model.article import Moment

_MAX_LENGTH = 60
_YEAR = re.compile(r"(?<!\d)(?:1[89]|20|21)\d\d(?!\d)")
_LABEL = re.compile(
    r"^(?:(?:first )?published|posted|updated|last (?:updated|modified)|date|am|on|le|el)\b[:\s]*",
    re.IGNORECASE,
)
_NUMBERS = re.compile(r"(\d{1,2})[./-](\d{1,2})[./-]\d{4}")
_TIME = re.compile(r"\d{1,2}[:h]\d{2}|\d\s?[ap]\.?m", re.IGNORECASE)
_MONTH_FIRST = ("en",)
"""Languages in which 09/13/2022 is a date."""


def read_date_line(line: str, language: str) -> str:
    """Return the date that a line is; empty if it is something else, or may be two days.

    Args:
        language: A BCP 47 tag: that of the archive. Words of other languages are known too.
    """
    text = _LABEL.sub("", line.strip()).strip(" .|•·–—-")
    if len(text) > _MAX_LENGTH or not _YEAR.search(text):
        return ""
    moment = parse_moment(text, UTC)
    if isinstance(moment, Moment):
        return text if moment.timed else moment.day.isoformat()
    order = "MDY" if language.split("-")[0] in _MONTH_FIRST else "DMY"
    if numbers := _NUMBERS.search(text):
        first, second = int(numbers[1]), int(numbers[2])
        if first != second and first <= 12 and second <= 12 and "." not in numbers[0]:
            return ""
        order = "MDY" if second > 12 else "DMY"
    parsed = _parse(text, order)
    if parsed is None:
        return ""
    if parsed.tzinfo is not None:
        return parsed.isoformat(timespec="seconds")
    return parsed.strftime("%Y-%m-%d %H:%M" if _TIME.search(text) else "%Y-%m-%d")


def _parse(text: str, order: str) -> datetime | None:
    import dateparser  # loading its languages takes a third of a second

    settings = {"STRICT_PARSING": True, "DATE_ORDER": order, "PARSERS": ["absolute-time"]}
    parsed: datetime | None = dateparser.parse(text, settings=settings)
    return parsed
