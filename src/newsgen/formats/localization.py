"""What forms may say in the language of the archive; who speaks it is above."""

from typing import Protocol

from newsgen.model.article import Moment
from newsgen.model.period import Period


class Localization(Protocol):
    """The words of one language."""

    def message(self, singular: str, plural: str | None, count: int | None) -> str:
        """The text for a message, in the form that the count asks for."""

    def date(self, when: Moment | Period) -> str:
        """A date in words."""
