"""The words and dates of the archive's language, as formats need them; `render` provides them."""

from typing import Protocol

from newsgen.model.article import Moment
from newsgen.model.period import Period


class Localization(Protocol):
    """The words of one language."""

    def message(self, singular: str, plural: str | None, count: int | None) -> str:
        """Return the translation of a message, in the plural form for a count."""

    def date(self, when: Moment | Period) -> str:
        """Return a date in words."""

    def language(self, tag: str) -> str:
        """Return the name of a language."""
