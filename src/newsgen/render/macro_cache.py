"""Macros as templates call them: with nothing asked twice, and the same words for the same."""

from collections.abc import Callable
from datetime import date
from functools import lru_cache, partial
from typing import Any

from jinja2.runtime import Context, Macro
from jinja2.utils import missing
from markupsafe import Markup

from newsgen.model.article import Moment
from newsgen.model.kind import Kind
from newsgen.model.period import Period
from newsgen.pages.components import Crumb

_CACHEABLE_TYPES = frozenset((str, int, date, Kind, Period, Moment, Crumb))
"""What is quickly compared, and worth keeping an answer for."""

_CACHE_SIZE = 4096
"""Answers of one macro."""

_unescaped_markup = partial(str.__new__, Markup)
"""A Markup of a text; Markup itself would ask first whether it has another HTML to show."""


class CachedMacro(Macro):
    """A macro that knows its own function.

    tell: gives its words; kept: its answers, of a macro that looks up nothing that differs between
    pages; most: how many arguments it takes, -1 if it takes others than those it names.
    """

    cached_call: Callable[..., Markup] | None = None

    def __init__(self, environment: Any, func: Any, name: str, arguments: Any, *how: Any) -> None:
        super().__init__(environment, func, name, arguments, *how)
        self.function = func
        func.__defaults__ = (missing,) * len(arguments)  # what Jinja gives for what is left out
        self.max_arguments = (
            -1 if self.catch_kwargs or self.catch_varargs or self.caller else len(arguments)
        )

    def __repr__(self) -> str:
        return f"<Macro {self.name!r}>"  # as Jinja shows one that is not called


def cache_macro(macro: CachedMacro, *callees: Any) -> CachedMacro:
    """A macro that looks up nothing of the page, if the macros that it calls do not either."""
    if all(type(each) is CachedMacro and each.cached_call for each in callees):
        macro.cached_call = lru_cache(_CACHE_SIZE, typed=True)(
            lambda *args: _unescaped_markup(macro.function(*args))
        )
    return macro


def call_macro(context: Context, callee: Any, *args: Any) -> Any:
    """What is said where text is escaped. Whatever is out of the ordinary is left to Jinja."""
    if type(callee) is CachedMacro and len(args) <= callee.max_arguments:
        if callee.cached_call and _CACHEABLE_TYPES.issuperset(map(type, args)):
            return callee.cached_call(*args)
        return _unescaped_markup(callee.function(*args))
    return context.call(callee, *args)
