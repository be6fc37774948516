"""A body as it was typed: where things stand in it, and what of it is code.

Takes the text and the place of its first line; gives the text without control characters, the
problems they are, and places. Line ends are made equal; lines and columns are those of the file.
"""

import re
from bisect import bisect_left, bisect_right
from html import unescape

from newsgen.content.text import FORBIDDEN, is_suspect
from newsgen.model.problem import Place, Problem, problem
from newsgen.model.value import replace

MARK = "\x0e"
"""Stands where a shortcode was left out, until the text is put together. Typed ones are removed."""

OURS = "\x0f"
"""Tells the ids Markdown makes from those an author typed. Typed ones are removed."""

_LINE_END = re.compile(r"\r\n?")
_FENCE = re.compile(r"^(~{3,}|`{3,})([^\n`]*)$", re.MULTILINE)
_QUOTED = re.compile(r"""=\s*(["'])([^"'\n]*&[^"'\n]*)\1""")
_TICKS = re.compile(r"\\.|(`+)|\n[ \t]*(?=\n)", re.DOTALL)


class Source:
    """The text of one body, with a memory of what has been looked up already."""

    def __init__(self, typed: str, place: Place) -> None:
        """place: the file, and the line (from 1) of the first line of `typed`."""
        self.first = replace(place, line=max(place.line, 1), column=1)
        typed = _LINE_END.sub("\n", typed) if "\r" in typed else typed
        found = tuple(FORBIDDEN.finditer(typed)) if is_suspect(typed) else ()
        # Places are asked for in the cleaned text; each removed character moves those after it.
        self._removed = tuple(match.start() - before for before, match in enumerate(found))
        self.text = FORBIDDEN.sub("", typed) if found else typed
        self._starts: list[int] = []
        self._outside = ""
        self._next: dict[str, int] = {}
        self.problems = self._controls(tuple(match.group() for match in found))

    def at(self, offset: int) -> Place:
        """The place of a character of `text`."""
        if not self._starts:
            self._starts = [0, *(match.end() for match in re.finditer("\n", self.text))]
        line = bisect_right(self._starts, offset) - 1
        start = self._starts[line]
        removed = bisect_right(self._removed, offset) - bisect_left(self._removed, start)
        return replace(self.first, line=self.first.line + line, column=offset - start + 1 + removed)

    def outside(self) -> str:
        """`text` with everything that is code blanked out, so that offsets stay true."""
        if not self._outside:
            self._outside = _without_code(self.text)
        return self._outside

    def find(self, *needles: str) -> Place | None:
        """The place of the next occurrence of the first needle that still has one, outside code."""
        for needle in needles:
            at = self.outside().find(needle, self._next.get(needle, 0))
            if at >= 0:
                self._next[needle] = at + len(needle)
                return self.at(at)
        return None

    def link(self, target: str) -> Place:
        """The place of the next link or image with this address, outside code; or of the last."""
        text = self.outside()
        if not target:
            at = text.find("]()", self._next.get("]()", 0))
            self._next["]()"] = at + 1
            return self.at(at + 2) if at >= 0 else self.first
        for spelling in (target, target.replace("&", "&amp;")):
            at = text.find(spelling, self._next.get(spelling, 0))
            while at >= 0:
                end = at + len(spelling)
                if _is_address(text, at, end):
                    self._next[spelling] = end
                    return self.at(at)
                at = text.find(spelling, at + 1)
            if spelling in self._next:
                return self.at(self._next[spelling] - len(spelling))
        # Typed with character references, as in &#106;avascript:
        spelled = (found for found in _QUOTED.finditer(text) if unescape(found[2]) == target)
        disguised = next(spelled, None)
        return self.at(disguised.start(2)) if disguised else self.first

    def tag(self, raw: str, name: str, after: str) -> Place:
        """The place of the next tag typed like this with this text after it.

        What is typed may differ from what came of it: failing that, any such tag, also in code.
        """
        spellings = (raw + after, raw + after[:8], raw, f"<{name}", f"<{name.upper()}")
        place = self.find(*spellings)
        if place:
            return place
        at = self.text.find(raw)
        return self.at(at) if at >= 0 else self.first

    def _controls(self, characters: tuple[str, ...]) -> tuple[Problem, ...]:
        """One problem for each line that holds some, at its first."""
        problems: dict[int, Problem] = {}
        for order, (offset, char) in enumerate(zip(self._removed, characters, strict=True)):
            place = self.at(offset)
            if place.line not in problems:
                # `at` counts every character removed at this offset as standing before it.
                same = bisect_right(self._removed, offset) - order
                place = replace(place, column=place.column - same)
                problems[place.line] = problem(
                    "N115",
                    place,
                    f"holds U+{ord(char):04X}, a control character that is not shown",
                    "delete it",
                )
        return tuple(problems.values())


def _is_address(text: str, start: int, end: int) -> bool:
    """Whether what stands between two offsets is where an address would be, and all of it."""
    before = text[max(0, start - 2) : start]
    opened = before[-1:] in ("(", "<", '"', "'", "=") or before in ("( ", ": ", ":\n")
    return opened and (end == len(text) or text[end] in ")>\"' \t\n")


def _without_code(text: str) -> str:
    """The text with fenced code and code spans as blanks."""
    if "`" not in text and "~~~" not in text:
        return text
    pieces: list[str] = []
    done = 0
    for start, end in sorted(_code(text)):
        pieces += text[done:start], re.sub(r"[^\n]", " ", text[start:end])
        done = end
    return "".join(pieces) + text[done:]


def _code(text: str) -> list[tuple[int, int]]:
    """From where to where code goes, without overlaps."""
    fenced = _fenced(text)
    regions = list(fenced)
    done = 0
    for start, end in [*fenced, (len(text), len(text))]:
        regions += _spans(text, done, start)
        done = end
    return regions


def _fenced(text: str) -> list[tuple[int, int]]:
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


def _spans(text: str, start: int, end: int) -> list[tuple[int, int]]:
    """Code spans between two offsets: equal runs of backticks in one paragraph."""
    paragraph = 0
    runs: list[tuple[int, int, int]] = []
    later: dict[tuple[int, int], list[int]] = {}
    for match in _TICKS.finditer(text, start, end):
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
