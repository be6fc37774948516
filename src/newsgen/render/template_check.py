"""Templates read without rendering: each compiles, and names others only by constant names.

Takes the sources; gives every problem of every template and catalogue, the site's and the theme's.
"""

from collections.abc import Iterator
from pathlib import Path

from jinja2 import TemplateSyntaxError

from newsgen.model.problem import Place, Problem, problem
from newsgen.render.catalogue import check_catalogues
from newsgen.render.loader import THEME, Sources
from newsgen.render.macro_modules import Part, Templates
from newsgen.render.template_errors import absent, unreadable
from newsgen.render.template_references import Reference


def check(sources: Sources, environment: Templates) -> tuple[Problem, ...]:
    """All problems of all templates and catalogues, in the order of their places."""
    problems: list[Problem] = []
    parents: dict[Path, list[tuple[Path, Place]]] = {}
    for folder in sources.folders:
        for name in sources.files(folder):
            file = folder / name
            found, references = _read(file, name, sources, environment)
            problems += found
            for reference in references:
                place = sources.place(file, reference.line)
                assert place
                problems += _wrong(reference, place, sources)
                parents.setdefault(file, []).extend(
                    (parent, place)
                    for each in reference.names or ()
                    if reference.extends and (parent := sources.find(each))
                )
    problems += _circles(parents)
    problems += check_catalogues(sources)
    return tuple(sorted(problems, key=lambda found: (found.place, found.code, found.message)))


def _read(
    file: Path, name: str, sources: Sources, environment: Templates
) -> tuple[tuple[Problem, ...], tuple[Reference, ...]]:
    place = sources.place(file)
    assert place
    try:
        file.read_text("utf-8")
    except UnicodeDecodeError:
        return (problem("N501", place, "is not UTF-8 text", "save it as UTF-8"),), ()
    try:
        template = environment.get_template(_called(file, name, sources))
        assert isinstance(template, Part)
    except TemplateSyntaxError as error:
        at = Place(place.path, error.lineno, 1)
        return (unreadable(error, at, environment),), ()
    return (), template.references


def _called(file: Path, name: str, sources: Sources) -> str:
    """The name that leads to a file; one of the theme that the site replaces has its own."""
    return name if sources.find(name) == file else f"{THEME}/{name}"


def _wrong(reference: Reference, place: Place, sources: Sources) -> Iterator[Problem]:
    if reference.names is None:
        yield problem(
            "N503",
            place,
            "a template is named by an expression",
            "write the name out in quotes, so that newsgen knows which pages a change touches",
        )
    elif not reference.optional and not any(sources.find(name) for name in reference.names):
        yield absent(reference.names[0], place, sources)


def _circles(parents: dict[Path, list[tuple[Path, Place]]]) -> Iterator[Problem]:
    """A template that, over however many steps, extends itself."""
    for file, named in parents.items():
        for parent, place in named:
            seen, ahead = set[Path](), [parent]
            while ahead:
                if (step := ahead.pop()) not in seen:
                    seen.add(step)
                    ahead += [above for above, _ in parents.get(step, ())]
            if file in seen:
                hint = f'the theme\'s own template is "{THEME}/{file.name}"'
                yield problem("N501", place, "the template extends itself", hint)
