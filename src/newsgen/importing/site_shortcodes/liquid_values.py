"""What `{{ x }}` stands for in Liquid and Nunjucks: values of the site, the page and the text."""

import re
from collections.abc import Mapping

from newsgen.importing.plain_to_markdown import escape_signs

_VALUE = re.compile(
    r"\{\{-?\s*(?:[\"'](?P<text>[^\"'{}]*)[\"']|(?P<name>[\w.-]+))"
    r"(?P<filters>(?:\s*\|\s*[^{}|]*)*)\s*-?\}\}"
)
_ADDRESS_FILTER = re.compile(
    r"\s*(?:url|relative_url|absolute_url|relURL|absURL|prepend|append|escape|uri_escape|safe"
    r"|htmlBaseUrl|asset_path|trim)\b"
)
_TEXT_FILTER = re.compile(
    r"\s*(?:escape|escape_once|xml_escape|h|e|strip|strip_html|strip_newlines|markdownify|smartify"
    r"|newline_to_br|normalize_whitespace)\s*-?"
)
"""Filters that leave the words of a text as they are."""

_ASSIGNED = re.compile(
    r"(?P<name>[\w.-]+)\s*=\s*(?:\"(?P<double>[^\"]*)\"|'(?P<single>[^']*)'|(?P<value>[\w.-]+))"
)
_SITE_ADDRESS = ("site.url", "site.baseurl", "siteurl", "site_url", "config.base_url", "baseurl")


class LiquidValues:
    """The values of one text, by their names; it may give itself more."""

    def __init__(self, values: Mapping[str, str]) -> None:
        self._values = dict(values)

    def assign(self, words: str) -> bool:
        """Keep what `assign` says, as in `day = "Monday"`; return whether that is known."""
        match = _ASSIGNED.fullmatch(words)
        if not match:
            return False
        texts = (match["double"], match["single"], self._values.get(match["value"] or ""))
        value = next((each for each in texts if each is not None), None)
        if value is None:
            return False
        self._values[match["name"]] = value
        return True

    def capture(self, name: str, text: str) -> None:
        """Keep the text that stands between `capture` and its end."""
        self._values[name] = text

    def including(self, arguments: Mapping[str, str]) -> dict[str, str]:
        """Return the values of a text that is included with arguments."""
        return {
            **self._values,
            **{f"include.{key}": value for key, value in arguments.items()},
        }

    def find(self, shortcode: str) -> str | None:
        """Return the Markdown that a value stands for; None if it is not known."""
        match = _VALUE.fullmatch(shortcode)
        if not match:
            return None
        filters = match["filters"].split("|")[1:]
        are_of_addresses = all(map(_ADDRESS_FILTER.match, filters))
        if match["text"] is not None:
            return match["text"] if are_of_addresses else None
        name = match["name"]
        if name in _SITE_ADDRESS:
            return ""
        value = self._values.get(name)
        if value is None or not (are_of_addresses or all(map(_TEXT_FILTER.fullmatch, filters))):
            return None
        if "markdownify" in match["filters"]:
            return f"\n\n{value}\n\n"
        is_markdown = name.startswith("include.") or "/" in value
        return value if is_markdown else escape_signs(value)

    def before_filters(self, shortcode: str) -> tuple[str, str]:
        """Return the text that filters of a value are to change, and the first of them."""
        match = _VALUE.fullmatch(shortcode)
        if not match or "|" not in match["filters"]:
            return "", ""
        text = match["text"] or self._values.get(match["name"] or "", "")
        return text, match["filters"].split("|")[1].strip()
