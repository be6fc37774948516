"""The types of dates: how each is parsed, and what JSON Schema and snippets say of it."""

from datetime import tzinfo
from typing import Any

from newsgen.content.dates import (
    DATE_HINT,
    PARTIAL_DATE_HINT,
    TIME_HINT,
    parse_moment,
    parse_partial_date,
    parse_partial_moment,
)
from newsgen.content.yaml.scalar_types import STRING_OR_INTEGER, ScalarType
from newsgen.content.yaml.validator import JsonSchema

_DATE = "[0-9]{4}-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12][0-9]|3[01])"
_OFFSET = "[Zz]|(?:UTC|GMT)?[+−-][0-9]{1,2}(?::?[0-9]{2})?|UTC|GMT"
_KNOWN_PART = "[0-9]{4}(?:-(?:0[1-9]|1[0-2])(?:-(?:0[1-9]|[12][0-9]|3[01]))?)?"
_ABOUT = "(?:[Aa]bout|[Cc]irca|[Cc]a\\.?|[Cc]\\.) *"
_PARTIAL_DATE = f"(?:{_ABOUT})?{_KNOWN_PART}[~?%]?"
_TIME = rf"(?:[Tt]| +)[0-9]{{1,2}}:[0-9]{{2}}(?::[0-9]{{2}}(?:\.[0-9]+)?)? *(?:{_OFFSET})?"


class InstantType(ScalarType, frozen=True):
    """A calendar date, or a date and time, with or without an offset from UTC."""

    _words = "date or time"
    _description = "a date"
    _invalid_code = "N103"
    _pattern = f"{_DATE}(?:{_TIME})?"
    _pattern_hint = f"{DATE_HINT}, or a time too: {TIME_HINT}"
    _placeholder = "${%d:$CURRENT_YEAR-$CURRENT_MONTH-$CURRENT_DATE}"

    def _parse(self, text: str, zone: tzinfo) -> Any | tuple[str, str]:
        return parse_moment(text, zone)


class DateType(InstantType, frozen=True):
    """A calendar date, YYYY-MM-DD. A time after it is accepted and dropped."""

    _words = "date"

    def _parse(self, text: str, zone: tzinfo) -> Any | tuple[str, str]:
        moment = parse_moment(text, zone)
        return moment if isinstance(moment, tuple) else moment.day


class ArticleDateType(InstantType, frozen=True):
    """A date, or a date and time; or no more than its month or year, and whether that is sure."""

    _words = "date, month, year or time"
    _pattern = f"{_DATE}(?:{_TIME})?|{_PARTIAL_DATE}"
    _pattern_hint = PARTIAL_DATE_HINT

    def _parse(self, text: str, zone: tzinfo) -> Any | tuple[str, str]:
        return parse_partial_moment(text, zone)

    def json_schema(self) -> JsonSchema:
        """Return a text of this form, or a year as a number."""
        return super().json_schema() | STRING_OR_INTEGER


class PartialDateType(ScalarType, frozen=True):
    """A year, a month (2001-06) or a day, and whether that is sure."""

    _words = "year, month or day"
    _description = "a date"
    _invalid_code = "N103"
    _pattern = _PARTIAL_DATE
    _pattern_hint = PARTIAL_DATE_HINT

    def _parse(self, text: str, zone: tzinfo) -> Any | tuple[str, str]:
        return parse_partial_date(text)

    def json_schema(self) -> JsonSchema:
        """Return a text of this form, or a year as a number."""
        return super().json_schema() | STRING_OR_INTEGER
