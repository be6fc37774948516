"""`newsgen export`: what is in the data, for whom it opens, and what is left alone."""

from __future__ import annotations

import asyncio
import csv
import errno
import io
import json
import re
import sqlite3
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from newsgen.commands.export import export_data
from newsgen.content.markdown.convert import convert_markdown
from newsgen.content.markdown.plain_text import html_to_text
from newsgen.export.columns import ARTICLES, NAMES, SOURCES, TABLES, TAGS, Row, Table
from newsgen.export.csv_jsonl import csv_text, jsonl_text, replace_unencodable
from newsgen.export.data_package import TableFile, package_text
from newsgen.export.database import create_database
from newsgen.export.datasette_metadata import metadata_text
from newsgen.export.writer import TABLE_FORMATS
from newsgen.model.command_error import CommandError
from newsgen.model.config import Config
from newsgen.model.problem import Location
from newsgen.pipeline.request import BuildRequest, BuildResult
from support.commonmark import examples
from support.examples import tries
from support.laws import write_files
from support.links import broken_links
from support.output import ProcessEnd, fail_changes, kill_at_change
from support.random_sites import sites
from support.sites import NOW, Site, tree

if TYPE_CHECKING:
    from frictionless import Package

AUTHORITIES = """\
Shavkat Mirziyoyev:
  aliases: {uz: [Shavkat Mirziyoev], ru: [Шавкат Мирзиёев]}
  former: [S. Mirziyoyev]
  description: President
  wikidata: Q1528410
  born: 1957-07-24
"""
CONFIG = "title: The Test File\nsearch: false\nbase_url: https://example.org/archive/\n"


def exported(site: Site, **options: Any) -> BuildResult:
    given: dict[str, Any] = {"workers": 1, "now": NOW} | options
    return export_data(BuildRequest(site=site.folder, out=site.out, **given))


def done(site: Site, **options: Any) -> BuildResult:
    """An export that went well."""
    outcome = exported(site, **options)
    assert outcome.status == "ok", outcome
    return outcome


def data(site: Site) -> dict[str, bytes]:
    """All files of the data, by name."""
    return {file.name: file.read_bytes() for file in sorted((site.out / "data").iterdir())}


def times(site: Site) -> dict[str, int]:
    return {file.name: file.stat().st_mtime_ns for file in sorted((site.out / "data").iterdir())}


def rows(site: Site, name: str) -> list[dict[str, str]]:
    """The rows of a CSV file, without the cells that say nothing."""
    text = (site.out / "data" / name).read_bytes().decode("utf-8-sig")
    found = csv.DictReader(io.StringIO(text, newline=""))
    return [{key: value for key, value in row.items() if value} for row in found]


def objects(site: Site, name: str) -> list[dict[str, Any]]:
    text = (site.out / "data" / name).read_bytes().decode()
    return [json.loads(line) for line in text.splitlines()]


def query(site: Site, question: str, *values: Any) -> list[tuple[Any, ...]]:
    with closing(sqlite3.connect(site.out / "data" / "archive.db")) as database:
        return database.execute(question, values).fetchall()


def opened(site: Site, *addresses: str) -> list[Any]:
    """What Datasette answers."""
    from datasette.app import Datasette  # takes a second

    folder = site.out / "data"
    metadata = json.loads((folder / "metadata.json").read_text("utf-8"))

    async def ask() -> list[Any]:
        datasette = Datasette(immutables=[str(folder / "archive.db")], metadata=metadata)
        try:
            answers = [await datasette.client.get(address) for address in addresses]
        finally:
            for database in datasette.databases.values():
                database.close() if hasattr(database, "close") else None
        assert [answer.status_code for answer in answers] == [200] * len(addresses)
        return [
            a.json() if ".json" in where else a.text
            for a, where in zip(answers, addresses, strict=True)
        ]

    # In a thread of its own: an open browser has an event loop in this one.
    with ThreadPoolExecutor(1) as thread:
        return thread.submit(asyncio.run, ask()).result()


