"""The tree of docutils, with simpler nodes for what Markdown has not."""

import re
from collections.abc import Callable
from typing import TypeVar

from docutils import nodes

from newsgen.importing.restructured_text.rst_context import RstContext

_Kind = TypeVar("_Kind", bound=nodes.Element)
_ADORNMENT = re.compile(r"\s*([^\w\s])\1*\s*")
_TITLE_WORDS = re.compile(r"\btitle\b|\boverline\b|\bunderline\b", re.IGNORECASE)


_OTHER_NODES: tuple[tuple[type[nodes.Element], Callable[[nodes.Element], nodes.Element]], ...] = (
    (nodes.title_reference, lambda node: nodes.emphasis("", "", *node.children)),
    (nodes.rubric, lambda node: nodes.paragraph("", "", nodes.strong("", "", *node.children))),
    (nodes.doctest_block, lambda node: nodes.literal_block("", node.astext(), language="python")),
    (nodes.math_block, lambda node: nodes.literal_block("", node.astext())),
    (nodes.problematic, lambda node: nodes.inline("", node.astext())),
)
"""Kinds of nodes, and what stands in the place of each."""


def simplify_tree(tree: nodes.document, context: RstContext) -> None:
    """Change a tree in place, and note what of the text docutils could not read."""
    for message in _all(tree, nodes.system_message):
        _use_message(message, context)
    for message in (*tree.parse_messages, *tree.transform_messages):
        _tell(message, context)
    for remark in _all(tree, nodes.Element):
        if isinstance(remark, (nodes.Admonition, nodes.sidebar, nodes.topic)):
            _quote(remark)
    for kind, other in _OTHER_NODES:
        for node in _all(tree, kind):
            _exchange(node, other(node))
    unseen: list[nodes.Element] = [*_all(tree, nodes.comment), *_all(tree, nodes.decoration)]
    for node in unseen:
        _take_out(node)
    for image in _all(tree, nodes.image):
        image.setdefault("alt", "")
        for key in ("width", "height", "scale", "align"):
            image.attributes.pop(key, None)
    notes: list[nodes.Element] = [*_all(tree, nodes.footnote), *_all(tree, nodes.citation)]
    for note in notes:
        _take_out(note)
        tree.append(note)


def _all(tree: nodes.Element, kind: type[_Kind]) -> list[_Kind]:
    return list(tree.findall(kind))


def _use_message(message: nodes.system_message, context: RstContext) -> None:
    """Put in the place of a message the source that docutils could not read."""
    source = next(iter(message.findall(nodes.literal_block)), None)
    text = message[0].astext() if len(message) else ""
    new: list[nodes.Node] = []
    if source is not None and _TITLE_WORDS.search(text):
        lines = source.astext().split("\n")
        words = " ".join(line.strip() for line in lines if not _ADORNMENT.fullmatch(line))
        if message["level"] > 2 and words:
            new = [nodes.paragraph("", "", nodes.strong("", words))]
    elif source is not None and not text.startswith("Substitution definition"):
        new = [nodes.literal_block("", source.astext())]
        _lose(text, "the text was kept as it is typed", message, context)
    else:
        _tell(message, context)
    message.parent.replace(message, new)


def _tell(message: nodes.system_message, context: RstContext) -> None:
    """Tell of a message that is about words which stay, such as a link to nothing."""
    text = message[0].astext() if len(message) else ""
    is_lost = message["level"] > 2 and message.get("backrefs")
    if is_lost or text.startswith("Substitution definition"):
        _lose(text, "", message, context)


def _lose(text: str, what: str, message: nodes.system_message, context: RstContext) -> None:
    line = message.get("line") or 0
    first = " ".join(text.split("\n")[0].split()).rstrip(".:")[:120]
    sentence = f"its reStructuredText cannot be read here: {first}"
    context.lose(f"{sentence}; {what}" if what else sentence, line, first)


def _quote(frame: nodes.Element) -> None:
    """Make a quotation with its title of a remark, a sidebar or a topic."""
    title = next(iter(frame.findall(nodes.title)), None)
    if title is not None and title.parent is frame:
        frame.remove(title)
        words = list(title.children)
    else:
        name = frame.tagname
        words = [] if name in ("topic", "sidebar") else [nodes.Text(name.capitalize())]
    quote = nodes.block_quote()
    if words:
        quote += nodes.paragraph("", "", nodes.strong("", "", *words))
    quote += frame.children
    _exchange(frame, quote)


def _exchange(old: nodes.Node, new: nodes.Node) -> None:
    assert isinstance(old.parent, nodes.Element)
    old.parent.replace(old, new)


def _take_out(node: nodes.Element) -> None:
    assert isinstance(node.parent, nodes.Element)
    node.parent.remove(node)
