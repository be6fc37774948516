"""What a template uses: the templates it names and the assets it asks for, at any remove.

Takes the sources; gives it without drawing anything. Names of templates are constants (N503 refuses
others), so what a template uses is a matter of its text alone.
"""

from collections.abc import Mapping

from jinja2 import Environment, TemplateSyntaxError, nodes
from jinja2.meta import find_referenced_templates

from newsgen.model.value import Value
from newsgen.render.loader import Sources

ANY = "*"
"""Stands for all assets there are."""


class Uses(Value, frozen=True, array_like=True):
    """Names of templates, and of assets; each sorted."""

    templates: tuple[str, ...] = ()
    assets: tuple[str, ...] = ()


def uses(sources: Sources, environment: Environment) -> dict[str, Uses]:
    """What each template uses by itself, by its name: of all that are pages, and all these name."""
    found: dict[str, Uses] = {}
    ahead = list(sources.known())
    while ahead:
        if (name := ahead.pop()) not in found:
            found[name] = _of(name, sources, environment)
            ahead += found[name].templates
    return found


def closure(template: str, known: Mapping[str, Uses]) -> Uses:
    """What a template uses together with all that it uses, itself included."""
    templates, assets, ahead = {template}, set[str](), [template]
    while ahead:
        found = known.get(ahead.pop(), Uses())
        ahead += [name for name in found.templates if name not in templates]
        templates.update(found.templates)
        assets.update(found.assets)
    return Uses(tuple(sorted(templates)), tuple(sorted(assets)))


def _of(name: str, sources: Sources, environment: Environment) -> Uses:
    file = sources.find(name)
    try:
        tree = environment.parse(file.read_text("utf-8") if file else "")
    except (TemplateSyntaxError, UnicodeDecodeError):
        return Uses()  # it is reported elsewhere, and nothing is drawn with it
    named = filter(None, find_referenced_templates(tree))
    return Uses(tuple(sorted(set(named))), tuple(sorted(_assets(tree))))


def _assets(tree: nodes.Template) -> set[str]:
    """The assets a template asks for by name; ANY, if it asks in another way."""
    asked: list[str] = []
    for call in tree.find_all(nodes.Call):
        match call:
            case nodes.Call(node=nodes.Name(name="asset"), args=[nodes.Const(value=str(name))]):
                asked.append(name)
            case _:
                pass
    mentions = sum(name.name == "asset" for name in tree.find_all(nodes.Name))
    return {*asked, ANY} if mentions > len(asked) else set(asked)
