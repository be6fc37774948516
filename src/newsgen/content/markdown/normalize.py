"""Markdown's HTML becomes HTML that may be published.

Takes the HTML, the source it came from and what root-relative links mean; gives well-formed HTML
of allowed elements, its plain text, the links into the site, and every removal as a problem.
"""

from dataclasses import dataclass
from html import escape, unescape

from newsgen.content.markdown.attributes import published
from newsgen.content.markdown.content_model import HEADINGS, names
from newsgen.content.markdown.element import Element
from newsgen.content.markdown.element_rules import RULES
from newsgen.content.markdown.fast_paths.paragraph import DEEP, LINK, paragraphs, said
from newsgen.content.markdown.headings import Outline
from newsgen.content.markdown.html_problems import Report
from newsgen.content.markdown.html_tokens import WITH_CONTENT, Tag, controls, decoded, pieces
from newsgen.content.markdown.link_targets import Link, resolve
from newsgen.content.markdown.sanitize import ELEMENTS
from newsgen.content.markdown.source_map import MARK, Source
from newsgen.content.markdown.tree_builder import BREAK, Structure
from newsgen.model.article import Reference
from newsgen.model.problem import Place, Problem
from newsgen.model.value import replace

_SECTIONS = names("address article aside footer header hgroup main nav search section")
# Elements that say the same under another name; nothing a reader sees is lost.
_RENAMED = {
    "acronym": "abbr",
    "dir": "ul",
    "menu": "ul",
    "strike": "s",
    "tfoot": "tbody",
    "tt": "code",
    **dict.fromkeys(_SECTIONS, "div"),
}
# Left out without a word: they add nothing to the text in them.
_SILENT = names("body head html nobr noscript slot")
# Elements that say nothing without one of these attributes.
_NEEDED = {"a": names("href id"), "bdo": names("dir"), "time": names("datetime")}
_ADDRESS = {"a": "href", "img": "src"}
_FOOTNOTE = names("footnote-ref footnote-backref")


@dataclass(frozen=True, slots=True)
class Mended:
    """What came of it. html is still to be sanitised."""

    html: str
    text: str
    references: tuple[Reference, ...]
    problems: tuple[Problem, ...]


def mend(markup: str, source: Source, base: str, shortcuts: bool = True) -> Mended:
    """The HTML in order, and what had to be done for it. Raises TooDeepError."""
    mending = _Mending(markup, Report(markup, source), base)
    for piece, end in pieces(markup, mending.whole if shortcuts else None):
        if isinstance(piece, str):
            mending.text(piece)
        elif piece.end and piece.name != "br":
            mending.structure.finish(piece.name)
        else:
            mending.tag(piece, end)
    return mending.result()


