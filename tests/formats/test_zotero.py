"""Programs that read pages find the authors an article names, and no others."""

import json
import re
from html import unescape
from pathlib import Path

import pytest

from support.citation_styles import citations
from support.sample import BuiltSample
from support.sites import Site
from support.zotero import divide, read_page

BASE = "https://example.org/archive/"
CONFIG = f"title: The Test File\nsearch: false\nbase_url: {BASE}\n"
A = "/2022/09/13/a/"

BYLINE = re.compile(r"byline|author|dateline|writtenby|writer|vcard", re.IGNORECASE)
"""What readers' views and scrapers take for the name of an author, in classes, ids and rel."""


def test_the_double_knows_what_zotero_does() -> None:
    assert divide("Anna Writer") == ("Writer", "Anna")
    assert divide("Example Press") == ("Press", "Example")
    assert divide("Example Press,") == ("Example Press", "")
    assert divide("van Beethoven, Ludwig") == ("van Beethoven", "Ludwig")
    assert divide("Writer, Anna B.-C.") == ("Writer", "Anna B.-C.")
    assert divide("Writer, AB") == divide("AB Writer") == ("Writer", "A. B.")
    assert divide("U.S. Office of U.S. Trade,") == ("U. S. Office of U.S. Trade", "")
    assert divide("وزارة التجارة، الاقتصاد,") == ("وزارة التجارة", "الاقتصاد")
    assert divide("Anna Writer (Samarkand)") == ("Writer (Samarkand)", "Anna")
    page = '<p class="entry-byline">By Anna Writer</p>'
    assert read_page(f"<html><body>{page}</body></html>").creators == [("Writer", "By Anna")]


@pytest.mark.parametrize(
    "names, creators",
    [
        ("Anna Writer", [("Writer", "Anna")]),
        ("Ludwig van Beethoven", [("van Beethoven", "Ludwig")]),
        ("García Márquez, Gabriel José", [("García Márquez", "Gabriel José")]),
        ("Dr. Anna Writer, PhD", [("Writer", "Anna")]),
        ("World Health Organization", [("World Health Organization", "")]),
        ("Reuters", [("Reuters", "")]),
        ("王毅", [("王毅", "")]),
        ("وزارة التجارة، والاقتصاد", [("وزارة التجارة والاقتصاد", "")]),
        ("Writer, Anna B.", [("Writer", "Anna B.")]),
        ("Martin Luther King Jr.", [("King", "Martin Luther")]),
        (
            "Anna Writer|Ministry of Trade, Economy and Industry|Wang Yi",
            [("Writer", "Anna"), ("Ministry of Trade Economy and Industry", ""), ("Wang", "Yi")],
        ),
    ],
)
def test_zotero_divides_names_as_records_do(
    names: str, creators: list[tuple[str, str]], tmp_path: Path
) -> None:
    site = Site(tmp_path, CONFIG).article("a", authors=names.split("|"))
    site.write("authorities/authors.yml", "Wang Yi: {family: Wang}\n").build().ok()
    assert read_page(site.page(A)).creators == creators


def test_zotero_invents_no_author(built_sample: BuiltSample) -> None:
    out, _ = built_sample(BASE)
    pages = [page.read_text("utf-8") for page in sorted(out.glob("2*/*/*/*/index.html"))]
    cited = {page: json.loads(found["CSL-JSON"])[0] for page in pages if (found := citations(page))}
    assert {bool(item.get("author")) for item in cited.values()} == {True, False}
    for page, item in cited.items():
        names = [(name["family"], name["given"]) for name in item.get("author", ())]
        assert read_page(page).creators == names
    withdrawn = [page for page in pages if page not in cited]
    assert [read_page(page).creators for page in withdrawn] == [[]] * len(withdrawn)
    assert withdrawn


