"""What forms ask for: words in the language of the archive, and texts. Who has them is above."""

import re
from collections.abc import Callable
from html import escape
from typing import Protocol

from newsgen.model.article import Moment
from newsgen.model.period import Period

Texts = Callable[[str, str], str]
"""Gives the HTML with a digest, which is that of the file at a path."""


_WITHIN = re.compile(r'(<a\b[^>]*? href=")(?=#)')


def away_from(page: str, html: str) -> str:
    """A text that is read elsewhere than on its page: what leads to a place in it leads there."""
    return _WITHIN.sub(lambda found: found[1] + escape(page), html)


class Speech(Protocol):
    """The words of one language."""

    def message(self, singular: str, plural: str | None, count: int | None) -> str:
        """The text for a message, in the form that the count asks for."""

    def date(self, when: Moment | Period) -> str:
        """A date in words."""