@pytest.fixture(scope="module")
def original(tmp_path_factory: pytest.TempPathFactory) -> Site:
    """Two years, three articles; one of them declares a person whom another only mentions."""
    site = Site(tmp_path_factory.mktemp("export"), CONFIG)
    site.write("authorities/people.yml", AUTHORITIES)
    site.write("authorities/places.yml", "Samarkand:\n  coordinates: 39.65, 66.96\n")
    site.article(
        "summit",
        "**Leaders** met.\n\nThey spoke & left.",
        title="""'"Summit", they say'""",
        authors=["Desk Writer"],
        tags=["SCO", "Talks"],
        entities={"people": ["S. Mirziyoyev"], "places": ["Samarkand"]},
        summary="A summary.",
        date="2022-09-16 10:00 +05:00",
        corrections=[{"date": "2022-09-17", "note": "A name was wrong."}],
        image={"src": "map.png", "alt": "A map", "caption": "The way.", "credit": "Desk"},
        images=[{"src": "https://example.com/b.png", "alt": "A bus"}],
    ).write("articles/map.png", b"")
    site.article("eve", "Shavkat Mirziyoyev arrived.", tags=["SCO"], date="2022-09-14")
    site.article("before", "A year before.", source="Agency", date="2021-06-01")
    return site.build().ok()


@pytest.fixture
def site(original: Site, tmp_path: Path) -> Site:
    """One's own copy of it."""
    return original.copy(tmp_path)


# --- What is in it --------------------------------------------------------------------------------


def test_an_article_is_a_row_with_all_that_is_known_of_it(site: Site) -> None:
    done(site)
    eve, summit = rows(site, "articles-2022.csv")
    assert eve["title"] == "eve"
    assert summit == {
        "id": "summit",
        "title": '"Summit", they say',
        "date": "2022-09-16",
        "datetime": "2022-09-16T10:00:00+05:00",
        "edtf": "2022-09-16",
        "year": "2022",
        "source": "Desk",
        "language": "en",
        "status": "published",
        "rights": "full",
        "authors": '["Desk Writer"]',
        "tags": '["SCO", "Talks"]',
        "people": '["Shavkat Mirziyoyev"]',
        "places": '["Samarkand"]',
        "summary": "A summary.",
        "pictures": '[{"src": "https://example.org/archive/2022/09/16/summit/map.png", '
        '"alt": "A map", "caption": "The way.", "credit": "Desk"}, '
        '{"src": "https://example.com/b.png", "alt": "A bus", "caption": "", "credit": ""}]',
        "corrections": '[{"date": "2022-09-17", "note": "A name was wrong."}]',
        "address": "/2022/09/16/summit/",
        "url": "https://example.org/archive/2022/09/16/summit/",
        "words": "5",
        "text": "Leaders met.\nThey spoke & left.",
    }
    assert [row["title"] for row in rows(site, "articles-2021.csv")] == ["before"]


def test_json_lines_say_the_same_with_lists_and_numbers(site: Site) -> None:
    done(site)
    eve, summit = objects(site, "articles-2022.jsonl")
    assert (summit["year"], summit["tags"], eve["summary"]) == (2022, ["SCO", "Talks"], None)
    assert list(eve) == list(ARTICLES.column_names)
    assert summit["corrections"] == [{"date": "2022-09-17", "note": "A name was wrong."}]


def test_an_id_is_a_tag_uri_and_words_are_counted_in_every_script(tmp_path: Path) -> None:
    site = Site(tmp_path, CONFIG + "id_authority: example.org,2022\n")
    site.article("a", "Don't co-operate: 1.5 million, ok?")
    site.article("b", "习近平抵达。", rights="full")
    site.article("c", "Four words not shown.", rights="metadata")
    site.build().ok()
    done(site)
    found = {row["id"]: row for row in objects(site, "articles-2022.jsonl")}
    assert [found[name]["words"] for name in "abc"] == [5, 5, None]
    assert found["a"]["uri"] == "tag:example.org,2022:a"


def test_a_click_opens_a_csv_file_rightly(site: Site) -> None:
    done(site)
    files = [content for name, content in data(site).items() if name.endswith(".csv")]
    assert files
    assert all(content.startswith(b"\xef\xbb\xbf") for content in files)
    assert csv_text(TAGS, [("'=1", "@a", "'x", -1, None, None, "/", None)]).splitlines()[1] == (
        "''=1,'@a,'x,-1,,,/,"
    )


