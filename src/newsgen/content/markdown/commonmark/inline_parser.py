"""Reads the marks in a text: code, emphasis, links, pictures, line breaks, HTML, footnotes.

Everything is read from left to right once, as the CommonMark Specification says (6). What is
searched for in vain is not searched for again, so the time grows with the text.
"""

import re
from bisect import bisect_left
from collections.abc import Callable, Collection, Iterator
from typing import NamedTuple
from xml.etree.ElementTree import Element

from newsgen.content.markdown.commonmark.emphasis import (
    Delimiter,
    InlineNode,
    append_nodes,
    pair_emphasis,
)
from newsgen.content.markdown.commonmark.finding import Finding
from newsgen.content.markdown.commonmark.footnotes import Footnotes
from newsgen.content.markdown.commonmark.inline_html import match_autolink, match_html, plain_words
from newsgen.content.markdown.commonmark.link_definitions import (
    Definition,
    Target,
    escape_ampersands,
    escape_unknown_entities,
    match_inline_target,
    match_label,
    match_spaced_target,
)
from newsgen.content.markdown.content_model import VOID

_MARK = re.compile(r"\\[\n!-/:-@\[-`{-~]|`+|\*+|_+|!?\[|\]|<|(?<![ \t])[ \t]*\n")
_FOOTNOTE = re.compile(r"\[\^([^\]\n]+)\]")
_MAX_REPORTS = 20
"""So many findings of one text are reported."""


class _Bracket(NamedTuple):
    """A [ that may begin a link: where it stands among the nodes and in the text."""

    node: int
    offset: int
    is_image: bool


class InlineParser:
    """Reads the texts of one document.

    Attributes:
        findings: what was read, but perhaps not meant so.
        used_labels: the labels of all references that were looked for.
    """

    def __init__(
        self,
        definitions: dict[str, Definition],
        footnotes: Footnotes,
        closed_names: Collection[str],
        store_html: Callable[[str], str],
    ) -> None:
        """Begin a document.

        Args:
            definitions: the targets of references, by label.
            footnotes: those that marks may lead to.
            closed_names: the names of elements that the document ends somewhere.
            store_html: takes HTML, and returns what stands for it in a text.
        """
        self._definitions = definitions
        self._footnotes = footnotes
        self._closed_names = closed_names
        self.store_html = store_html
        self.findings: list[Finding] = []
        self.used_labels: set[str] = set()

    def parse_into(self, parent: Element, text: str, line: int) -> None:
        """Append a text to an element. line: that of the text's first line."""
        if "&" in text:
            text = escape_unknown_entities(text)
        if _MARK.search(text):
            _TextParser(self, text, line).parse_into(parent)
        else:
            append_nodes(parent, [text], _ignore)

    def make_mark(self, name: str) -> Element | None:
        """Return the mark of a footnote, if there is such a footnote."""
        return self._footnotes.make_mark(name) if name in self._footnotes else None

    def find_definition(self, label: str) -> Target | None:
        """Return the target of a reference."""
        self.used_labels.add(label)
        definition = self._definitions.get(label)
        return definition.target if definition else None

    def unused_definitions(self) -> Iterator[Finding]:
        """Yield a finding for each definition that no reference has the label of."""
        for label, (_, line, typed) in self._definitions.items():
            if label not in self.used_labels:
                message = "this line is the address of a reference, but nothing refers to it"
                hint = "begin it with \\[ to show it as text, or take it out"
                yield Finding("N211", line, 0, typed, message, hint)

    def store_tag(self, html: str) -> str:
        """Return what stands for a tag or a comment in a text.

        A name in capitals that nothing closes is one of the stock market's: <S> is Sears.
        """
        name = html.strip("<>").lower()
        is_known = name in VOID or name in self._closed_names
        if html[1:-1].isupper() and name.isalnum() and not is_known:
            return html
        return self.store_html(html)


