"""Markdown's HTML becomes HTML that may be published.

Takes the HTML, the source it came from and what root-relative links mean; gives well-formed HTML
of allowed elements, its plain text, the links into the site, and every removal as a problem.
"""

import html
import re
from dataclasses import dataclass, replace

from newsgen.model.article import Reference
from newsgen.model.problem import Place, Problem, problem
from newsgen.reading.markup.anchors import anchor
from newsgen.reading.markup.content import HEADINGS
from newsgen.reading.markup.outline import Outline
from newsgen.reading.markup.sanitize import ELEMENTS, allows
from newsgen.reading.markup.settle import RULES
from newsgen.reading.markup.source import MARK, OURS, Source
from newsgen.reading.markup.structure import BREAK, Element, Structure
from newsgen.reading.markup.tags import WITH_CONTENT, Tag, controls, pieces
from newsgen.reading.markup.targets import Link, resolve

# Elements that say the same under another name; nothing a reader sees is lost.
_SECTIONS = "address article aside footer header hgroup main nav search section"
_RENAMED = {
    "acronym": "abbr",
    "dir": "ul",
    "menu": "ul",
    "strike": "s",
    "tfoot": "tbody",
    "tt": "code",
    **dict.fromkeys(_SECTIONS.split(), "div"),
}
# Left out without a word: they add nothing to the text in them.
_SILENT = frozenset(["body", "head", "html", "nobr", "noscript", "slot"])
# Elements that say nothing without one of these attributes.
_NEEDED = {"a": {"href", "id"}, "bdo": {"dir"}, "time": {"datetime"}}

_ALIGN = re.compile(r"(?:text-align:)?\s*(left|center|right)\s*;?", re.IGNORECASE)
_MAY_BE_EMPTY = frozenset(("alt", "open", "reversed"))
_FOOTNOTE = frozenset(("footnote-ref", "footnote-backref"))


@dataclass(frozen=True, slots=True)
class Mended:
    """What came of it. html is still to be sanitised."""

    html: str
    text: str
    references: tuple[Reference, ...]
    problems: tuple[Problem, ...]


def mend(markup: str, source: Source, base: str) -> Mended:
    """Raises TooDeepError."""
    mending = _Mending(source, base)
    for piece in pieces(markup):
        if isinstance(piece, str):
            mending.text(piece)
        elif piece.end and piece.name != "br":
            mending.structure.finish(piece.name)
        else:
            mending.tag(piece)
    return mending.result()