def test_who_appears_where_and_how(site: Site) -> None:
    done(site)
    found = [
        (row["article"], row["relation"], row["kind"], row["name"], row["name_id"])
        for row in rows(site, "appearances-2022.csv")
    ]
    assert found == [
        ("eve", "source", "sources", "Desk", "sources/desk"),
        ("eve", "tag", "tags", "SCO", "tags/sco"),
        ("eve", "mentions", "people", "Shavkat Mirziyoyev", "people/shavkat-mirziyoyev"),
        ("summit", "source", "sources", "Desk", "sources/desk"),
        ("summit", "author", "authors", "Desk Writer", "authors/desk-writer"),
        ("summit", "tag", "tags", "SCO", "tags/sco"),
        ("summit", "tag", "tags", "Talks", "tags/talks"),
        ("summit", "about", "people", "Shavkat Mirziyoyev", "people/shavkat-mirziyoyev"),
        ("summit", "about", "places", "Samarkand", "places/samarkand"),
    ]


def test_a_name_is_a_row_with_what_its_authority_file_says(site: Site) -> None:
    done(site)
    [person] = [row for row in objects(site, "names.jsonl") if row["kind"] == "people"]
    assert person == {
        "id": "people/shavkat-mirziyoyev",
        "kind": "people",
        "name": "Shavkat Mirziyoyev",
        "description": "President",
        "identifiers": {"wikidata": "Q1528410"},
        "aliases": {"ru": ["Шавкат Мирзиёев"], "uz": ["Shavkat Mirziyoev"]},
        "former": ["S. Mirziyoyev"],
        "urls": None,
        "began": "1957-07-24",
        "ended": None,
        "latitude": None,
        "longitude": None,
        "part_of": None,
        "articles": 1,
        "mentions": 1,
        "first": "2022-09-14",
        "last": "2022-09-16",
        "address": "/people/shavkat-mirziyoyev/",
        "url": "https://example.org/archive/people/shavkat-mirziyoyev/",
    }
    [place] = [row for row in objects(site, "names.jsonl") if row["kind"] == "places"]
    assert (place["latitude"], place["longitude"]) == (39.65, 66.96)
    assert [(row["name"], row["articles"]) for row in rows(site, "tags.csv")] == [
        ("SCO", "2"),
        ("Talks", "1"),
    ]
    assert [row["name"] for row in rows(site, "sources.csv")] == ["Agency", "Desk"]


def test_without_a_base_url_there_are_root_addresses_alone(site: Site) -> None:
    site.build(base_url="")
    done(site, base_url="")
    assert "url" not in rows(site, "articles-2021.csv")[0]
    assert b"example.org" not in b"".join(data(site).values())


def test_drafts_and_embargoes_are_not_in_it(site: Site) -> None:
    site.article("draft", "hiddenwords", status="draft", tags=["Hidden"])
    site.article("soon", "hiddenwords", embargo="2022-12-01", tags=["Hidden"]).build().ok()
    done(site)
    everything = b"".join(data(site).values())
    assert b"hiddenwords" not in everything
    assert b"Hidden" not in everything


def test_a_translation_names_its_original_in_any_year(site: Site) -> None:
    site.article("after", date="2022-01-01", translation_of="before.md").build().ok()
    done(site)
    assert rows(site, "articles-2022.csv")[0]["translation_of"] == "before"
    assert query(site, "PRAGMA foreign_key_check") == []


# --- Rights ---------------------------------------------------------------------------------------


def test_no_file_says_more_than_an_article_s_rights_allow(site: Site) -> None:
    long = "Beginning words. " + "More of it follows here. " * 20 + "secretending"
    site.article("part", long, rights="excerpt").article("none", long, rights="metadata")
    site.build().ok()
    done(site)
    found = {row["id"]: row for row in rows(site, "articles-2022.csv")}
    assert found["part"]["excerpt"].startswith("Beginning words.")
    assert found["part"]["excerpt"].endswith("…")
    assert "text" not in found["part"]
    assert not {"text", "excerpt"} & found["none"].keys()
    assert (found["part"]["rights"], found["none"]["rights"]) == ("excerpt", "metadata")
    assert all(b"secretending" not in content for content in data(site).values())
    assert b"".join(data(site).values()).count(b"Beginning words") == 3  # CSV, JSON Lines, SQLite
    [answer] = opened(site, "/archive/articles.json?_search=beginning&_shape=array")
    assert [row["id"] for row in answer] == ["part"]


