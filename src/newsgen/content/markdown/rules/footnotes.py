"""Reads footnotes: their numbers, in the order of their marks, and their ids."""

from collections import Counter

from markdown_it.rules_block import StateBlock
from markdown_it.rules_core import StateCore
from markdown_it.rules_inline import StateInline
from markdown_it.token import Token

from newsgen.content.markdown.anchors import anchor_slug, numbered
from newsgen.content.markdown.rules.figures import is_figure
from newsgen.content.markdown.rules.finding import Finding
from newsgen.content.markdown.rules.inline_rules import report
from newsgen.content.markdown.rules.inline_texts import read_tokens
from newsgen.content.markdown.source_map import GENERATED_ID_MARKER
from newsgen.model.lazy_pattern import lazy_pattern

_DEFINITION = lazy_pattern(r"\[\^([^\]\n]+)\]:[ \t]*")
_MARK = lazy_pattern(r"\[\^([^\]\n]+)\]")
_INDENT = 4
_NO_BREAK_SPACE = "\xa0"


class Footnote:
    """A footnote while the text is read. number: 0 until there is a mark."""

    def __init__(self, slug: str, line: int, tokens: list[Token]) -> None:
        self.slug = slug
        self.line = line
        self.tokens = tokens
        self.number = self.mark_count = 0

    @property
    def note_id(self) -> str:
        """The id of the footnote."""
        return f"{GENERATED_ID_MARKER}fn:{self.slug}"

    def mark_id(self, count: int) -> str:
        """Return the id of a mark."""
        return f"{GENERATED_ID_MARKER}fnref{'' if count == 1 else count}:{self.slug}"


def read_footnote(state: StateBlock, line: int, end: int, silent: bool) -> bool:
    """Read the words of a footnote, which go to the end of the text."""
    start = state.bMarks[line] + state.tShift[line]
    match = _DEFINITION.match(state.src, start, state.eMarks[line])
    if not match or state.is_code_block(line):
        return False
    if silent:
        return True
    before = state.bMarks[line], state.tShift[line], state.sCount[line], state.parentType
    count = len(state.tokens)
    state.blkIndent += _INDENT
    state.bMarks[line], state.tShift[line], state.sCount[line] = match.end(), 0, state.blkIndent
    state.parentType = "footnote"
    state.md.block.tokenize(state, line, end)
    state.blkIndent -= _INDENT
    state.bMarks[line], state.tShift[line], state.sCount[line], state.parentType = before
    tokens = state.tokens[count:]
    del state.tokens[count:]
    notes, counts = state.env["footnotes"], state.env.setdefault("slugs", Counter())
    if match[1] not in notes:
        notes[match[1]] = Footnote(numbered(anchor_slug(match[1]), counts), line, tokens)
    return True


def read_mark(state: StateInline, silent: bool) -> bool:
    """Read the mark of a footnote, or report it if there is no such footnote."""
    match = _MARK.match(state.src, state.pos) if state.src[state.pos] == "[" else None
    if not match:
        return False
    note = state.env["footnotes"].get(match[1])
    if not note:
        if not silent and not state.src.startswith(("(", "["), match.end()):
            message = f"there is no footnote {match[0]}; the mark is shown as typed"
            hint = f"write it on a line of its own: {match[0]}: …"
            report(state, "N211", state.pos, message, hint)
        return False
    if not silent:
        if not note.number:
            state.env["numbers"] = note.number = state.env.get("numbers", 0) + 1
        note.mark_count += 1
        state.push("mark_open", "sup", 1).attrSet("id", note.mark_id(note.mark_count))
        link = state.push("link_open", "a", 1)
        link.attrs = {"class": "footnote-ref", "href": f"#{note.note_id}"}
        state.push("text", "", 0).content = str(note.number)
        state.push("link_close", "a", -1)
        state.push("mark_close", "sup", -1)
    state.pos = match.end()
    return True


def read_texts(state: StateCore) -> None:
    """Read the marks in all texts, then in the footnotes, which are put below."""
    read_tokens(state, state.tokens)
    notes: dict[str, Footnote] = state.env["footnotes"]
    if not notes:
        return
    done: dict[str, Footnote] = {}
    while waiting := [name for name, note in notes.items() if note.number and name not in done]:
        for name in sorted(waiting, key=lambda name: notes[name].number):
            read_tokens(state, notes[name].tokens)
            done[name] = notes[name]
    for name, note in notes.items():
        if note.number:
            continue
        read_tokens(state, note.tokens)
        done[name] = note
        message = f"no mark leads to the footnote [^{name}]"
        hint = f"write [^{name}] where it belongs in the text, or take the footnote out"
        finding = Finding("N211", note.line, 0, f"[^{name}]:", message, hint)
        state.env["findings"].append(finding)
    section = Token("footnotes_open", "div", 1, attrs={"class": "footnote"}, block=True)
    state.tokens += section, Token("hr", "hr", 0, block=True)
    state.tokens.append(Token("footnote_list_open", "ol", 1, block=True))
    for note in done.values():
        state.tokens.append(Token("note_open", "li", 1, attrs={"id": note.note_id}, block=True))
        state.tokens += _with_ways_back(note)
        state.tokens.append(Token("note_close", "li", -1, block=True))
    state.tokens.append(Token("footnote_list_close", "ol", -1, block=True))
    state.tokens.append(Token("footnotes_close", "div", -1, block=True))


def _with_ways_back(note: Footnote) -> list[Token]:
    """Return the tokens of a footnote, with links to its marks in the last paragraph."""
    links: list[Token] = []
    for count in range(1, note.mark_count + 1):
        links.append(Token("link_open", "a", 1))
        links[-1].attrs = {"class": "footnote-backref", "href": f"#{note.mark_id(count)}"}
        links.append(Token("text", "", 0, content="↩"))
        links.append(Token("link_close", "a", -1))
    if not links:
        return note.tokens
    is_paragraph = bool(note.tokens) and note.tokens[-1].type == "paragraph_close"
    if is_paragraph and not is_figure(note.tokens[-2]):
        children = note.tokens[-2].children
        if children is not None:
            children += [Token("text", "", 0, content=_NO_BREAK_SPACE), *links]
        return note.tokens
    paragraph = Token("paragraph_open", "p", 1, block=True)
    text = Token("inline", "", 0, children=links, block=True)
    return [*note.tokens, paragraph, text, Token("paragraph_close", "p", -1, block=True)]
