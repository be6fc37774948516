"""A picture in the marks of a text, such as `![The fair](fair.jpg)` → its file and description."""

import re

from newsgen.content.yaml.quote import yaml_scalar
from newsgen.model.lazy_pattern import lazy_pattern

_FORMS = (
    r"!?\[(?P<alt>[^\[\]]*)\]\(\s*<?(?P<src>[^\s()<>\"][^()<>\"]*)",
    r"!?\[\[(?P<src>[^\[\]|]+)(?:\|(?P<alt>[^\[\]]*))?\]\]",
    r"\[img[^\[\]]*\](?P<src>[^\[\]]+)\[/img\]",
    r"^<(?P<src>[^<>\s=]+)>$",
)
"""Markdown's, a wiki's and a forum's form of a picture; last, an address as Markdown has it."""

_HTML = lazy_pattern(r"<img\b|\{\{[<%]")
"""HTML, and a shortcode such as `{{< figure src="fair.jpg" >}}`, which has the same attributes."""


def marked_picture(text: str) -> tuple[str, str] | None:
    """Return the file and the description of a picture in marks; None if a text has no marks."""
    if _HTML.search(text):
        src, alt = (_attribute(text, name) for name in ("src", "alt"))
        return (src, alt) if src else None
    match = next(filter(None, (re.search(form, text, re.IGNORECASE) for form in _FORMS)), None)
    if not match:
        return None
    alt = match.groupdict().get("alt") or ""
    return match["src"].strip(), alt.strip()


def picture_form(src: str, alt: str) -> str:
    """Return how front matter writes a picture on one line: `{src: fair.jpg, alt: The fair}`."""
    pairs = (f"{key}: {yaml_scalar(text)}" for key, text in (("src", src), ("alt", alt)) if text)
    return f"{{{', '.join(pairs)}}}"


def _attribute(text: str, name: str) -> str:
    match = re.search(rf"\b{name}\s*=\s*(?:\"([^\"]*)\"|'([^']*)'|([^\s>\"']+))", text)
    return next(filter(None, match.groups()), "").strip() if match else ""