def test_a_withdrawn_article_is_listed_with_its_note_and_nothing_else(site: Site) -> None:
    site.article(
        "gone",
        "secretbody",
        summary="secretsummary",
        tags=["Secrettag"],
        authors=["Secretauthor"],
        withdrawn={"date": "2022-09-20", "note": "It was not so."},
    )
    site.build().ok()
    done(site)
    [gone] = [row for row in rows(site, "articles-2022.csv") if row["id"] == "gone"]
    assert gone == {
        "id": "gone",
        "title": "gone",
        "date": "2022-09-13",
        "edtf": "2022-09-13",
        "year": "2022",
        "source": "Desk",
        "language": "en",
        "status": "withdrawn",
        "rights": "full",
        "withdrawn": "2022-09-20",
        "withdrawn_note": "It was not so.",
        "address": "/2022/09/13/gone/",
        "url": "https://example.org/archive/2022/09/13/gone/",
    }
    appears = [row for row in rows(site, "appearances-2022.csv") if row["article"] == "gone"]
    assert [row["relation"] for row in appears] == ["source"]
    assert not [name for name, content in data(site).items() if b"secret" in content.lower()]
    assert query(site, "PRAGMA foreign_key_check") == []


# --- The same bytes, and only what changed --------------------------------------------------------


def test_the_same_archive_gives_the_same_bytes(tmp_path: Path) -> None:
    names = ["one", "two", "three"]
    made = []
    for folder, order in ((tmp_path / "a", names), (tmp_path / "b", names[::-1])):
        site = Site(folder, CONFIG)
        for name in order:
            site.article(name, f"The text of {name}.", tags=["SCO", name])
        site.build().ok()
        done(site, workers=2 if order is names else 1)
        made.append(data(site))
    assert made[0] == made[1]


def test_what_has_not_changed_is_not_written(site: Site) -> None:
    done(site)
    before = times(site)
    again = done(site)
    assert (again.rendered_count, again.written_count, again.deleted_count, times(site)) == (
        0,
        0,
        0,
        before,
    )


def test_only_the_changed_year_is_written_again(site: Site) -> None:
    done(site)
    site.edit("articles/before.md", "A year before.", "A year and more before.").build().ok()
    before = times(site)
    outcome = done(site)
    changed = {"articles-2021.csv", "articles-2021.jsonl", "archive.db", "datapackage.json"}
    assert {path.removeprefix("data/") for path in outcome.changed_paths} == changed
    assert {name for name, time in times(site).items() if time != before[name]} == changed


def test_what_is_written_again_is_what_a_first_export_would_write(site: Site) -> None:
    done(site)
    site.edit("articles/eve.md", "arrived", "left").article("later", date="2023-01-01").build()
    done(site)
    changed = data(site)
    for file in (site.out / "data").iterdir():
        file.unlink()
    done(site)
    assert data(site) == changed


def test_a_year_without_articles_has_no_files(site: Site) -> None:
    done(site)
    site.delete("articles/before.md").build().ok()
    assert (site.out / "data/articles-2021.csv").exists()
    assert done(site).deleted_count == 4
    assert not [name for name in data(site) if "2021" in name]


@pytest.mark.parametrize("name", ["articles-2022.csv", "archive.db", "names.jsonl"])
@pytest.mark.parametrize("built", [False, True])
def test_a_file_that_was_altered_or_deleted_is_written_again(
    site: Site, name: str, built: bool
) -> None:
    done(site)
    right, file = data(site), site.out / "data" / name
    for spoil in (lambda: file.write_bytes(b"spoilt"), file.unlink):
        spoil()
        if built:
            site.build().ok()
        assert done(site).changed_paths == (f"data/{name}",)
        assert data(site) == right


# --- Beside builds --------------------------------------------------------------------------------


@pytest.mark.parametrize("clean", [False, True])
def test_a_build_leaves_the_data_alone(site: Site, clean: bool) -> None:
    done(site)
    before = data(site), times(site)
    site.article("new").build(clean=clean).ok()
    assert (data(site), times(site)) == before
    assert site.outcome.deleted_count == 0
    outcome = done(site)
    assert "data/articles-2022.csv" in outcome.changed_paths
    assert "data/articles-2021.csv" not in outcome.changed_paths


def test_builds_after_an_export_still_tell_that_nothing_changed(
    site: Site, monkeypatch: pytest.MonkeyPatch
) -> None:
    from newsgen.runtime import clock

    instant = clock.now_ns
    monkeypatch.setattr(clock, "now_ns", lambda: instant() + 3600 * 10**9)
    assert site.build().build().ok().outcome.up_to_date
    done(site)
    assert site.build().ok().outcome.up_to_date
    page = site.out / "index.html"
    page.write_bytes(b"spoilt")
    done(site)
    assert not site.build(explain=True).outcome.up_to_date
    assert site.reasons() == {"/": "output altered"}
    assert site.build().ok().outcome.up_to_date


