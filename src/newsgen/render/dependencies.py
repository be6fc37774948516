"""What a template uses: the templates it names and the assets it asks for, at any remove.

Takes the sources; gives it without drawing anything. Names of templates are constants (N503 refuses
others), so what a template uses is a matter of its text alone.
"""

from collections.abc import Mapping
from functools import lru_cache

from jinja2 import Environment, TemplateSyntaxError, nodes
from jinja2.meta import find_referenced_templates

from newsgen.model.value import Value
from newsgen.render.loader import TemplateSearchPath

ANY_ASSET = "*"
"""Stands for all assets there are."""


class TemplateDependencies(Value, frozen=True, array_like=True):
    """Names of templates, and of assets; each sorted."""

    templates: tuple[str, ...] = ()
    assets: tuple[str, ...] = ()


_SYNTAX = Environment()
"""Jinja's grammar: what a template names does not depend on filters or globals."""


def find_dependencies(search_path: TemplateSearchPath) -> dict[str, TemplateDependencies]:
    """What each template uses by itself, by its name: of all that are pages, and all these name."""
    found: dict[str, TemplateDependencies] = {}
    ahead = list(search_path.all_names())
    while ahead:
        if (name := ahead.pop()) not in found:
            found[name] = _direct_dependencies(name, search_path)
            ahead += found[name].templates
    return found


def transitive_dependencies(
    template: str, dependencies: Mapping[str, TemplateDependencies]
) -> TemplateDependencies:
    """What a template uses together with all that it uses, itself included."""
    templates, assets, ahead = {template}, set[str](), [template]
    while ahead:
        found = dependencies.get(ahead.pop(), TemplateDependencies())
        ahead += [name for name in found.templates if name not in templates]
        templates.update(found.templates)
        assets.update(found.assets)
    return TemplateDependencies(tuple(sorted(templates)), tuple(sorted(assets)))


def _direct_dependencies(name: str, search_path: TemplateSearchPath) -> TemplateDependencies:
    file = search_path.find(name)
    try:
        return _source_dependencies(file.read_text("utf-8") if file else "")
    except (TemplateSyntaxError, UnicodeDecodeError):
        return TemplateDependencies()  # it is reported elsewhere, and nothing is drawn with it


@lru_cache(maxsize=256)
def _source_dependencies(source: str) -> TemplateDependencies:
    """Return what a template's text names. Kept in memory, since a preview asks after each edit."""
    tree = _SYNTAX.parse(source)
    named = filter(None, find_referenced_templates(tree))
    return TemplateDependencies(tuple(sorted(set(named))), tuple(sorted(_asset_names(tree))))


def _asset_names(tree: nodes.Template) -> set[str]:
    """The assets a template asks for by name; ANY, if it asks in another way."""
    asked: list[str] = []
    for call in tree.find_all(nodes.Call):
        match call:
            case nodes.Call(node=nodes.Name(name="asset"), args=[nodes.Const(value=str(name))]):
                asked.append(name)
            case _:
                pass
    mentions = sum(name.name == "asset" for name in tree.find_all(nodes.Name))
    return {*asked, ANY_ASSET} if mentions > len(asked) else set(asked)
