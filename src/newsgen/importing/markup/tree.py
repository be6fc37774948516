"""HTML → a tree of elements, of which no page is too deep or too broken."""

import re

from lxml import etree, html

HtmlElement = html.HtmlElement

_BLOCKS = (
    "address article aside blockquote body center dd details dir div dl dt fieldset figcaption "
    "figure footer form h1 h2 h3 h4 h5 h6 header hgroup hr li main nav ol p pre section summary "
    "table tbody td tfoot th thead tr ul"
)
BLOCKS = frozenset(_BLOCKS.split())
"""Elements that begin a line of their own."""

HEADINGS = ("h1", "h2", "h3", "h4", "h5", "h6")

_MOST_LEVELS = 80
"""Levels of elements; what is nested more deeply is lifted to this level."""

_UNWANTED = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]|&#(?:0*|x0*)(?:[0-8]|1[14-9]|2\\d|3[01]);"
)
_START_WITH_SLASH = re.compile(r"<p\s*/>", re.IGNORECASE)
"""The start of a paragraph, as browsers read it; the parser would take it for an empty one."""

_NESTING_TAG = re.compile(
    r"</?(?!(?:p|br|h[1-6]|img|title|meta|link|script|style|head|body|html)\b)[a-z][^<>]*>", re.I
)


def parse_html(text: str) -> HtmlElement:
    """Return the root of a page, or of a piece of one. Comments and instructions are left out."""
    text = _START_WITH_SLASH.sub("<p>", _UNWANTED.sub("", text))
    root, is_cut = _parse(text)
    if is_cut:  # The parser stops where elements are nested too deeply: those of text do not nest.
        root, _ = _parse(_NESTING_TAG.sub(" ", text))
    _lift(root)
    return root


def _parse(text: str) -> tuple[HtmlElement, bool]:
    parser = html.HTMLParser(
        encoding="utf-8", remove_comments=True, remove_pis=True, huge_tree=True
    )
    try:
        root = html.document_fromstring(text.encode("utf-8", "replace"), parser=parser)
    except (etree.ParserError, etree.XMLSyntaxError, AssertionError):
        return html.Element("html"), False
    errors = parser.error_log.filter_from_fatals()
    return root, any("depth" in error.message for error in errors)


def body_of(root: HtmlElement) -> HtmlElement:
    """Return the body of a page; the root itself, if there is none."""
    body = root.find("body")
    return root if body is None else body


def words_of(element: HtmlElement) -> str:
    """Return the text of an element in one line."""
    # Several times faster than itertext, and called for every element.
    text: str = etree.tostring(element, method="text", encoding="unicode", with_tail=False)
    return " ".join(text.split())


def lines_of(element: HtmlElement) -> list[str]:
    """Return the text of an element by its blocks, each in one line."""
    lines = [""]
    for event, node in etree.iterwalk(element, events=("start", "end")):
        if node.tag in BLOCKS or node.tag == "br":
            lines.append("")
        if event == "start":
            lines[-1] += node.text or ""
        elif node is not element:
            lines[-1] += node.tail or ""
    return [line for line in (" ".join(line.split()) for line in lines) if line]


def classes_of(element: HtmlElement) -> str:
    """Return the class and id of an element, in lower case."""
    return f"{element.get('class') or ''} {element.get('id') or ''}".casefold()


def elements(root: HtmlElement, *tags: str) -> list[HtmlElement]:
    """Return the elements of some kinds below a root, in order."""
    return [element for element in root.iter(*tags) if element is not root]


def drop(element: HtmlElement) -> None:
    """Take an element out of its tree, and leave what follows it."""
    if element.getparent() is not None:
        element.drop_tree()


def unwrap(element: HtmlElement) -> None:
    """Take an element out of its tree, and leave what is in it."""
    if element.getparent() is not None:
        element.drop_tag()


def new_element(tag: str, text: str = "", **attributes: str) -> HtmlElement:
    """Return an element of its own."""
    element = html.Element(tag, attributes)
    element.text = text or None
    return element


def replace_element(old: HtmlElement, new: HtmlElement) -> None:
    """Put an element in the place of another."""
    parent = old.getparent()
    if parent is not None:
        new.tail, old.tail = old.tail, None
        parent.replace(old, new)


def _lift(root: HtmlElement) -> None:
    """Take out elements below the deepest level, and leave their text."""
    level = 0
    deep = []
    for event, element in etree.iterwalk(root, events=("start", "end")):
        level += 1 if event == "start" else -1
        if event == "start" and level > _MOST_LEVELS:
            deep.append(element)
    for element in reversed(deep):
        element.drop_tag()