def test_a_build_whose_record_was_lost_keeps_the_data(site: Site) -> None:
    done(site)
    before = data(site)
    (site.out / ".newsgen-manifest").unlink()
    site.build().ok()
    assert data(site) == before
    assert done(site).written_count == 0


def test_search_and_data_stand_side_by_side(site: Site) -> None:
    site.edit("newsgen.yml", "search: false", "search: true").build().ok()
    done(site)
    assert site.build(explain=True).ok().outcome.rendered_count == 0
    assert site.exists("/search/index/en/pagefind.js")


def test_an_output_that_no_build_wrote_is_refused(site: Site, tmp_path: Path) -> None:
    order = BuildRequest(site=site.folder, out=tmp_path / "elsewhere", workers=1, now=NOW)
    with pytest.raises(CommandError, match="run newsgen build first"):
        export_data(order)
    assert not (tmp_path / "elsewhere").exists()


def test_an_archive_with_mistakes_is_not_exported(site: Site) -> None:
    site.article("wrong", date="2022-02-30")
    outcome = exported(site)
    assert (outcome.status, [found.code for found in outcome.problems]) == ("problems", ["N103"])
    assert not (site.out / "data").exists()


@pytest.mark.parametrize("half", [False, True])
def test_an_export_killed_at_any_moment_is_put_right(
    site: Site, half: bool, tmp_path: Path
) -> None:
    done(site)
    site.edit("articles/eve.md", "arrived", "left").delete("articles/before.md").build().ok()
    wanted = site.copy(tmp_path / "wanted")
    done(wanted)
    for number in range(1 + half, 1000, 4):
        twin = site.copy(tmp_path / str(number))
        try:
            with kill_at_change(number, half=half):
                exported(twin)
        except ProcessEnd:
            twin.build().ok()
            assert twin.outcome.rendered_count == 0
            done(twin)
            assert tree(twin.out) == tree(wanted.out)
        else:
            return


def test_a_build_killed_at_any_moment_leaves_the_data_alone(site: Site, tmp_path: Path) -> None:
    done(site)
    before = data(site)
    site.edit("articles/eve.md", "arrived", "left").delete("articles/before.md")
    for number in range(1, 1000, 5):
        twin = site.copy(tmp_path / str(number))
        try:
            with kill_at_change(number):
                twin.build()
        except ProcessEnd:
            twin.build().ok()
            assert data(twin) == before
        else:
            return


def test_a_full_disk_leaves_what_was_there(site: Site) -> None:
    done(site)
    before = data(site)
    site.edit("articles/eve.md", "arrived", "left").build().ok()
    with fail_changes(errno.ENOSPC, ("append", "write", "commit"), 3):
        assert exported(site).status == "failed"
    assert data(site) == before
    assert done(site).written_count > 0


# --- In each other's way --------------------------------------------------------------------------


@pytest.mark.parametrize("name", ["archive.db", "Archive.DB", "names.csv/inside.txt"])
def test_a_file_of_the_site_in_the_place_of_one_of_the_data_stays(site: Site, name: str) -> None:
    site.write(f"static/root/data/{name}", "its own").build().ok()
    outcome = exported(site)
    assert (outcome.status, [found.code for found in outcome.problems]) == ("problems", ["N603"])
    assert outcome.problems[0].location == Location(str(site.out / "data" / name))
    assert (site.out / "data" / name).read_text() == "its own"
    assert not (site.out / "data/tags.csv").exists()


def test_a_file_of_the_site_that_comes_to_the_place_of_one_of_the_data_stops_a_build(
    site: Site,
) -> None:
    done(site)
    before = data(site)
    site.write("static/root/data/archive.db", "its own").article("new").build().assert_refused(
        "N603"
    )
    assert data(site) == before
    site.assert_no_pages("/2022/09/13/new/")
    assert exported(site).problems[0].code == "N603"
    (site.out / "data/archive.db").unlink()
    site.build().ok()
    assert data(site)["archive.db"] == b"its own"


