"""Each library has one owner, the module or room that alone imports it, and so can be exchanged."""

import ast
import sys
import tomllib
from functools import cache
from pathlib import Path

import pytest
from packaging.requirements import Requirement

from support.field import Field, modules, within
from support.paths import ROOT

LIBRARIES = {
    "ahocorasick_rs": ("content.names",),
    "babel": ("render",),
    "bs4": ("importing.html_to_markdown",),
    "charset_normalizer": ("importing.decode",),
    "click": ("cli",),
    "dask": ("runtime.cluster",),  # comes with distributed: its configuration
    "dateparser": ("importing.date_line",),
    "defusedxml": ("importing.wordpress_exports.wordpress_export",),
    "distributed": ("runtime.cluster", "runtime.remote_chunk"),  # the extra `cluster`
    "docutils": ("importing.restructured_text",),
    "feedparser": ("importing.records.feed",),
    "filelock": ("publish.lock",),
    "htmldate": ("importing.page.page_date",),
    "httpx": ("links.polite_client",),
    "imagesize": ("content.picture_size",),
    "jinja2": ("render",),
    "markdownify": ("importing.html_to_markdown",),
    "lxml": ("importing", "links.page_parts", "links.html_copy"),
    "markdown_it": ("content.markdown",),
    "markupsafe": ("render",),  # comes with jinja2: its type for text that is HTML already
    "msgspec": ("runtime", "model.value", "formats.json_text"),
    "nh3": ("content.markdown",),
    "PIL": ("render.picture_copies",),  # the extra `pictures`
    "pyuca": ("store.collation",),
    "rich": ("cli", "importing.markdown_dialects.markdown_marks"),
    "slugify": ("model.slug",),
    "spacy": ("suggest.ner_spacy",),  # the extra `suggest`
    "starlette": ("preview",),
    "tinycss2": ("links.page_parts",),  # the extra `keep`
    "trafilatura": ("importing.page.trafilatura_text",),
    "uvicorn": ("preview.server",),
    "warcio": ("links.wacz",),  # the extra `keep`
    "watchfiles": ("preview.watcher",),
    "webencodings": ("links.page_text",),  # the extra `keep`
    "yaml": ("content.yaml.reader", "importing.foreign_values.plain_yaml"),
}

# Of the standard library, what reaches outside: processes, sockets, databases, scratch files.
OUTSIDE = {
    "concurrent": ("runtime.local_workers", "runtime.pool"),
    "fcntl": (),
    "mmap": (),
    "multiprocessing": ("runtime.local_workers",),
    "shutil": (),
    "signal": ("runtime",),
    "socket": ("preview.server",),
    "sqlite3": (
        "store.cache",
        "store.archive_database",
        "store.archive_file",
        "store.archive_tables",
        "export.database",
        "publish.manifest_file",
        "runtime.fs",
    ),
    "subprocess": ("runtime.npm_package", "search.pagefind"),
    "tempfile": (
        "pipeline.audit",
        "pipeline.open_session",
        "pipeline.render_job",
        "runtime.local_workers",
        "runtime.npm_package",
        "search.pagefind",
    ),
    "threading": (
        "preview",
        "runtime.interruption",
        "runtime.local_workers",
        "runtime.remote_chunk",
    ),
    "webbrowser": ("runtime.desktop",),
}

OWNERS = LIBRARIES | OUTSIDE

# What a library is called on the Python index, where that differs from what is imported.
IMPORTED_AS = {
    "ahocorasick-rs": "ahocorasick_rs",
    "beautifulsoup4": "bs4",
    "charset-normalizer": "charset_normalizer",
    "markdown-it-py": "markdown_it",
    "pillow": "PIL",
    "python-slugify": "slugify",
    "pyyaml": "yaml",
}
# Libraries that are data or a program, or come with another: imported by no one, or not listed.
NOT_IMPORTED = {"lxml_html_clean", "pagefind-bin", "tzdata"}
NOT_LISTED = {"dask", "markupsafe"}
EXTRAS = ("cluster", "keep", "pictures", "suggest")
"""Those that newsgen itself imports from, where they are installed."""


@cache
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
        ("commands/planted.py", "import subprocess\n", "subprocess"),
        ("runtime/planted.py", "import requests\n", "requests"),
    ],
)
def test_a_planted_trespass_is_found(field: Field, path: str, code: str, name: str) -> None:
    before = trespasses(field.source)
    field.plant(path, code)
    module = "newsgen." + path.removesuffix(".py").replace("/", ".")
    assert [t for t in trespasses(field.source) if t not in before] == [f"{module} imports {name}"]
