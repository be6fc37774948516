"""Normalizes the HTML that Markdown gives, and removes what may not be published."""

from html import escape

from newsgen.content.markdown.anchors import AnchorIndex
from newsgen.content.markdown.attribute_filter import filter_attributes
from newsgen.content.markdown.content_model import HEADINGS, name_set
from newsgen.content.markdown.element import Element
from newsgen.content.markdown.element_rules import ELEMENT_RULES
from newsgen.content.markdown.fast_paths.simple_elements import (
    MAX_SIMPLE_DEPTH,
    SIMPLE_LINK,
    TAG,
    simple_elements,
)
from newsgen.content.markdown.html_problems import HtmlProblems
from newsgen.content.markdown.html_tokens import (
    REMOVED_WITH_CONTENT,
    HtmlTag,
    control_references,
    decode_attribute,
    tokenize_html,
)
from newsgen.content.markdown.link_targets import (
    LinkTarget,
    insecure_picture_problems,
    resolve_target,
)
from newsgen.content.markdown.plain_text import join_lines
from newsgen.content.markdown.sanitize import ALLOWED_ELEMENTS
from newsgen.content.markdown.source_map import SHORTCODE_MARKER, SourceMap
from newsgen.content.markdown.tree_builder import BLOCK_BREAK, TreeBuilder
from newsgen.model.article import Reference
from newsgen.model.problem import Location, Problem
from newsgen.model.value import Value, replace

_SECTIONS = name_set("address article aside footer header hgroup main nav search section")
# Elements that are published under another name, which looks the same.
_RENAMED = {
    "acronym": "abbr",
    "dir": "ul",
    "menu": "ul",
    "strike": "s",
    "tfoot": "tbody",
    "tt": "code",
    **dict.fromkeys(_SECTIONS, "div"),
}
# Removed without a problem: they do not change the text in them.
_UNREPORTED = name_set("body head html nobr noscript slot")
# Elements that mean nothing without one of these attributes.
_REQUIRED_ATTRIBUTES = {
    "a": name_set("href id"),
    "bdo": name_set("dir"),
    "time": name_set("datetime"),
}
_ADDRESS_ATTRIBUTE = {"a": "href", "img": "src"}
_FOOTNOTE_CLASSES = name_set("footnote-ref footnote-backref")


class Body(Value, frozen=True):
    """A body as safe HTML and as plain text.

    Attributes:
        html: sanitized; internal links and images have symbolic targets until `insert_addresses`.
        text: plain text, one line a block, entities decoded, footnote marks left out.
        references: the symbolic targets of `html`, in the order of the text.
        problems: everything that was removed or does not work, with its location.
    """

    html: str = ""
    text: str = ""
    references: tuple[Reference, ...] = ()
    problems: tuple[Problem, ...] = ()


def normalize_html(
    markup: str, source_map: SourceMap, links_base: str, fast_paths: bool = True
) -> Body:
    """Return the body of well-formed HTML, which is still to be sanitized. Raises TooDeepError."""
    normalizer = _Normalizer(markup, HtmlProblems(markup, source_map), links_base)
    for piece, end in tokenize_html(markup, normalizer.add_simple_elements if fast_paths else None):
        if isinstance(piece, str):
            normalizer.add_text(piece)
        elif piece.is_end and piece.name != "br":
            normalizer.builder.end_element(piece.name)
        else:
            normalizer.add_tag(piece, end)
    return normalizer.result()