def test_a_page_at_data_and_other_files_stand_beside_it(site: Site) -> None:
    site.write("pages/data.md", "---\ntitle: Our data\n---\nHow to use it.\n")
    site.write("static/root/data/notes.txt", "notes").build().ok()
    done(site)
    site.build().ok().assert_shows("/data/", "Our data").assert_pages(
        "/data/notes.txt", "/data/archive.db"
    )


def test_a_file_of_somebody_else_is_not_overwritten(site: Site) -> None:
    (site.out / "data").mkdir()
    (site.out / "data/tags.csv").write_text("mine")
    outcome = exported(site)
    assert [found.code for found in outcome.problems] == ["N601"]
    assert data(site) == {"tags.csv": b"mine"}


# --- For whom it opens ----------------------------------------------------------------------------


def test_the_database_is_sound_and_finds_words(site: Site) -> None:
    done(site)
    assert query(site, "PRAGMA integrity_check") == [("ok",)]
    assert query(site, "PRAGMA foreign_key_check") == []
    # Raises if what the index says is not what the articles say.
    query(site, "INSERT INTO articles_fts (articles_fts, rank) VALUES ('integrity-check', 1)")
    words = "SELECT rowid FROM articles_fts WHERE articles_fts MATCH ?"
    found = f"SELECT id FROM articles WHERE rowid IN ({words})"
    assert query(site, found, "mirziyoyev") == [("eve",)]
    assert query(site, found, "summary") == query(site, found, "sümmit") == [("summit",)]
    years = "SELECT year, articles, mentions FROM names_by_year WHERE name_id = ?"
    assert query(site, years, "people/shavkat-mirziyoyev") == [(2022, 2, 1)]
    people = "SELECT a.id FROM articles_with_names AS a, json_each(people) WHERE value = ?"
    assert query(site, people, "Shavkat Mirziyoyev") == [("summit",)]


def test_datasette_shows_it_with_facets_labels_and_search(site: Site) -> None:
    done(site)
    home, articles, listed, search, shown = opened(
        site,
        "/",
        "/archive/articles.json",
        "/archive/articles_with_names.json?_search=spoke",
        "/archive/articles.json?_search=arrived&_shape=array",
        "/archive/appearances?article=summit",
    )
    assert "The Test File" in home
    assert [row[0] for row in articles["rows"]] == ["summit", "eve", "before"]
    facets = {name: each["results"] for name, each in articles["facet_results"].items()}
    assert [(each["value"], each["count"]) for each in facets["year"]] == [(2022, 2), (2021, 1)]
    assert {each["value"] for each in facets["source"]} == {"Desk", "Agency"}
    assert [row[0] for row in listed["rows"]] == ["summit"]
    tags = listed["facet_results"]["tags"]["results"]
    assert [each["value"] for each in tags] == ["SCO", "Talks"]
    assert [row["id"] for row in search] == ["eve"]
    assert "&#34;Summit&#34;, they say</a>" in shown
    assert ">Samarkand</a>" in shown


def test_every_address_of_the_database_opens(site: Site) -> None:
    done(site)
    [database] = opened(site, "/archive.json")
    names = [each["name"] for each in (*database["tables"], *database["views"])]
    assert {"articles", "appearances", "names", "tags", "sources"} < set(names)
    opened(site, *(f"/archive/{name}" for name in names if not name.startswith("articles_fts_")))
    hidden = {each["name"] for each in database["tables"] if each["hidden"]}
    assert {name for name in names if "fts" in name} == hidden


def package(folder: Path) -> Package:
    """The data package in a folder, as Frictionless reads it."""
    from frictionless import Package  # takes a while

    return Package(str(folder / "datapackage.json"))


def valid(folder: Path) -> None:
    """Frictionless finds nothing wrong with a package."""
    from frictionless import system

    with system.use_context(trusted=True):
        report = package(folder).validate()
    assert report.valid, report.flatten(["name", "type", "note"])


def test_frictionless_finds_the_package_valid(site: Site) -> None:
    site.article("gone", withdrawn={"date": "2022-09-20", "note": "It was not so."}).build().ok()
    done(site)
    valid(site.out / "data")
    read = package(site.out / "data")
    assert read.title == "The Test File"
    assert read.homepage == "https://example.org/archive/"
    assert {resource.path for resource in read.resources} == {
        name for name in data(site) if name.endswith((".csv", ".jsonl"))
    }
    assert read.get_resource("articles-2022").read_rows()[2]["tags"] == ["SCO", "Talks"]


