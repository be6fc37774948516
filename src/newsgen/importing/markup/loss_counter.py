"""What is lost of a document on the way, each kind once, with its number."""

from collections import Counter

from newsgen.importing.draft import Loss


class LossCounter:
    """Counts losses by their sentence."""

    def __init__(self) -> None:
        self._counts: Counter[str] = Counter()

    def add(self, message: str) -> None:
        """Count a loss."""
        self._counts[message] += 1

    def losses(self) -> tuple[Loss, ...]:
        """Return each loss once."""
        return tuple(Loss(message, count=count) for message, count in self._counts.items())
