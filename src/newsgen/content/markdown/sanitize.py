"""The allow-list of HTML, and nh3, which removes everything else, whatever was done before."""

import re
from datetime import date
from html import escape

import nh3

from newsgen.content.markdown.content_model import name_set
from newsgen.model.lazy_pattern import lazy_pattern

_YEAR = r"\d{4}(?:-(?:0[1-9]|1[0-2])(?:-(?:0[1-9]|[12]\d|3[01]))?)?"
_CLOCK = r"(?:[01]\d|2[0-3]):[0-5]\d(?::[0-5]\d(?:\.\d{1,3})?)?"
_ZONE = r"(?:Z|[+-](?:[01]\d|2[0-3]):?[0-5]\d)"
_DAY = r"\d{4}-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12]\d|3[01])"

# ISO 639-1, by first letter, or any code of three letters.
_LANGUAGE = (
    "a[abefkmnrsvyz]|b[aegimnors]|c[aehorsuvy]|d[aevz]|e[elnostu]|f[afijory]|g[adlnuv]|h[aeiortuyz]"
    "|i[adegikostu]|j[av]|k[agijklmnorsuvwy]|l[abginotuv]|m[ghiklnrsty]|n[abdeglnorvy]|o[cjmrs]"
    "|p[ailst]|qu|r[mnouw]|s[acdegik-oq-w]|t[aeghiklnorstwy]|u[gkrz]|v[eio]|w[ao]|xh|y[io]|z[ahu]"
    "|[a-z]{3}"
)

AttributeRules = dict[str, re.Pattern[str]]

_ANY = lazy_pattern(r"[^\x00-\x08\x0b-\x1f]*")
_WEB = lazy_pattern(r"https?://[^\s\"<>\\^`{|}]+")
_NUMBER = lazy_pattern(r"\d{1,4}")
_INTEGER = lazy_pattern(r"-?\d{1,9}")
_SPAN = lazy_pattern(r"[2-9]|[1-9]\d")
_INSTANT = lazy_pattern(rf"{_DAY}(?:[T ]{_CLOCK}{_ZONE})?")
_FLAG = lazy_pattern("")

GLOBAL_ATTRIBUTES: AttributeRules = {
    "id": lazy_pattern(r"(?:text-|fn:|fnref\d*:)[\w\u0300-\U0010ffff-]+"),
    "title": _ANY,
    "lang": lazy_pattern(rf"(?i:{_LANGUAGE})(?:-[A-Za-z]{{4}})?(?:-(?:[A-Za-z]{{2}}|\d{{3}}))?"),
    "dir": lazy_pattern(r"ltr|rtl|auto"),
}
"""Attributes that any element may have, and the pattern of their whole value."""

_CELL_ATTRIBUTES: AttributeRules = {
    "colspan": _SPAN,
    "rowspan": _SPAN,
    "class": lazy_pattern(r"align-(?:left|center|right)"),
}
_WITHOUT_ATTRIBUTES = name_set(
    "dd dl dt figcaption figure h2 h3 h4 h5 h6 hr p pre summary ul caption table tbody thead tr"
    " abbr b bdi bdo br cite dfn em i kbd mark rp rt ruby s samp small span strong sub sup u"
    " var wbr"
)
_EDIT_ATTRIBUTES: AttributeRules = {"cite": _WEB, "datetime": _INSTANT}

ALLOWED_ELEMENTS: dict[str, AttributeRules] = {
    **{name: {} for name in sorted(_WITHOUT_ATTRIBUTES)},
    # blocks and their parts
    "blockquote": {"cite": _WEB},
    "details": {"open": _FLAG},
    "div": {"class": lazy_pattern("footnote")},
    "li": {"value": _INTEGER},
    "ol": {"reversed": _FLAG, "start": _INTEGER, "type": lazy_pattern("[1aAiI]")},
    "td": _CELL_ATTRIBUTES,
    "th": {**_CELL_ATTRIBUTES, "scope": lazy_pattern("row|col|rowgroup|colgroup")},
    # in a line of text
    "a": {
        "class": lazy_pattern("footnote-(?:ref|backref)"),
        "href": lazy_pattern(
            r"(?:#|https?://|mailto:|tel:|newsgen:(?:article|file|root)/)[^\s\"<>\\^`{|}]*"
        ),
    },
    "code": {"class": lazy_pattern(r"language-[\w#.+-]{1,40}")},
    "del": _EDIT_ATTRIBUTES,
    "img": {
        "alt": _ANY,
        "height": _NUMBER,
        "src": lazy_pattern(r"(?:https?://|newsgen:(?:file|root)/)[^\s\"<>\\^`{|}]*"),
        "width": _NUMBER,
    },
    "ins": _EDIT_ATTRIBUTES,
    "q": {"cite": _WEB},
    "time": {"datetime": lazy_pattern(rf"{_YEAR}|{_CLOCK}|{_DAY}[T ]{_CLOCK}{_ZONE}?")},
}
"""The elements that are published, and their attributes besides GLOBAL_ATTRIBUTES."""


def allows_attribute(element: str, attribute: str, value: str) -> bool:
    """Return whether an attribute of an element may have this value."""
    rule = ALLOWED_ELEMENTS.get(element, {}).get(attribute) or GLOBAL_ATTRIBUTES.get(attribute)
    if rule is None or not rule.fullmatch(value):
        return False
    return attribute != "datetime" or _is_calendar_date(value)


def _is_calendar_date(value: str) -> bool:
    day = re.match(_DAY, value)
    try:
        return not day or bool(date.fromisoformat(day.group()))
    except ValueError:
        return False


def sanitize(html: str) -> str:
    """Return the allowed elements of the HTML, and the text of the others."""
    return _CLEANER.clean(html)


def is_valid_url(url: str) -> bool:
    """Return whether nh3's URL parser accepts an absolute address."""
    return "href=" in _CLEANER.clean(f'<a href="{escape(url)}">')


def _filter_attribute(element: str, attribute: str, value: str) -> str | None:
    return value if allows_attribute(element, attribute, value) else None


_CLEANER = nh3.Cleaner(
    tags=set(ALLOWED_ELEMENTS),
    clean_content_tags={"script", "style"},
    attributes={
        "*": set(GLOBAL_ATTRIBUTES),
        **{name: set(rules) for name, rules in ALLOWED_ELEMENTS.items() if rules},
    },
    attribute_filter=_filter_attribute,
    # `target` is not on the list, so no link opens a window that rel="noopener" would guard.
    link_rel=None,
    url_schemes={"http", "https", "mailto", "tel", "newsgen"},
)