def test_an_archive_without_an_article_is_exported(tmp_path: Path) -> None:
    site = Site(tmp_path, CONFIG).build().ok()
    assert done(site).article_count == 0
    assert rows(site, "names.csv") == objects(site, "names.jsonl") == []
    valid(site.out / "data")
    opened(site, "/archive/articles", "/archive/articles_with_names", "/archive/names_by_year")


def test_a_reference_to_nothing_is_found(site: Site) -> None:
    """That the check above would tell."""
    done(site)
    file = site.out / "data/appearances-2022.csv"
    spoilt = file.read_bytes().replace(b"summit,2022", b"summix,2022")
    file.write_bytes(spoilt)
    report = package(site.out / "data").validate()
    assert {row[0] for row in report.flatten(["type"])} == {"foreign-key"}


# --- Hostile texts --------------------------------------------------------------------------------

HOSTILE = st.text(
    st.one_of(
        st.characters(),
        st.characters(categories=["Cs", "Cc", "Cf"]),
        st.sampled_from("\"',;\t\n\r\0=+-@\\\u2028\u200f\u202e😀\ufeff"),
    ),
    min_size=1,
)


FORMULA_SIGNS = tuple("=+-@\t\r\n＝＋－＠")
"""With one of them a text begins that a spreadsheet takes for a formula."""


def without_apostrophe(cell: str) -> str:
    """What a program makes of a cell of a CSV file: the text that was written."""
    start = r"\A'(?=[\s'\"]*[=+\-@＝＋－＠]|'*[\t\r\n])"
    inner = r"(?<=[;\t\r\n])'(?=(?:[^\S\t\r\n]|['\"])*[=+\-@＝＋－＠])"
    return re.sub(f"{start}|{inner}", "", cell)


@pytest.mark.parametrize(
    "text, cell",
    [
        (" \u00a0=1", "' \u00a0=1"),
        ("'=1", "''=1"),
        ('"=1', "'\"=1"),
        ("Talks; =1", "Talks;' =1"),
        ("Talks\r\n=1", "Talks\r\n'=1"),
        ("3 of 4 = most", "3 of 4 = most"),
    ],
)
def test_a_formula_is_harmless_wherever_a_cell_may_begin(text: str, cell: str) -> None:
    content = csv_text(TAGS, [(text, "a", None, 1, None, None, "/", None)])
    assert list(csv.reader(io.StringIO(content, newline="")))[1][0] == cell
    assert without_apostrophe(cell) == text


def hostile(table: Table, texts: list[str]) -> list[Row]:
    """A row for each text, that has it wherever a text may stand."""
    return [
        tuple(
            str(number)
            if column.name in table.primary_key or column.target
            else {"string": text, "array": (text,), "object": {text: [text]}}.get(column.type)
            if column.type in ("string", "array", "object")
            else {"integer": number, "date": "2022-09-13"}.get(column.type)
            for column in table.columns
        )
        for number, text in enumerate(texts)
    ]


@pytest.mark.parametrize("table", [ARTICLES, NAMES])
@given(texts=st.lists(HOSTILE, min_size=1, max_size=4))
@example(texts=["x" * 200_000, "=1+1", "\ud800", "a\r\nb\rc\nd", "\0"])
def test_any_text_comes_out_of_every_form_as_it_went_in(table: Table, texts: list[str]) -> None:
    made = hostile(table, texts)
    column = table.column_names.index("title" if table is ARTICLES else "name")
    expected = [replace_unencodable(text) for text in texts]

    limit = csv.field_size_limit(10_000_000)
    content = csv_text(table, made).encode().decode("utf-8-sig")
    read = list(csv.reader(io.StringIO(content, newline="")))
    csv.field_size_limit(limit)
    assert read[0] == list(table.column_names)
    cells = [row[column] for row in read[1:]]
    parts = [part for cell in cells for part in re.split("[;\t\r\n]", cell)]
    assert not any(part.lstrip().startswith(FORMULA_SIGNS) for part in parts)
    assert [without_apostrophe(cell) for cell in cells] == expected
    assert {len(row) for row in read} == {len(table.columns)}

    lines = jsonl_text(table, made).encode().decode().splitlines()
    assert [list(json.loads(line).values())[column] for line in lines] == expected

    with TemporaryDirectory() as folder:
        file = Path(folder, "a.db")
        with create_database(file) as add_rows:
            add_rows(table, made)
        with closing(sqlite3.connect(file)) as connection:
            found = connection.execute(f"SELECT * FROM {table.name}").fetchall()
    assert [row[column] for row in found] == expected
    lists = [at for at, each in enumerate(table.columns) if each.type == "array"]
    assert all(
        json.loads(row[lists[0]]) == [text] for row, text in zip(found, expected, strict=True)
    )


