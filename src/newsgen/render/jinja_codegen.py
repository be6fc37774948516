"""What templates are compiled to: Jinja's own code, but for what every page would pay again.

Takes the nodes of a template, as Jinja does; the code does what Jinja's would. Of a template that
is nothing but macros it says, in `part`, what they look up, so that `parts` can keep them.
"""

from collections import Counter
from collections.abc import Iterable, Iterator
from typing import Any

from jinja2 import nodes
from jinja2.compiler import CodeGenerator, Frame, MacroRef
from markupsafe import Markup, escape

from newsgen.render.macro_cache import CachedMacro, cache_macro, call_macro
from newsgen.render.template_references import find_template_references

SITE_GLOBALS = ("site", "generator", "t", "name_kinds", "entity_kinds")
"""What templates are given that is the same on all pages."""

_DIRECT_FUNCTIONS = ("link", "asset", "t")
"""Of what templates are given, functions that want nothing of Jinja, and are called most often."""

_MACRO_NODES: tuple[type[nodes.Node], ...] = (nodes.Macro, nodes.FromImport, nodes.Import)
_INCLUSION_NODES: tuple[type[nodes.Node], ...] = (nodes.Include, nodes.Extends, nodes.Block)
_IMPLICIT_ARGUMENTS = {"caller", "varargs", "kwargs"}

MacroLookups = tuple[tuple[str, ...], tuple[str, ...]]
"""What a part's macros look up in the context of a page, and the parts that it imports itself."""


class TemplateCodeGenerator(CodeGenerator):
    """Jinja's compiler, which see. It knows what is looked up where only while it writes."""

    def visit_Template(self, node: nodes.Template, frame: Frame | None = None) -> None:  # noqa: N802
        """Add to a template's code what it is as a part, and the quicker escaping."""
        self._looked_up: set[str] = set()
        self._depth = 0
        self._is_part = _is_macro_template(node)
        self._bound = Counter(_macro_names(node))
        named = tuple(map(tuple, find_template_references(node)))
        super().visit_Template(node, frame)
        self.writeline(f"references = {named!r}")
        looks = (tuple(sorted(self._looked_up)), tuple(sorted(_imported_templates(node))))
        self.writeline(f"part = {looks if self._is_part else None!r}")
        self.writeline(f"from {__name__} import escape_value as escape")
        names = f"{CachedMacro.__name__} as Macro, {cache_macro.__name__}, {call_macro.__name__}"
        self.writeline(f"from {CachedMacro.__module__} import {names}")

    def visit_Macro(self, node: nodes.Macro, frame: Frame) -> None:  # noqa: N802
        """Tell what one macro looks up from what all of them do."""
        before, self._looked_up = self._looked_up, set()
        self._depth += 1
        super().visit_Macro(node, frame)
        self._depth -= 1
        self._looked_up |= before

    def macro_def(self, macro_ref: MacroRef, frame: Frame) -> None:
        """Write a macro of a part that looks up nothing of the page so that it is remembered."""
        if not self._is_cacheable(macro_ref.node):
            super().macro_def(macro_ref, frame)
            return
        self.write(f"{cache_macro.__name__}(")
        super().macro_def(macro_ref, frame)
        for name in sorted(_loaded_names(macro_ref.node) & self._bound.keys()):
            reference = frame.symbols.ref(name)
            if reference.startswith("l_0_"):  # the part's own, not an argument of that name
                self.write(f", {reference}")
        self.write(")")

    def _is_cacheable(self, macro: nodes.Macro | nodes.CallBlock) -> bool:
        """Whether a macro, given the same, says the same on all pages, if those it calls do."""
        return (
            self._is_part
            and self._depth == 1  # one within another sees what that one sees
            and isinstance(macro, nodes.Macro)
            and self._looked_up.issubset(SITE_GLOBALS)
            and _loaded_names(macro).isdisjoint(_IMPLICIT_ARGUMENTS)
            and not any(macro.find_all(_MACRO_NODES + _INCLUSION_NODES))
            and max(self._bound.values())
            == 1  # a name with two meanings has them one after another
        )

    def enter_frame(self, frame: Frame) -> None:
        """Note what is looked up."""
        super().enter_frame(frame)
        for action, name in frame.symbols.loads.values():
            if action == "resolve" and name is not None:
                self._looked_up.add(name)

    def visit_Call(  # noqa: N802
        self, node: nodes.Call, frame: Frame, forward_caller: bool = False
    ) -> None:
        """Call functions of ours and macros without asking each what else it would be given."""
        called = node.node
        if (
            forward_caller
            or not isinstance(called, nodes.Name)
            or node.dyn_args is not None
            or node.dyn_kwargs is not None
        ):
            super().visit_Call(node, frame, forward_caller=forward_caller)
        elif called.name in _DIRECT_FUNCTIONS and all(
            each.key.isidentifier() for each in node.kwargs
        ):
            self.visit(called, frame)
            self.write("(")
            self._arguments((*node.args, *node.kwargs), frame)
        elif frame.eval_ctx.autoescape and not frame.eval_ctx.volatile and not node.kwargs:
            self.write(f"{call_macro.__name__}(context, ")
            self._arguments((called, *node.args), frame)
        else:
            super().visit_Call(node, frame)

    def _arguments(self, arguments: Iterable[nodes.Node], frame: Frame) -> None:
        for argument in arguments:
            self.visit(argument, frame)
            self.write(", ")
        self.write(")")

    def visit_Getattr(self, node: nodes.Getattr, frame: Frame) -> None:  # noqa: N802
        """Ask for a field as Python does; only what is not there is left to Jinja."""
        self.write("(_value if (_value := getattr((_owner := ")
        self.visit(node.node, frame)
        self.write(f"), {node.attr!r}, missing)) is not missing")
        self.write(f" else environment.getattr(_owner, {node.attr!r}))")


def escape_value(value: Any) -> str:
    """A value as it stands in HTML. Jinja's `escape` makes a Markup of each, which no one needs."""
    kind = type(value)
    if kind is Markup:
        return value  # type: ignore[no-any-return]
    if kind is str and not (
        "&" in value or "'" in value or '"' in value or "<" in value or ">" in value
    ):
        return value  # type: ignore[no-any-return]
    return str(value) if kind is int else escape(value)


def _is_macro_template(template: nodes.Template) -> bool:
    """Whether nothing happens in a template but that macros are defined."""
    for node in template.body:
        if isinstance(node, nodes.Output):
            if not all(isinstance(each, nodes.TemplateData) for each in node.nodes):
                return False
        elif not isinstance(node, _MACRO_NODES):
            return False
    return not any(template.find_all(_INCLUSION_NODES))


def _macro_names(template: nodes.Template) -> Iterator[str]:
    """The names that a template gives to macros, its own and imported ones."""
    for node in template.find_all(_MACRO_NODES):
        match node:
            case nodes.Macro(name=name):
                yield name
            case nodes.Import(target=name):
                yield name
            case nodes.FromImport(names=names):
                yield from (each if isinstance(each, str) else each[1] for each in names)


def _loaded_names(macro: nodes.Node) -> set[str]:
    """The names that a macro reads, wherever they are from."""
    return {name.name for name in macro.find_all(nodes.Name) if name.ctx == "load"}


def _imported_templates(template: nodes.Template) -> Iterator[str]:
    """The templates that a part imports; computed names are refused elsewhere (N503)."""
    for node in template.find_all((nodes.Import, nodes.FromImport)):
        assert isinstance(node, nodes.Import | nodes.FromImport)
        yield node.template.value if isinstance(node.template, nodes.Const) else ""
