"""Single values: what the characters of a scalar mean where the table of fields wants one shape."""

import re
from datetime import tzinfo
from typing import Any
from urllib.parse import urlsplit

from newsgen.content.dates import parse_moment, parse_partial_date
from newsgen.content.did_you_mean import did_you_mean
from newsgen.content.yaml.value_types import (
    ChoiceType,
    CodeType,
    DateType,
    FlagType,
    InstantType,
    LanguageType,
    PartialDateType,
    TextType,
    UrlType,
    ValueType,
    WholeType,
)
from newsgen.model.value import Value

LANGUAGE_TAG = re.compile(r"[A-Za-z]{2,3}(?:-[A-Za-z0-9]{1,8})*", re.ASCII)
"""The form of a BCP 47 tag (RFC 5646, section 2.1, without its rarer parts)."""


class InvalidValue(Value, frozen=True):
    """Why a text is not of a shape: a problem that has no place yet."""

    code: str
    message: str
    hint: str = ""


def parse_scalar(text: str, value_type: ValueType, zone: tzinfo) -> Any | InvalidValue:
    """The value of a text: a str, bool, int, date, Period or Moment.

    zone: of times without an offset.
    """
    match value_type:
        case TextType():
            return text
        case FlagType() if text in ("true", "false"):
            return text == "true"
        case WholeType() if re.fullmatch("[0-9]{1,9}", text) and int(text) >= value_type.minimum:
            return int(text)
        case ChoiceType() if text in value_type.choices:
            return text
        case LanguageType() if LANGUAGE_TAG.fullmatch(text):
            return text
        case UrlType() if _is_url(text):
            return text
        case CodeType() if re.fullmatch(value_type.pattern, text):
            return text
        case PartialDateType():
            period = parse_partial_date(text)
            return InvalidValue("N103", *period) if isinstance(period, tuple) else period
        case DateType() | InstantType():
            moment = parse_moment(text, zone)
            if isinstance(moment, tuple):
                return InvalidValue("N103", *moment)
            return moment.day if isinstance(value_type, DateType) else moment
    hint = did_you_mean(text, value_type.choices) if isinstance(value_type, ChoiceType) else ""
    hint = hint or f"write it as in {_example_value(value_type)}"
    code = "N106" if isinstance(value_type, (FlagType, WholeType)) else "N117"
    return InvalidValue(code, f'"{text}" is not {describe_type(value_type)}', hint)


def describe_type(value_type: ValueType) -> str:
    """What a person would call a value of a shape."""
    match value_type:
        case FlagType():
            return "true or false"
        case WholeType():
            return f"a whole number from {value_type.minimum}"
        case ChoiceType():
            return " or ".join(value_type.choices)
        case LanguageType():
            return "a language tag such as en or zh-Hans"
        case UrlType():
            return "an address that starts with https://"
        case CodeType():
            return "a code of this register"
        case DateType() | InstantType() | PartialDateType():
            return "a date"
        case _:
            return "a single value"


def _example_value(value_type: ValueType) -> str:
    match value_type:
        case FlagType():
            return "true"
        case WholeType():
            return str(max(value_type.minimum, 50))
        case ChoiceType():
            return value_type.choices[0]
        case LanguageType():
            return "en"
        case CodeType():
            return value_type.example
        case _:
            return "https://example.org/page"


def _is_url(text: str) -> bool:
    try:
        parts = urlsplit(text)
    except ValueError:
        return False
    return bool(parts.scheme in ("http", "https") and parts.hostname and not re.search(r"\s", text))
