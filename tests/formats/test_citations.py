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

from newsgen.content.front_matter.author_names import parse_author_name
from newsgen.formats.citations.citation import apa, bibtex, chicago, csl_json, mla, ris
from newsgen.formats.citations.cited_work import CitedWork
from newsgen.formats.citations.punctuation import curl_marks, end_sentence, quote
from newsgen.model.author_name import AuthorName
from newsgen.model.period import Period
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
    publication_date=Period(date(2022, 9, 13), "day"),
    url="https://example.net/talks",
    accessed=date(2022, 9, 14),
    language="en",
    key="talks-2022-09-13",
    summary="What was said.",
    keywords=("SCO", "Talks"),
)
MAY_DAY = Period(date(2022, 5, 1), "day")
NOBODY = CitedWork("Who won?", (), "Desk", MAY_DAY, "", None, "en", "who-2022-05-01")


WHOLE = """
习近平|One Two Three Four Five|Writer|One, Two, Three|bell hooks|Владимир Путин|Nguyễn Phú Trọng
Pope Francis|Pope John Paul II|Elizabeth II|Dr. Seuss|Anna Writer and Bob Author|,
"""
"""Names that no one can divide, of people as far as newsgen knows."""

ORGANIZATIONS = """
newsgen sample desk|Ministry of Trade, Economy and Industry|Center for X, Y and Z|Acme, Inc.
Example Press|World Health Organization|World Health Organization (WHO)|The Editorial Board
Human Rights Watch|Agence France-Presse|Deutsche Presse-Agentur|A Correspondent|Staff Writers
Federal Depository Library Program|The Commerce Blog|GAO WatchBlog|BBC News|Our Correspondent
U.S. Department of State|Le Monde|El País|AFP|USA.gov|Friends of the Earth|Prensa Latina
"""


def names_in(lines: str) -> list[str]:
    return lines.strip().replace("\n", "|").split("|")


@pytest.mark.parametrize("name", names_in(WHOLE))
def test_what_no_one_can_divide_stays_whole(name: str) -> None:
    assert parse_author_name(name) == AuthorName(name)


@pytest.mark.parametrize("name", names_in(ORGANIZATIONS))
def test_the_name_of_an_organization_stays_whole(name: str) -> None:
    assert parse_author_name(name) == AuthorName(name, organization=True)


@pytest.mark.parametrize(
    "written, family, given_name, suffix",
    [
        ("A. Writer", "Writer", "A.", ""),
        ("Writer, A.", "Writer", "A.", ""),
        ("B Author", "Author", "B.", ""),
        ("Jean-Luc O'Writer", "O'Writer", "Jean-Luc", ""),
        ("Anna B C D E Writer", "Writer", "Anna B. C. D. E.", ""),
        # What tells generations apart is kept, wherever it stands.
        ("Martin Luther King Jr.", "King", "Martin Luther", "Jr."),
        ("Martin Luther King, Jr", "King", "Martin Luther", "Jr."),
        ("King, Martin Luther, Jr.", "King", "Martin Luther", "Jr."),
        ("King, Jr., Martin Luther", "King", "Martin Luther", "Jr."),
        ("Writer, Anna Sr.", "Writer", "Anna", "Sr."),
        ("Anna Writer iii", "Writer", "Anna", "III"),
        # Titles and degrees, nicknames, offices and employers are left out.
        ("Dr. Anna Writer", "Writer", "Anna", ""),
        ("Prof. Dr. Anna Writer, PhD", "Writer", "Anna", ""),
        ("Lt. Col. Anna Writer", "Writer", "Anna", ""),
        ("Anna Writer MD", "Writer", "Anna", ""),
        ("Anna Writer, Ph.D., M.D.", "Writer", "Anna", ""),
        ("Anna Writer Jr., Esq.", "Writer", "Anna", "Jr."),
        ("Anna 'Ann' Writer", "Writer", "Anna", ""),
        ("Anna Writer (Reuters)", "Writer", "Anna", ""),
        ("Anna Writer, Example Press", "Writer", "Anna", ""),
        ("Anna Writer, special correspondent", "Writer", "Anna", ""),
        # Particles belong to the family name.
        ("Anna Maria van Author", "van Author", "Anna Maria", ""),
        ("Ursula von der Leyen", "von der Leyen", "Ursula", ""),
        ("Vincent Van Gogh", "Van Gogh", "Vincent", ""),
        ("Roger Martin du Gard", "du Gard", "Roger Martin", ""),
        ("Jean d'Ormesson", "d'Ormesson", "Jean", ""),
        ("Luiz Inácio Lula da Silva", "da Silva", "Luiz Inácio Lula", ""),
        ("José Ortega y Gasset", "Ortega y Gasset", "José", ""),
        ("Al Author", "Author", "Al", ""),
        ("George R.R. Author", "Author", "George R. R.", ""),
    ],
)
def test_a_person_has_a_family_name(
    written: str, family: str, given_name: str, suffix: str
) -> None:
    assert parse_author_name(written) == AuthorName(family, given_name, suffix)


