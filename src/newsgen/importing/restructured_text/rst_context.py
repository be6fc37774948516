"""What directives and roles know of the text that they stand in, and what they lose."""

from collections.abc import Callable

from newsgen.importing.draft import Loss
from newsgen.importing.markup.loss_counter import LossCounter

FindText = Callable[[str], str]
"""The path of a file as a text names it → the text of that file; empty if there is none."""


class RstContext:
    """Collects the losses of one text, each kind once.

    Args:
        find_text: Returns the text of a file of the site.
        line: The line of its file on which the text starts.
    """

    def __init__(self, find_text: FindText, line: int) -> None:
        self.find_text = find_text
        self._line = line
        self._lost = LossCounter()

    def lose(self, message: str, line: int, what: str = "") -> None:
        """Note what is lost on a line of the text. what: as in `Loss`."""
        self._lost.add(message, what, line + self._line - 1)

    def losses(self) -> tuple[Loss, ...]:
        """Return what was lost, each with its number and its first line."""
        return self._lost.losses()
