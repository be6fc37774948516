"""Finds the places where a template names others.

Takes the template's text; gives each place with its line and the names that stand there.
"""

from functools import lru_cache
from typing import NamedTuple

from jinja2 import Environment, nodes

_REFERENCE_NODES = (nodes.Extends, nodes.Include, nodes.Import, nodes.FromImport)

JINJA_GRAMMAR = Environment()
"""Jinja's grammar, without filters and globals, on which the names do not depend."""


class TemplateReference(NamedTuple):
    """A place where a template names others.

    Attributes:
        names: The names; None if an expression computes them.
        extends: Whether the template extends the named one.
        optional: Whether the named one may be missing.
        line: The line, counted from 1.
    """

    names: tuple[str, ...] | None
    extends: bool
    optional: bool
    line: int


@lru_cache(maxsize=512)
def template_references(source: str) -> tuple[TemplateReference, ...]:
    """Return all places where a template names others; raise TemplateSyntaxError."""
    return tuple(map(_reference, JINJA_GRAMMAR.parse(source).find_all(_REFERENCE_NODES)))


def _reference(node: nodes.Node) -> TemplateReference:
    assert isinstance(node, _REFERENCE_NODES)
    return TemplateReference(
        names=_constant_names(node.template),
        extends=isinstance(node, nodes.Extends),
        optional=isinstance(node, nodes.Include) and node.ignore_missing,
        line=node.lineno,
    )


def _constant_names(expression: nodes.Expr) -> tuple[str, ...] | None:
    """Return the names in an expression that is a text or a list of texts; otherwise None."""
    try:
        value = expression.as_const()
    except nodes.Impossible:
        return None
    names = (value,) if isinstance(value, str) else value
    constant = isinstance(names, list | tuple) and all(isinstance(name, str) for name in names)
    return tuple(names) if constant else None
