"""Steps of Python-Markdown that are left out of texts in which they would find nothing to do.

Each is the library's own step behind a question: whether the text holds what the step looks for.
"""

import re
from collections.abc import Callable
from xml.etree.ElementTree import Element

from markdown import Markdown
from markdown.preprocessors import NormalizeWhitespace, Preprocessor
from markdown.treeprocessors import UnescapeTreeprocessor
from markdown.util import ETX, STX

from newsgen.content.text import contains_any

_UNTERMINATED_REFERENCE = re.compile("&#(?![0-9]+;|[xX][0-9a-fA-F]+;)")


class SkippablePreprocessor(Preprocessor):
    """A preprocessor that gives back the lines as they are, unless something is there."""

    def __init__(self, md: Markdown, name: str, is_needed: Callable[[str], object]) -> None:
        """name: of the preprocessor; needs: whether a text may hold what it looks for."""
        super().__init__(md)
        self._preprocessor = md.preprocessors[name]
        self._is_needed = is_needed

    def run(self, lines: list[str]) -> list[str]:
        """The lines as the preprocessor leaves them."""
        return self._preprocessor.run(lines) if self._is_needed("\n".join(lines)) else lines


class FastNormalizeWhitespace(NormalizeWhitespace):
    """Tabs become spaces, lines of spaces empty but for the first; and the text is ended."""

    _NEEDS = f"{STX}{ETX}\r\t"

    def run(self, lines: list[str]) -> list[str]:
        """The lines and two empty ones, in the library's spelling of white space."""
        if contains_any("\n".join(lines), self._NEEDS):
            return super().run(lines)
        return [*lines[:1], *(line if line.strip(" ") else "" for line in lines[1:]), "", ""]


class FastUnescape(UnescapeTreeprocessor):
    """Puts escaped characters back; without a backslash in the text, none was escaped."""

    def run(self, root: Element) -> None:
        """Changes texts and attributes of the tree."""
        if any("\\" in line for line in self.md.lines):  # type: ignore[attr-defined]
            super().run(root)

    def unescape(self, text: str) -> str:
        """The text with escaped characters put back; each stands between STX and ETX."""
        return super().unescape(text) if STX in text else text


def may_have_fences(text: str) -> bool:
    """Whether a text may hold fenced code."""
    return ("`" in text and "```" in text) or ("~" in text and "~~~" in text)


def may_have_html(text: str) -> bool:
    """Whether the reader of HTML does more than put together again what it takes apart.

    Without a tag, all it changes is a number like &#38 that no semicolon ends: it gives it one.
    """
    return "<" in text or ("&" in text and _UNTERMINATED_REFERENCE.search(text) is not None)
