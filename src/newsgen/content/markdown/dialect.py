"""The Markdown dialect: CommonMark with GitHub's tables, footnotes, and captions.

markdown-it-py reads it. What newsgen reads otherwise, or tells its editors, are rules of that
library, which the folder rules/ holds.
"""

from collections.abc import Callable, Mapping
from typing import Any

from markdown_it import MarkdownIt
from markdown_it.rules_block import StateBlock
from markdown_it.rules_inline import (
    StateInline,
    autolink,
    backtick,
    entity,
    escape,
    html_inline,
    link,
    newline,
)

from newsgen.content.markdown.rules import footnotes, inline_rules
from newsgen.content.markdown.rules.block_findings import (
    mend_blocks,
    unused_definitions,
)
from newsgen.content.markdown.rules.comments import hide_long_comments
from newsgen.content.markdown.rules.emphasis import find_unpaired, read_emphasis
from newsgen.content.markdown.rules.figures import make_figures, read_image
from newsgen.content.markdown.rules.finding import Finding
from newsgen.content.markdown.rules.inline_texts import read_plain_link, read_unmarked_text
from newsgen.content.markdown.rules.paragraphs import read_paragraph, read_plain_paragraph
from newsgen.content.markdown.tree_builder import MAX_DEPTH, TooDeepError

_SIGN_RULES: Mapping[str, tuple[Callable[[StateInline, bool], bool], ...]] = {
    "\n": (newline,),
    "\\": (escape,),
    "`": (backtick,),
    "*": (read_emphasis,),
    "_": (read_emphasis,),
    "[": (read_plain_link, footnotes.read_mark, link, inline_rules.read_broken_link),
    "!": (read_image, inline_rules.read_broken_link),
    "<": (inline_rules.read_office_tag, autolink, inline_rules.read_ticker, html_inline),
    "&": (inline_rules.read_control_reference, entity),
}
"""The marks that begin with a sign. The library asks for all of them at every sign, which takes a
third more time."""


class _Reader(MarkdownIt):
    """Leaves addresses as typed: newsgen checks and writes them itself."""

    def normalizeLink(self, url: str) -> str:  # noqa: N802 - the library's name
        return url

    def normalizeLinkText(self, link: str) -> str:  # noqa: N802 - the library's name
        return link

    def validateLink(self, url: str) -> bool:  # noqa: N802 - the library's name
        return True


def render_markdown(text: str) -> tuple[str, list[Finding]]:
    """Return the HTML of a text, which is not safe yet, and what was perhaps not meant so.

    Raises TooDeepError or RecursionError for a text that is nested too deeply.
    """
    text = hide_long_comments(text)
    findings: list[Finding] = []
    environment: dict[str, Any] = {"text": text, "lines": text.split("\n"), "findings": findings}
    environment |= {"footnotes": {}, "labels": set()}
    rendered = _READER.render(text, environment)
    findings += unused_definitions(environment)
    return rendered.removesuffix("\n"), findings


def _make_reader() -> MarkdownIt:
    reader = _Reader("commonmark", {"maxNesting": 3 * MAX_DEPTH, "store_labels": True})
    reader.enable("table")
    block, inline, core = reader.block.ruler, reader.inline.ruler, reader.core.ruler
    block.before("table", "depth", _check_depth)
    ended = ["paragraph", "reference", "blockquote", "list"]
    block.before("table", "plain_paragraph", read_plain_paragraph)
    block.at("paragraph", read_paragraph)
    block.before("reference", "footnote", footnotes.read_footnote, {"alt": ended})
    inline.enableOnly([])
    inline.push("unmarked", read_unmarked_text)
    inline.push("signs", _read_sign)
    reader.inline.ruler2.after("emphasis", "unpaired", find_unpaired)
    core.after("block", "mend_blocks", mend_blocks)
    core.at("inline", footnotes.read_texts)
    core.before("text_join", "figures", make_figures)
    return reader


def _check_depth(state: StateBlock, line: int, end: int, silent: bool) -> bool:
    if state.level > 2 * MAX_DEPTH:
        raise TooDeepError
    return False


def _read_sign(state: StateInline, silent: bool) -> bool:
    rules = _SIGN_RULES.get(state.src[state.pos], ())
    return any(rule(state, silent) for rule in rules)


_READER = _make_reader()
