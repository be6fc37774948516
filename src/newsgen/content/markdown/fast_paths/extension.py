"""Ways through Python-Markdown that leave out what would do nothing.

An extension that puts ours in the place of some of the library's processors. Each comes to what the
library comes to, for a reason that is written beside it; all else is left to the library.
"""

from markdown import Markdown
from markdown.extensions import Extension

from newsgen.content.markdown.fast_paths.inline import Inline
from newsgen.content.markdown.fast_paths.prose import Prose
from newsgen.content.markdown.fast_paths.skips import Skip, Unescape, Whitespace, fences, tags

_FIRST = 1000
"""The priority of a processor that is asked before all others."""


class Shortcuts(Extension):
    """Has to come after the extensions that it knows shortcuts for."""

    def extendMarkdown(self, md: Markdown) -> None:  # noqa: N802 - the library's name
        """Put each shortcut in its place; the numbers are the priorities there."""
        md.preprocessors.register(Whitespace(md), "normalize_whitespace", 30)
        fenced = Skip(md, "fenced_code_block", fences)
        md.preprocessors.register(fenced, "fenced_code_block", 25)
        md.preprocessors.register(Skip(md, "html_block", tags), "html_block", 20)
        md.parser.blockprocessors.register(Prose(md.parser), "prose", _FIRST)
        md.treeprocessors.register(Inline(md), "inline", 20)
        md.treeprocessors.register(Unescape(md), "unescape", 0)
        # Asked about every element, mostly in vain; a set is quicker to say no than a list.
        md.block_level_elements = frozenset(md.block_level_elements)  # type: ignore[assignment]
