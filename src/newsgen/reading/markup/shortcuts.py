"""Shortcuts through Python-Markdown."""

from markdown import Markdown
from markdown.extensions import Extension


class Shortcuts(Extension):
    """All shortcuts."""

    def extendMarkdown(self, md: Markdown) -> None:  # noqa: N802 - the library's name
        """Put them in."""
