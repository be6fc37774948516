"""One word, one meaning: what the package calls things, and whether the glossary explains it.

Public names are checked as they are defined: modules, classes, functions, parameters and fields.
Of tests so is what they share; in test files, functions, classes and constants are.
"""

import ast
import re
from collections import defaultdict
from collections.abc import Iterator, Mapping
from functools import cache
from pathlib import Path

import pytest

from support.field import ROOT, Field, modules

_BANNED = """
    alone around asked away beside both built counted died drawn dying each elsewhere expected
    failing forgotten found given goes has heard held here hosted how keeps kept killed known lacks
    left listed looked looking loose lowered made measured meant met mortal noted nothing packed
    previewed rebuilt refused said searched served settled shown shows sitting spelled taken told
    unborn unlike untouched visited wanted warned written
"""
BANNED = frozenset(_BANNED.split())
"""Participles, verb forms, pronouns and adverbs that do not say what they name."""

OTHERS_USE: Mapping[str, frozenset[str]] = {
    "pages.machine_views": frozenset(("changed",)),
    "pages.period_views": frozenset(("around",)),
    "pages.views": frozenset(("around", "known", "meant")),
}
"""Names that are not ours to choose: fields for templates, and an argument of a library."""

DEFINED_TWICE: Mapping[str, str] = {}
"""Names that two modules may define, with the reason."""

TERM = re.compile(r"^\*\*(.+?)\*\*", re.MULTILINE)
"""A term of the glossary where it is defined."""


def public(tree: ast.Module) -> Iterator[str]:
    """The classes, functions and aliases that a module defines for others."""
    for node in tree.body:
        match node:
            case ast.ClassDef(name=name) | ast.FunctionDef(name=name) if not name.startswith("_"):
                yield name
            case ast.Assign(targets=[ast.Name(id=name)]) if (
                name[:1].isupper() and name[1:2].islower()
            ):
                yield name
            case _:
                pass


def defined_twice(source: Path) -> list[str]:
    """Every class, function or alias that two modules define."""
    owners: dict[str, list[str]] = defaultdict(list)
    for module, tree in modules(source):
        for name in set(public(tree)):
            owners[name].append(module)
    return [
        f"{name} is defined in {' and '.join(where)}"
        for name, where in sorted(owners.items())
        if len(where) > 1 and name not in DEFINED_TWICE
    ]


@cache
def names(tree: ast.Module) -> tuple[tuple[int, str], ...]:
    """The names a module gives to what others see, with their lines: also parameters and fields."""
    return tuple(_find_names(tree))


def _find_names(tree: ast.Module) -> Iterator[tuple[int, str]]:
    for node in ast.walk(tree):
        match node:
            case ast.FunctionDef(name=name, args=arguments) if not name.startswith("_"):
                yield node.lineno, name
                every = arguments.posonlyargs + arguments.args + arguments.kwonlyargs
                yield from ((argument.lineno, argument.arg) for argument in every)
            case ast.ClassDef(name=name, body=body):
                yield node.lineno, name
                for line in body:
                    if isinstance(line, ast.AnnAssign) and isinstance(line.target, ast.Name):
                        yield line.lineno, line.target.id
            case _:
                pass
    for node in tree.body:
        if isinstance(node, ast.Assign | ast.AnnAssign):
            targets = node.targets if isinstance(node, ast.Assign) else [node.target]
            yield from ((node.lineno, each.id) for each in targets if isinstance(each, ast.Name))


def banned(source: Path) -> list[str]:
    """Every public name below a folder that is nothing but a participle, a pronoun or the like."""
    return [
        f"{module}:{line}: {name} does not say what it is"
        for module, tree in modules(source)
        for line, name in [(1, module.rpartition(".")[2]), *names(tree)]
        if name.lower() in BANNED
        and name not in OTHERS_USE.get(module.removeprefix("newsgen."), ())
    ]


def banned_helpers(tests: Path) -> list[str]:
    """Every function, class or constant of a test file with such a name; fixtures name a state."""
    return [
        f"{module}:{node.lineno}: {name} does not say what it is"
        for module, tree in modules(tests)
        for node in tree.body
        for name in helper_names(node)
        if name.lower() in BANNED
    ]


