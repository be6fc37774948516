"""Where a template names others: found when it is compiled, and kept with its code."""

from collections.abc import Iterator
from typing import NamedTuple

from jinja2 import nodes

_NAMING = (nodes.Extends, nodes.Include, nodes.Import, nodes.FromImport)


class Reference(NamedTuple):
    """A place where a template names others; `names` is None where an expression names them."""

    names: tuple[str, ...] | None
    extends: bool
    optional: bool
    line: int


def references(template: nodes.Template) -> Iterator[Reference]:
    """All places where a template names others."""
    for node in template.find_all(_NAMING):
        assert isinstance(node, _NAMING)
        yield Reference(
            names=_names(node.template),
            extends=isinstance(node, nodes.Extends),
            optional=isinstance(node, nodes.Include) and node.ignore_missing,
            line=node.lineno,
        )


def _names(expression: nodes.Expr) -> tuple[str, ...] | None:
    """The names an expression is sure to mean: a text, or a list of texts."""
    try:
        value = expression.as_const()
    except nodes.Impossible:
        return None
    names = (value,) if isinstance(value, str) else value
    constant = isinstance(names, list | tuple) and all(isinstance(name, str) for name in names)
    return tuple(names) if constant else None
