"""A body as it was typed: where things stand in it, and what of it is code.

Takes the text and the place of its first line; gives the text without control characters, the
problems they are, and places. Line ends are made equal; lines and columns are those of the file.
"""

import re
from bisect import bisect_left, bisect_right
from html import unescape

from newsgen.content.text import FORBIDDEN_CHARACTERS, may_contain_forbidden
from newsgen.model.problem import Location, Problem, problem
from newsgen.model.value import replace

SHORTCODE_MARKER = "\x0e"
"""Stands where a shortcode was left out, until the text is put together. Typed ones are removed."""

GENERATED_ID_MARKER = "\x0f"
"""Tells the ids Markdown makes from those an author typed. Typed ones are removed."""

_LINE_END = re.compile(r"\r\n?")
_FENCE = re.compile(r"^(~{3,}|`{3,})([^\n`]*)$", re.MULTILINE)
_ENCODED_ADDRESS = re.compile(r"""=\s*(["'])([^"'\n]*&[^"'\n]*)\1""")
_BACKTICKS = re.compile(r"\\.|(`+)|\n[ \t]*(?=\n)", re.DOTALL)


class SourceMap:
    """The text of one body, with a memory of what has been looked up already."""

    def __init__(self, source_text: str, location: Location) -> None:
        """place: the file, and the line (from 1) of the first line of `typed`."""
        self.start_location = replace(location, line=max(location.line, 1), column=1)
        source_text = _LINE_END.sub("\n", source_text) if "\r" in source_text else source_text
        found = (
            tuple(FORBIDDEN_CHARACTERS.finditer(source_text))
            if may_contain_forbidden(source_text)
            else ()
        )
        # Places are asked for in the cleaned text; each removed character moves those after it.
        self._removed_offsets = tuple(match.start() - before for before, match in enumerate(found))
        self.text = FORBIDDEN_CHARACTERS.sub("", source_text) if found else source_text
        self._line_starts: list[int] = []
        self._text_without_code = ""
        self._next: dict[str, int] = {}
        self.problems = self._control_problems(tuple(match.group() for match in found))

    def location_at(self, offset: int) -> Location:
        """The place of a character of `text`."""
        if not self._line_starts:
            self._line_starts = [0, *(match.end() for match in re.finditer("\n", self.text))]
        line = bisect_right(self._line_starts, offset) - 1
        start = self._line_starts[line]
        removed = bisect_right(self._removed_offsets, offset) - bisect_left(
            self._removed_offsets, start
        )
        return replace(
            self.start_location,
            line=self.start_location.line + line,
            column=offset - start + 1 + removed,
        )

    def text_without_code(self) -> str:
        """`text` with everything that is code blanked out, so that offsets stay true."""
        if not self._text_without_code:
            self._text_without_code = _blank_code(self.text)
        return self._text_without_code

    def find_next(self, *needles: str) -> Location | None:
        """The place of the next occurrence of the first needle that still has one, outside code."""
        for needle in needles:
            at = self.text_without_code().find(needle, self._next.get(needle, 0))
            if at >= 0:
                self._next[needle] = at + len(needle)
                return self.location_at(at)
        return None

    def find_link(self, target: str) -> Location:
        """The place of the next link or image with this address, outside code; or of the last."""
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
        spelled = (
            found for found in _ENCODED_ADDRESS.finditer(text) if unescape(found[2]) == target
        )
        disguised = next(spelled, None)
        return self.location_at(disguised.start(2)) if disguised else self.start_location

    def find_tag(self, raw: str, name: str, after: str) -> Location:
        """The place of the next tag typed like this with this text after it.

        What is typed may differ from what came of it: failing that, any such tag, also in code.
        """
        spellings = (raw + after, raw + after[:8], raw, f"<{name}", f"<{name.upper()}")
        place = self.find_next(*spellings)
        if place:
            return place
        at = self.text.find(raw)
        return self.location_at(at) if at >= 0 else self.start_location

    def _control_problems(self, characters: tuple[str, ...]) -> tuple[Problem, ...]:
        """One problem for each line that holds some, at its first."""
        problems: dict[int, Problem] = {}
        for order, (offset, char) in enumerate(zip(self._removed_offsets, characters, strict=True)):
            place = self.location_at(offset)
            if place.line not in problems:
                # `at` counts every character removed at this offset as standing before it.
                same = bisect_right(self._removed_offsets, offset) - order
                place = replace(place, column=place.column - same)
                problems[place.line] = problem(
                    "N115",
                    place,
                    f"holds U+{ord(char):04X}, a control character that is not shown",
                    "delete it",
                )
        return tuple(problems.values())


def _is_link_address(text: str, start: int, end: int) -> bool:
    """Whether what stands between two offsets is where an address would be, and all of it."""
    before = text[max(0, start - 2) : start]
    opened = before[-1:] in ("(", "<", '"', "'", "=") or before in ("( ", ": ", ":\n")
    return opened and (end == len(text) or text[end] in ")>\"' \t\n")


def _blank_code(text: str) -> str:
    """The text with fenced code and code spans as blanks."""
    if "`" not in text and "~~~" not in text:
        return text
    pieces: list[str] = []
    done = 0
    for start, end in sorted(_code_regions(text)):
        pieces += text[done:start], re.sub(r"[^\n]", " ", text[start:end])
        done = end
    return "".join(pieces) + text[done:]


def _code_regions(text: str) -> list[tuple[int, int]]:
    """From where to where code goes, without overlaps."""
    fenced = _fenced_regions(text)
    regions = list(fenced)
    done = 0
    for start, end in [*fenced, (len(text), len(text))]:
        regions += _code_spans(text, done, start)
        done = end
    return regions


def _fenced_regions(text: str) -> list[tuple[int, int]]:
    """Fenced code: from a fence to the next line that is the same fence and nothing else."""
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
    """Code spans between two offsets: equal runs of backticks in one paragraph."""
    paragraph = 0
    runs: list[tuple[int, int, int]] = []
    later: dict[tuple[int, int], list[int]] = {}
    for match in _BACKTICKS.finditer(text, start, end):
        if match.group(1):
            size = len(match.group(1))
            later.setdefault((paragraph, size), []).append(match.start())
            runs.append((paragraph, size, match.start()))
        elif match.group().startswith("\n"):
            paragraph += 1
    spans: list[tuple[int, int]] = []
    done = start
    for paragraph, size, at in runs:
        if at < done:
            continue
        same = later[paragraph, size]
        closing = bisect_right(same, at)
        if closing < len(same):
            done = same[closing] + size
            spans.append((at, done))
    return spans