def helper_names(node: ast.stmt) -> list[str]:
    """The names that a statement of a test file defines for the tests below it."""
    match node:
        case ast.FunctionDef(name=name, decorator_list=decorators):
            is_fixture = any("fixture" in ast.unparse(decorator) for decorator in decorators)
            return [] if is_fixture else [name]
        case ast.ClassDef(name=name) | ast.AnnAssign(target=ast.Name(id=name)):
            return [name]
        case ast.Assign(targets=targets):
            return [target.id for target in targets if isinstance(target, ast.Name)]
        case _:
            return []


def terms() -> set[str]:
    """The terms of the glossary, in lower case."""
    text = (ROOT / "docs" / "glossary.md").read_text("utf-8")
    return {term.lower() for names in TERM.findall(text) for term in names.split(", ")}


def words(name: str) -> str:
    """A name of the program as words: `PageGroup` and `page_group` are `page group`."""
    return re.sub(r"(?<=[a-z0-9])(?=[A-Z])|_", " ", name).lower().strip()


def unexplained(source: Path) -> list[str]:
    """Every module with a word in its name that neither the glossary nor what it defines has."""
    glossary = {stem(word) for term in terms() for word in re.split(r"[ .-]", term)}
    complaints = []
    for module, tree in modules(source):
        if module in ("newsgen", "newsgen.__main__"):  # named by the product and by Python
            continue
        own = {stem(word) for name in public(tree) for word in words(name).split()}
        strange = {stem(word) for word in words(module.rpartition(".")[2]).split()} - own - glossary
        complaints += [f"{module}: nothing explains {word}" for word in sorted(strange)]
    return complaints


def stem(word: str) -> str:
    """A word without its plural."""
    return re.sub("(?<=[a-z])ies$", "y", word.lower()).removesuffix("s")


def test_no_name_is_defined_twice() -> None:
    assert defined_twice(ROOT / "src") == []


@pytest.mark.parametrize("folder", ["src", "tests/audit", "tests/support"])
def test_no_public_name_is_banned(folder: str) -> None:
    assert banned(ROOT / folder) == []


def test_no_helper_of_a_test_is_banned() -> None:
    assert banned_helpers(ROOT / "tests") == []


def test_every_module_is_named_by_what_it_is() -> None:
    assert unexplained(ROOT / "src") == []


def test_every_exception_is_needed() -> None:
    trees = {module.removeprefix("newsgen."): tree for module, tree in modules(ROOT / "src")}
    for module, exceptions in OTHERS_USE.items():
        assert exceptions <= {name for _, name in names(trees[module])}
    assert set(DEFINED_TWICE) <= {name for tree in trees.values() for name in public(tree)}


@pytest.mark.parametrize(
    "check, path, code, complaint",
    [
        (defined_twice, "archive/planted.py", "class Problem:\n    pass\n", "Problem is defined"),
        (defined_twice, "model/planted.py", "def slug() -> None:\n    pass\n", "slug is defined"),
        (banned, "pages/planted.py", "def told() -> None:\n    pass\n", "told does not say"),
        (banned, "pages/planted.py", "def f(found: int) -> None:\n    pass\n", "found does not"),
        (banned, "pages/planted.py", "class V:\n    made: int\n", "made does not say"),
        (banned, "pages/planted.py", "def shows() -> None:\n    pass\n", "shows does not say"),
        (banned, "pages/kept.py", "", "kept does not say"),
        (banned_helpers, "planted.py", "def shown() -> None:\n    pass\n", "shown does not say"),
        (banned_helpers, "planted.py", "FOUND = {}\n", "FOUND does not say"),
        (unexplained, "pages/turn.py", "", "newsgen.pages.turn: nothing"),
    ],
)
def test_a_planted_name_is_found(
    field: Field, check: object, path: str, code: str, complaint: str
) -> None:
    assert callable(check)
    field.plant(path, code)
    assert [line for line in check(field.source) if complaint in line]