def test_zotero_fills_in_what_the_docs_say(tmp_path: Path) -> None:
    site = Site(tmp_path, CONFIG).article(
        *("a", "The text."),
        title='"Talks: who met?"',
        source="Example Wire",
        section="World",
        summary="In short.",
        dateline="Samarkand",
    )
    site.article("b", source="Example Wire", rights="metadata", source_url="https://a.example/1")
    site.build().ok()
    assert read_page(site.page(A)).fields == {
        "itemType": "newspaperArticle",
        "title": "Talks: who met?",
        "shortTitle": "Talks",
        "date": "2022-09-13",
        "publicationTitle": "Example Wire",
        "section": "World",
        "language": "en",
        "url": f"{BASE}2022/09/13/a/",
        "abstractNote": "In short.",
    }
    other = read_page(site.page("/2022/09/13/b/")).fields
    assert (other["rights"], other["url"]) == ("© Example Wire", "https://a.example/1")


def looks(page: str) -> set[str]:
    """Classes, ids and other values of a page's elements by which programs find authors."""
    main = page.partition("<main")[2].partition("</main>")[0]
    values = re.findall(r'\s(?:class|id|rel|itemprop)="([^"]*)"', main)
    return {value for value in values if BYLINE.search(value)}


def test_nothing_looks_like_a_byline_where_no_author_is_named(tmp_path: Path) -> None:
    site = Site(tmp_path, CONFIG).article("a", dateline="Samarkand", updated="2022-09-14")
    site.article("b", withdrawn={"date": "2022-09-20", "note": "It was wrong."})
    site.article("c", authors=["Anna Writer"]).build().ok()
    assert looks(site.page(A)) == looks(site.page("/2022/09/13/b/")) == set()
    assert looks(site.page("/2022/09/13/c/")) == {"writers"}
    assert '<meta name="author" content="Anna Writer">' in site.page("/2022/09/13/c/")


def test_how_to_cite_stands_beside_the_text(tmp_path: Path) -> None:
    """Readers' views and scrapers leave an `<aside>` out, unless there is a `<pre>` in it.

    Where an article has no text, they would take that for it.
    """
    page = Site(tmp_path, CONFIG).article("a").build().ok().page(A)
    assert "<pre" not in page
    assert "CSL-JSON" not in re.sub(r"<aside.*?</aside>", "", page, flags=re.DOTALL)


WHO = """
Agence France-Presse|Organization
Human Rights Watch|Organization
HRW|Organization
Emily Post|Person
Anue Juheng|Organization
Bill Press|Person
Anna Writer|Person
Wang Yi|Person
The Editorial Board|Organization
"""


@pytest.mark.parametrize("row", WHO.split("\n")[1:-1])
def test_authority_files_say_who_is_an_organization(row: str, tmp_path: Path) -> None:
    name, schema_type = row.split("|")
    site = Site(tmp_path, CONFIG).article("a", authors=[name])
    site.write(
        "authorities/authors.yml",
        "Wang Yi: {family: Wang}\nEmily Post: {organization: false}\n"
        "Anue Juheng: {organization: true}\n",
    )
    site.write("authorities/sources.yml", "Agence France-Presse:\nWang Yi:\n")
    site.write("authorities/organizations.yml", "Human Rights Watch: {aliases: [HRW]}\n")
    site.write("authorities/people.yml", "Bill Press:\n").build().ok()
    page = site.page(A)
    (author,) = json.loads(jsonld(page))["@graph"][0]["author"]
    assert (author["name"], author["@type"]) == (name, schema_type)
    (item,) = json.loads(citations(page)["CSL-JSON"])
    assert ("literal" in item["author"][0]) == (schema_type == "Organization")
    own = json.loads(jsonld(site.page(author["url"].removeprefix(BASE[:-1]))))["@graph"][0]
    assert own["about"]["@type"] == schema_type


def jsonld(page: str) -> str:
    return unescape(
        page.partition('<script type="application/ld+json">')[2].partition("</script")[0]
    )


def test_what_authority_files_say_reaches_pages_that_were_built(tmp_path: Path) -> None:
    site = Site(tmp_path, CONFIG).article("a", authors=["Wang Yi"]).article("b").build().ok()
    assert "Yi, W. (2022" in site.text(A)
    site.write("authorities/authors.yml", "Wang Yi: {family: Wang}\n").build().ok()
    assert "Wang, Y. (2022" in site.text(A)
    site.delete("authorities/authors.yml").write("authorities/sources.yml", "Wang Yi:\n").build()
    assert "Wang Yi. (2022" in site.text(A)
    clean = site.copy(tmp_path / "clean").build().ok()
    assert clean.page(A) == site.page(A)
