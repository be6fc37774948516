"""How an article is cited: in the styles' own words, and so that programs read it back."""

import json
import warnings
from datetime import date
from html import unescape
from pathlib import Path
from re import escape, findall, sub
from string import ascii_uppercase

import bibtexparser
import pytest
import rispy
from bibtexparser.bparser import BibTexParser
from hypothesis import given
from hypothesis import strategies as st
from playwright.sync_api import Browser, expect

from newsgen.formats.citations.citation import apa, bibtex, chicago, csl_json, mla, ris
from newsgen.formats.citations.cited_work import AuthorName, CitedWork, parse_author_name
from newsgen.model.value import replace
from support.reader import serve_folder
from support.sites import Site

with warnings.catch_warnings():
    warnings.simplefilter("ignore")
    from citeproc import (
        Citation,
        CitationItem,
        CitationStylesBibliography,
        CitationStylesStyle,
        formatter,
    )
    from citeproc.source.json import CiteProcJSON

BASE = "https://example.org/archive/"
CITED = CitedWork(
    title="Talks in Samarkand",
    authors=(
        parse_author_name("A. Writer"),
        parse_author_name("Anna Maria van Author"),
        parse_author_name("习近平"),
    ),
    source="Example Wire",
    day=date(2022, 9, 13),
    url="https://example.net/talks",
    archive_title="The Test File",
    archive_url=f"{BASE}2022/09/13/talks/",
    accessed=date(2022, 9, 14),
    language="en",
    key="talks-2022-09-13",
)
NOBODY = CitedWork(
    "Who won?", (), "Desk", date(2022, 5, 1), "", "", "", None, "en", "who-2022-05-01"
)


@pytest.mark.parametrize(
    "written, family, given_name",
    [
        ("A. Writer", "Writer", "A."),
        ("Writer, A.", "Writer", "A."),
        ("Anna Maria van Author", "van Author", "Anna Maria"),
        ("Jean-Luc O'Writer", "O'Writer", "Jean-Luc"),
        ("习近平", "习近平", ""),
        ("newsgen sample desk", "newsgen sample desk", ""),
        ("One Two Three Four Five", "One Two Three Four Five", ""),
        ("Writer", "Writer", ""),
        ("One, Two, Three", "One, Two, Three", ""),
        ("Ministry of Trade, Economy and Industry", "Ministry of Trade, Economy and Industry", ""),
        ("Center for X, Y and Z", "Center for X, Y and Z", ""),
        ("Example Press", "Example Press", ""),
        (",", ",", ""),
    ],
)
def test_people_have_a_family_name_and_others_one_whole(
    written: str, family: str, given_name: str
) -> None:
    assert parse_author_name(written) == AuthorName(family, given_name)


def test_the_styles_in_their_own_words() -> None:
    assert apa(CITED) == (
        "Writer, A., van Author, A. M., & 习近平. (2022, September 13). Talks in Samarkand. "
        "Example Wire. https://example.net/talks"
    )
    assert mla(CITED) == (
        "Writer, A., et al. “Talks in Samarkand.” Example Wire, 13 Sept. 2022, "
        "https://example.net/talks. The Test File, https://example.org/archive/2022/09/13/talks/."
    )
    assert chicago(CITED) == (
        "Writer, A., Anna Maria van Author, and 习近平. “Talks in Samarkand.” Example Wire, "
        "September 13, 2022. https://example.net/talks."
    )


def written_by(count: int) -> CitedWork:
    return replace(
        CITED,
        authors=tuple(parse_author_name(f"Anna {letter}") for letter in ascii_uppercase[:count]),
    )


def test_many_authors_are_named_as_each_style_has_it() -> None:
    assert mla(written_by(2)).startswith("A, Anna, and Anna B. “Talks")
    assert chicago(written_by(10)).startswith("A, Anna, Anna B, Anna C, Anna D, Anna E, Anna F")
    assert "Anna I, and Anna J. “Talks" in chicago(written_by(10))
    assert "Anna F, Anna G, et al. “Talks" in chicago(written_by(11))
    assert "R, A., S, A., & T, A. (2022" in apa(written_by(20))
    assert "R, A., S, A., . . . U, A. (2022" in apa(written_by(21))


def test_without_author_and_address_the_title_comes_first() -> None:
    assert apa(NOBODY) == "Who won? (2022, May 1). Desk."
    assert mla(NOBODY) == "“Who won?” Desk, 1 May 2022."
    assert chicago(NOBODY) == "“Who won?” Desk, May 1, 2022."


def test_ris_is_read_back() -> None:
    (record,) = rispy.loads(ris(CITED) + "\n")
    assert record["type_of_reference"] == "NEWS"
    assert (record["title"], record["secondary_title"]) == ("Talks in Samarkand", "Example Wire")
    assert record["authors"] == ["Writer, A.", "van Author, Anna Maria", "习近平"]
    assert (record["date"], record["year"]) == ("2022/09/13", "2022")
    assert record["urls"] == ["https://example.net/talks"]


