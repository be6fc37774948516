"""What goes wrong in a template, as a problem with the template's file and line.

Takes an exception met while reading or rendering; gives a problem in the words of whoever writes
templates, or None where the fault is the machine's or newsgen's own.
"""

import re
from functools import partial
from traceback import walk_tb
from typing import Any

from jinja2 import (
    Environment,
    StrictUndefined,
    TemplateNotFound,
    TemplateRuntimeError,
    TemplateSyntaxError,
    UndefinedError,
)
from jinja2.utils import missing

from newsgen.content.did_you_mean import did_you_mean
from newsgen.model.problem import Place, Problem, problem
from newsgen.model.value import Value
from newsgen.render.loader import THEME, Sources

VARIABLES = ("page", "address", "site", "body", "embeds", "generator", "link", "asset", "t")
"""All that a template is given, besides Jinja's own range, dict, cycler, joiner and namespace."""

_NO_SUCH = re.compile(r"No (filter|test) named '(.+)'")


class TemplateProblem(Exception):
    """A page could not be drawn; `problem` says where in which template, and why."""

    def __init__(self, problem: Problem) -> None:
        super().__init__(problem)
        self.problem = problem


class UnknownAsset(LookupError):
    """A template names a static file that is not there."""

    def __init__(self, name: str, hint: str) -> None:
        super().__init__(f'there is no "{name}" among the static files')
        self.hint = hint


class AskedInVain(UndefinedError):
    """What Jinja raises for a missing value, with the value that it was asked of."""

    def __init__(self, owner: Any, name: Any, message: str | None = None) -> None:
        super().__init__(message)
        self.owner = owner
        self.name = name


class Missing(StrictUndefined):
    """A value that is not there: any use of it is an error that knows where it was looked for."""

    __slots__ = ()

    def __init__(
        self, hint: str | None = None, obj: Any = missing, name: Any = None, exc: Any = None
    ) -> None:
        telling: Any = exc or partial(AskedInVain, obj, name)
        super().__init__(hint, obj, name, telling)


def fault(error: Exception, sources: Sources, environment: Environment) -> Problem | None:
    """The problem an exception stands for."""
    match error:
        case OSError() | MemoryError() if not isinstance(error, TemplateNotFound):
            return None
        case TemplateSyntaxError():
            place = sources.place(error.filename or "", error.lineno)
            return unreadable(error, place, environment) if place else None
        case TemplateNotFound():
            asking = _last_template(error, sources)
            own = Place(f"newsgen theme: {error.name}")
            return absent(str(error.name), asking or own, sources)
    place = _last_template(error, sources)
    return _refused(error, place) if place else None


def unreadable(error: TemplateSyntaxError, place: Place, environment: Environment) -> Problem:
    """A template that Jinja cannot read, with the nearest filter where one is misspelt."""
    message, _, hint = (error.message or "cannot be read").rstrip(".").partition(". ")
    hint = hint or "check the braces, quotes and tags of this line"
    if found := _NO_SUCH.match(message):
        what, name = found.groups()
        known = environment.filters if what == "filter" else environment.tests
        message, hint = f'there is no {what} "{name}"', did_you_mean(name, known)
    return problem("N501", place, message[:1].lower() + message[1:], hint)


def absent(name: str, place: Place, sources: Sources) -> Problem:
    """A template that another one names and that is not there."""
    hint = did_you_mean(name, sources.known())
    if not hint:
        hint = f"the theme's own templates begin with {THEME}/, as in {THEME}/article.html"
    return problem("N501", place, f'there is no template "{name}"', hint)


def _last_template(error: Exception, sources: Sources) -> Place | None:
    """Where the exception left the templates; Jinja gives their frames the file and line."""
    found = None
    for frame, line in walk_tb(error.__traceback__):
        found = sources.place(frame.f_code.co_filename, line) or found
    return found


def _refused(error: Exception, place: Place) -> Problem:
    match error:
        case AskedInVain(owner=owner, name=name) if name is not None:
            return problem("N502", place, *_vain(owner, str(name)))
        case UnknownAsset(hint=hint):
            return problem("N502", place, str(error), hint)
        case TemplateRuntimeError() | ValueError():
            return problem("N502", place, str(error))
        case RecursionError():
            return problem("N502", place, "the template goes in circles")
        case _:
            hint = "look at the values this line works with"
            return problem("N502", place, f"the line cannot be worked out: {error}", hint)


def _vain(owner: Any, name: str) -> tuple[str, str]:
    """What was asked for in vain, and the nearest thing there is."""
    if owner is missing:
        given = f"a template is given {', '.join(VARIABLES)}"
        return f'there is no "{name}" here', did_you_mean(name, VARIABLES) or given
    if owner is None:
        message = f'"{name}" was asked of a value that is None'
        return message, "ask first whether the value is there, with {% if … %}"
    known = owner.__struct_fields__ if isinstance(owner, Value) else ()
    return f'{_called(owner)} has no "{name}"', did_you_mean(name, known)


def _called(owner: Any) -> str:
    """What a template knows a value by: `page` and `site` by name, all others by what they are."""
    kind = type(owner).__name__
    return "page" if kind.endswith("View") else "site" if kind == "Chrome" else f"a {kind}"
