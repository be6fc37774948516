"""What templates are compiled to: Jinja's own code, but for what every page would pay again.

Takes the nodes of a template, as Jinja does; the code does what Jinja's would. Of a template that
is nothing but macros it says, in `part`, what they look up, so that `parts` can keep them.
"""

from collections.abc import Iterator
from typing import Any, NamedTuple

from jinja2 import nodes
from jinja2.compiler import CodeGenerator, Frame
from markupsafe import Markup, escape

SAME = ("site", "generator", "t")
"""What templates are given that is the same on all pages."""

_FUNCTIONS = ("link", "asset", "t")
"""Of what templates are given, functions that want nothing of Jinja, and are called most often."""

_MACROS_ALONE: tuple[type[nodes.Node], ...] = (nodes.Macro, nodes.FromImport, nodes.Import)
_ELSEWHERE: tuple[type[nodes.Node], ...] = (nodes.Include, nodes.Extends, nodes.Block)
_SPECIAL = {"caller", "varargs", "kwargs"}


class Looks(NamedTuple):
    """What a part's macros look up in the page's context, and the parts that it imports.

    alike: the macros that say the same on all pages if they are given the same.
    """

    names: tuple[str, ...]
    imports: tuple[str, ...]
    alike: tuple[str, ...]


class Code(CodeGenerator):
    """Jinja's compiler, which see. It knows what is looked up where only while it writes."""

    def visit_Template(self, node: nodes.Template, frame: Frame | None = None) -> None:  # noqa: N802
        """Add to a template's code what it is as a part, and the quicker escaping."""
        self._looked_up: set[str] = set()
        self._alike: list[str] = []
        self._bound = set(_bound(node))
        super().visit_Template(node, frame)
        looks = None
        if _is_part(node):
            names, imports = sorted(self._looked_up), sorted(_imports(node))
            looks = (tuple(names), tuple(imports), tuple(self._alike))
        self.writeline(f"part = {looks!r}")
        self.writeline(f"from {__name__} import written as escape")

    def visit_Macro(self, node: nodes.Macro, frame: Frame) -> None:  # noqa: N802
        """Note whether a macro says the same on all pages."""
        before, self._looked_up = self._looked_up, set()
        super().visit_Macro(node, frame)
        read = {name.name for name in node.find_all(nodes.Name) if name.ctx == "load"}
        if (
            self._looked_up.issubset(SAME)
            and read.isdisjoint(self._bound | _SPECIAL)
            and not any(node.find_all((*_MACROS_ALONE, *_ELSEWHERE)))
        ):
            self._alike.append(node.name)
        self._looked_up |= before

    def enter_frame(self, frame: Frame) -> None:
        """Note what is looked up."""
        super().enter_frame(frame)
        for action, name in frame.symbols.loads.values():
            if action == "resolve" and name is not None:
                self._looked_up.add(name)

    def visit_Call(  # noqa: N802
        self, node: nodes.Call, frame: Frame, forward_caller: bool = False
    ) -> None:
        """Call a function of ours as Python does; Jinja asks each what else it would be given."""
        called = node.node
        if (
            forward_caller
            or not isinstance(called, nodes.Name)
            or called.name not in _FUNCTIONS
            or node.dyn_args is not None
            or node.dyn_kwargs is not None
            or not all(each.key.isidentifier() for each in node.kwargs)
        ):
            super().visit_Call(node, frame, forward_caller=forward_caller)
            return
        self.visit(called, frame)
        self.write("(")
        for argument in (*node.args, *node.kwargs):
            self.visit(argument, frame)
            self.write(", ")
        self.write(")")


def written(value: Any) -> str:
    """A value as it stands in HTML. Jinja's `escape` makes a Markup of each, which no one needs."""
    kind = type(value)
    if kind is Markup:
        return value  # type: ignore[no-any-return]
    if kind is str and not (
        "&" in value or "'" in value or '"' in value or "<" in value or ">" in value
    ):
        return value  # type: ignore[no-any-return]
    return escape(value)


def _is_part(template: nodes.Template) -> bool:
    """Whether nothing happens in a template but that macros are defined."""
    for node in template.body:
        if isinstance(node, nodes.Output):
            if not all(isinstance(each, nodes.TemplateData) for each in node.nodes):
                return False
        elif not isinstance(node, _MACROS_ALONE):
            return False
    return not any(template.find_all(_ELSEWHERE))


def _bound(template: nodes.Template) -> Iterator[str]:
    """The names that a template gives to macros, its own and imported ones."""
    for node in template.find_all(_MACROS_ALONE):
        match node:
            case nodes.Macro(name=name):
                yield name
            case nodes.Import(target=name):
                yield name
            case nodes.FromImport(names=names):
                yield from (each if isinstance(each, str) else each[1] for each in names)


def _imports(template: nodes.Template) -> Iterator[str]:
    """The templates that a part imports; computed names are refused elsewhere (N503)."""
    for node in template.find_all((nodes.Import, nodes.FromImport)):
        assert isinstance(node, nodes.Import | nodes.FromImport)
        yield node.template.value if isinstance(node.template, nodes.Const) else ""
