"""Finds the templates and assets that a template uses, directly and indirectly.

Takes the sources and renders nothing: names of templates are constants (others are refused as
N503), so the text of a template decides what it uses.
"""

from collections.abc import Mapping
from functools import lru_cache

from jinja2 import TemplateSyntaxError, nodes

from newsgen.model.value import Value
from newsgen.render.loader import TemplateSearchPath
from newsgen.render.template_references import JINJA_GRAMMAR, template_references

ANY_ASSET = "*"
"""Stands for all assets."""


class TemplateDependencies(Value, frozen=True, array_like=True):
    """Names of templates and of assets, both sorted."""

    templates: tuple[str, ...] = ()
    assets: tuple[str, ...] = ()


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
        return _source_dependencies(file.read_text("utf-8") if file else "")
    except (TemplateSyntaxError, UnicodeDecodeError):
        return TemplateDependencies()  # check_templates reports it


@lru_cache(maxsize=256)
def _source_dependencies(source: str) -> TemplateDependencies:
    """Return what a template's text names. Cached, because a preview asks after each edit."""
    references = template_references(source)
    names = {name for reference in references for name in reference.names or ()}
    assets = _asset_names(JINJA_GRAMMAR.parse(source))
    return TemplateDependencies(tuple(sorted(names)), tuple(sorted(assets)))


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
