"""Shorter code for what templates do most often, for the versions of Jinja it was tested with."""

from collections.abc import Iterable
from typing import Any

from jinja2 import nodes
from jinja2.compiler import CodeGenerator, Frame
from markupsafe import Markup, escape

TESTED_JINJA_VERSIONS = ("3.1.5", "3.1.6")
"""Versions of Jinja this folder extends; with any other, templates run in its stock environment."""

_DIRECT_FUNCTIONS = ("link", "folder", "asset", "t")
"""Functions of ours that need nothing of Jinja and are called most often."""


class TemplateCodeGenerator(CodeGenerator):
    """Jinja's compiler, with shorter code for the most frequent operations."""

    def visit_Template(self, node: nodes.Template, frame: Frame | None = None) -> None:  # noqa: N802
        """Compile a template, and have it escape values with `escape_value`."""
        super().visit_Template(node, frame)
        self.writeline(f"from {__name__} import {escape_value.__name__} as escape")

    def blockvisit(self, nodes: Iterable[nodes.Node], frame: Frame) -> None:
        """Have a block gather what it writes, and yield it once: blocks lie four deep."""
        is_block = frame.block_frame and frame.buffer is None
        if is_block:
            self.buffer(frame)
        super().blockvisit(nodes, frame)
        if is_block:
            self.writeline(f"yield ''.join({frame.buffer})")

    def visit_Call(  # noqa: N802
        self, node: nodes.Call, frame: Frame, forward_caller: bool = False
    ) -> None:
        """Call functions of ours directly; Jinja asks of each callable what else it takes."""
        if (
            forward_caller
            or node.dyn_args is not None
            or node.dyn_kwargs is not None
            or not all(keyword.key.isidentifier() for keyword in node.kwargs)
        ):
            super().visit_Call(node, frame, forward_caller=forward_caller)
            return
        called = node.node
        is_direct = isinstance(called, nodes.Name) and called.name in _DIRECT_FUNCTIONS
        # Without the variables of loops and blocks: no function that templates have asks for them.
        self.write("" if is_direct else "context.call(")
        self.visit(called, frame)
        self.write("(" if is_direct else ", ")
        for argument in (*node.args, *node.kwargs):
            self.visit(argument, frame)
            self.write(", ")
        self.write(")")

    def visit_Getattr(self, node: nodes.Getattr, frame: Frame) -> None:  # noqa: N802
        """Read a field as Python does; ask Jinja only if it is missing."""
        self.write("(_value if (_value := getattr((_owner := ")
        self.visit(node.node, frame)
        self.write(f"), {node.attr!r}, missing)) is not missing")
        self.write(f" else environment.getattr(_owner, {node.attr!r}))")


def escape_value(value: Any) -> str:
    """Return a value as HTML text, without making a Markup of it as Jinja's `escape` does."""
    kind = type(value)
    if kind is Markup:
        return value  # type: ignore[no-any-return]
    if kind is str and not (
        "&" in value or "'" in value or '"' in value or "<" in value or ">" in value
    ):
        return value  # type: ignore[no-any-return]
    return str(value) if kind is int else escape(value)
