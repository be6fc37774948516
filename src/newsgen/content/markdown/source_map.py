"""Maps a body as typed to locations in its file, and finds the code in it."""

import re
from bisect import bisect_right
from collections.abc import Iterable
from functools import cached_property
from html import unescape

from newsgen.content.text import clean_text
from newsgen.model.lazy_pattern import lazy_pattern
from newsgen.model.problem import Location

SHORTCODE_MARKER = "\ufdd0"
"""Stands for a removed shortcode until the HTML is normalized. Typed ones are removed."""

GENERATED_ID_MARKER = "\x0f"
"""Begins the ids that Markdown makes, unlike typed ids. Typed ones are removed."""

_FENCE = lazy_pattern(
    r"^[ \t]*(?:(?:>|[-+*]|\d{1,9}[.)])[ \t]+)*(~{3,}|`{3,})([^\n`]*)$", re.MULTILINE
)
_ENCODED_ADDRESS = lazy_pattern(r"""=\s*(["'])([^"'\n]*&[^"'\n]*)\1""")
_BACKTICKS = lazy_pattern(r"\\.|(`+)|\n[ \t]*(?=\n)", re.DOTALL)

_Mark = tuple[object, int, int, bool]
"""What an equal mark has in common, start and end, and whether the mark can close a region."""


class SourceMap:
    """The cleaned text of a body. Remembers what was looked up, and finds the next occurrence."""

    def __init__(self, source_text: str, location: Location) -> None:
        """location: the file, and the line (from 1) of the text's first line."""
        self.start_location = Location(location.path, max(location.line, 1), 1)
        self.text, self.problems = clean_text(source_text, self.start_location)
        self._next: dict[str, int] = {}

    def with_text(self, text: str) -> "SourceMap":
        """Return the map of a text that has the same lines, with the same problems."""
        changed = SourceMap(text, self.start_location)
        changed.problems = self.problems
        return changed

    def location_at(self, offset: int) -> Location:
        """Return the location of a character of `text`."""
        line = bisect_right(self._line_starts, offset) - 1
        column = offset - self._line_starts[line] + 1
        return Location(self.start_location.path, self.start_location.line + line, column)

    def location_in_line(self, line: int, near: str, column: int) -> Location:
        """Return the location of a character of words in a line.

        Args:
            line: the line's number, from 0.
            near: the words, as far as the line holds them.
            column: the character, from 0 in the words.
        """
        start = self._line_starts[min(line, len(self._line_starts) - 1)]
        end = self.text.find("\n", start)
        typed = self.text[start : end if end >= 0 else len(self.text)]
        at = max(typed.find(near), 0)
        return self.location_at(start + min(at + column, len(typed)))

    @cached_property
    def text_without_code(self) -> str:
        """`text` with spaces for all code, so that offsets stay the same."""
        return blank_code(self.text)

    @cached_property
    def _line_starts(self) -> list[int]:
        return [0, *(match.end() for match in re.finditer("\n", self.text))]

    def find_next(self, *needles: str) -> Location | None:
        """Return where the first needle that occurs again outside code does so."""
        for needle in needles:
            at = self.text_without_code.find(needle, self._next.get(needle, 0))
            if at >= 0:
                self._next[needle] = at + len(needle)
                return self.location_at(at)
        return None

    def find_link(self, target: str) -> Location:
        """Return the location of the next link or image with this address, or the last one."""
        text = self.text_without_code
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
        """Return the location of the next such tag with this text after it, or of any such tag."""
        after = after.partition("\n")[0]  # blocks stand closer together in the HTML
        spellings = (raw + after, raw + after[:8], raw, f"<{name}", f"<{name.upper()}")
        location = self.find_next(*spellings)
        if location:
            return location
        at = self.text.find(raw)
        return self.location_at(at) if at >= 0 else self.start_location


def blank_code(text: str) -> str:
    """Return a text with spaces for all code, so that offsets stay the same."""
    if "`" not in text and "~~~" not in text:
        return text
    pieces: list[str] = []
    done = 0
    for fence in [*_fenced_regions(text), (len(text), len(text))]:
        for start, end in [*_code_spans(text, done, fence[0]), fence]:
            pieces += text[done:start], re.sub(r"[^\n]", " ", text[start:end])
            done = end
    return "".join(pieces)


def _is_link_address(text: str, start: int, end: int) -> bool:
    """Return whether the text between two offsets is the whole address of a link."""
    before = text[max(0, start - 2) : start]
    # After {{ site.url }} comes the address that is left of it.
    openings = ("( ", ": ", ":\n", "]:", "}}")
    is_opened = before[-1:] in ("(", "<", '"', "'", "=") or before in openings
    return is_opened and (end == len(text) or text[end] in ")>\"' \t\n")


def _fenced_regions(text: str) -> list[tuple[int, int]]:
    """Return fenced code: from a fence to the next that closes it, or to the text's end."""
    regions: list[tuple[int, int]] = []
    opening: re.Match[str] | None = None
    for fence in _FENCE.finditer(text):
        if not opening:
            opening = fence
        elif fence[1].startswith(opening[1]) and not fence[2].strip():
            regions.append((opening.start(1), fence.end()))
            opening = None
    return [*regions, (opening.start(1), len(text))] if opening else regions


def _code_spans(text: str, start: int, end: int) -> list[tuple[int, int]]:
    """Return code spans between two offsets: between equal runs of backticks in one paragraph."""
    paragraph = 0
    marks: list[_Mark] = []
    for match in _BACKTICKS.finditer(text, start, end):
        if match[1]:
            marks.append(((paragraph, len(match[1])), match.start(), match.end(), True))
        elif match[0].startswith("\n"):
            paragraph += 1
    return _enclosed_regions(marks)


def _enclosed_regions(all_marks: Iterable[_Mark]) -> list[tuple[int, int]]:
    """Return the regions from each mark outside of the others to the end of the next equal one."""
    marks = tuple(all_marks)
    closings: dict[object, list[tuple[int, int]]] = {}
    for kind, start, end, can_close in marks:
        if can_close:
            closings.setdefault(kind, []).append((start, end))
    regions: list[tuple[int, int]] = []
    done = 0
    for kind, start, end, _ in marks:
        same = closings.get(kind, [])
        closing = bisect_right(same, (start, end))
        if start >= done and closing < len(same):
            done = same[closing][1]
            regions.append((start, done))
    return regions
