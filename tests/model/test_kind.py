"""A kind of entity is one value: with its facts in the table, all of newsgen knows it."""

import csv
import json
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from support.paths import ROOT

LAWS = """
    LAW = NameKind(
        key="laws",
        singular="Law",
        plural="Laws",
        schema_type="Legislation",
        schema_dates=("legislationDate", "expires"),
        spacy_labels=("LAW",),
    )
"""
SPANISH = """
msgid "Laws"
msgstr "Leyes"

msgid "Law"
msgstr "Ley"

msgid "People, organizations, places, events and laws"
msgstr "Personas, organizaciones, lugares, acontecimientos y leyes"
"""
CONFIG = """
title: The Test File
base_url: https://example.org/
ninjs: true
id_authority: example.org,2022
language: es
data: true
"""
ARTICLE = """---
title: {title}
source: Desk
date: 2022-09-1{day}
entities: {{laws: [{laws}], people: []}}
---
{text}
"""


DOC_LINES = {
    "docs/authority-files.md": {
        "| events | `entities.events` | `events.yml` | `began`, `ended` |\n": (
            "| laws | `entities.laws` | `laws.yml` | `founded`, `dissolved` |\n"
        )
    },
    "docs/commands.md": {
        "`place:NAME`, `event:NAME`": ", `law:NAME`",
        "`articles[].places[]`, `articles[].events[]`": ", `articles[].laws[]`",
    },
    "docs/data.md": {
        "| `events` | array, or empty | The events it is about, in their order. |\n": (
            "| `laws` | array, or empty | The laws it is about, in their order. |\n"
        ),
        "places, events,": " laws,",
    },
}
"""What the documentation needs for the new kind: by page, the text and what follows it then."""

KEEP_BYTECODE = os.environ | {"PYTHONDONTWRITEBYTECODE": ""}
"""An environment in which each module of a copy is compiled once for all its commands."""


class Copy:
    """A copy of the program with one kind more, and an archive that uses it."""

    def __init__(self, folder: Path) -> None:
        self.program, self.site = folder / "program", folder / "site"
        self.environment = KEEP_BYTECODE | {"PYTHONPATH": str(self.program / "src")}
        for name in ("src", "templates", "static"):
            shutil.copytree(
                ROOT / name, self.program / name, ignore=shutil.ignore_patterns("__pycache__")
            )
        table = self.program / "src/newsgen/model/kind.py"
        before, mark, after = table.read_text("utf-8").partition("    # Declared without a kind")
        table.write_text(before.rstrip("\n") + LAWS + mark + after, "utf-8")
        catalogue = self.program / "templates/languages/es.po"
        catalogue.write_text(catalogue.read_text("utf-8") + SPANISH, "utf-8")

    def edited(self) -> set[str]:
        """The files that differ from the program's own."""
        files = [file for file in self.program.rglob("*") if file.is_file()]
        paths = {file: file.relative_to(self.program) for file in files}
        return {
            path.as_posix()
            for file, path in paths.items()
            if "__pycache__" not in path.parts
            and (not (ROOT / path).is_file() or file.read_bytes() != (ROOT / path).read_bytes())
        }

    def run(self, *arguments: str, stdin: str = "") -> str:
        """What a command prints."""
        done = subprocess.run(
            (sys.executable, "-m", "newsgen", *arguments),
            cwd=self.site,
            env=self.environment,
            input=stdin,
            capture_output=True,
            text=True,
            check=False,
        )
        assert done.returncode == 0, done.stdout + done.stderr
        return done.stdout

    def write(self, path: str, text: str) -> None:
        """A file of the archive."""
        file = self.site / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, "utf-8")

    def page(self, address: str) -> str:
        """The text of a published file."""
        path = f"{address}index.html" if address.endswith("/") else address
        return (self.site / "public" / path.lstrip("/")).read_text("utf-8")

    def things(self, address: str) -> str:
        """The JSON-LD of a page."""
        found = re.search(r'<script type="application/ld\+json">(.*?)</script>', self.page(address))
        assert found
        return found[1]


