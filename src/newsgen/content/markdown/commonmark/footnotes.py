"""The footnotes of a text: their numbers, in the order of their marks, and their ids."""

from collections import Counter
from collections.abc import Callable
from xml.etree.ElementTree import Element, SubElement

from newsgen.content.markdown.anchors import anchor_slug, numbered
from newsgen.content.markdown.commonmark.block import Block
from newsgen.content.markdown.source_map import GENERATED_ID_MARKER

_NO_BREAK_SPACE = "\xa0"


class Footnotes:
    """The footnotes of one text, by name, and how often each was referred to."""

    def __init__(self, blocks: dict[str, Block]) -> None:
        slug_counts: Counter[str] = Counter()
        self._blocks = blocks
        self._slugs = {name: numbered(anchor_slug(name), slug_counts) for name in blocks}
        self._counts: Counter[str] = Counter()
        self._numbers: dict[str, int] = {}

    def __contains__(self, name: str) -> bool:
        return name in self._blocks

    def make_mark(self, name: str) -> Element:
        """Return the mark of a footnote in the text, which leads to it."""
        number = self._numbers.setdefault(name, len(self._numbers) + 1)
        self._counts[name] += 1
        mark = Element("sup", {"id": self._mark_id(name, self._counts[name])})
        link = SubElement(mark, "a", {"class": "footnote-ref", "href": f"#{self._note_id(name)}"})
        link.text = str(number)
        return mark

    def unused(self) -> list[Block]:
        """Return the footnotes that no mark leads to, once all texts are written."""
        return [block for name, block in self._blocks.items() if name not in self._numbers]

    def make_list(self, fill: Callable[[Element, Block], None]) -> Element | None:
        """Return the footnotes below the text, those without a mark last; None without any.

        fill: appends the content of a block to an element. It may refer to more footnotes.
        """
        if not self._blocks:
            return None
        section = Element("div", {"class": "footnote"})
        SubElement(section, "hr")
        notes = SubElement(section, "ol")
        items: dict[str, Element] = {}
        # A footnote may hold the mark of another, which gets its number then.
        waiting = [*(self._numbers or self._blocks)]
        while waiting:
            for name in waiting:
                items[name] = self._add_note(notes, name, fill)
            waiting = [name for name in self._numbers if name not in items]
            if not waiting:
                waiting = [name for name in self._blocks if name not in items]
        for name, item in items.items():
            self._add_ways_back(item, name)
        return section

    def _add_note(
        self, notes: Element, name: str, fill: Callable[[Element, Block], None]
    ) -> Element:
        item = SubElement(notes, "li", {"id": self._note_id(name)})
        fill(item, self._blocks[name])
        return item

    def _add_ways_back(self, item: Element, name: str) -> None:
        for count in range(1, self._counts[name] + 1):
            if count == 1 and not (len(item) and item[-1].tag == "p"):
                SubElement(item, "p")
            paragraph = item[-1]
            if count == 1 and len(paragraph):
                paragraph[-1].tail = (paragraph[-1].tail or "") + _NO_BREAK_SPACE
            elif count == 1 and paragraph.text:
                paragraph.text += _NO_BREAK_SPACE
            target = f"#{self._mark_id(name, count)}"
            link = SubElement(paragraph, "a", {"class": "footnote-backref", "href": target})
            link.text = "↩"

    def _note_id(self, name: str) -> str:
        return f"{GENERATED_ID_MARKER}fn:{self._slugs[name]}"

    def _mark_id(self, name: str, count: int) -> str:
        number = "" if count == 1 else str(count)
        return f"{GENERATED_ID_MARKER}fnref{number}:{self._slugs[name]}"
