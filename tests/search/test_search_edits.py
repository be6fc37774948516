"""After an edit a search finds what it finds after a clean build, and nobody reads the rest."""

from collections.abc import Callable
from pathlib import Path

import pytest

from newsgen.model.article import Article
from newsgen.model.tuning import Tuning
from newsgen.pipeline.index_files import OutputIndexes
from newsgen.search.documents import SearchDocument, search_document
from newsgen.store.search_days import SearchDays
from newsgen.store.stored_archive import StoredArchive
from support.laws import assert_as_clean
from support.sites import Site

ReadBody = Callable[[str, str], str]

ON = "title: The Test File\n"
FEW = Tuning(recent_articles=2)
"""A shard of three articles is not indexed anew at once."""


@pytest.fixture
def site(tmp_path: Path) -> Site:
    """In two languages, with a translation, a draft, a withdrawn article and names."""
    site = Site(tmp_path, ON).write("authorities/people.yml", "Ann Lee: {aliases: [A. Lee]}\n")
    site.article("a", "Ann Lee spoke.", tags=["SCO"]).article("b", entities={"people": ["A. Lee"]})
    site.article("c", "More.").article("d", tags=["sco"]).article("e", draft=True)
    site.article("f", withdrawn={"date": "2022-09-14", "note": "x"})
    site.article("g", "Ann Lee sprach.", language="de", translation_of="articles/a.md")
    site.tuning = FEW
    return site.build().ok()


EDITS: dict[str, Callable[[Site], object]] = {
    "a name of an authority file": lambda site: site.write(
        "authorities/people.yml", "Anne Lee: {aliases: [A. Lee, Ann Lee]}\n"
    ),
    "a spelling that the oldest article decides": lambda site: site.article(
        "old", tags=["Sco"], date="2001-01-01"
    ),
    "a draft that is published": lambda site: site.article("e", "Published."),
    "an article that becomes a draft": lambda site: site.article("c", draft=True),
    "a withdrawal": lambda site: site.article("c", withdrawn={"date": "2022-10-01", "note": "x"}),
    "a withdrawal that is taken back": lambda site: site.article("f", "Back."),
    "another language": lambda site: site.article("c", "Mehr.", language="de"),
    "another day": lambda site: site.article("c", date="2022-09-12"),
    "less to be shown": lambda site: site.article("c", "More.", rights="metadata"),
    "no translation any more": lambda site: site.article("g", "Ann Lee sprach.", language="de"),
    "the last article of a language": lambda site: site.delete("articles/g.md"),
    "no search": lambda site: site.write("newsgen.yml", f"{ON}search: false\n"),
}


def texts(site: Site) -> dict[Path, bytes]:
    files = (path for path in site.folder.rglob("*") if path.suffix in (".md", ".yml"))
    return {path: path.read_bytes() for path in files}


@pytest.mark.parametrize("edit", EDITS)
def test_an_edit_is_found_as_after_a_clean_build(site: Site, edit: str) -> None:
    before = texts(site)
    EDITS[edit](site)
    assert_as_clean(site.build().ok())
    for path in texts(site).keys() - before.keys():
        path.unlink()
    for path, data in before.items():
        path.write_bytes(data)
    assert_as_clean(site.build().ok())


UNSEARCHED: dict[str, Callable[[Site], object]] = {
    "a plain page": lambda site: site.write("pages/about.md", "---\ntitle: About\n---\nText.\n"),
    "a template": lambda site: site.write(
        "templates/article.html", '{% extends "newsgen/article.html" %}'
    ),
    "a comment": lambda site: site.article("c", "More.\n\n<!-- Nobody sees this. -->"),
    "the note of a withdrawal": lambda site: site.article(
        "f", withdrawn={"date": "2022-09-14", "note": "Another."}
    ),
    "an embargoed article": lambda site: site.article("e", embargo="2022-12-01"),
}


@pytest.mark.parametrize("edit", UNSEARCHED)
def test_what_no_search_can_find_costs_search_no_look_at_an_article(
    site: Site, monkeypatch: pytest.MonkeyPatch, edit: str
) -> None:
    UNSEARCHED[edit](site)
    with monkeypatch.context() as patch:
        patch.delattr(SearchDays, "documents")
        patch.delattr(OutputIndexes, "files")
        site.build().ok()
    assert_as_clean(site)


def test_a_document_is_read_only_for_an_index_that_is_made(
    site: Site, monkeypatch: pytest.MonkeyPatch
) -> None:
    site.article("c", "Other words.")
    read: list[str] = []

    def note(archive: StoredArchive, article: Article, read_body: ReadBody) -> SearchDocument:
        read.append(article.path)
        return search_document(archive, article, read_body)

    monkeypatch.setattr("newsgen.pipeline.search.search_document", note)
    site.build().ok()
    assert read == ["articles/c.md"]