class _Normalizer:
    def __init__(self, markup: str, problems: HtmlProblems, links_base: str) -> None:
        self._markup = markup
        self.builder = TreeBuilder(self._on_close, problems.report_misplaced)
        self._anchors = AnchorIndex(self.builder)
        self._problems = problems
        self._links_base = links_base
        self._tags_and_ends: dict[Element, tuple[HtmlTag, int]] = {}
        self._links: dict[Element, tuple[str, LinkTarget]] = {}
        self._references: dict[int, Reference] = {}

    def add_text(self, text: str) -> None:
        if SHORTCODE_MARKER in text:
            text = text.replace(SHORTCODE_MARKER, "")
        if "&#" in text:
            for reference in control_references(text):
                text = text.replace(reference, "")
                self._problems.report_control_char(reference)
        if text:
            self.builder.add_text(text)

    def add_simple_elements(self, name: str, offset: int) -> int:
        """Add the simple paragraphs or items that begin at an offset. Return their end, or 0."""
        if not self.builder.accepts(name, MAX_SIMPLE_DEPTH):
            return 0
        html = simple_elements(name, self._markup, offset)
        pieces = SIMPLE_LINK.split(html)
        source = self._problems.source_map
        typed = [decode_attribute(value) for value in pieces[1::2]]
        resolved = [
            resolve_target(target, source.start_location, self._links_base) for target in typed
        ]
        links = [link for link in resolved if isinstance(link, LinkTarget) and link.href[0] != "#"]
        if not html or len(links) < len(resolved):
            return 0
        start = len(self.builder.pieces)
        for index, (target, link) in enumerate(zip(typed, links, strict=True)):
            at_link = 2 * index + 1
            pieces[at_link] = f'<a href="{escape(link.href)}">'
            if link.reference:
                reference = _with_location(link.reference, source.find_link(target))
                self._references[start + at_link] = reference
        text = TAG.sub("", html.replace(f"</{name}>", BLOCK_BREAK))
        self.builder.add_blocks(pieces, text)
        return offset + len(html)

    def add_tag(self, tag: HtmlTag, end: int) -> None:
        """Add a start tag, or report that it is removed. end: where it ends in the HTML."""
        self._problems.tag_and_end = tag, end
        name = _RENAMED.get(tag.name, tag.name)
        if name not in ALLOWED_ELEMENTS and name not in HEADINGS:
            self._remove(tag)
            return
        attributes, removed = filter_attributes(tag, name) if tag.attributes else ({}, ())
        if removed:
            self._problems.report_attributes(removed)
        address = _ADDRESS_ATTRIBUTE.get(name, "")
        typed = attributes.pop(address, None)
        link = None if typed is None else self._resolve(typed, name == "img")
        if link:
            attributes[address] = link.href
        if name == "img":
            attributes["alt"] = " ".join(attributes.get("alt", "").split())
            if not link:
                self.add_text(escape(attributes["alt"]))
                return
        if name in _REQUIRED_ATTRIBUTES and not _REQUIRED_ATTRIBUTES[name] & attributes.keys():
            self.builder.ignore_tag(tag.name)
            return
        element = self.builder.start_element(name, tag.name, attributes)
        if element is None:
            return
        if attributes or name == "table":
            self._tags_and_ends[element] = tag, end
        if typed and link:
            self._links[element] = typed, link
            if name == "img":
                self._add_reference(element)
        if tag.is_self_closing:
            self.builder.end_element(tag.name)

    def result(self) -> Body:
        self.builder.close_all()
        duplicates, broken_links = self._anchors.resolve_ids()
        for element in duplicates:
            message = f"the id of <{element.source_name}> is another's already; it is not published"
            self._problems.report_removal(message, self._tags_and_ends.get(element))
        for element in broken_links:
            if element.attributes.get("class") not in _FOOTNOTE_CLASSES:
                self._problems.report_broken_fragment(self._links[element][0])
        return Body(
            "".join(self.builder.pieces).strip(),
            join_lines("".join(self.builder.words)),
            tuple(self._references[start] for start in sorted(self._references)),
            self._problems.problems,
        )

    def _remove(self, tag: HtmlTag) -> None:
        if tag.name not in _UNREPORTED:
            self._problems.report_tag()
        if tag.name not in REMOVED_WITH_CONTENT and tag.name.isalnum():
            self.builder.ignore_tag(tag.name)

    def _resolve(self, target: str, is_image: bool) -> LinkTarget | None:
        """Return what an address points to; None, and report it, if it points nowhere."""
        source = self._problems.source_map
        link = resolve_target(target, source.start_location, self._links_base, is_image)
        if isinstance(link, Problem):
            self._problems.add(replace(link, location=source.find_link(target)))
            return None
        if is_image and link.href.startswith("http:"):
            for insecure in insecure_picture_problems(link.href, source.find_link(target)):
                self._problems.add(insecure)
        if link.reference:
            return LinkTarget(link.href, _with_location(link.reference, source.find_link(target)))
        return link

    def _on_close(self, element: Element) -> None:
        """Apply the rules for a complete element that stays, and index its id or link."""
        name = element.name
        if name in ELEMENT_RULES and not ELEMENT_RULES[name](self.builder, element):
            message = "colspan and rowspan of cells that do not fit together are not published"
            self._problems.report_removal(message, self._tags_and_ends.get(element))
        if name in HEADINGS:
            self._anchors.add_heading(element)
        elif "id" in element.attributes:
            self._anchors.typed_targets.append(element)
        if name == "a":
            self._add_reference(element)
            if element.attributes.get("href", "").startswith("#"):
                self._anchors.links.append(element)
            if element.attributes.get("class") in _FOOTNOTE_CLASSES:
                del self.builder.words[element.words_start :]
        elif "value" in element.attributes and self.builder.open_elements[-1].name != "ol":
            del element.attributes["value"]
            self.builder.rewrite_tags(element)

    def _add_reference(self, element: Element) -> None:
        link = self._links.get(element)
        if link and link[1].reference:
            self._references[element.start] = link[1].reference


def _with_location(reference: Reference, location: Location) -> Reference:
    return replace(reference, line=location.line, column=location.column)