def test_a_family_name_may_be_told() -> None:
    wang = parse_author_name("Wang Yi", family_name="Wang")
    assert (wang.name_with_initials, wang.natural_name) == ("Wang, Y.", "Wang Yi")
    author = parse_author_name("Gabriel García Márquez", family_name="García Márquez")
    assert author.inverted_name == "García Márquez, Gabriel"
    assert parse_author_name("王毅", family_name="王").inverted_name == "王毅"
    assert (
        parse_author_name("Владимир Путин", family_name="Путин").name_with_initials == "Путин, В."
    )


def test_initials_keep_their_hyphens() -> None:
    for name, initials in (
        ("J.-P. Sartre", "Sartre, J.-P."),
        ("Jean-Paul Sartre", "Sartre, J.-P."),
        ("Martin Luther King Jr.", "King, M. L., Jr."),
        ("Miguel de Cervantes Saavedra", "Saavedra, M. de C."),
    ):
        assert parse_author_name(name).name_with_initials == initials


def test_the_styles_in_their_own_words() -> None:
    assert apa(CITED) == (
        "Writer, A., van Author, A. M., & 习近平. (2022, September 13). Talks in Samarkand. "
        "Example Wire. https://example.net/talks"
    )
    assert mla(CITED) == (
        "Writer, A., et al. “Talks in Samarkand.” Example Wire, 13 Sept. 2022, "
        "https://example.net/talks."
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
    assert chicago(written_by(6)).startswith("A, Anna, Anna B, Anna C, Anna D, Anna E, and Anna F.")
    assert chicago(written_by(7)).startswith("A, Anna, Anna B, Anna C, et al. “Talks")
    assert "R, A., S, A., & T, A. (2022" in apa(written_by(20))
    assert "R, A., S, A., … U, A. (2022" in apa(written_by(21))


def test_without_author_and_address_the_title_comes_first() -> None:
    assert apa(NOBODY) == "Who won? (2022, May 1). Desk."
    assert mla(NOBODY) == "“Who won?” Desk, 1 May 2022."
    assert chicago(NOBODY) == "Desk. “Who won?” May 1, 2022."


@pytest.mark.parametrize(
    "names, apa_names, mla_names",
    [
        ("Reuters|Example Press", "Reuters & Example Press.", "Reuters and Example Press."),
        ("Reuters|Anna Writer", "Reuters, & Writer, A.", "Reuters and Anna Writer."),
        ("Anna Writer|Reuters", "Writer, A., & Reuters.", "Writer, Anna, and Reuters."),
        (
            "King, Martin, Jr.|A. Author",
            "King, M., Jr., & Author, A.",
            "King, Martin, Jr., and A. Author.",
        ),
    ],
)
def test_the_comma_belongs_to_the_inverted_name(names: str, apa_names: str, mla_names: str) -> None:
    work = replace(CITED, authors=tuple(map(parse_author_name, names.split("|"))))
    assert apa(work).startswith(f"{apa_names} (2022")
    assert mla(work).startswith(f"{mla_names} “Talks")
    assert chicago(work).startswith(f"{mla_names} “Talks")


def test_chicago_puts_particles_behind() -> None:
    work = replace(CITED, authors=(parse_author_name("Ludwig van Beethoven"),))
    assert chicago(work).startswith("Beethoven, Ludwig van. “")
    assert mla(work).startswith("van Beethoven, Ludwig. “")


@pytest.mark.parametrize(
    "title, plain, in_marks",
    [
        ("The SCO's day", "The SCO’s day.", "“The SCO’s day.”"),
        ("'Can I?'", "“Can I?”", "“‘Can I?’”"),
        ("An app: ‘Can I?’", "An app: ‘Can I?’", "“An app: ‘Can I?’”"),
        ('The "spirit"', "The “spirit.”", "“The ‘spirit.’”"),
        ("A “word ‘in’ a word”", "A “word ‘in’ a word.”", "“A ‘word “in” a word.’”"),
        ("The members'", "The members’.", "“The members’.”"),
        ("Talks of the '90s", "Talks of the ’90s.", "“Talks of the ’90s.”"),
        ("5'10\" tall", '5’10" tall.', '“5’10" tall.”'),
        ("Yes…", "Yes…", "“Yes…”"),
        ("谁赢了？", "谁赢了？", "“谁赢了？”"),
        ("«Да?»", "«Да?»", "“«Да?»”"),
    ],
)
def test_quotation_marks_are_those_of_print(title: str, plain: str, in_marks: str) -> None:
    assert end_sentence(curl_marks(title)) == plain
    assert quote(title) == in_marks


def test_ris_is_read_back() -> None:
    (record,) = rispy.loads(ris(CITED) + "\n")
    assert record["type_of_reference"] == "NEWS"
    assert (record["title"], record["secondary_title"]) == ("Talks in Samarkand", "Example Wire")
    assert record["authors"] == ["Writer, A.", "van Author, Anna Maria", "习近平"]
    assert (record["date"], record["year"]) == ("2022/09/13", "2022/09/13/")
    assert (record["abstract"], record["keywords"]) == ("What was said.", ["SCO", "Talks"])
    assert record["urls"] == ["https://example.net/talks"]


def test_bibtex_is_read_back() -> None:
    (entry,) = bibtexparser.loads(bibtex(CITED), BibTexParser(common_strings=True)).entries
    assert (entry["ENTRYTYPE"], entry["ID"]) == ("article", "talks-2022-09-13")
    assert (entry["title"], entry["journal"]) == ("{Talks in Samarkand}", "Example Wire")
    assert entry["author"] == "Writer, A. and van Author, Anna Maria and {习近平}"
    assert entry["entrysubtype"] == "newspaper"
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


def test_records_keep_the_parts_of_names_apart() -> None:
    names = ("Martin Luther King Jr.", "Trade, Economy and Industry Board")
    work = replace(CITED, authors=tuple(map(parse_author_name, names)))
    assert json.loads(csl_json(work))[0]["author"] == [
        {"family": "King", "given": "Martin Luther", "suffix": "Jr."},
        {"literal": "Trade, Economy and Industry Board"},
    ]
    assert "{King, Jr., Martin Luther and {Trade, Economy and Industry Board}}" in bibtex(work)
    # At a comma, programs would split it.
    (record,) = rispy.loads(ris(work) + "\n")
    assert record["authors"] == ["King, Martin Luther, Jr.", "Trade Economy and Industry Board"]


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
    cited = CitedWork(line, (), line, MAY_DAY, "", None, "en", "a-2022-05-01")
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
    names = findall(r"<dt>(APA 7|MLA 9|Chicago 18|BibTeX|RIS|CSL-JSON)</dt>", page)
    assert names == ["APA 7", "MLA 9", "Chicago 18", "BibTeX", "RIS", "CSL-JSON"]
    (held,) = findall(r'<code data-ending="json">(.*?)</code>', page)
    assert json.loads(unescape(held))[0]["title"] == '"Talks" & <more>'
    assert "<more>" not in page


def test_citations_can_be_copied_and_saved(browser: Browser, tmp_path: Path) -> None:
    site = Site(tmp_path, f"title: The Test File\nsearch: false\nbase_url: {BASE}\n")
    site.article("a", title="Talks").article(
        "b", source_url="https://a.example/", retrieved="2022-10-01"
    )
    site.build().ok()
    with serve_folder(site.out) as address, browser.new_context() as context:
        context.grant_permissions(["clipboard-read", "clipboard-write"])
        page = context.new_page()
        page.clock.set_fixed_time("2026-02-03T12:00:00")
        page.goto(f"{address}2022/09/13/a/")
        page.get_by_text("Cite this article").click()
        page.get_by_role("button", name="Copy").first.click()
        expect(page.get_by_role("button", name="Copied")).to_be_visible()
        assert page.evaluate("navigator.clipboard.readText()") == apa_of_page(site, "a")

        def save(position: int) -> str:
            with page.expect_download() as download:
                page.get_by_role("button", name="Save").nth(position).click()
            assert (
                download.value.suggested_filename.partition(".")[2]
                == ("bib", "ris", "json")[position]
            )
            return download.value.path().read_text("utf-8")

        # Records say when it was seen: today, unless the article says when.
        (entry,) = bibtexparser.loads(save(0), BibTexParser(common_strings=True)).entries
        assert entry["urldate"] == "2026-02-03"
        (record,) = rispy.loads(save(1))
        assert record["access_date"] == "2026/02/03"
        assert json.loads(save(2))[0]["accessed"] == {"date-parts": [[2026, 2, 3]]}
        page.goto(f"{address}2022/09/13/b/")
        page.get_by_text("Cite this article").click()
        assert "urldate = {2022-10-01}" in save(0)
        assert "Y2  - 2022/10/01" in save(1)
        assert json.loads(save(2))[0]["accessed"] == {"date-parts": [[2022, 10, 1]]}


def apa_of_page(site: Site, name: str) -> str:
    (cited,) = findall(r"<dt>APA 7</dt>\s*<dd>(.*)</dd>", site.page(f"/2022/09/13/{name}/"))
    return unescape(cited)
