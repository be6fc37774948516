"""Ways through Python-Markdown that leave out what would do nothing.

An extension that puts ours in the place of some of the library's processors. Each comes to what the
library comes to, for a reason that is written beside it; all else is left to the library.
"""

from markdown import Markdown
from markdown.extensions import Extension

from newsgen.reading.markup.inline import Inline
from newsgen.reading.markup.prose import Prose

_FIRST = 1000
"""The priority of a processor that is asked before all others."""


class Shortcuts(Extension):
    """Has to come after the extensions that it knows shortcuts for."""

    def extendMarkdown(self, md: Markdown) -> None:  # noqa: N802 - the library's name
        """Put each shortcut in its place."""
        md.parser.blockprocessors.register(Prose(md.parser), "prose", _FIRST)
        md.treeprocessors.register(Inline(md), "inline", 20)
