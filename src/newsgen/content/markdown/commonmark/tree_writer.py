"""Writes the blocks of a text into the tree that Python-Markdown makes HTML of."""

import re
from collections.abc import Callable
from xml.etree.ElementTree import Element, SubElement

from markdown.util import AtomicString

from newsgen.content.markdown.commonmark.block import Block, BlockKind, are_loose
from newsgen.content.markdown.commonmark.finding import Finding
from newsgen.content.markdown.commonmark.footnotes import Footnotes
from newsgen.content.markdown.commonmark.inline_parser import InlineParser
from newsgen.content.markdown.commonmark.link_definitions import escape_ampersands, resolve_escapes
from newsgen.content.markdown.commonmark.numbers import displayed_numbers, divide_list, is_list
from newsgen.content.markdown.commonmark.tables import column_alignments, split_row

_LANGUAGE = re.compile(r"\{?[ \t]*\.?([\w#.+-]{1,40})(?![^\s{},:;])")
"""The language of fenced code: its first word, which other programs put in braces."""


class TreeWriter:
    """Writes one document. findings: what was read, but perhaps not meant so."""

    def __init__(self, inline: InlineParser, footnotes: Footnotes) -> None:
        self._inline = inline
        self._footnotes = footnotes
        self.findings: list[Finding] = []
        self._writers: dict[BlockKind, Callable[[Element, Block], None]] = {
            "code": self._write_code,
            "fence": self._write_fence,
            "heading": self._write_heading,
            "html": self._write_html,
            "list": self._write_list,
            "paragraph": self._write_paragraph,
            "quote": self._write_quote,
            "rule": self._write_rule,
            "table": self._write_table,
        }

    def write_document(self, root: Element, document: Block) -> None:
        """Append all blocks of a document, and its footnotes, to an element."""
        self._write_all(root, document.children)
        section = self._footnotes.make_list(lambda item, note: self._write_all(item, note.children))
        if section is not None:
            _append_line_end(root)
            root.append(section)
        for note in self._footnotes.unused():
            message = f"no mark leads to the footnote [^{note.marker}]"
            hint = f"write [^{note.marker}] where it belongs in the text, or take the footnote out"
            self.findings.append(Finding("N211", note.line, 0, f"[^{note.marker}]:", message, hint))

    def _write_all(self, parent: Element, blocks: list[Block], is_tight: bool = False) -> None:
        for block in blocks:
            if block.kind == "definition":
                continue
            if block.kind == "paragraph" and is_tight:
                self._write_text(parent, block)
            else:
                if len(parent) or parent.text:
                    _append_line_end(parent)
                self._writers[block.kind](parent, block)

    def _write_text(self, parent: Element, block: Block, before: str = "") -> None:
        text = "\n".join(block.lines)
        if before:
            _append_text(parent, before)
        self._inline.parse_into(parent, text, block.line)

    def _write_paragraph(self, parent: Element, block: Block, before: str = "") -> None:
        paragraph = SubElement(parent, "p")
        self._write_text(paragraph, block, before)
        _make_figure(paragraph)

    def _write_heading(self, parent: Element, block: Block) -> None:
        self._write_text(SubElement(parent, f"h{block.number}"), block)

    def _write_rule(self, parent: Element, block: Block) -> None:
        SubElement(parent, "hr")

    def _write_quote(self, parent: Element, block: Block) -> None:
        quote = SubElement(parent, "blockquote")
        quote.text = "\n"
        self._write_all(quote, block.children)
        _append_line_end(quote)

    def _write_html(self, parent: Element, block: Block) -> None:
        html = "\n".join(block.lines)
        if block.marker == "comment" and not block.number:
            message = "this comment has no end; the text below it is not shown"
            self._report("N209", block, message, "write --> where the comment ends")
            html = ""
        _append_text(parent, self._inline.store_html(html))

    def _write_code(self, parent: Element, block: Block) -> None:
        lines = block.lines[: block.end - block.line + 1]
        _add_code(parent, "".join(f"{line}\n" for line in lines))

    def _write_fence(self, parent: Element, block: Block) -> None:
        info, *lines = block.lines
        if not block.number:
            message = "this block of code has no end; the text below it is shown as code"
            hint = f"write {block.marker} on a line of its own below the code"
            self._report("N209", block, message, hint)
        language = _LANGUAGE.match(resolve_escapes(info))
        _add_code(parent, "".join(f"{line}\n" for line in lines), language[1] if language else "")

    def _write_list(self, parent: Element, block: Block) -> None:
        if block.marker not in ".)":
            self._write_items(SubElement(parent, "ul"), block.children)
            return
        for run in divide_list(block):
            if len(parent) or parent.text:
                _append_line_end(parent)
            if is_list(run, parent.tag == "li"):
                self._write_numbered_list(parent, run, block.marker)
            else:
                self._write_numbered_text(parent, run, "")

    def _write_items(self, element: Element, items: list[Block]) -> None:
        element.text = "\n"
        is_tight = not are_loose(items)
        for item in items:
            child = SubElement(element, "li")
            child.tail = "\n"
            self._write_all(child, item.children, is_tight)

    def _write_numbered_list(self, parent: Element, run: list[Block], sign: str) -> None:
        first = run[0].number
        element = SubElement(parent, "ol", {} if first == 1 else {"start": str(first)})
        self._write_items(element, run)
        numbers = displayed_numbers(run)
        for at, (item, number) in enumerate(zip(run, numbers, strict=True)):
            if number != first + at:
                element[at].set("value", str(number))
                message = f"most programs show {first + at} before this item, not {number}"
                hint = f"write {first + at}{sign} or begin the items with -"
                self._report("N208", item, message, hint)

    def _write_numbered_text(self, parent: Element, items: list[Block], before: str) -> None:
        """Write items as paragraphs that begin with their numbers."""
        for item in items:
            words = f"{before}{item.marker} "
            first = item.children[0] if item.children else None
            if not before:
                digits, sign = item.marker[:-1], item.marker[-1]
                message = (
                    f"most programs read {item.marker} at the beginning of a line as the number"
                    " of an item; here it is text"
                )
                self._report("N208", item, message, f"write {digits}\\{sign} to make sure of that")
            if first and first.kind == "list" and first.line == item.line:
                self._write_numbered_text(parent, first.children, words)
                rest = item.children[1:]
            elif first and first.kind == "paragraph":
                rest = item.children[1:]
                _append_line_end(parent)
                self._write_paragraph(parent, first, words)
            else:
                rest = item.children
                _append_line_end(parent)
                SubElement(parent, "p").text = words.rstrip()
            self._write_all(parent, rest)

    def _write_table(self, parent: Element, block: Block) -> None:
        head, delimiters, *rows = block.lines
        alignments = column_alignments(head, delimiters) or []
        table = SubElement(parent, "table")
        table.text = "\n"
        group = SubElement(table, "thead")
        self._write_row(group, "th", head, alignments, block.line)
        if rows:
            group = SubElement(table, "tbody")
            for number, row in enumerate(rows, 2):
                self._write_row(group, "td", row, alignments, block.line + number)

    def _write_row(
        self, group: Element, name: str, row: str, alignments: list[str], line: int
    ) -> None:
        """Write a row of a table.

        Args:
            group: the <thead> or <tbody>.
            name: th or td.
            row: the line as typed.
            alignments: one for each column.
            line: the line's number.
        """
        group.text = group.tail = "\n"
        element = SubElement(group, "tr")
        element.text = element.tail = "\n"
        cells = split_row(row)
        if len(cells) > len(alignments):
            message = (
                f"this row has {len(cells)} cells and the head of the table {len(alignments)};"
                " the rest is not shown"
            )
            hint = "give the head as many cells, or write \\| for a sign | in a cell"
            self.findings.append(Finding("N214", line, 0, row, message, hint))
        for alignment, cell in zip(alignments, [*cells, *[""] * len(alignments)], strict=False):
            child = SubElement(element, name, {"align": alignment} if alignment else {})
            child.tail = "\n"
            self._inline.parse_into(child, cell, line)

    def _report(self, code: str, block: Block, message: str, hint: str) -> None:
        near = block.lines[0] if block.lines else block.marker
        if block.kind == "fence":
            near = block.marker
        self.findings.append(Finding(code, block.line, 0, near, message, hint))


def _add_code(parent: Element, text: str, language: str = "") -> None:
    attributes = {"class": f"language-{language}"} if language else {}
    code = SubElement(SubElement(parent, "pre"), "code", attributes)
    code.text = AtomicString(escape_ampersands(text))


def _make_figure(paragraph: Element) -> None:
    """Make a figure of a picture that is alone in its paragraph and has a title, its caption."""
    if len(paragraph) != 1 or (paragraph.text or "").strip():
        return
    image = paragraph[0]
    if image.tag != "img" or not image.get("title") or (image.tail or "").strip():
        return
    paragraph.tag = "figure"
    SubElement(paragraph, "figcaption").text = image.attrib.pop("title")


def _append_line_end(parent: Element) -> None:
    if len(parent):
        if not (parent[-1].tail or "").endswith("\n"):
            parent[-1].tail = (parent[-1].tail or "") + "\n"
    elif parent.text and not parent.text.endswith("\n"):
        parent.text += "\n"


def _append_text(parent: Element, text: str) -> None:
    if len(parent):
        parent[-1].tail = (parent[-1].tail or "") + text
    else:
        parent.text = (parent.text or "") + text
