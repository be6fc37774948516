"""Regular expressions that not every Python newsgen runs on understands alike.

CPython before 3.11.5 fails over possessive groups, `(…)*+`: what should match does not
(github.com/python/cpython/issues/106052). Debian 12 has 3.11.2. Atomic groups, `(?>(…)*)`, mean the
same and work; so do possessive single characters and classes, `x*+` and `[…]*+`.
"""

import ast
import re
from pathlib import Path

import pytest

from support.field import Field, modules
from support.paths import ROOT

POSSESSIVE_GROUP = re.compile(r"(?<![(\\])\)(?:[*+?]|\{\{?[^{}]*\}?\})\+")


def possessive_groups(source: Path) -> list[str]:
    """Every text of a module that has such a group, with its place."""
    return [
        f"{module}:{node.lineno}"
        for module, tree in modules(source)
        for node in ast.walk(tree)
        if isinstance(node, ast.Constant)
        and isinstance(node.value, str)
        and POSSESSIVE_GROUP.search(node.value)
    ]


def test_no_pattern_has_a_possessive_group() -> None:
    assert possessive_groups(ROOT / "src") == []


@pytest.mark.parametrize("pattern", ["(?:a|b)*+", "(a)++", "x(?:y|z)?+", "(?:a){1,3}+"])
def test_a_planted_group_is_found(field: Field, pattern: str) -> None:
    field.plant("model/planted.py", f'import re\n\nX = re.compile(r"{pattern}")\n')
    assert possessive_groups(field.source) == ["newsgen.model.planted:3"]


def test_what_works_everywhere_is_no_fault(field: Field) -> None:
    field.plant("model/planted.py", 'X = r"[^<]*+(?>(?:a|b)*)x++[()*+]\\)*y"\n')
    assert possessive_groups(field.source) == []
