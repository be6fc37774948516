"""Runs each part, a template of macros, once for all pages; Jinja runs it anew for every import.

A part that is imported `with context` is shared by all pages if its macros look up only names that
have the page's own values at the import: they read them from `page_globals`.
"""

from collections.abc import Callable, Mapping, MutableMapping
from functools import cached_property
from typing import Any

from jinja2 import Environment, Template, TemplateNotFound, nodes
from jinja2.compiler import Frame
from jinja2.environment import TemplateModule
from jinja2.meta import find_undeclared_variables
from jinja2.runtime import Context, Macro
from jinja2.utils import internalcode, missing
from markupsafe import Markup

from newsgen.render.fragments import Fragments
from newsgen.render.jinja_codegen import TemplateCodeGenerator

_IMPORTS = (nodes.Import, nodes.FromImport)
_INCLUSIONS = (nodes.Include, nodes.Extends, nodes.Block)

_MACRO_LOOKUPS = "macro_lookups"
"""A name in the code of templates."""

_MacroLookups = tuple[list[str], list[str]]
"""The names that the macros of a part look up, and the parts it imports."""


class CachingTemplate(Template):
    """A template that, as a part, keeps its module of macros."""

    environment: "TemplateEnvironment"
    _shared_module: TemplateModule | None = None
    _macro_lookups: _MacroLookups | None = None

    def make_module(
        self,
        vars: dict[str, Any] | None = None,
        shared: bool = False,
        locals: Mapping[str, Any] | None = None,
    ) -> TemplateModule:
        """Return the macros for one import; `locals` are its values, which come before `vars`."""
        if not shared or not self._sees_page_values(vars or {}, locals or {}):
            return super().make_module(vars, shared, locals)
        if self._shared_module is None:
            self._shared_module = super().make_module(self.environment.page_globals, shared=True)
            if not self.environment.fragments.page_values.intersection(self._context_names or ()):
                for value in self._shared_module.__dict__.values():
                    if type(value) is DirectMacro:
                        value.is_repeatable = True
        return self._shared_module

    def _sees_page_values(self, values: Mapping[str, Any], local_values: Mapping[str, Any]) -> bool:
        """Return whether all names that the macros look up have the page's values at an import."""
        if self._context_names is None:
            return False
        page_values = self.environment.page_globals
        for name in self._context_names:
            value = local_values.get(name, missing)
            if value is missing:
                value = values.get(name, missing)
            if value is not page_values.get(name, missing):
                return False
        return True

    @cached_property
    def _context_names(self) -> frozenset[str] | None:
        """All names that the macros look up in the context; None if they cannot be shared."""
        return self.find_context_names(frozenset())

    def find_context_names(self, importers: frozenset[str | None]) -> frozenset[str] | None:
        """Return the names that the macros, and those of imported parts, look up in the context.

        None if the macros cannot be shared. A part among its own importers adds nothing.
        """
        if self.name in importers:
            return frozenset()
        if self._macro_lookups is None:
            return None
        lookups, imports = self._macro_lookups
        # Jinja's own functions too: a template may give their names another meaning.
        names = frozenset(lookups) | self.environment.globals.keys()
        for imported in imports:
            try:
                part = self.environment.get_template(imported, self.name)
            except TemplateNotFound:
                return None
            assert isinstance(part, CachingTemplate)
            more = part.find_context_names(importers | {self.name})
            if more is None:
                return None
            names |= more
        return names

    @classmethod
    def _from_namespace(
        cls,
        environment: Environment,
        namespace: MutableMapping[str, Any],
        globals: MutableMapping[str, Any],
    ) -> "CachingTemplate":
        template = super()._from_namespace(environment, namespace, globals)
        assert isinstance(template, CachingTemplate)
        template._macro_lookups = namespace[_MACRO_LOOKUPS]
        return template


class DirectMacro(Macro):
    """A macro that remembers its function; its template's code makes these instead of Jinja's.

    Attributes:
        is_repeatable: Whether what it returns depends on its arguments and the page's depth alone.
    """

    is_repeatable = False

    def __init__(
        self, environment: Environment, function: Callable[..., str], *details: Any
    ) -> None:
        super().__init__(environment, function, *details)
        self.function = function
        self.takes_more = self.catch_kwargs or self.catch_varargs or self.caller


class MacroContext(Context):
    """A context that calls the functions of macros; Jinja looks first at what a callable may be."""

    @internalcode
    def call(self, function: Any, /, *args: Any, **kwargs: Any) -> Any:
        """Call a function or macro from a template."""
        if (
            type(function) is DirectMacro
            and len(args) == len(function.arguments)
            and not kwargs
            and not function.takes_more
            and self.eval_ctx.autoescape
        ):
            if function.is_repeatable:
                fragments: Fragments = self.environment.fragments  # type: ignore[attr-defined]
                return fragments.call(function.function, args)
            return str.__new__(Markup, function.function(*args))  # Markup() asks what it is given.
        return super().call(function, *args, **kwargs)


class PartCodeGenerator(TemplateCodeGenerator):
    """Writes into a template's code what its macros look up; later builds need not parse it."""

    def visit_Template(self, node: nodes.Template, frame: Frame | None = None) -> None:  # noqa: N802
        """Compile a template and write down its lookups."""
        super().visit_Template(node, frame)
        self.writeline(f"from {__name__} import {DirectMacro.__name__} as Macro")
        self.writeline(f"{_MACRO_LOOKUPS} = {_find_macro_lookups(node)!r}")


class TemplateEnvironment(Environment):
    """A Jinja environment that shares parts; the renderer changes `page_globals` for each page."""

    code_generator_class = PartCodeGenerator
    context_class = MacroContext
    template_class = CachingTemplate

    def __init__(self, page_globals: dict[str, Any], fragments: Fragments, **options: Any) -> None:
        super().__init__(**options)
        self.page_globals = page_globals
        self.fragments = fragments


def _find_macro_lookups(template: nodes.Template) -> _MacroLookups | None:
    """Return the lookups of a template that holds nothing but macros; None for another."""
    for node in template.body:
        if isinstance(node, nodes.Output):
            if not all(isinstance(output, nodes.TemplateData) for output in node.nodes):
                return None
        elif not isinstance(node, (nodes.Macro, *_IMPORTS)):
            return None
    if any(template.find_all(_INCLUSIONS)):
        return None
    # Computed names are refused elsewhere (N503); no template has an empty one.
    imports = [
        str(node.template.value) if isinstance(node.template, nodes.Const) else ""
        for node in template.find_all(_IMPORTS)
        if isinstance(node, _IMPORTS)
    ]
    return sorted(find_undeclared_variables(template)), imports
