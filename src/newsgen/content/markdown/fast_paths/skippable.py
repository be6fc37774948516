"""Steps of Python-Markdown that are skipped for texts that they would not change.

Each runs the library's own step only if the text holds what the step looks for.
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
    """A preprocessor that runs another one only if it is needed."""

    def __init__(self, md: Markdown, name: str, is_needed: Callable[[str], object]) -> None:
        """name: of the other; is_needed: whether a text may hold what that one looks for."""
        super().__init__(md)
        self._preprocessor = md.preprocessors[name]
        self._is_needed = is_needed

    def run(self, lines: list[str]) -> list[str]:
        """Return the lines as the other preprocessor would."""
        return self._preprocessor.run(lines) if self._is_needed("\n".join(lines)) else lines


class FastNormalizeWhitespace(NormalizeWhitespace):
    """Turns tabs into spaces, empties lines of spaces except the first, and ends the text."""

    _CHANGED_CHARS = f"{STX}{ETX}\r\t"

    def run(self, lines: list[str]) -> list[str]:
        """Return the lines with normalized white space, and two empty lines."""
        if contains_any("\n".join(lines), self._CHANGED_CHARS):
            return super().run(lines)
        return [*lines[:1], *(line if line.strip(" ") else "" for line in lines[1:]), "", ""]


class FastUnescape(UnescapeTreeprocessor):
    """Restores escaped characters; a text without a backslash has none."""

    def run(self, root: Element) -> None:
        """Restore the characters in the texts and attributes of a tree."""
        if any("\\" in line for line in self.md.lines):  # type: ignore[attr-defined]
            super().run(root)

    def unescape(self, text: str) -> str:
        """Return a text with its escaped characters, each of which stands between STX and ETX."""
        return super().unescape(text) if STX in text else text


def may_have_fences(text: str) -> bool:
    """Return whether a text may hold fenced code."""
    return ("`" in text and "```" in text) or ("~" in text and "~~~" in text)


def may_have_html(text: str) -> bool:
    """Return whether the library's HTML parser may change a text.

    Without a tag, it only adds the semicolon to a reference like &#38 that has none.
    """
    return "<" in text or ("&" in text and _UNTERMINATED_REFERENCE.search(text) is not None)
