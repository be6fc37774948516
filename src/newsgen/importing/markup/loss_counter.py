"""What is lost of a document on the way, each loss once, with its number."""

from newsgen.importing.draft import Loss
from newsgen.model.value import replace


class LossCounter:
    """Counts losses by their sentence."""

    def __init__(self) -> None:
        self._counts: dict[str, int] = {}
        self._first: dict[str, Loss] = {}

    def add(self, message: str, what: str = "", line: int = 0) -> None:
        """Count a loss. what, line: as in `Loss`; the line of the first counts."""
        self._counts[message] = self._counts.get(message, 0) + 1
        self._first.setdefault(message, Loss(message, line, what=what))

    def losses(self) -> tuple[Loss, ...]:
        """Return each loss once."""
        return tuple(
            replace(loss, count=self._counts[message]) for message, loss in self._first.items()
        )
