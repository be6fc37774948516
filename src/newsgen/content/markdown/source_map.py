"""Maps a body as typed to locations in its file, and finds the code in it."""

import re
from bisect import bisect_left, bisect_right
from html import unescape

from newsgen.content.text import FORBIDDEN_CHARACTERS, may_contain_forbidden
from newsgen.model.problem import Location, Problem, problem
from newsgen.model.value import replace

SHORTCODE_MARKER = "\x0e"
"""Stands for a removed shortcode until the HTML is normalized. Typed ones are removed."""

GENERATED_ID_MARKER = "\x0f"
"""Begins the ids that Markdown makes, unlike typed ids. Typed ones are removed."""

_LINE_END = re.compile(r"\r\n?")
_FENCE = re.compile(r"^(~{3,}|`{3,})([^\n`]*)$", re.MULTILINE)
_ENCODED_ADDRESS = re.compile(r"""=\s*(["'])([^"'\n]*&[^"'\n]*)\1""")
_BACKTICKS = re.compile(r"\\.|(`+)|\n[ \t]*(?=\n)", re.DOTALL)


class SourceMap:
    """The text of one body. Remembers what was looked up, and finds the next occurrence.

    Attributes:
        text: with \\n as line end and without control characters.
        problems: of the control characters.
    """

    def __init__(self, source_text: str, location: Location) -> None:
        """location: the file, and the line (from 1) of the text's first line."""
        self.start_location = replace(location, line=max(location.line, 1), column=1)
        source_text = _LINE_END.sub("\n", source_text) if "\r" in source_text else source_text
        may_be_unclean = may_contain_forbidden(source_text)
        removed = tuple(FORBIDDEN_CHARACTERS.finditer(source_text)) if may_be_unclean else ()
        # Offsets are those in the cleaned text. Each removed character shifts those after it.
        self._removed_offsets = tuple(
            match.start() - before for before, match in enumerate(removed)
        )
        self.text = FORBIDDEN_CHARACTERS.sub("", source_text) if removed else source_text
        self._line_starts: list[int] = []
        self._text_without_code = ""
        self._next: dict[str, int] = {}
        self.problems = self._control_problems(tuple(match.group() for match in removed))

    def location_at(self, offset: int) -> Location:
        """Return the location of a character of `text`."""
        if not self._line_starts:
            self._line_starts = [0, *(match.end() for match in re.finditer("\n", self.text))]
        line = bisect_right(self._line_starts, offset) - 1
        start = self._line_starts[line]
        removed = bisect_right(self._removed_offsets, offset)
        column = offset - start + 1 + removed - bisect_left(self._removed_offsets, start)
        return Location(self.start_location.path, self.start_location.line + line, column)

    def text_without_code(self) -> str:
        """Return `text` with spaces for all code, so that offsets stay the same."""
        if not self._text_without_code:
            self._text_without_code = _blank_code(self.text)
        return self._text_without_code

    def find_next(self, *needles: str) -> Location | None:
        """Return where the first needle that occurs again outside code does so."""
        for needle in needles:
            at = self.text_without_code().find(needle, self._next.get(needle, 0))
            if at >= 0:
                self._next[needle] = at + len(needle)
                return self.location_at(at)
        return None

    def find_link(self, target: str) -> Location:
        """Return the location of the next link or image with this address, or the last one."""
        text = self.text_without_code()
        if not target:
            at = text.find("]()", self._next.get("]()", 0))
            self._next["]()"] = at + 1
            return self.location_at(at + 2) if at >= 0 else self.start_location
        for spelling in (target, target.replace("&", "&amp;")):
            at = text.find(spelling, self._next.get(spelling, 0))
            while at >= 0:
                end = at + len(spelling)
                if _is_link_address(text, at, end):
                    self._next[spelling] = end
                    return self.location_at(at)
                at = text.find(spelling, at + 1)
            if spelling in self._next:
                return self.location_at(self._next[spelling] - len(spelling))
        # Typed with character references, as in &#106;avascript:
        for match in _ENCODED_ADDRESS.finditer(text):
            if unescape(match[2]) == target:
                return self.location_at(match.start(2))
        return self.start_location

    def find_tag(self, raw: str, name: str, after: str) -> Location:
        """Return the location of the next such tag with this text after it.

        The source may differ from its HTML. If nothing fits, it is any such tag, also in code.
        """
        spellings = (raw + after, raw + after[:8], raw, f"<{name}", f"<{name.upper()}")
        location = self.find_next(*spellings)
        if location:
            return location
        at = self.text.find(raw)
        return self.location_at(at) if at >= 0 else self.start_location

    def _control_problems(self, characters: tuple[str, ...]) -> tuple[Problem, ...]:
        """Return a problem for each line with control characters, located at its first."""
        problems: dict[int, Problem] = {}
        for order, (offset, char) in enumerate(zip(self._removed_offsets, characters, strict=True)):
            location = self.location_at(offset)
            if location.line not in problems:
                # `location_at` counts every character removed at this offset as before it.
                same = bisect_right(self._removed_offsets, offset) - order
                location = replace(location, column=location.column - same)
                message = f"holds U+{ord(char):04X}, a control character that is not shown"
                problems[location.line] = problem("N115", location, message, "delete it")
        return tuple(problems.values())


def _is_link_address(text: str, start: int, end: int) -> bool:
    """Return whether the text between two offsets is the whole address of a link."""
    before = text[max(0, start - 2) : start]
    is_opened = before[-1:] in ("(", "<", '"', "'", "=") or before in ("( ", ": ", ":\n")
    return is_opened and (end == len(text) or text[end] in ")>\"' \t\n")


def _blank_code(text: str) -> str:
    """Return the text with spaces for fenced code and code spans."""
    if "`" not in text and "~~~" not in text:
        return text
    pieces: list[str] = []
    done = 0
    for fence_start, fence_end in [*_fenced_regions(text), (len(text), len(text))]:
        for start, end in [*_code_spans(text, done, fence_start), (fence_start, fence_end)]:
            pieces += text[done:start], re.sub(r"[^\n]", " ", text[start:end])
            done = end
    return "".join(pieces)


def _fenced_regions(text: str) -> list[tuple[int, int]]:
    """Return fenced code: from a fence to the next line that holds only the same fence."""
    fences = tuple(_FENCE.finditer(text))
    closing: dict[str, list[int]] = {}
    for fence in fences:
        if not fence.group(2).strip(" "):
            closing.setdefault(fence.group(1), []).append(fence.start())
    regions: list[tuple[int, int]] = []
    done = 0
    for fence in fences:
        ends = closing.get(fence.group(1), [])
        last = bisect_right(ends, fence.start())
        if fence.start() >= done and last < len(ends):
            done = ends[last] + len(fence.group(1))
            regions.append((fence.start(), done))
    return regions


def _code_spans(text: str, start: int, end: int) -> list[tuple[int, int]]:
    """Return code spans between two offsets: between equal runs of backticks in one paragraph."""
    paragraph = 0
    runs: list[tuple[int, int, int]] = []
    positions: dict[tuple[int, int], list[int]] = {}
    for match in _BACKTICKS.finditer(text, start, end):
        if match.group(1):
            size = len(match.group(1))
            positions.setdefault((paragraph, size), []).append(match.start())
            runs.append((paragraph, size, match.start()))
        elif match.group().startswith("\n"):
            paragraph += 1
    spans: list[tuple[int, int]] = []
    done = start
    for paragraph, size, at in runs:
        if at < done:
            continue
        same = positions[paragraph, size]
        closing = bisect_right(same, at)
        if closing < len(same):
            done = same[closing] + size
            spans.append((at, done))
    return spans
