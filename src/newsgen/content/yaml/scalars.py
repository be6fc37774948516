"""Single values: what the characters of a scalar mean where the table of fields wants one shape."""

import re
from datetime import tzinfo
from typing import Any
from urllib.parse import urlsplit

from newsgen.content.dates import read_moment, read_partial
from newsgen.content.did_you_mean import did_you_mean
from newsgen.content.yaml.types import (
    Choice,
    Code,
    Day,
    Flag,
    Instant,
    Language,
    PartialDate,
    Shape,
    Text,
    Url,
    Whole,
)
from newsgen.model.value import Value

LANGUAGE = re.compile(r"[A-Za-z]{2,3}(?:-[A-Za-z0-9]{1,8})*", re.ASCII)
"""The form of a BCP 47 tag (RFC 5646, section 2.1, without its rarer parts)."""


class Unfit(Value, frozen=True):
    """Why a text is not of a shape: a problem that has no place yet."""

    code: str
    message: str
    hint: str = ""


def single(text: str, shape: Shape, zone: tzinfo) -> Any | Unfit:
    """The value of a text: a str, bool, int, date, Period or Moment.

    zone: of times without an offset.
    """
    match shape:
        case Text():
            return text
        case Flag() if text in ("true", "false"):
            return text == "true"
        case Whole() if re.fullmatch("[0-9]{1,9}", text) and int(text) >= shape.least:
            return int(text)
        case Choice() if text in shape.words:
            return text
        case Language() if LANGUAGE.fullmatch(text):
            return text
        case Url() if _is_url(text):
            return text
        case Code() if re.fullmatch(shape.pattern, text):
            return text
        case PartialDate():
            period = read_partial(text)
            return Unfit("N103", *period) if isinstance(period, tuple) else period
        case Day() | Instant():
            moment = read_moment(text, zone)
            if isinstance(moment, tuple):
                return Unfit("N103", *moment)
            return moment.day if isinstance(shape, Day) else moment
    hint = did_you_mean(text, shape.words) if isinstance(shape, Choice) else ""
    hint = hint or f"write it as in {_example(shape)}"
    code = "N106" if isinstance(shape, (Flag, Whole)) else "N117"
    return Unfit(code, f'"{text}" is not {wanted(shape)}', hint)


def wanted(shape: Shape) -> str:
    """What a person would call a value of a shape."""
    match shape:
        case Flag():
            return "true or false"
        case Whole():
            return f"a whole number from {shape.least}"
        case Choice():
            return " or ".join(shape.words)
        case Language():
            return "a language tag such as en or zh-Hans"
        case Url():
            return "an address that starts with https://"
        case Code():
            return "a code of this register"
        case Day() | Instant() | PartialDate():
            return "a date"
        case _:
            return "a single value"


def _example(shape: Shape) -> str:
    match shape:
        case Flag():
            return "true"
        case Whole():
            return str(max(shape.least, 50))
        case Choice():
            return shape.words[0]
        case Language():
            return "en"
        case Code():
            return shape.example
        case _:
            return "https://example.org/page"


def _is_url(text: str) -> bool:
    try:
        parts = urlsplit(text)
    except ValueError:
        return False
    return bool(parts.scheme in ("http", "https") and parts.hostname and not re.search(r"\s", text))
