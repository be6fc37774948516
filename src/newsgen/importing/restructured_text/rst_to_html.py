"""The text of a reStructuredText file → HTML, by docutils, which opens no file here."""

import re

from docutils import nodes
from docutils.frontend import get_default_settings
from docutils.parsers.rst import Parser
from docutils.readers.standalone import Reader
from docutils.utils import new_document
from docutils.writers.html5_polyglot import Writer

from newsgen.importing.draft import Loss
from newsgen.importing.restructured_text.rst_context import FindText, RstContext
from newsgen.importing.restructured_text.rst_directives import register_directives
from newsgen.importing.restructured_text.rst_roles import register_roles
from newsgen.importing.restructured_text.rst_tree import simplify_tree
from newsgen.importing.restructured_text.rst_writer import RstWriter
from newsgen.importing.text_title import LONGEST_SUMMARY
from newsgen.model.value import Value

_TEASER_END = re.compile(
    r"^\.\. *(?:TEASER_END|END_SUMMARY|PELICAN_END_SUMMARY|more)\b.*$", re.I | re.M
)
_LONGEST_LINE, _LONGEST_SUBSTITUTION = 1_000_000, 10_000
_SETTINGS = {
    "file_insertion_enabled": False,
    "raw_enabled": True,
    "halt_level": 5,
    "report_level": 5,
    "warning_stream": False,
    "doctitle_xform": False,
    "docinfo_xform": False,
    "syntax_highlight": "none",
    "smart_quotes": False,
    "stylesheet": None,
    "stylesheet_path": None,
    "embed_stylesheet": False,
    "math_output": "LaTeX",
    "line_length_limit": _LONGEST_LINE,
    "initial_header_level": "2",
}
"""Messages (levels 1 to 4) stop nothing and are not printed; raw HTML is cleaned afterwards."""


class RstHtml(Value, frozen=True):
    """The HTML of a text. summary: the paragraph above its mark for the end of a teaser."""

    html: str
    summary: str = ""
    losses: tuple[Loss, ...] = ()


def rst_as_html(text: str, line: int, find_text: FindText) -> RstHtml:
    """Return the HTML of a text of reStructuredText, and what was lost.

    Args:
        line: The line of its file on which the text starts.
        find_text: Returns the text of a file of the site that a text shows.
    """
    context = RstContext(find_text, line)
    mark = _TEASER_END.search(text)
    summary = ""
    if mark:
        before = _parse(text[: mark.start()], RstContext(find_text, line))
        seen = [node for node in before.children if not isinstance(node, nodes.Invisible)]
        is_plain = len(seen) == 1 and isinstance(seen[0], nodes.paragraph)
        summary = " ".join(seen[0].astext().split()) if is_plain else ""
        summary = summary if len(summary) <= LONGEST_SUMMARY else ""
    tree = _parse(text, context)
    writer = RstWriter(tree)
    tree.walkabout(writer)
    return RstHtml("".join(writer.body), summary, context.losses())


def _parse(text: str, context: RstContext) -> nodes.document:
    settings = get_default_settings(Reader, Parser, Writer)
    for name, value in _SETTINGS.items():
        setattr(settings, name, value)
    tree = new_document("", settings)
    settings.import_context = context
    register_directives(text)
    register_roles(text)
    Parser().parse(text, tree)
    settings.line_length_limit = _LONGEST_SUBSTITUTION
    tree.transformer.populate_from_components((Reader(), Parser()))
    tree.transformer.apply_transforms()
    simplify_tree(tree, context)
    return tree