def test_bibtex_is_read_back() -> None:
    (entry,) = bibtexparser.loads(bibtex(CITED), BibTexParser(common_strings=True)).entries
    assert (entry["ENTRYTYPE"], entry["ID"]) == ("article", "talks-2022-09-13")
    assert (entry["title"], entry["journal"]) == ("{Talks in Samarkand}", "Example Wire")
    assert entry["author"] == "Writer, A. and van Author, Anna Maria and {习近平}"
    assert (entry["year"], entry["month"], entry["day"]) == ("2022", "September", "13")
    assert (entry["url"], entry["urldate"]) == ("https://example.net/talks", "2022-09-14")


@pytest.mark.filterwarnings("ignore")
def test_a_citation_processor_reads_csl() -> None:
    source = CiteProcJSON(json.loads(csl_json(CITED)))
    style = CitationStylesStyle("harvard-cite-them-right", validate=False)
    bibliography = CitationStylesBibliography(style, source, formatter.plain)
    bibliography.register(Citation([CitationItem("talks-2022-09-13")]))
    (told,) = map(str, bibliography.bibliography())
    for word in ("Writer, A.", "van Author", "Talks in Samarkand", "Example Wire", "2022"):
        assert word in told


def test_two_articles_of_a_day_never_have_one_key(tmp_path: Path) -> None:
    site = Site(tmp_path)
    for title in (
        "The heads of state meet in Samarkand",
        "The heads of state meet in Astana",
        "撒马尔罕",
        "习近平",
    ):
        site.article(title.replace(" ", "-"), title=title)
    site.build().ok()
    pages = [file.read_text("utf-8") for file in (site.out / "2022/09/13").glob("*/index.html")]
    assert len({findall(r"@article\{([^,]+),", page)[0] for page in pages}) == 4


@given(st.text(st.characters(codec="utf-8"), min_size=1, max_size=60).filter(str.strip))
def test_whatever_a_title_says_it_is_read_back(title: str) -> None:
    line = " ".join("".join(each for each in title if each.isprintable()).split()) or "A"
    cited = CitedWork(line, (), line, date(2022, 5, 1), "", "", "", None, "en", "a-2022-05-01")
    (record,) = rispy.loads(ris(cited) + "\n")
    assert record["title"] == line
    (item,) = json.loads(csl_json(cited))
    assert item["title"] == line
    (entry,) = bibtexparser.loads(bibtex(cited), BibTexParser(common_strings=True)).entries
    assert spoken(entry["title"][1:-1]) == line


NAMED = {
    "\\textbackslash{}": "\\",
    "\\textasciitilde{}": "~",
    "\\textasciicircum{}": "^",
    "\\textbraceleft{}": "{",
    "\\textbraceright{}": "}",
}


def spoken(tex: str) -> str:
    """A text without what TeX needs around its signs."""
    names = "|".join(map(escape, NAMED))
    return sub(rf"{names}|\\(.)", lambda found: NAMED.get(found[0]) or found[1], tex)


def test_an_article_shows_how_to_cite_it(tmp_path: Path) -> None:
    config = f"title: The Test File\nsearch: false\nbase_url: {BASE}\n"
    site = Site(tmp_path, config).article("a", title="'\"Talks\" & <more>'", authors=["A. Writer"])
    page = site.build().ok().page("/2022/09/13/a/")
    names = findall(r"<dt>(APA|MLA|Chicago|BibTeX|RIS|CSL-JSON)</dt>", page)
    assert names == ["APA", "MLA", "Chicago", "BibTeX", "RIS", "CSL-JSON"]
    (held,) = findall(r'<pre data-ending="json">(.*?)</pre>', page)
    assert json.loads(unescape(held))[0]["title"] == '"Talks" & <more>'
    assert "<more>" not in page


def test_citations_can_be_copied_and_saved(browser: Browser, tmp_path: Path) -> None:
    site = Site(tmp_path).article("a", title="Talks").build().ok()
    with serve_folder(site.out) as address, browser.new_context() as context:
        context.grant_permissions(["clipboard-read", "clipboard-write"])
        page = context.new_page()
        page.goto(f"{address}2022/09/13/a/")
        page.get_by_text("Cite this article").click()
        page.get_by_role("button", name="Copy").first.click()
        expect(page.get_by_role("button", name="Copied")).to_be_visible()
        copied = page.evaluate("navigator.clipboard.readText()")
        assert copied == "Talks. (2022, September 13). Desk."
        with page.expect_download() as saved:
            page.get_by_role("button", name="Save").nth(1).click()
        assert saved.value.suggested_filename == "a.ris"
        assert saved.value.path().read_text("utf-8").startswith("TY  - NEWS\n")
