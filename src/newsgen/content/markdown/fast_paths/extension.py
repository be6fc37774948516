"""Ways through Python-Markdown that leave out what would do nothing.

An extension that puts ours in the place of some of the library's processors. Each comes to what the
library comes to, for a reason that is written beside it; all else is left to the library.
"""

from markdown import Markdown
from markdown.extensions import Extension

from newsgen.content.markdown.fast_paths.inline import FastInlineProcessor
from newsgen.content.markdown.fast_paths.paragraph_processor import FastParagraphProcessor
from newsgen.content.markdown.fast_paths.skippable import (
    FastNormalizeWhitespace,
    FastUnescape,
    SkippablePreprocessor,
    may_have_fences,
    may_have_html,
)

_HIGHEST_PRIORITY = 1000
"""The priority of a processor that is asked before all others."""


class FastPaths(Extension):
    """Has to come after the extensions that it knows shortcuts for."""

    def extendMarkdown(self, md: Markdown) -> None:  # noqa: N802 - the library's name
        """Put each shortcut in its place; the numbers are the priorities there."""
        md.preprocessors.register(FastNormalizeWhitespace(md), "normalize_whitespace", 30)
        fenced = SkippablePreprocessor(md, "fenced_code_block", may_have_fences)
        md.preprocessors.register(fenced, "fenced_code_block", 25)
        md.preprocessors.register(
            SkippablePreprocessor(md, "html_block", may_have_html), "html_block", 20
        )
        md.parser.blockprocessors.register(
            FastParagraphProcessor(md.parser), "prose", _HIGHEST_PRIORITY
        )
        md.treeprocessors.register(FastInlineProcessor(md), "inline", 20)
        md.treeprocessors.register(FastUnescape(md), "unescape", 0)
        # Asked about every element, mostly in vain; a set is quicker to say no than a list.
        md.block_level_elements = frozenset(md.block_level_elements)  # type: ignore[assignment]
