"""Turns errors in templates into problems with the template's file and line."""

import re
from functools import partial
from traceback import walk_tb
from typing import Any

import jinja2
from jinja2.utils import missing

from newsgen.content.did_you_mean import did_you_mean
from newsgen.model.problem import Location, Problem, problem
from newsgen.model.value import Value
from newsgen.render.search_path import THEME_PREFIX, TemplateSearchPath

TEMPLATE_VARIABLES = (
    *("page", "address", "site", "body", "headings", "embeds", "generator"),
    *("link", "folder", "asset", "t", "name_kinds", "entity_kinds"),
)
"""All variables of templates besides Jinja's range, dict, cycler, joiner and namespace."""

_UNKNOWN_NAME = re.compile(r"No (filter|test) named '(.+)'")


class TemplateProblem(Exception):
    """A page could not be rendered; `problem` says where in which template, and why."""

    def __init__(self, problem: Problem) -> None:
        super().__init__(problem)
        self.problem = problem


class UnknownAsset(LookupError):
    """A template names a static file that does not exist."""

    def __init__(self, name: str, hint: str) -> None:
        super().__init__(f'there is no "{name}" among the static files')
        self.hint = hint


class MissingValueError(jinja2.UndefinedError):
    """Raised for a missing value; knows the value it was looked up in."""

    def __init__(self, owner: Any, name: Any, message: str | None = None) -> None:
        super().__init__(message)
        self.owner = owner
        self.name = name


class MissingValue(jinja2.StrictUndefined):
    """A missing value; any use of it raises an error that knows where it was looked up."""

    __slots__ = ()

    def __init__(
        self, hint: str | None = None, obj: Any = missing, name: Any = None, exc: Any = None
    ) -> None:
        exception: Any = exc or partial(MissingValueError, obj, name)
        super().__init__(hint, obj, name, exception)


def template_error_problem(
    error: Exception, search_path: TemplateSearchPath, environment: jinja2.Environment
) -> Problem | None:
    """Return the problem that an exception stands for; None if no template is at fault."""
    match error:
        case OSError() | MemoryError() if not isinstance(error, jinja2.TemplateNotFound):
            return None
        case jinja2.TemplateSyntaxError():
            location = search_path.location(error.filename or "", error.lineno)
            return syntax_error_problem(error, location, environment) if location else None
        case jinja2.TemplateNotFound():
            theme_file = Location(f"newsgen theme: {error.name}")
            location = _last_location(error, search_path) or theme_file
            return missing_template_problem(str(error.name), location, search_path)
    location = _last_location(error, search_path)
    return _runtime_error_problem(error, location) if location else None


def syntax_error_problem(
    error: jinja2.TemplateSyntaxError, location: Location, environment: jinja2.Environment
) -> Problem:
    """Return a problem for a template that Jinja cannot read; suggests the name of a filter."""
    message, _, hint = (error.message or "cannot be read").rstrip(".").partition(". ")
    hint = hint or "check the braces, quotes and tags of this line"
    if unknown := _UNKNOWN_NAME.match(message):
        kind, name = unknown.groups()
        names = environment.filters if kind == "filter" else environment.tests
        message, hint = f'there is no {kind} "{name}"', did_you_mean(name, names)
    return problem("N501", location, message[:1].lower() + message[1:], hint)


def missing_template_problem(
    name: str, location: Location, search_path: TemplateSearchPath
) -> Problem:
    """Return a problem for a template that another one names and that does not exist."""
    hint = did_you_mean(name, search_path.all_names())
    if not hint:
        prefix = f"{THEME_PREFIX}/"
        hint = f"the theme's own templates begin with {prefix}, as in {prefix}article.html"
    return problem("N501", location, f'there is no template "{name}"', hint)


def _last_location(error: Exception, search_path: TemplateSearchPath) -> Location | None:
    """Return the innermost line of a template in a traceback, in which Jinja names templates."""
    location = None
    for frame, line in walk_tb(error.__traceback__):
        location = search_path.location(frame.f_code.co_filename, line) or location
    return location


def _runtime_error_problem(error: Exception, location: Location) -> Problem:
    match error:
        case MissingValueError(owner=owner, name=name) if name is not None:
            return problem("N502", location, *_missing_value_message(owner, str(name)))
        case UnknownAsset(hint=hint):
            return problem("N502", location, str(error), hint)
        case jinja2.TemplateRuntimeError() | ValueError():
            return problem("N502", location, str(error))
        case RecursionError():
            return problem("N502", location, "the template goes in circles")
        case _:
            hint = "look at the values this line works with"
            return problem("N502", location, f"the line cannot be worked out: {error}", hint)


def _missing_value_message(owner: Any, name: str) -> tuple[str, str]:
    if owner is missing:
        hint = f"a template is given {', '.join(TEMPLATE_VARIABLES)}"
        return f'there is no "{name}" here', did_you_mean(name, TEMPLATE_VARIABLES) or hint
    if owner is None:
        message = f'"{name}" was asked of a value that is None'
        return message, "ask first whether the value is there, with {% if … %}"
    fields = owner.__struct_fields__ if isinstance(owner, Value) else ()
    kind = type(owner).__name__
    owner_name = "page" if kind.endswith("View") else "site" if kind == "Chrome" else f"a {kind}"
    return f'{owner_name} has no "{name}"', did_you_mean(name, fields)
