"""Each library has one owner, the module or room that alone imports it, and so can be exchanged."""

import ast
import sys
import tomllib
from pathlib import Path

import pytest
from packaging.requirements import Requirement

from gates.field import ROOT, Field, modules, within

LIBRARIES = {
    "ahocorasick_rs": ("reading.names",),
    "babel": ("engine.render",),
    "click": ("cli",),
    "jinja2": ("engine.render",),
    "markdown": ("reading.markup",),
    "markupsafe": ("engine.render",),  # comes with jinja2: its type for text that is HTML already
    "msgspec": ("engine", "model.value"),
    "nh3": ("reading.markup",),
    "pyuca": ("engine.collation",),
    "rich": ("cli",),
    "slugify": ("model.slug",),
    "spacy": ("engine.entities",),  # the extra `suggest`
    "starlette": ("engine.preview.listening",),
    "uvicorn": ("engine.preview.listening",),
    "watchfiles": ("engine.preview.watching",),
    "yaml": ("reading.mapping",),
}

# Of the standard library, what reaches outside: processes, sockets, databases, scratch files.
OUTSIDE = {
    "concurrent": ("engine",),
    "fcntl": ("engine",),
    "mmap": ("engine",),
    "multiprocessing": ("engine",),
    "shutil": ("engine",),
    "signal": ("engine",),
    "socket": ("engine.preview.listening",),
    "sqlite3": ("engine.cache", "engine.database"),
    "subprocess": ("engine",),
    "tempfile": ("engine",),
    "threading": ("engine",),
}

OWNERS = LIBRARIES | OUTSIDE

# What a library is called on the Python index, where that differs from what is imported.
IMPORTED_AS = {"ahocorasick-rs": "ahocorasick_rs", "python-slugify": "slugify", "pyyaml": "yaml"}
# Libraries that are data or a program, or come with another: imported by no one, or not listed.
NOT_IMPORTED = {"pagefind-bin", "tzdata"}
NOT_LISTED = {"markupsafe"}
EXTRAS = ("suggest",)
"""Those that newsgen itself imports from, where they are installed."""


def imported(tree: ast.Module) -> set[str]:
    """The top-level names a module imports, wherever in it."""
    names: set[str] = set()
    for node in ast.walk(tree):
        match node:
            case ast.Import(names=aliases):
                names |= {alias.name.partition(".")[0] for alias in aliases}
            case ast.ImportFrom(module=str(module), level=0):
                names.add(module.partition(".")[0])
            case _:
                pass
    return names


def trespasses(source: Path) -> list[str]:
    """Every import of a library by a module that does not own it."""
    return [
        f"{module} imports {name}"
        for module, tree in modules(source)
        for name in sorted(imported(tree) - {"newsgen"})
        if not within(module, OWNERS.get(name, ()))
        and (name in OWNERS or name not in sys.stdlib_module_names)
    ]


def test_every_library_is_imported_by_its_owner_alone() -> None:
    assert trespasses(ROOT / "src") == []


def test_every_library_in_the_table_is_a_dependency_and_the_other_way_round() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
    extras = project["optional-dependencies"]
    lines = [*project["dependencies"], *(line for name in EXTRAS for line in extras[name])]
    listed = {Requirement(line).name.lower() for line in lines} - NOT_IMPORTED
    assert {IMPORTED_AS.get(name, name) for name in listed} == set(LIBRARIES) - NOT_LISTED


@pytest.mark.parametrize(
    "path, code, name",
    [
        ("archive/planted.py", "import yaml\n", "yaml"),
        ("pages/planted.py", "from jinja2.sandbox import SandboxedEnvironment\n", "jinja2"),
        ("model/planted.py", "def f():\n    import nh3\n", "nh3"),
        ("desk/planted.py", "import subprocess\n", "subprocess"),
        ("engine/planted.py", "import requests\n", "requests"),
    ],
)
def test_a_planted_trespass_is_found(field: Field, path: str, code: str, name: str) -> None:
    before = trespasses(field.source)
    field.plant(path, code)
    module = "newsgen." + path.removesuffix(".py").replace("/", ".")
    assert [t for t in trespasses(field.source) if t not in before] == [f"{module} imports {name}"]
