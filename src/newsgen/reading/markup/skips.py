"""Steps of Python-Markdown that are left out of texts in which they would find nothing to do.

Each is the library's own step behind a question: whether the text holds what the step looks for.
"""

import re
from collections.abc import Sequence
from xml.etree.ElementTree import Element

from markdown import Markdown
from markdown.preprocessors import NormalizeWhitespace, Preprocessor
from markdown.treeprocessors import UnescapeTreeprocessor
from markdown.util import ETX, STX


class Skip(Preprocessor):
    """A preprocessor that gives back the lines as they are, unless something is there."""

    def __init__(self, md: Markdown, name: str, needs: str) -> None:
        """name: of the preprocessor; needs: a pattern for what it looks for."""
        super().__init__(md)
        self._other = md.preprocessors[name]
        self._needs = re.compile(needs)

    def run(self, lines: list[str]) -> list[str]:
        """The lines as the preprocessor leaves them."""
        return self._other.run(lines) if self._needs.search("\n".join(lines)) else lines


class Whitespace(NormalizeWhitespace):
    """Tabs become spaces, lines of spaces empty; where there are none, it only ends the text."""

    _NEEDS = (STX, ETX, "\r", "\t", "\n ")

    def run(self, lines: list[str]) -> list[str]:
        """The lines and two empty ones, in the library's spelling of white space."""
        return super().run(lines) if _holds(lines, self._NEEDS) else [*lines, "", ""]


class Unescape(UnescapeTreeprocessor):
    """Puts escaped characters back; without a backslash in the text, none was escaped."""

    def run(self, root: Element) -> None:
        """Changes texts and attributes of the tree."""
        if _holds(self.md.lines, ("\\",)):  # type: ignore[attr-defined]
            super().run(root)

    def unescape(self, text: str) -> str:
        """The text with escaped characters put back; each stands between STX and ETX."""
        return super().unescape(text) if STX in text else text


def _holds(lines: Sequence[str], needs: Sequence[str]) -> bool:
    text = "\n".join(lines)
    return any(need in text for need in needs)
