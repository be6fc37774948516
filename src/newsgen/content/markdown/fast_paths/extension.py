"""An extension that replaces some processors of Python-Markdown by quicker ones.

Each gives the output of the library; the reason is written in its module. They rely on how the
library works inside, so `python_markdown` uses them with the versions they were tested with only.
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
"""A priority above those of all processors of the library."""


class FastPaths(Extension):
    """The extension. Register it after the extensions whose processors it replaces."""

    def extendMarkdown(self, md: Markdown) -> None:  # noqa: N802 - the library's name
        """Replace the processors; the numbers are the priorities of those replaced."""
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
        # The library looks up every element in it: a set is quicker than a list.
        md.block_level_elements = frozenset(md.block_level_elements)  # type: ignore[assignment]
