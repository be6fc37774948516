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
from newsgen.model.problem import Location, Problem, problem
from newsgen.model.value import Value
from newsgen.render.loader import THEME_PREFIX, TemplateSearchPath

TEMPLATE_VARIABLES = (
    "page",
    "address",
    "site",
    "body",
    "embeds",
    "generator",
    "link",
    "asset",
    "t",
    "name_kinds",
    "entity_kinds",
)
"""All that a template is given, besides Jinja's own range, dict, cycler, joiner and namespace."""

_UNKNOWN_NAME = re.compile(r"No (filter|test) named '(.+)'")


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


class MissingValueError(UndefinedError):
    """What Jinja raises for a missing value, with the value that it was asked of."""

    def __init__(self, owner: Any, name: Any, message: str | None = None) -> None:
        super().__init__(message)
        self.owner = owner
        self.name = name


class MissingValue(StrictUndefined):
    """A value that is not there: any use of it is an error that knows where it was looked for."""

    __slots__ = ()

    def __init__(
        self, hint: str | None = None, obj: Any = missing, name: Any = None, exc: Any = None
    ) -> None:
        telling: Any = exc or partial(MissingValueError, obj, name)
        super().__init__(hint, obj, name, telling)


def template_error_problem(
    error: Exception, search_path: TemplateSearchPath, environment: Environment
) -> Problem | None:
    """The problem an exception stands for."""
    match error:
        case OSError() | MemoryError() if not isinstance(error, TemplateNotFound):
            return None
        case TemplateSyntaxError():
            place = search_path.location(error.filename or "", error.lineno)
            return syntax_error_problem(error, place, environment) if place else None
        case TemplateNotFound():
            asking = _last_location(error, search_path)
            own = Location(f"newsgen theme: {error.name}")
            return missing_template_problem(str(error.name), asking or own, search_path)
    place = _last_location(error, search_path)
    return _runtime_error_problem(error, place) if place else None


def syntax_error_problem(
    error: TemplateSyntaxError, location: Location, environment: Environment
) -> Problem:
    """A template that Jinja cannot read, with the nearest filter where one is misspelt."""
    message, _, hint = (error.message or "cannot be read").rstrip(".").partition(". ")
    hint = hint or "check the braces, quotes and tags of this line"
    if found := _UNKNOWN_NAME.match(message):
        what, name = found.groups()
        known = environment.filters if what == "filter" else environment.tests
        message, hint = f'there is no {what} "{name}"', did_you_mean(name, known)
    return problem("N501", location, message[:1].lower() + message[1:], hint)


def missing_template_problem(
    name: str, location: Location, search_path: TemplateSearchPath
) -> Problem:
    """A template that another one names and that is not there."""
    hint = did_you_mean(name, search_path.all_names())
    if not hint:
        prefix = f"{THEME_PREFIX}/"
        hint = f"the theme's own templates begin with {prefix}, as in {prefix}article.html"
    return problem("N501", location, f'there is no template "{name}"', hint)


def _last_location(error: Exception, search_path: TemplateSearchPath) -> Location | None:
    """Where the exception left the templates; Jinja gives their frames the file and line."""
    found = None
    for frame, line in walk_tb(error.__traceback__):
        found = search_path.location(frame.f_code.co_filename, line) or found
    return found


def _runtime_error_problem(error: Exception, location: Location) -> Problem:
    match error:
        case MissingValueError(owner=owner, name=name) if name is not None:
            return problem("N502", location, *_missing_value_message(owner, str(name)))
        case UnknownAsset(hint=hint):
            return problem("N502", location, str(error), hint)
        case TemplateRuntimeError() | ValueError():
            return problem("N502", location, str(error))
        case RecursionError():
            return problem("N502", location, "the template goes in circles")
        case _:
            hint = "look at the values this line works with"
            return problem("N502", location, f"the line cannot be worked out: {error}", hint)


def _missing_value_message(owner: Any, name: str) -> tuple[str, str]:
    """What was asked for in vain, and the nearest thing there is."""
    if owner is missing:
        given = f"a template is given {', '.join(TEMPLATE_VARIABLES)}"
        return f'there is no "{name}" here', did_you_mean(name, TEMPLATE_VARIABLES) or given
    if owner is None:
        message = f'"{name}" was asked of a value that is None'
        return message, "ask first whether the value is there, with {% if … %}"
    known = owner.__struct_fields__ if isinstance(owner, Value) else ()
    return f'{_owner_name(owner)} has no "{name}"', did_you_mean(name, known)


def _owner_name(owner: Any) -> str:
    """What a template knows a value by: `page` and `site` by name, all others by what they are."""
    kind = type(owner).__name__
    return "page" if kind.endswith("View") else "site" if kind == "Chrome" else f"a {kind}"
