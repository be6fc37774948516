"""A capture → one HTML file that shows the page without script and without network."""

import re
from base64 import b64encode
from datetime import UTC, datetime
from html import escape

from lxml import html

from newsgen.content.kept_copies import SEAL
from newsgen.links.page_capture import Capture, media_type
from newsgen.links.page_parts import (
    absolute,
    base_address,
    page_parts,
    parse_page,
    rewrite_css,
    style_text,
    xml_text,
)
from newsgen.links.page_text import page_text
from newsgen.links.polite_client import HttpAnswer, NoAnswer

_REMOVED = (
    *("script", "iframe", "frame", "frameset", "object", "embed", "applet", "base", "template"),
    *("audio", "video", "source", "track", "portal", "fencedframe"),
)
_REMOVED_ATTRIBUTES = frozenset(
    (
        *("srcset", "sizes", "loading", "integrity", "nonce", "crossorigin", "ping", "action"),
        *("formaction", "form", "srcdoc", "target", "manifest", "http-equiv", "autofocus"),
    )
)
_OTHER_SCHEMES = ("mailto:", "tel:")
_MAX_BYTES = 100_000_000
"""Of all contents in a copy."""

_MAX_DEPTH = 6
"""How deep style sheets are put into each other; the capture fetches fewer."""


def html_copy(capture: Capture, time: datetime) -> bytes:
    """Return the copy of a page that a capture has. time: when it was captured.

    It begins with `SEAL`, so that nothing in it runs. All that it shows is in it. Raises NoAnswer
    for a page that cannot be copied so.
    """
    root = parse_page(page_text(capture.page.content, capture.charset))
    if root is None:
        raise NoAnswer("it shows nothing, or nothing but frames, or too much; use --format wacz")
    base = base_address(root, capture.final_address)
    _clean(root, base)
    contents = _Contents(capture)
    for part in page_parts(root):
        part.rewrite(lambda address: contents.data_address(base, address, ()))
    text = html.tostring(root, encoding="unicode")
    # A build refuses what says so outside the seal; no attribute of this name is left.
    text = re.sub("(?i)http-equiv", lambda match: match[0].replace("-", "&#45;"), text)
    address = escape(capture.final_address).replace("--", "%2D%2D")
    origin = f"<!-- {address}, {time.astimezone(UTC):%Y-%m-%dT%H:%M:%SZ} -->\n"
    return SEAL + f"{origin}{text}\n".encode("utf-8", "xmlcharrefreplace")


def _clean(root: html.HtmlElement, base: str) -> None:
    """Remove what could act, and make links whole."""
    for element in list(root.iter()):
        if not isinstance(element.tag, str):
            element.drop_tree()  # a comment, which old browsers took for more
        elif element.tag in _REMOVED or _is_unshown(element):
            element.drop_tree()
        elif element.tag in ("noscript", "form"):
            element.drop_tag()  # what it holds stays, and sends nothing
        else:
            _clean_attributes(element, base)


def _is_unshown(element: html.HtmlElement) -> bool:
    """Return whether an element of the head says what the copy says itself, or asks for more."""
    if element.tag == "meta":
        stated = ("http-equiv" in element.attrib, "charset" in element.attrib)
        return any(stated) or element.get("name") == "robots"
    if element.tag == "link":
        return not {"stylesheet", "icon"} & set(str(element.get("rel", "")).lower().split())
    return False


def _clean_attributes(element: html.HtmlElement, base: str) -> None:
    for name in list(element.attrib):
        if name.lower().startswith("on") or name.lower() in _REMOVED_ATTRIBUTES:
            del element.attrib[name]
    if element.tag in ("a", "area") and "href" in element.attrib:
        address, sign, fragment = str(element.get("href")).strip().partition("#")
        if address and not address.lower().startswith(_OTHER_SCHEMES):
            address = absolute(base, address)
        if address or sign:
            element.set("href", xml_text(f"{address}{sign}{fragment}"))
            element.set("rel", "noopener noreferrer nofollow")
        else:
            del element.attrib["href"]


class _Contents:
    """The contents of what a page shows, as addresses that have them in themselves."""

    def __init__(self, capture: Capture) -> None:
        self._capture = capture
        self._size = 0

    def data_address(self, base: str, address: str, sheets: tuple[str, ...]) -> str:
        """Return such an address; empty if the content was not captured.

        Raises NoAnswer once all contents together are too large: each use of a picture has it anew.

        Args:
            base: Of the address.
            address: As it is written.
            sheets: The style sheets that it is in, from the outermost on.
        """
        if address.strip().lower().startswith(("data:", "#")):
            return address.strip()
        found = absolute(base, address)
        answer = self._capture.content(found) if found else None
        if answer is None or not 200 <= answer.status < 300:
            return ""
        kind = media_type(answer)[0]
        content = answer.content
        if kind == "text/css":
            sheet = self._whole_style(self._capture.finals[found], answer, sheets)
            content = sheet.encode("utf-8", "replace")
        self._size += len(content)
        if self._size > _MAX_BYTES:
            reason = f"its copy would have more than {_MAX_BYTES // 1_000_000} MB"
            raise NoAnswer(f"{reason}; use --format wacz")
        return f"data:{kind};base64,{b64encode(content).decode('ascii')}"

    def _whole_style(self, address: str, answer: HttpAnswer, sheets: tuple[str, ...]) -> str:
        """Return the text of a style sheet with all that it names; empty within itself."""
        if address in sheets or len(sheets) > _MAX_DEPTH:
            return ""
        inner = (*sheets, address)
        text = style_text(answer.content, media_type(answer)[1])
        return rewrite_css(text, lambda each: self.data_address(address, each, inner))
