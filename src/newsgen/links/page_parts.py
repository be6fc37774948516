"""What a web page shows beside its text: the places in HTML and CSS that name a file."""

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import Any
from urllib.parse import quote, urljoin, urlsplit

import tinycss2
from lxml import etree, html
from tinycss2.bytes import decode_stylesheet_bytes
from tinycss2.serializer import serialize_string_value

_ATTRIBUTES = {
    "body": ("background",),
    "image": ("href", "xlink:href"),
    "img": ("src",),
    "input": ("src",),
    "link": ("href",),
    "table": ("background",),
    "td": ("background",),
}
"""The attributes that name what is shown, by element."""

_CONTROLS = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff]")
_TAG_START = re.compile("<(?=[A-Za-z/!?])")
_CANDIDATE = re.compile(r"[\s,]*(\S*[^\s,])(?:\s[^,]*)?(?:,|$)")
"""A picture of a srcset (HTML, 4.8.4.2.1): its address, and how large it is."""

_NO_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_ADDRESS_SIGNS = "%/:?#[]@!$&'()*+,;=~"
_SHOWN_LINKS = frozenset(("stylesheet", "icon"))
_LATE_SOURCES = ("data-src", "data-lazy-src", "data-original", "data-lazy")
"""Attributes from which scripts take the address of a picture, once it is near."""


@dataclass(frozen=True)
class PagePart:
    """A place that names what is shown. attribute: empty for the text of a <style>."""

    element: html.HtmlElement
    attribute: str
    is_css: bool

    def addresses(self) -> tuple[str, ...]:
        """Return the addresses that it names, as they are written."""
        value = self._value()
        return css_addresses(value) if self.is_css else (value,)

    def rewrite(self, replacement: Callable[[str], str]) -> None:
        """Put others in the place of its addresses; without one, an attribute goes."""
        value = self._value()
        value = rewrite_css(value, replacement) if self.is_css else replacement(value)
        if not self.attribute:  # the text of a <style> may not hold what could be a tag
            self.element.text = _TAG_START.sub(r"\\3c ", xml_text(value))
        elif value:
            self.element.set(self.attribute, xml_text(value))
        else:
            del self.element.attrib[self.attribute]

    def _value(self) -> str:
        if self.attribute:
            return str(self.element.get(self.attribute))
        return self.element.text or ""


def parse_page(text: str) -> html.HtmlElement | None:
    """Return the tree of a web page; None if it shows nothing, or is too deep to be read whole.

    Pictures that a script would show have their addresses where browsers look for them.
    """
    parser = html.HTMLParser(encoding="utf-8", huge_tree=True)
    try:
        root = html.document_fromstring(_CONTROLS.sub("", text).encode(), parser)
    except (ValueError, etree.ParserError):  # nothing is left
        return None
    is_cut = any(entry.type_name == "ERR_RESOURCE_LIMIT" for entry in parser.error_log)
    if is_cut or root.find(".//frameset") is not None:
        return None
    for element in root.iter():
        for name in ("text", "tail"):  # references such as &#1; may bring what no tree takes back
            value = getattr(element, name)
            if value and _NO_XML.search(value):
                setattr(element, name, xml_text(value))
    for picture in root.iter("img"):
        _show_at_once(picture)
    return root


def xml_text(text: str) -> str:
    """Return a text without the characters that no tree can hold (XML 1.0, section 2.2)."""
    return _NO_XML.sub("", text)


def base_address(root: html.HtmlElement, address: str) -> str:
    """Return the address that the relative ones of a page start from."""
    base = next((each.get("href") for each in root.iter("base") if each.get("href")), "")
    return absolute(address, base or "") or address


def absolute(base: str, address: str) -> str:
    """Return a whole address of the web, without fragment; empty for what is none."""
    try:
        whole = quote(urljoin(base, address.strip()).partition("#")[0], safe=_ADDRESS_SIGNS)
        return whole if urlsplit(whole).scheme in ("http", "https") else ""
    except ValueError:
        return ""


def page_parts(root: html.HtmlElement) -> Iterator[PagePart]:
    """Yield the places in a page that name what is shown with it."""
    for element in root.iter():
        tag = element.tag
        if not isinstance(tag, str):
            continue
        if tag == "style":
            yield PagePart(element, "", is_css=True)
        if element.get("style"):
            yield PagePart(element, "style", is_css=True)
        if tag == "link" and not _SHOWN_LINKS & set(str(element.get("rel", "")).lower().split()):
            continue
        for attribute in _ATTRIBUTES.get(tag, ()):
            if element.get(attribute):
                yield PagePart(element, attribute, is_css=False)


def other_sizes(root: html.HtmlElement) -> Iterator[str]:
    """Yield the addresses of pictures among which browsers choose."""
    for element in root.iter("img", "source"):
        yield from _CANDIDATE.findall(str(element.get("srcset", "")))


def css_addresses(css: str) -> tuple[str, ...]:
    """Return the addresses in a style sheet: of pictures, fonts and other style sheets.

    None of one that is nested too deep to be read.
    """
    try:
        nodes = tinycss2.parse_component_value_list(css)
        return tuple(node.value for node in _address_nodes(nodes))
    except RecursionError:
        return ()


def rewrite_css(css: str, replacement: Callable[[str], str]) -> str:
    """Return a style sheet with others in the place of its addresses.

    Nothing of one that is nested too deep to be read.
    """
    try:
        nodes = tinycss2.parse_component_value_list(css)
        for node in _address_nodes(nodes):
            written = serialize_string_value(replacement(node.value))
            node.representation = f'url("{written}")' if node.type == "url" else f'"{written}"'
        return str(tinycss2.serialize(nodes))
    except RecursionError:
        return ""


def style_text(content: bytes, charset: str) -> str:
    """Return the text of a style sheet. charset: of it, as its host says; or empty."""
    text: str = decode_stylesheet_bytes(content, charset or None)[0]
    return xml_text(text)


def _address_nodes(nodes: Iterable[Any]) -> Iterator[Any]:
    """Yield the nodes that are addresses: url(x), url("x"), and the text after @import."""
    is_import = is_namespace = False
    for node in nodes:
        if node.type == "at-keyword":
            is_namespace = node.lower_value == "namespace"
        is_namespace = is_namespace and node != ";"
        if is_namespace:
            continue  # its address is a name
        match node.type:
            case "url":
                yield node
            case "string" if is_import:
                yield node
            case "function":
                if node.lower_name == "url":
                    yield from (each for each in node.arguments if each.type == "string")
                else:
                    yield from _address_nodes(node.arguments)
            case "{} block" | "() block" | "[] block":
                yield from _address_nodes(node.content)
        if node.type not in ("whitespace", "comment"):
            is_import = node.type == "at-keyword" and node.lower_value == "import"


def _show_at_once(picture: html.HtmlElement) -> None:
    """Let the src of a picture be what a browser with script would show."""
    source = str(picture.get("src", ""))
    if source and not source.startswith("data:"):
        return
    late = next((picture.get(name) for name in _LATE_SOURCES if picture.get(name)), "")
    candidates = _CANDIDATE.findall(str(picture.get("srcset") or picture.get("data-srcset") or ""))
    if address := late or (candidates[-1] if candidates else ""):
        picture.set("src", xml_text(address))
