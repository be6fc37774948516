"""What is left of a line after the marks of the blocks it is in."""

from typing import NamedTuple

_CODE_INDENT = 4
_TAB_WIDTH = 4


class LineRest(NamedTuple):
    """What is left of a line: white space as wide as `indent`, which begins at `column`; a text."""

    column: int
    indent: int
    text: str

    @classmethod
    def of(cls, line: str) -> "LineRest":
        """Return a whole line."""
        return cls(0, *_measure_indent(line, 0))

    @property
    def is_code(self) -> bool:
        """Whether it is indented so far that it is code."""
        return self.indent >= _CODE_INDENT

    @property
    def code(self) -> str:
        """The text as a line of an indented block of code."""
        return " " * (self.indent - _CODE_INDENT) + self.text

    @property
    def typed(self) -> str:
        """The text with the white space before it."""
        return " " * self.indent + self.text

    def after(self, width: int) -> "LineRest":
        """Return what follows the first characters of the text."""
        column = self.column + self.indent + width
        return LineRest(column, *_measure_indent(self.text[width:], column))

    def dedent(self, width: int) -> "LineRest":
        """Return it with less white space."""
        return LineRest(self.column + width, self.indent - width, self.text)

    def after_quote_mark(self) -> "LineRest":
        """Return what follows the first character and a space."""
        after = self.after(1)
        return after.dedent(1) if after.indent else after


def _measure_indent(text: str, column: int) -> tuple[int, str]:
    """Return how wide the white space at the beginning of a text is, and the rest.

    column: where the text begins in its line, which decides how wide a tab is.
    """
    rest = text.lstrip(" \t")
    blank = text[: len(text) - len(rest)]
    if "\t" not in blank:
        return len(blank), rest
    start = column
    for character in blank:
        column += 1 if character == " " else _TAB_WIDTH - column % _TAB_WIDTH
    return column - start, rest
