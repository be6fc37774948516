"""Where a template names others: found when it is compiled, and kept with its code."""

from collections.abc import Iterator
from typing import NamedTuple

from jinja2 import nodes

_REFERENCE_NODES = (nodes.Extends, nodes.Include, nodes.Import, nodes.FromImport)


class TemplateReference(NamedTuple):
    """A place where a template names others; `names` is None where an expression names them."""

    names: tuple[str, ...] | None
    extends: bool
    optional: bool
    line: int


def find_template_references(template: nodes.Template) -> Iterator[TemplateReference]:
    """All places where a template names others."""
    for node in template.find_all(_REFERENCE_NODES):
        assert isinstance(node, _REFERENCE_NODES)
        yield TemplateReference(
            names=_constant_names(node.template),
            extends=isinstance(node, nodes.Extends),
            optional=isinstance(node, nodes.Include) and node.ignore_missing,
            line=node.lineno,
        )


def _constant_names(expression: nodes.Expr) -> tuple[str, ...] | None:
    """The names an expression is sure to mean: a text, or a list of texts."""
    try:
        value = expression.as_const()
    except nodes.Impossible:
        return None
    names = (value,) if isinstance(value, str) else value
    constant = isinstance(names, list | tuple) and all(isinstance(name, str) for name in names)
    return tuple(names) if constant else None
