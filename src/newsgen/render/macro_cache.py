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

_SMALL = frozenset((str, int, date, Kind, Period, Moment, Crumb))
"""What is quickly compared, and worth keeping an answer for."""

_KEPT = 4096
"""Answers of one macro."""

_html = partial(str.__new__, Markup)
"""A Markup of a text; Markup itself would ask first whether it has another HTML to show."""


class Told(Macro):
    """A macro that knows its own function.

    tell: gives its words; kept: its answers, of a macro that looks up nothing that differs between
    pages; most: how many arguments it takes, -1 if it takes others than those it names.
    """

    kept: Callable[..., Markup] | None = None

    def __init__(self, environment: Any, func: Any, name: str, arguments: Any, *how: Any) -> None:
        super().__init__(environment, func, name, arguments, *how)
        self.tell = func
        func.__defaults__ = (missing,) * len(arguments)  # what Jinja gives for what is left out
        self.most = -1 if self.catch_kwargs or self.catch_varargs or self.caller else len(arguments)

    def __repr__(self) -> str:
        return f"<Macro {self.name!r}>"  # as Jinja shows one that is not called


def remembered(macro: Told, *called: Any) -> Told:
    """A macro that looks up nothing of the page, if the macros that it calls do not either."""
    if all(type(each) is Told and each.kept for each in called):
        macro.kept = lru_cache(_KEPT, typed=True)(lambda *args: _html(macro.tell(*args)))
    return macro


def said(context: Context, called: Any, *args: Any) -> Any:
    """What is said where text is escaped. Whatever is out of the ordinary is left to Jinja."""
    if type(called) is Told and len(args) <= called.most:
        if called.kept and _SMALL.issuperset(map(type, args)):
            return called.kept(*args)
        return _html(called.tell(*args))
    return context.call(called, *args)