@pytest.fixture(scope="module")
def copy(tmp_path_factory: pytest.TempPathFactory) -> Copy:
    copy = Copy(tmp_path_factory.mktemp("kind"))
    copy.write("newsgen.yml", CONFIG)
    copy.write("authorities/laws.yml", "Heritage Act:\n  aliases: [Act of 2020]\n  founded: 2020\n")
    copy.write(
        "articles/a.md", ARTICLE.format(title="It is law", day=3, laws="Act of 2020", text="So.")
    )
    copy.write(
        "articles/b.md",
        ARTICLE.format(title="At work", day=4, laws="", text="By the Heritage Act of old."),
    )
    copy.write(
        "articles/c.md",
        ARTICLE.format(title="Another", day=5, laws="Water Act", text="The Water Act."),
    )
    copy.run("build", "--json")
    copy.run("export", "--json")
    return copy


def test_no_file_is_edited_but_the_table_and_a_catalogue(copy: Copy) -> None:
    assert copy.edited() == {"src/newsgen/model/kind.py", "templates/languages/es.po"}


def test_a_name_has_its_page_and_the_kind_its_index(copy: Copy) -> None:
    page = copy.page("/laws/heritage-act/")
    assert "Act of 2020" in page
    assert "It is law" in page
    assert "At work" in page
    assert ">2020</time>" in page
    assert '<a href="../../laws/" aria-current="true">Leyes</a>' in page
    index = copy.page("/laws/")
    assert "<h1>Leyes</h1>" in index
    assert re.findall(r"<bdi>(.*? Act)</bdi>", index) == ["Heritage Act", "Water Act"]
    names = copy.page("/entities/")
    assert "Personas, organizaciones, lugares, acontecimientos y leyes" in names
    assert '<a href="../laws/">Leyes</a>' in names
    assert '<span class="count">Ley, 1 artículo</span>' in names


def test_an_article_tells_it_is_about_one_or_mentions_one(copy: Copy) -> None:
    about, mention = copy.page("/2022/09/13/a/"), copy.page("/2022/09/14/b/")
    assert "<h3>Leyes</h3>" in about
    assert "<h3>Leyes</h3>" in mention
    assert '<a href="../../../../laws/heritage-act/"' in mention


def test_machines_are_told(copy: Copy) -> None:
    law = {"@type": "Legislation", "name": "Heritage Act", "sameAs": []}
    article = json.loads(copy.things("/2022/09/13/a/"))["@graph"][0]
    assert [without_empty(law)] == article["about"]
    name = json.loads(copy.things("/laws/heritage-act/"))["@graph"][0]["about"]
    assert (name["@type"], name["legislationDate"]) == ("Legislation", "2020")
    assert '"name":"Leyes"' in copy.things("/laws/heritage-act/").replace(": ", ":")
    ninjs = json.loads((copy.site / "public/2022/09/14/b/index.json").read_text("utf-8"))
    assert [(each["name"], each["rel"]) for each in ninjs["subjects"]] == [
        ("Heritage Act", "mentions")
    ]
    assert "It is law" in copy.page("/feeds/laws/heritage-act.xml")


def test_a_search_can_be_narrowed_to_one(copy: Copy) -> None:
    assert '<label>Leyes <select name="laws">' in copy.page("/search/")
    # The script asks the form for the kinds.
    assert not re.search("people|events", copy.page("/static/search.js"))


def test_the_data_has_a_column(copy: Copy) -> None:
    with (copy.site / "public/data/articles-2022.csv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    assert [json.loads(row["laws"] or "[]") for row in rows] == [
        ["Heritage Act"],
        [],
        ["Water Act"],
    ]


