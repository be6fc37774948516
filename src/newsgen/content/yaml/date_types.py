"""The types of dates and times: what `content.dates` parses, as types of a key's value."""

from datetime import tzinfo
from typing import Any

from newsgen.content.dates import PARTIAL_DATE_HINT, parse_moment, parse_partial_date
from newsgen.content.yaml.scalar_types import STRING_OR_INTEGER, InvalidValue, ScalarType
from newsgen.content.yaml.validator import JsonSchema

_DATE = "[0-9]{4}-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12][0-9]|3[01])"
_OFFSET = "[Zz]|[+-][0-9]{2}(?::?[0-9]{2})?"
_TIME = rf"(?:[Tt]| +)[0-9]{{1,2}}:[0-9]{{2}}(?::[0-9]{{2}}(?:\.[0-9]+)?)? *(?:{_OFFSET})?"


class InstantType(ScalarType, frozen=True):
    """A calendar date, or a date and time, with or without an offset from UTC."""

    _words = "date or time"
    _description = "a date"
    _pattern = f"{_DATE}(?:{_TIME})?"
    _pattern_hint = "write YYYY-MM-DD, or YYYY-MM-DD HH:MM +00:00"
    _placeholder = "${%d:$CURRENT_YEAR-$CURRENT_MONTH-$CURRENT_DATE}"

    def parse(self, text: str, zone: tzinfo) -> Any | InvalidValue:
        """Return the Moment a text means."""
        moment = parse_moment(text, zone)
        return InvalidValue(*moment, "N103") if isinstance(moment, tuple) else moment


class DateType(InstantType, frozen=True):
    """A calendar date, YYYY-MM-DD. A time after it is accepted and dropped."""

    _words = "date"

    def parse(self, text: str, zone: tzinfo) -> Any | InvalidValue:
        """Return the date a text means."""
        moment = super().parse(text, zone)
        return moment if isinstance(moment, InvalidValue) else moment.day


class PartialDateType(ScalarType, frozen=True):
    """A year, a month (2001-06) or a day."""

    _words = "year, month or day"
    _description = "a date"
    _pattern = "[0-9]{4}(?:-(?:0[1-9]|1[0-2])(?:-(?:0[1-9]|[12][0-9]|3[01]))?)?"
    _pattern_hint = PARTIAL_DATE_HINT

    def parse(self, text: str, zone: tzinfo) -> Any | InvalidValue:
        """Return the Period a text means."""
        period = parse_partial_date(text)
        return InvalidValue(*period, "N103") if isinstance(period, tuple) else period

    def json_schema(self) -> JsonSchema:
        """Return a text of this form, or a year as a number."""
        return super().json_schema() | STRING_OR_INTEGER
