"""Parts: templates of macros, run once for all pages, where Jinja runs them anew for each import.

A macro that is imported `with context` sees the page's values. So a part can be kept only if it
looks up nothing but what the renderer gives, `Templates.given`, which every page fills anew: then
its macros find the values of the page that is being drawn. All others are run as Jinja does.
"""

from collections.abc import Mapping, MutableMapping
from typing import Any

from jinja2 import Environment, Template, TemplateNotFound
from jinja2.environment import TemplateModule
from jinja2.utils import missing

from newsgen.render.jinja_codegen import MacroLookups, TemplateCodeGenerator
from newsgen.render.template_references import TemplateReference


class CachingTemplate(Template):
    """A template; as a part, it keeps its macros."""

    environment: "TemplateEnvironment"
    _module_kept: TemplateModule | None = None
    _names: frozenset[str] | None = None
    _asked = False

    @property
    def references(self) -> tuple[TemplateReference, ...]:
        """Where it names other templates."""
        return tuple(TemplateReference(*each) for each in self._compiled("references"))

    def make_module(
        self,
        vars: dict[str, Any] | None = None,
        shared: bool = False,
        locals: Mapping[str, Any] | None = None,
    ) -> TemplateModule:
        """The macros for one import; the same as for the last if nothing can tell them apart."""
        if not shared or not self._as_given(vars or {}, locals or {}):
            return super().make_module(vars, shared, locals)
        if self._module_kept is None:
            self._module_kept = super().make_module(self.environment.page_globals, shared=True)
        return self._module_kept

    def _as_given(self, values: Mapping[str, Any], own: Mapping[str, Any]) -> bool:
        """Whether all that its macros look up is, where they are imported, what the page gave."""
        if not self._asked:
            self._names, self._asked = self.context_names(), True
        if self._names is None:
            return False
        given = self.environment.page_globals
        for name in self._names:
            value = own.get(name, missing)
            if value is missing:
                value = values.get(name, missing)
            if value is not given.get(name, missing):
                return False
        return True

    def context_names(
        self, importers: frozenset[str | None] = frozenset()
    ) -> frozenset[str] | None:
        """All that its macros and those it imports look up; None if they cannot be kept.

        above: the templates that import it, and look for theirs: macros may import each other.
        """
        if self.name in importers:
            return frozenset()
        looks: MacroLookups | None = self._compiled("part")
        if looks is None:
            return None
        found, imports = looks
        names = frozenset(found)
        for name in imports:
            try:
                imported = self.environment.get_template(name, self.name)
            except TemplateNotFound:
                return None
            assert isinstance(imported, CachingTemplate)
            below = imported.context_names(importers | {self.name})
            if below is None:
                return None
            names |= below
        return names

    def _compiled(self, name: str) -> Any:
        """What `Code` noted while it compiled the template."""
        return self.root_render_func.__globals__[name]


class TemplateEnvironment(Environment):
    """Jinja with all of this. given: what the page that is being drawn gives to its templates."""

    code_generator_class = TemplateCodeGenerator
    template_class = CachingTemplate

    def __init__(self, **options: Any) -> None:
        super().__init__(**options)
        self.page_globals: dict[str, Any] = {}
        self._ready: dict[Any, Template] = {}

    def get_template(self, name: Any, parent: str | None = None, globals: Any = None) -> Template:
        """The template of a name; none changes while pages are drawn, so Jinja need not look."""
        if name not in self._ready:
            self._ready[name] = super().get_template(name, parent, globals)
        return self._ready[name]

    def make_globals(self, d: MutableMapping[str, Any] | None) -> MutableMapping[str, Any]:
        """The globals of a template; none has any of its own, so Jinja need not look twice."""
        return super().make_globals(d) if d else self.globals
