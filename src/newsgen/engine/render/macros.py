"""Macros as templates call them: the same words for the same, asked only once."""

from datetime import date
from functools import lru_cache
from typing import Any

from jinja2 import pass_eval_context
from jinja2.nodes import EvalContext
from jinja2.runtime import Context, Macro

from newsgen.model.article import Moment
from newsgen.model.kind import Kind
from newsgen.model.period import Period

_SMALL = frozenset((str, int, date, Kind, Period, Moment))
"""What is quickly compared, and worth keeping an answer for."""

_KEPT = 4096
"""Answers of one macro."""


class Remembered(Macro):
    """A macro that looks up nothing that differs between pages."""

    def __init__(self, macro: Macro) -> None:
        vars(self).update(vars(macro))
        self._said = lru_cache(maxsize=_KEPT, typed=True)(macro)

    @pass_eval_context
    def __call__(self, *args: Any, **kwargs: Any) -> str:
        """What the macro says; whatever is out of the ordinary is left to Jinja."""
        if args and not kwargs and type(args[0]) is EvalContext and args[0].autoescape is True:
            arguments = args[1:]
            if _SMALL.issuperset(map(type, arguments)):
                return self._said(*arguments)
        return super().__call__(*args, **kwargs)


def remembered(macro: Macro, *called: Any) -> Macro:
    """A macro that looks up nothing of the page, if the macros that it calls do not either."""
    same = all(type(each) is Remembered for each in called)
    return Remembered(macro) if same else macro


class Scope(Context):
    """The names that a template sees."""

    def call(self, called: Any, /, *args: Any, **kwargs: Any) -> Any:
        """Call something; a macro without asking what it would be given besides."""
        if type(called) is Macro or type(called) is Remembered:
            kwargs.pop("_block_vars", None)
            kwargs.pop("_loop_vars", None)
            return called(self.eval_ctx, *args, **kwargs)
        return super().call(called, *args, **kwargs)