class _Mending:
    """One text on its way through."""

    def __init__(self, markup: str, report: Report, base: str) -> None:
        self._markup = markup
        self.structure = Structure(self._done, report.moved)
        self._outline = Outline(self.structure)
        self._report = report
        self._base = base
        self._spots: dict[Element, tuple[Tag, int]] = {}
        self._links: dict[Element, tuple[str, Link]] = {}
        self._references: dict[int, Reference] = {}

    def text(self, text: str) -> None:
        """Adds a piece of text."""
        if MARK in text:
            text = text.replace(MARK, "")
        if "&#" in text:
            for reference in controls(text):
                text = text.replace(reference, "")
                self._report.control(reference)
        if text:
            self.structure.text(text)

    def whole(self, name: str, at: int) -> int:
        """Adds the paragraphs or items that begin here and need no mending; 0, or their end."""
        if not self.structure.is_open_to(name, DEEP):
            return 0
        html = paragraphs(name, self._markup, at)
        pieces = LINK.split(html)
        source = self._report.source
        typed = [decoded(value) for value in pieces[1::2]]
        found = [resolve(target, source.first, self._base) for target in typed]
        links = [link for link in found if isinstance(link, Link) and link.href[0] != "#"]
        if not html or len(links) < len(found):
            return 0
        start = len(self.structure.pieces)
        for index, (target, link) in enumerate(zip(typed, links, strict=True)):
            at_link = 2 * index + 1
            pieces[at_link] = f'<a href="{escape(link.href)}">'
            if link.reference:
                reference = _typed_at(link.reference, source.link(target))
                self._references[start + at_link] = reference
        self.structure.whole(pieces, said(name, html))
        return at + len(html)

    def tag(self, tag: Tag, end: int) -> None:
        """Adds a start tag, or tells that it is left out. end: where it ends in the HTML."""
        self._report.spot = tag, end
        name = _RENAMED.get(tag.name, tag.name)
        if name not in ELEMENTS and name not in HEADINGS:
            self._refuse(tag)
            return
        attributes = self._attributes(tag, name) if tag.attributes else {}
        address = _ADDRESS.get(name, "")
        typed = attributes.pop(address, None)
        link = None if typed is None else self._resolve(typed, name == "img")
        if link:
            attributes[address] = link.href
        if name == "img":
            attributes["alt"] = " ".join(attributes.get("alt", "").split())
            if not link:
                self.text(escape(attributes["alt"]))
                return
        if name in _NEEDED and not _NEEDED[name] & attributes.keys():
            self.structure.ignore(tag.name)
            return
        element = self.structure.begin(name, tag.name, attributes)
        if element is None:
            return
        if attributes or name == "table":
            self._spots[element] = tag, end
        if typed and link:
            self._links[element] = typed, link
            if name == "img":
                self._refer(element)
        if tag.closed:
            self.structure.finish(tag.name)

    def result(self) -> Mended:
        """What came of all tags and texts."""
        self.structure.close()
        twice, nowhere = self._outline.settle()
        for element in twice:
            message = f"the id of <{element.typed}> is another's already; it is not published"
            self._report.removed(message, self._spots.get(element))
        for element in nowhere:
            if element.attributes.get("class") not in _FOOTNOTE:
                self._report.nowhere(self._links[element][0])
        text = unescape("".join(self.structure.words))
        lines = (" ".join(line.split()) for line in text.split(BREAK))
        return Mended(
            "".join(self.structure.pieces).strip(),
            "\n".join(line for line in lines if line),
            tuple(self._references[start] for start in sorted(self._references)),
            self._report.problems,
        )

    def _refuse(self, tag: Tag) -> None:
        if tag.name not in _SILENT:
            self._report.refused()
        if tag.name not in WITH_CONTENT and tag.name.isalnum():
            self.structure.ignore(tag.name)

    def _attributes(self, tag: Tag, name: str) -> dict[str, str]:
        kept, removed = published(tag, name)
        if removed:
            self._report.attributes(removed)
        return kept

    def _resolve(self, typed: str, image: bool) -> Link | None:
        """Where an address leads; None, and told of, if it leads nowhere."""
        source = self._report.source
        found = resolve(typed, source.first, self._base, image)
        if isinstance(found, Problem):
            self._report.add(replace(found, place=source.link(typed)))
            return None
        if found.reference:
            return Link(found.href, _typed_at(found.reference, source.link(typed)))
        return found

    def _done(self, element: Element) -> None:
        """Hears of every element that stays, when it is complete."""
        name = element.name
        if name in RULES and not RULES[name](self.structure, element):
            message = "colspan and rowspan of cells that do not fit together are not published"
            self._report.removed(message, self._spots.get(element))
        if name in HEADINGS:
            self._outline.heading(element)
        elif "id" in element.attributes:
            self._outline.given(element)
        if name == "a":
            self._refer(element)
            if element.attributes.get("href", "").startswith("#"):
                self._outline.link(element)
            if element.attributes.get("class") in _FOOTNOTE:
                del self.structure.words[element.words :]
        elif "value" in element.attributes and self.structure.open[-1].name != "ol":
            del element.attributes["value"]
            self.structure.retag(element)

    def _refer(self, element: Element) -> None:
        """Notes where a link or an image that stays points to."""
        link = self._links.get(element)
        if link and link[1].reference:
            self._references[element.start] = link[1].reference


def _typed_at(reference: Reference, place: Place) -> Reference:
    return replace(reference, line=place.line, column=place.column)