class _Mending:
    """One text on its way through."""

    def __init__(self, source: Source, base: str) -> None:
        self.structure = Structure(self._done, self._moved)
        self._outline = Outline(self.structure)
        self._source = source
        self._base = base
        self._raw = Tag("", False, "", "")
        self._targets: dict[Element, tuple[str, Reference | None]] = {}
        self._references: dict[int, Reference] = {}
        self._problems: dict[tuple[str, int], Problem] = {}

    def text(self, text: str) -> None:
        """Adds a piece of text."""
        if MARK in text:
            text = text.replace(MARK, "")
        if "&#" in text:
            for reference in controls(text):
                text = text.replace(reference, "")
                place = self._source.find(reference) or self._source.first
                message = f"holds {reference}, a control character that is not shown"
                self._report(problem("N115", place, message, "delete it"))
        if text:
            self.structure.text(text)

    def tag(self, tag: Tag) -> None:
        """Adds a start tag, or tells that it is left out."""
        self._raw = tag
        name = _RENAMED.get(tag.name, tag.name)
        if name not in ELEMENTS and name not in HEADINGS:
            self._refuse(tag)
            return
        attributes = self._attributes(tag, name) if tag.attributes else {}
        typed = attributes.get("href", "") if name == "a" else attributes.get("src", "")
        link = self._resolve(typed, name == "img") if typed else None
        if name == "a":
            attributes.pop("href", None)
            if link:
                attributes["href"] = link.href
        elif name == "img":
            attributes["alt"] = " ".join(attributes.get("alt", "").split())
            if not link:
                self.text(html.escape(attributes["alt"]))
                return
            attributes["src"] = link.href
        if name in _NEEDED and not _NEEDED[name] & attributes.keys():
            self.structure.ignore(tag.name)
            return
        element = self.structure.begin(name, tag.name, attributes)
        if element and link:
            self._targets[element] = typed, link.reference
            if name == "img":
                self._refer(element)
        if element and tag.closed:
            self.structure.finish(tag.name)

    def result(self) -> Mended:
        """What came of all tags and texts."""
        self.structure.close()
        twice, nowhere = self._outline.settle()
        for element in twice:
            self._removed(f"a second id of the same name, at <{element.typed}>, is not published")
        for element in nowhere:
            if element.attributes.get("class") not in _FOOTNOTE:
                typed = self._targets[element][0]
                message = f'the link "{typed}" leads nowhere: no heading or id here has this name'
                place = self._source.link(typed)
                self._report(problem("N201", place, message, "mend the name after the #"))
        text = html.unescape("".join(self.structure.words))
        lines = (" ".join(line.split()) for line in text.split(BREAK))
        return Mended(
            "".join(self.structure.pieces),
            "\n".join(line for line in lines if line),
            tuple(self._references[start] for start in sorted(self._references)),
            tuple(self._problems.values()),
        )

    def _refuse(self, tag: Tag) -> None:
        if tag.content:
            self._removed(f"<{tag.name}> is not published; it is removed with what stands in it")
        elif tag.name in ("!", "?"):
            self._removed(f"<{tag.name} … > is not published; it is removed")
        else:
            if tag.name not in _SILENT:
                self._removed(f"<{tag.name}> is not published; the text in it stays")
            if tag.name not in WITH_CONTENT:
                self.structure.ignore(tag.name)

    def _attributes(self, tag: Tag, name: str) -> dict[str, str]:
        """The attributes that are published, with addresses as they were typed."""
        kept: dict[str, str] = {}
        removed: list[str] = []
        for attribute, value in tag.values():
            if MARK in value or not (value.strip() or attribute in _MAY_BE_EMPTY):
                continue
            if attribute == "id" or (attribute == "name" and name == "a"):
                kept["id"] = value[1:] if value.startswith(OURS) else anchor(value)
            elif (name, attribute) in (("a", "href"), ("img", "src")):
                kept[attribute] = value
            elif name in ("td", "th") and attribute in ("align", "style"):
                aligned = _ALIGN.fullmatch(value.strip())
                if aligned:
                    kept["class"] = f"align-{aligned.group(1).lower()}"
                else:
                    removed.append(attribute)
            elif attribute in ("colspan", "rowspan") and value.strip() == "1":
                continue
            elif allows(name, attribute, value):
                kept[attribute] = value
            else:
                removed.append(attribute)
        if removed:
            self._removed(f"{_listed(removed)} of <{tag.name}> is not published")
        return kept

    def _resolve(self, typed: str, image: bool) -> Link | None:
        """Where an address leads; None, and told of, if it leads nowhere."""
        found = resolve(typed, self._source.first, self._base, image)
        if isinstance(found, Link):
            if found.reference:
                reference = replace(found.reference, place=self._source.link(typed))
                return replace(found, reference=reference)
            return found
        self._report(replace(found, place=self._source.link(typed)))
        return None

    def _done(self, element: Element) -> None:
        """Hears of every element that stays, when it is complete."""
        name = element.name
        if name in RULES and not RULES[name](self.structure, element):
            self._removed("colspan and rowspan that do not fit together are not published")
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
        elif name == "li" and "value" in element.attributes:
            if self.structure.open[-1].name != "ol":
                del element.attributes["value"]
                self.structure.retag(element)

    def _refer(self, element: Element) -> None:
        reference = self._targets.get(element, ("", None))[1]
        if reference:
            self._references[element.start] = reference

    def _moved(self, typed: str, where: str) -> None:
        if where:
            self._removed(f"<{typed}> cannot stand together with <{where}>; the text in it stays")
        else:
            self._removed(f"<{typed}> stands alone, without what it is a part of")

    def _removed(self, message: str) -> None:
        place: Place = self._source.tag(self._raw.raw, self._raw.name)
        self._report(problem("N205", place, message))

    def _report(self, found: Problem) -> None:
        """Each problem once a line."""
        self._problems.setdefault((found.message, found.place.line), found)


def _listed(names: list[str]) -> str:
    """`a, b and c`."""
    return " and ".join(filter(None, [", ".join(names[:-1]), names[-1]]))
