"""Finds the templates and assets that a template names, directly and indirectly."""

from collections.abc import Mapping
from functools import lru_cache
from typing import NamedTuple

from jinja2 import Environment, TemplateSyntaxError, nodes

from newsgen.model.value import Value
from newsgen.render.search_path import TemplateSearchPath

ANY_ASSET = "*"
"""Stands for all assets."""

_REFERENCE_NODES = (nodes.Extends, nodes.Include, nodes.Import, nodes.FromImport)

_GRAMMAR = Environment()
"""Jinja's grammar, without filters and globals, on which the names do not depend."""


class TemplateReference(NamedTuple):
    """A place where a template names others.

    Attributes:
        names: None if an expression computes them.
        optional: Whether the named one may be missing.
    """

    names: tuple[str, ...] | None
    extends: bool
    optional: bool
    line: int


class TemplateDependencies(Value, frozen=True, array_like=True):
    """Names of templates and of assets, both sorted."""

    templates: tuple[str, ...] = ()
    assets: tuple[str, ...] = ()


def template_references(source: str) -> tuple[TemplateReference, ...]:
    """Return all places where a template names others; raise TemplateSyntaxError."""
    return _read(source)[0]


def find_dependencies(search_path: TemplateSearchPath) -> dict[str, TemplateDependencies]:
    """Return what each template uses directly, by name."""
    dependencies: dict[str, TemplateDependencies] = {}
    pending = list(search_path.all_names())
    while pending:
        if (name := pending.pop()) not in dependencies:
            dependencies[name] = _direct_dependencies(name, search_path)
            pending += dependencies[name].templates
    return dependencies


def transitive_dependencies(
    template: str, dependencies: Mapping[str, TemplateDependencies]
) -> TemplateDependencies:
    """Return what a template uses directly and indirectly, itself included."""
    templates, assets, pending = {template}, set[str](), [template]
    while pending:
        direct = dependencies.get(pending.pop(), TemplateDependencies())
        pending += [name for name in direct.templates if name not in templates]
        templates.update(direct.templates)
        assets.update(direct.assets)
    return TemplateDependencies(tuple(sorted(templates)), tuple(sorted(assets)))


def _direct_dependencies(name: str, search_path: TemplateSearchPath) -> TemplateDependencies:
    file = search_path.find(name)
    try:
        references, assets = _read(file.read_text("utf-8") if file else "")
    except (TemplateSyntaxError, UnicodeDecodeError):
        return TemplateDependencies()  # check_templates reports it
    names = {name for reference in references for name in reference.names or ()}
    return TemplateDependencies(tuple(sorted(names)), tuple(sorted(assets)))


@lru_cache(maxsize=512)
def _read(source: str) -> tuple[tuple[TemplateReference, ...], set[str]]:
    """Return the references and assets in a template. Cached: a preview asks after each edit."""
    tree = _GRAMMAR.parse(source)
    return tuple(map(_reference, tree.find_all(_REFERENCE_NODES))), _asset_names(tree)


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


def _asset_names(tree: nodes.Template) -> set[str]:
    """Return the assets that a template names, with ANY_ASSET if it uses `asset` in another way."""
    names: list[str] = []
    for call in tree.find_all(nodes.Call):
        match call:
            case nodes.Call(node=nodes.Name(name="asset"), args=[nodes.Const(value=str(name))]):
                names.append(name)
            case _:
                pass
    mentions = sum(name.name == "asset" for name in tree.find_all(nodes.Name))
    return {*names, ANY_ASSET} if mentions > len(names) else set(names)
