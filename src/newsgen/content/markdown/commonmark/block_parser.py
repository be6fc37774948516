"""Divides a text into blocks, line by line, as the CommonMark Specification says.

A line costs one step for each block that it continues, so the time grows with the text alone.
"""

from newsgen.content.markdown.commonmark import block_marks as marks
from newsgen.content.markdown.commonmark.block import Block
from newsgen.content.markdown.commonmark.comments import find_open_comment
from newsgen.content.markdown.commonmark.finding import Finding
from newsgen.content.markdown.commonmark.line_rest import LineRest
from newsgen.content.markdown.commonmark.link_definitions import Definition, match_definition
from newsgen.content.markdown.commonmark.tables import column_alignments
from newsgen.content.markdown.tree_builder import MAX_DEPTH, TooDeepError

_FOOTNOTE_INDENT = 4
_MAX_ITEM_SPACES = 4
"""More of them after the mark of an item belong to code."""


class BlockParser:
    """Reads one text.

    Attributes:
        document: the block that all others are in.
        definitions: those of references, by label.
        footnotes: the blocks of footnotes, by name.
        findings: what was read, but perhaps not meant so.
    """

    def __init__(self) -> None:
        self.document = Block("document", 0)
        self.definitions: dict[str, Definition] = {}
        self.footnotes: dict[str, Block] = {}
        self.findings: list[Finding] = []
        self._open = [self.document]
        self._leaf: Block | None = None
        self._line = 0
        self._in_comment = False
        self._last_comment_end = -1

    def parse(self, text: str) -> None:
        """Read a text; call it once."""
        lines = text.removesuffix("\n").split("\n")
        if "<!--" in text:
            ends = (number for number, line in enumerate(lines) if "-->" in line)
            self._last_comment_end = max(ends, default=-1)
        for self._line, line in enumerate(lines):
            if self._in_comment:
                _, end, line = line.partition("-->")
                if not end:
                    continue
                self._in_comment = False
                if self._leaf and self._leaf.kind == "paragraph":
                    if line.strip():
                        self._add_text(self._leaf, line.strip(" \t"))
                    continue
            self._add_line(line)
        self._close(1)

    def _add_line(self, line: str) -> None:
        depth, rest = self._match_containers(LineRest.of(line))
        inner = leaf = self._leaf
        if depth < len(self._open):
            inner = None
        elif leaf and self._continue_leaf(leaf, rest):
            return
        while rest.text and not rest.is_code:
            if self._begin_leaf(depth, rest, inner):
                return
            begun = self._begin_container(depth, rest, inner)
            if not begun:
                break
            rest, depth, inner, leaf = begun, len(self._open), None, None
        if (
            rest.text
            and leaf
            and (leaf.kind == "paragraph" or (leaf is inner and leaf.kind == "table"))
        ):
            self._add_text(leaf, rest.text)
            return
        self._close(depth)
        if rest.text and rest.is_code:
            self._begin(depth, Block("code", self._line)).append(rest.code, self._line)
        elif rest.text:
            self._add_text(self._begin(depth, Block("paragraph", self._line)), rest.text)

    def _match_containers(self, rest: LineRest) -> tuple[int, LineRest]:
        """Return how many open containers a line continues, and what follows their marks."""
        depth = 1
        for container in self._open[1:]:
            if container.kind == "quote":
                if rest.is_code or not rest.text.startswith(">"):
                    break
                container.end = self._line
                rest = rest.after_quote_mark()
            elif rest.text and rest.indent >= container.indent:
                rest = rest.dedent(container.indent)
            elif rest.text or not container.children:
                break
            depth += 1
        return depth, rest

    def _continue_leaf(self, leaf: Block, rest: LineRest) -> bool:
        """Add a line to code or HTML, if it goes on. Return whether it does."""
        if leaf.kind == "code":
            if rest.text and not rest.is_code:
                return False
            if rest.text:
                leaf.append(rest.code, self._line)
            else:
                leaf.lines.append(rest.code)
            return True
        if leaf.kind == "fence":
            if not rest.is_code and _closes_fence(leaf.marker, rest.text):
                leaf.end, leaf.number, self._leaf = self._line, 1, None
            else:
                leaf.append(rest.dedent(min(rest.indent, leaf.indent)).typed, self._line)
            return True
        if leaf.kind == "html":
            if not rest.text and leaf.marker not in marks.HTML_ENDS:
                return False
            self._add_html(leaf, rest)
            return True
        return False

    def _add_html(self, leaf: Block, rest: LineRest) -> None:
        leaf.append(rest.typed, self._line)
        end = marks.HTML_ENDS.get(leaf.marker)
        # The sign that ends a comment may be part of the one that begins it.
        if end and end.search(rest.text):
            leaf.number, self._leaf = 1, None

    def _begin_leaf(self, depth: int, rest: LineRest, inner: Block | None) -> bool:
        """Add a line that is, or begins, a heading, a rule, fenced code, HTML or a table."""
        text, line = rest.text, self._line
        paragraph = inner if inner and inner.kind == "paragraph" else None
        if text[0] == "#" and (heading := marks.match_heading(text)):
            level, words = heading
            self._add_text(self._begin(depth, Block("heading", line, "", level)), words)
            self._leaf = None
            return True
        if text[0] in "`~" and (fence := marks.FENCE.match(text)):
            mark = fence[1] or fence[3]
            block = self._begin(depth, Block("fence", line, mark, 0, rest.indent))
            block.lines.append((fence[2] or fence[4] or "").strip())
            return True
        if text[0] == "<" and (kind := marks.html_block_kind(text, bool(paragraph))):
            self._add_html(self._begin(depth, Block("html", line, kind)), rest)
            return True
        if paragraph and text[0] in "=-" and marks.SETEXT_UNDERLINE.match(text):
            self._take_definitions(paragraph)
            if paragraph.lines:
                paragraph.kind, paragraph.number = "heading", 1 if text[0] == "=" else 2
                paragraph.end, self._leaf = line, None
                return True
        if text[0] in "*-_" and marks.RULE.match(text):
            self._begin(depth, Block("rule", line))
            self._leaf = None
            return True
        if (
            paragraph
            and paragraph.lines
            and column_alignments(paragraph.lines[-1], text) is not None
        ):
            head = paragraph.lines.pop()
            table = paragraph
            if paragraph.lines:
                paragraph.end = line - 2
                table = self._begin(depth, Block("table", line - 1))
            table.kind, table.lines = "table", [head]
            table.append(text, line)
            return True
        return False

    def _begin_container(self, depth: int, rest: LineRest, inner: Block | None) -> LineRest | None:
        """Begin a quotation, an item or a footnote, and return what follows its mark."""
        text, line = rest.text, self._line
        if text[0] == ">":
            self._open_container(depth, Block("quote", line))
            return rest.after_quote_mark()
        if text.startswith("[^") and (note := marks.FOOTNOTE.match(text)):
            self._open_container(depth, Block("footnote", line, note[1], 0, _FOOTNOTE_INDENT))
            return rest.after(note.end())
        marker = marks.find_marker(text)
        if not marker:
            return None
        after = rest.after(len(marker.typed))
        is_ordered = marker.kind in ".)"
        if (
            inner
            and inner.kind == "paragraph"
            and (not after.text or (is_ordered and marker.number != 1))
        ):
            return None
        has_code = not after.text or after.indent > _MAX_ITEM_SPACES
        spaces = min(1, after.indent) if has_code else after.indent
        offset = rest.indent + len(marker.typed) + (1 if has_code else spaces)
        item = Block("item", line, marker.typed, marker.number, offset)
        item.margin = rest.indent
        self._open_container(depth, item, marker.kind)
        return after.dedent(spaces)

    def _begin(self, depth: int, block: Block) -> Block:
        """Begin a leaf in the open container at a depth."""
        self._close(depth)
        self._open[-1].children.append(block)
        self._leaf = block
        return block

    def _open_container(self, depth: int, block: Block, list_kind: str = "") -> None:
        self._close(depth)
        siblings = self._open[-1].children
        if block.kind == "footnote":
            self.footnotes.setdefault(block.marker, block)
        elif block.kind == "item":
            before = siblings[-1] if siblings and siblings[-1].kind == "list" else None
            if before and block.margin > before.children[-1].margin:
                self._report_not_nested(before.children[-1], block)
            if not before or before.marker != list_kind:
                siblings.append(Block("list", self._line, list_kind))
            siblings[-1].children.append(block)
        else:
            siblings.append(block)
        self._open.append(block)
        if len(self._open) > MAX_DEPTH:
            raise TooDeepError

    def _close(self, depth: int) -> None:
        """End the leaf, and the containers beyond a depth."""
        if self._leaf:
            if self._leaf.kind == "paragraph":
                self._take_definitions(self._leaf)
            self._leaf = None
        while len(self._open) > depth:
            closed = self._open.pop()
            if closed.children:
                closed.end = max(closed.end, closed.children[-1].end)
            if closed.kind == "item":
                self._open[-1].children[-1].end = closed.end

    def _report_not_nested(self, before: Block, item: Block) -> None:
        message = "this item is not nested in the one above it"
        hint = f"begin it with {before.indent} spaces, so that it stands below the text of that one"
        self.findings.append(Finding("N207", self._line, 0, item.marker, message, hint))

    def _take_definitions(self, paragraph: Block) -> None:
        """Move the definitions of references at the beginning of a paragraph out of it."""
        if not paragraph.lines or paragraph.lines[0][:1] != "[":
            return
        text, at = "\n".join(paragraph.lines), 0
        while found := match_definition(text, at):
            label, target, end = found
            typed = text[at:end].partition("\n")[0]
            self.definitions.setdefault(label, Definition(target, paragraph.line, typed))
            paragraph.line += text.count("\n", at, end)
            at = end
        if at:
            paragraph.lines = text[at:].split("\n") if at < len(text) else []
            if not paragraph.lines:
                paragraph.kind, paragraph.line = "definition", paragraph.end

    def _add_text(self, block: Block, text: str) -> None:
        """Add a line to a paragraph, heading or table, without a comment that goes on below it."""
        if "<!--" in text and self._last_comment_end > self._line:
            start = find_open_comment(text)
            if start >= 0:
                self._in_comment = True
                text = text[:start].rstrip(" \t")
        block.append(text, self._line)


def _closes_fence(mark: str, text: str) -> bool:
    run = text.rstrip(" \t")
    return len(run) >= len(mark) and not run.strip(mark[0])