@tries(8, 60)
@given(texts=st.lists(HOSTILE, min_size=1, max_size=4), title=HOSTILE)
@example(texts=["x" * 100_000, "=1+1", "\ud800", "a\r\nb\rc\nd", "\0"], title='"')
def test_a_package_of_any_texts_is_valid(texts: list[str], title: str) -> None:
    config = Config(title)
    with TemporaryDirectory() as name:
        folder, files = Path(name), []
        for table in (TAGS, SOURCES):
            for form, text in TABLE_FORMATS.items():
                content = text(table, hostile(table, texts)).encode()
                (folder / f"{table.name}.{form}").write_bytes(content)
                files.append(TableFile(f"{table.name}.{form}", table, form, "", len(content)))
        (folder / "datapackage.json").write_text(package_text(config, files), "utf-8")
        assert json.loads(metadata_text(config))["title"] == replace_unencodable(title)
        valid(folder)


def test_an_article_that_writes_anything_is_exported_as_it_is_shown(tmp_path: Path) -> None:
    site = Site(tmp_path, CONFIG)
    titles = ["=HYPERLINK(1)", 'a "b", c', "مرحبا \u200fx", "😀 習近平", "T" * 100_000]
    for number, title in enumerate(titles):
        site.article(
            f"a{number}", '"x", & <b>y</b>\n\n- z', title=json.dumps(title, ensure_ascii=False)
        )
    site.build().ok()
    done(site)
    found = [row["title"] for row in objects(site, "articles-2022.jsonl")]
    assert found == titles
    cells = [row["title"] for row in rows(site, "articles-2022.csv")]
    assert cells == ["'=HYPERLINK(1)", *titles[1:]]
    assert [row[0] for row in query(site, "SELECT title FROM articles")] == titles
    valid(site.out / "data")


def test_the_text_of_a_body_is_told_from_its_html() -> None:
    bodies = [
        convert_markdown(example.markdown, Location("articles/a.md", 1, 1))
        for example in examples()
    ]
    assert [html_to_text(body.html) for body in bodies] == [body.text for body in bodies]


@tries(4, 40, shrink=False)
@given(files=sites())
def test_of_any_archive_the_data_is_whole_and_leads_to_its_pages(files: dict[str, str]) -> None:
    quick = files["newsgen.yml"].replace("search: true", "search: false")
    with TemporaryDirectory() as folder:
        site = write_files({**files, "newsgen.yml": quick}, Path(folder)).build().ok()
        done(site)
        valid(site.out / "data")
        assert query(site, "PRAGMA foreign_key_check") == []
        for table in TABLES:
            names = [name for name in data(site) if name.startswith(table.name)]
            told = {form: [name for name in names if name.endswith(form)] for form in TABLE_FORMATS}
            counts = [
                sum(len(rows(site, name)) for name in told["csv"]),
                sum(len(objects(site, name)) for name in told["jsonl"]),
                query(site, f"SELECT count(*) FROM {table.name}")[0][0],
            ]
            assert len(set(counts)) == 1
        pages = query(site, "SELECT address FROM articles UNION SELECT address FROM names")
        site.assert_pages(*(address for (address,) in pages))
        assert site.build().ok().outcome.rendered_count == done(site).written_count == 0


def test_tables_say_what_they_hold() -> None:
    for table in TABLES:
        assert table.description.endswith(".")
        assert set(table.primary_key) <= set(table.column_names)
        assert len(set(table.column_names)) == len(table.column_names)
        assert all(column.description.endswith(".") for column in table.columns)


def test_a_page_leads_to_every_file_and_every_page_to_it(tmp_path: Path) -> None:
    site = Site(tmp_path, "title: The Test File\nsearch: false\ndata: true\n")
    site.article("a", tags=["SCO"]).article("b", date="0812-01-02").build().ok()
    site.assert_shows("/2022/09/13/a/", 'href="../../../../data/"')
    done(site)
    assert broken_links(site.out, "/") == []
    listed = {link.rpartition("/")[2] for link in site.links("/data/")} - {""}
    assert listed == {file.name for file in (site.out / "data").iterdir()} - {"index.html"}
