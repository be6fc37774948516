"""HTML in texts of other generators → Markdown, with addresses as they are typed."""

import html
import re

from newsgen.importing.draft import Loss
from newsgen.importing.html_to_markdown import markdown_of
from newsgen.importing.markdown_dialects.markdown_marks import plain_numbers

TYPED_ADDRESS = "https://old-site.invalid/typed/"
"""What addresses within an old site begin with while HTML becomes Markdown."""

PICTURE_TAG = re.compile(r"<img\b(?P<attributes>(?:[^<>\"']|\"[^\"]*\"|'[^']*')*)>", re.IGNORECASE)
_ATTRIBUTE = re.compile(r"([\w-]+)\s*=\s*(?:\"([^\"]*)\"|'([^']*)'|([^\s\"'>]+))")
_TAG = re.compile(r"<[a-zA-Z](?:[^<>\"']|\"[^\"]*\"|'[^']*')*>")
_EMBEDDED = re.compile(r"(?P<start>\bsrc\s*=\s*[\"']?\s*)data:", re.IGNORECASE)
_OWN_ADDRESS = re.compile(
    r"(?P<start>(?<![\w?&;=/.])(?:href|src)\s*=\s*[\"']?\s*)"
    r"(?P<address>(?!(?!(?:draft|link|attach|static):)[a-z][a-z0-9+.-]*:|//|#)[^\s\"'>])",
    re.IGNORECASE,
)


def html_as_markdown(text: str, title: str = "") -> tuple[str, tuple[Loss, ...]]:
    """Return a whole text of HTML as Markdown, and what was lost.

    Addresses that are not whole begin with TYPED_ADDRESS, and stand behind it as they are typed.

    Args:
        title: As of markdown_of.
    """
    converted = markdown_of(_prepared_html(text), TYPED_ADDRESS, title=title)
    return plain_numbers(converted.text), converted.losses


def html_attributes(text: str) -> dict[str, str]:
    """Return the attributes of a tag by their names."""
    return {
        match[1].casefold(): html.unescape(match[2] or match[3] or match[4] or "")
        for match in _ATTRIBUTE.finditer(text)
    }


def _prepared_html(text: str) -> str:
    """Return HTML in which addresses are whole, and pictures with titles are figures."""
    return PICTURE_TAG.sub(_figure, _TAG.sub(_with_whole_addresses, text))


def _with_whole_addresses(tag: re.Match[str]) -> str:
    if tag[0][:7].casefold() == "<script":
        return tag[0]
    whole = _OWN_ADDRESS.sub(rf"\g<start>{TYPED_ADDRESS}\g<address>", tag[0])
    # With srcset, it holds the place of a picture that a script loads.
    return whole if "srcset" in whole else _EMBEDDED.sub(rf"\g<start>{TYPED_ADDRESS}data:", whole)


def _figure(match: re.Match[str]) -> str:
    caption = html_attributes(match["attributes"]).get("title", "")
    if not caption:
        return match[0]
    return f"<figure>{match[0]}<figcaption>{html.escape(caption)}</figcaption></figure>"