class _TextParser:
    """Reads one text."""

    def __init__(self, document: InlineParser, text: str, line: int) -> None:
        self._document = document
        self._text = text.rstrip(" \t")
        self._line = line
        self._nodes: list[InlineNode] = []
        self._brackets: list[_Bracket] = []
        self._barred = 0
        """How many of the brackets can begin no link, since one in them did."""
        self._runs: dict[int, list[int]] | None = None
        self._missing_ends: set[str] = set()
        self._next: dict[str, int] = {}
        self._report_count = 0

    def parse_into(self, parent: Element) -> None:
        text, nodes, at = self._text, self._nodes, 0
        while mark := _MARK.search(text, at):
            if mark.start() > at:
                nodes.append(text[at : mark.start()])
            at = self._add_mark(mark[0], mark.start(), mark.end())
        nodes.append(text[at:])
        append_nodes(parent, pair_emphasis(nodes, self._report_unpaired), self._report_unpaired)

    def _add_mark(self, mark: str, start: int, end: int) -> int:
        """Add what a mark begins, and return where it ends."""
        sign = mark[0]
        if sign in "*_":
            self._nodes.append(Delimiter(self._text, start, end))
        elif sign == "\\":
            self._nodes += self._line_break() if mark[1] == "\n" else [escape_ampersands(mark[1])]
        elif sign == "`":
            return self._add_code(mark, end)
        elif sign == "<":
            return self._add_html(start)
        elif sign == "]":
            return self._add_link(start)
        elif mark[-1] == "\n":
            self._nodes += self._line_break() if mark.startswith("  ") else ["\n"]
        elif sign == "[" and self._text.startswith("[^", start):
            return self._add_footnote(start)
        else:
            self._brackets.append(_Bracket(len(self._nodes), end, sign == "!"))
            self._nodes.append(mark)
        return end

    def _line_break(self) -> list[InlineNode]:
        return [Element("br"), "\n"]

    def _add_code(self, run: str, end: int) -> int:
        if self._runs is None:
            self._runs = {}
            for match in re.finditer("`+", self._text):
                self._runs.setdefault(len(match[0]), []).append(match.start())
        # A run after a backslash is one shorter than the text has it.
        starts = self._runs.get(len(run), [])
        number = bisect_left(starts, end)
        if number == len(starts):
            self._nodes.append(run)
            return end
        content = self._text[end : starts[number]].replace("\n", " ")
        if content.startswith(" ") and content.endswith(" ") and content.strip(" "):
            content = content[1:-1]
        code = Element("code")
        code.text = escape_ampersands(content)
        self._nodes.append(code)
        return starts[number] + len(run)

    def _add_html(self, start: int) -> int:
        piece = match_autolink(self._text, start)
        if piece:
            link = Element("a", {"href": escape_ampersands(piece.address)})
            link.text = escape_ampersands(piece.text)
            self._nodes.append(link)
            return piece.end
        end = match_html(self._text, start, self._missing_ends)
        html = self._text[start:end]
        self._nodes.append(self._document.store_tag(html) if end else "<")
        return end or start + 1

    def _add_footnote(self, start: int) -> int:
        match = _FOOTNOTE.match(self._text, start)
        mark = self._document.make_mark(match[1]) if match else None
        if match and mark is not None:
            self._nodes.append(mark)
            return match.end()
        if match and not self._text.startswith(("(", "["), match.end()):
            message = f"there is no footnote {match[0]}; the mark is shown as typed"
            self._report("N211", start, message, f"write it on a line of its own: {match[0]}: …")
        self._brackets.append(_Bracket(len(self._nodes), start + 1, is_image=False))
        self._nodes.append("[")
        return start + 1

    def _add_link(self, start: int) -> int:
        """Add the link or picture that ends with ], or the sign itself."""
        end = start + 1
        bracket = self._brackets.pop() if self._brackets else None
        is_barred = len(self._brackets) < self._barred
        self._barred = min(self._barred, len(self._brackets))
        target, after = None, end
        if bracket and (bracket.is_image or not is_barred):
            target, after = self._find_target(bracket, end)
        if not bracket or not target:
            self._nodes.append("]")
            return end
        inner = pair_emphasis(self._nodes[bracket.node + 1 :], self._report_unpaired)
        del self._nodes[bracket.node :]
        attributes = {"title": escape_ampersands(target.title)} if target.title else {}
        if bracket.is_image:
            holder = Element("span")
            append_nodes(holder, inner, self._report_unpaired)
            image = {
                "src": escape_ampersands(target.address),
                "alt": plain_words(holder),
                **attributes,
            }
            self._nodes.append(Element("img", image))
        else:
            link = Element("a", {"href": escape_ampersands(target.address), **attributes})
            append_nodes(link, inner, self._report_unpaired)
            self._nodes.append(link)
            self._barred = len(self._brackets)
        return after

    def _find_target(self, bracket: _Bracket, end: int) -> tuple[Target | None, int]:
        text, document = self._text, self._document
        if text.startswith("(", end) and (inline := match_inline_target(text, end)):
            return inline
        if (labelled := match_label(text, end)) and labelled[0]:
            target = document.find_definition(labelled[0])
            if not target:
                message = f"there is no address for the reference {text[end : labelled[1]]}"
                hint = f"write it on a line of its own: {text[end : labelled[1]]}: https://…"
                self._report("N211", end, message, hint)
            return target, labelled[1]
        own = match_label(text, bracket.offset - 1)
        if own and own[1] == end and own[0] and (target := document.find_definition(own[0])):
            return target, end + 2 if text.startswith("[]", end) else end
        if text.startswith("(", end) and (spaced := match_spaced_target(text, end)):
            message = f'most programs see no link in an address with spaces: "{spaced[0].address}"'
            self._report("N209", end, message, "put < and > around the address")
            return spaced
        is_open = text.startswith("(", end) and not text.startswith((" ", "\n", ")"), end + 1)
        if is_open and self._find_next(")", end) >= self._find_next("\n", end):
            message = "this link has no end, and is shown as typed"
            self._report("N209", end, message, "write ) after the address")
        return None, end

    def _find_next(self, sign: str, at: int) -> int:
        """Return where a sign stands next, or the text's end. Searches each part once."""
        if self._next.get(sign, -1) < at:
            found = self._text.find(sign, at)
            self._next[sign] = found if found >= 0 else len(self._text)
        return self._next[sign]

    def _report_unpaired(self, delimiter: Delimiter) -> None:
        is_opening = delimiter.can_open and not delimiter.can_close
        if delimiter.sign == "*" and delimiter.count in (2, 3) and is_opening:
            signs = delimiter.typed
            message = f"{signs} has no partner, and is shown as typed"
            self._report(
                "N209",
                delimiter.offset,
                message,
                f"write {signs} right after the last letter, as in {signs}words{signs}",
            )

    def _report(self, code: str, offset: int, message: str, hint: str) -> None:
        self._report_count += 1
        if self._report_count > _MAX_REPORTS:
            return
        begin = max(offset - 40, self._text.rfind("\n", max(0, offset - 40), offset) + 1, 0)
        near = self._text[begin : offset + 40].partition("\n")[0]
        line = self._line + self._text.count("\n", 0, begin)
        self._document.findings.append(Finding(code, line, offset - begin, near, message, hint))


def _ignore(delimiter: Delimiter) -> None:
    """Report no mark: there is none."""