def test_editors_and_their_programs_are_told(copy: Copy, tmp_path: Path) -> None:
    schema = json.loads(copy.run("schema", "front-matter"))
    assert "laws" in json.dumps(schema["properties"]["entities"])
    copy.run("init", str(tmp_path / "new"))
    starter = (tmp_path / "new/authorities/laws.yml").read_text("utf-8")
    assert starter.startswith("# Laws that articles are about.")
    suggestions = json.loads(copy.run("suggest", "--json"))["unlisted"]
    assert [(each["name"], each["kind"]) for each in suggestions] == [("Water Act", "laws")]


def test_a_question_has_a_letter_for_it(copy: Copy) -> None:
    program = "from newsgen.cli import prompts as p; "
    program += "print(', '.join(map(p._label, p._KIND_LETTERS)))"
    done = subprocess.run(
        (sys.executable, "-c", program),
        env=copy.environment,
        capture_output=True,
        text=True,
        check=True,
    )
    assert done.stdout.strip() == "[p]eople, [o]rganizations, p[l]aces, [e]vents, l[a]ws"


class Documentation:
    """A copy of the documentation and of the tests that keep it complete, for a copied program."""

    def __init__(self, folder: Path, program: Path) -> None:
        self.folder = folder
        for name in ("src", "templates", "static"):
            (folder / name).symlink_to(program / name)
        for name in ("docs", "tests/docs", "tests/support"):
            shutil.copytree(
                ROOT / name, folder / name, ignore=shutil.ignore_patterns("__pycache__")
            )
        for name in ("README.md", "CONTRIBUTING.md", "pyproject.toml"):
            shutil.copy(ROOT / name, folder)

    def incomplete(self, *tests: str) -> set[str]:
        """The tests that say a page is incomplete, of these or of all."""
        process = subprocess.run(
            (sys.executable, "-m", "pytest", "-q", "--tb=no", "-p", "no:cacheprovider")
            + (tests or ("tests/docs/test_docs.py",)),
            cwd=self.folder,
            env=KEEP_BYTECODE | {"PYTEST_DISABLE_PLUGIN_AUTOLOAD": "1"},
            capture_output=True,
            text=True,
            check=False,
        )
        assert re.search(r"\d+ passed|\d+ failed", process.stdout), process.stdout + process.stderr
        return set(re.findall(r"^(?:FAILED|ERROR) (\S+)", process.stdout, re.M))

    def add_lines(self, page: str) -> None:
        """Write into a page what it needs for the new kind."""
        file = self.folder / page
        text = file.read_text("utf-8")
        for before, line in DOC_LINES[page].items():
            assert text.count(before) == 1
            text = text.replace(before, before + line)
        file.write_text(text, "utf-8")


@pytest.mark.long
def test_three_pages_of_the_documentation_need_a_line(copy: Copy, tmp_path: Path) -> None:
    documentation = Documentation(tmp_path, copy.program)
    incomplete = documentation.incomplete()
    of_authorities = {
        f"tests/docs/test_docs.py::{name}"
        for name in (
            "test_every_key_and_file_of_authorities_is_told",
            "test_every_kind_is_told_with_its_key_and_its_dates",
        )
    }
    of_data = {"tests/docs/test_docs.py::test_every_column_of_the_data_is_told"}
    of_commands = {
        "tests/docs/test_docs.py::"
        "test_every_key_of_what_list_prints_and_every_word_of_a_query_is_told"
    }
    of_all = {
        "tests/docs/test_docs.py::"
        "test_three_pages_list_the_kinds_of_entity_and_all_others_lead_there"
    }
    assert incomplete == of_authorities | of_commands | of_data | of_all
    documentation.add_lines("docs/authority-files.md")
    assert documentation.incomplete(*incomplete) == of_commands | of_data | of_all
    documentation.add_lines("docs/commands.md")
    assert documentation.incomplete(*incomplete) == of_data | of_all
    documentation.add_lines("docs/data.md")
    assert documentation.incomplete(*incomplete) == set()


def without_empty(thing: dict[str, Any]) -> dict[str, Any]:
    """A thing as it is written: what is empty is left out."""
    return {key: value for key, value in thing.items() if value}
