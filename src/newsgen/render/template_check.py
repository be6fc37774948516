"""Checks templates without rendering: each compiles, and names others only by constant names."""

from collections.abc import Iterator
from pathlib import Path

from jinja2 import Environment, TemplateSyntaxError

from newsgen.model.problem import Location, Problem, problem
from newsgen.render.catalogue import check_catalogues
from newsgen.render.search_path import THEME_PREFIX, TemplateSearchPath
from newsgen.render.template_errors import missing_template_problem, syntax_error_problem
from newsgen.render.template_references import TemplateReference, template_references


def check_templates(
    search_path: TemplateSearchPath, environment: Environment
) -> tuple[Problem, ...]:
    """Return all problems of all templates and catalogues, sorted by location."""
    problems: list[Problem] = []
    parents: dict[Path, list[tuple[Path, Location]]] = {}
    for folder in search_path.folders:
        for name in search_path.template_names(folder):
            file = folder / name
            start = search_path.location_in(file)
            # A theme's file that the site replaces needs a prefix.
            own_name = name if search_path.find(name) == file else f"{THEME_PREFIX}/{name}"
            references = _compile_template(file, own_name, start, environment, problems)
            for reference in references:
                location = Location(start.path, reference.line, 1)
                problems += _reference_problems(reference, location, search_path)
                parents.setdefault(file, []).extend(
                    (parent, location)
                    for parent_name in reference.names or ()
                    if reference.extends and (parent := search_path.find(parent_name))
                )
    problems += _inheritance_cycles(parents)
    problems += check_catalogues(search_path)
    return tuple(sorted(problems, key=lambda item: (item.location, item.code, item.message)))


def _compile_template(
    file: Path,
    name: str,
    location: Location,
    environment: Environment,
    problems: list[Problem],
) -> tuple[TemplateReference, ...]:
    try:
        source = file.read_text("utf-8")
        environment.get_template(name)
    except UnicodeDecodeError:
        problems.append(problem("N501", location, "is not UTF-8 text", "save it as UTF-8"))
    except TemplateSyntaxError as error:
        location = Location(location.path, error.lineno, 1)
        problems.append(syntax_error_problem(error, location, environment))
    else:
        return template_references(source)
    return ()


def _reference_problems(
    reference: TemplateReference, location: Location, search_path: TemplateSearchPath
) -> Iterator[Problem]:
    if reference.names is None:
        message = "a template is named by an expression"
        hint = "write the name out in quotes, so that newsgen knows which pages a change touches"
        yield problem("N503", location, message, hint)
    elif not reference.optional and not any(search_path.find(name) for name in reference.names):
        yield missing_template_problem(reference.names[0], location, search_path)


def _inheritance_cycles(parents: dict[Path, list[tuple[Path, Location]]]) -> Iterator[Problem]:
    for file, file_parents in parents.items():
        for parent, location in file_parents:
            ancestors, pending = set[Path](), [parent]
            while pending:
                if (ancestor := pending.pop()) not in ancestors:
                    ancestors.add(ancestor)
                    pending += [grandparent for grandparent, _ in parents.get(ancestor, ())]
            if file in ancestors:
                hint = f'the theme\'s own template is "{THEME_PREFIX}/{file.name}"'
                yield problem("N501", location, "the template extends itself", hint)
