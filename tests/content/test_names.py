"""Names in texts: which are found, which of them become links, and that no text is harmed."""

import re
from html import unescape
from pathlib import Path
from unicodedata import normalize

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from newsgen.content.authorities import read_authorities
from newsgen.content.markdown.convert import convert_markdown
from newsgen.content.names import NameFinder, insert_name_links
from newsgen.content.names.fold import fold_text
from newsgen.content.names.russian_declension import declined_forms
from newsgen.model.authority import Authorities
from newsgen.model.problem import Location
from support.examples import tries
from support.sites import Site

PEOPLE, PLACES = "authorities/people.yml", "authorities/places.yml"
ORGANIZATIONS = "authorities/organizations.yml"

AUTHORITY_TEXTS = {
    PEOPLE: """
        Xi Jinping: {aliases: {zh: [习近平, 習近平]}, also: [Xi]}
        Theresa May: {also: [May]}
        Brian May: {also: [May]}
        Flann O'Brien:
        נפתלי בנט:
    """,
    PLACES: """
        China: {aliases: [中国]}
        Washington:
        Chinatown:
        Xi'an:
        Guinea:
        Guinea-Bissau:
        It:
    """,
    ORGANIZATIONS: """
        Bank of China: {aliases: [中国银行]}
        Bank of Chinatown: {match: false}
        US Government: {aliases: [Washington, US]}
        AT&T:
        C++ Group (Foundation): {aliases: ["a.b*c"]}
        de Volkskrant:
        Quiet: {match_case: true}
        Any Case: {match_case: false}
    """,
}


def authorities_of(files: dict[str, str]) -> Authorities:
    read, problems = read_authorities({path: text.encode() for path, text in files.items()})
    assert problems == ()
    return read


AUTHORITIES = authorities_of(AUTHORITY_TEXTS)
FINDER = NameFinder(AUTHORITIES)


def html(text: str) -> str:
    return convert_markdown(text, Location("articles/a.md", 1, 1)).html


def names(text: str, *declared: str, title: str = "") -> list[str]:
    """The names in a text of Markdown, declared ones too, in the order in which they come."""
    if declared:
        lines = [entry.name_line for entry in AUTHORITIES.entries if entry.name in declared]
        mentions = FINDER.find_mentions(text, FINDER.entry_numbers(lines))
        numbers = tuple(dict.fromkeys(each.entry_number for each in mentions))
    else:
        numbers = FINDER.find((title,), html(text), ()).mentions
    return [AUTHORITIES.entries[number].name for number in numbers]


def linked(body: str, finder: NameFinder = FINDER, entries: Authorities = AUTHORITIES) -> str:
    """The HTML of a body with its names linked."""
    marks = finder.find((), body, ()).link_spans
    symbols = [f"{entry.kind.value}/{entry.slug_in('unicode')}/" for entry in entries.entries]
    return insert_name_links(
        body, [(mark.start, mark.end, symbols[mark.entry_number]) for mark in marks]
    )


def links(body: str) -> list[str]:
    """What became a link in the HTML of a body."""
    return re.findall(r'<a class="name"[^>]*>([^<]*)</a>', linked(body))


@pytest.mark.parametrize(
    "text, found",
    [
        ("Xi Jinping", ["Xi Jinping"]),
        ("XI JINPING IN CHINA", ["Xi Jinping", "China"]),
        ("xi jinping in china", []),
        ("Xi Jinping's and Xi Jinping’s", ["Xi Jinping"]),
        ("Flann O’Brien, or O'Brien", ["Flann O'Brien"]),
        ("Xi’an", ["Xi'an"]),
        ("Chinatown, Chinas, PostChina, China_1, China2", ["Chinatown"]),
        ("a China-led group", ["China"]),
        ("Guinea-Bissau and Guinea", ["Guinea-Bissau", "Guinea"]),
        ("the Bank of China", ["Bank of China"]),
        ("the Bank of Chinatown", ["Chinatown"]),
        ("中国银行在中国", ["Bank of China", "China"]),
        ("中国人", ["China"]),
        ("SCO中国", ["China"]),
        ("習近平抵达", ["Xi Jinping"]),
        ("AT&T and AT&amp;T", ["AT&T"]),
        ("C++ Group (Foundation)", ["C++ Group (Foundation)"]),
        ("a.b*c", ["C++ Group (Foundation)"]),
        ("axbxc", []),
        ("De Volkskrant", ["de Volkskrant"]),
        ("DE VOLKSKRANT", ["de Volkskrant"]),
        ("Quiet", ["Quiet"]),
        ("QUIET", []),
        ("any case, ANY CASE", ["Any Case"]),
        ("אמר נפתלי בנט היום", ["נפתלי בנט"]),
        ("Xi\nJinping", ["Xi Jinping"]),
        ("Xi  Jinping", ["Xi Jinping"]),
        ("Xi\u00a0Jinping", ["Xi Jinping"]),
        ("**Xi** Jinping", ["Xi Jinping"]),
        ("*Xi*an Jinping", []),
        ("Xi\n\nJinping", []),
        ("`Xi Jinping`", []),
        ("    Xi Jinping", []),
        ("https://example.org/China/", []),
        ("mail to China@example.org", []),
        ("China.org, www.China.net", []),
        ("In China. The", ["China"]),
        ("l'Xi'an", ["Xi'an"]),
    ],
)
def test_what_is_found(text: str, found: list[str]) -> None:
    assert names(text) == found


@pytest.mark.parametrize(
    "text, found",
    [
        ("Xi spoke.", []),
        ("Xi Jinping came. Xi spoke.", ["Xi Jinping"]),
        ("Xi spoke, and Xi Jinping left.", ["Xi Jinping"]),
        ("Xi Jinping went to China. From China Xi went on.", ["Xi Jinping", "China"]),
        ("May spoke.", []),
        ("Theresa May came. May spoke.", ["Theresa May"]),
        ("Theresa May and Brian May came.", ["Theresa May", "Brian May"]),
        ("It rained.", []),
        ("Tell us more.", []),
        ("The US agreed.", ["US Government"]),
        ("TELL US MORE", []),
        ("Washington agreed.", []),
        ("Washington and the US agreed.", ["US Government"]),
    ],
)
def test_what_does_not_mean_a_name_by_itself(text: str, found: list[str]) -> None:
    assert names(text) == found


@pytest.mark.parametrize(
    "text, declared, found",
    [
        ("Xi spoke.", "Xi Jinping", ["Xi Jinping"]),
        ("May spoke.", "Brian May", ["Brian May"]),
        ("He came in May.", "Brian May", []),
        ("Washington agreed.", "US Government", ["US Government"]),
        ("Washington agreed.", "Washington", ["Washington"]),
        ("It rained.", "It", ["It"]),
    ],
)
def test_what_an_article_declares_settles_it(text: str, declared: str, found: list[str]) -> None:
    assert names(text, declared) == found


def test_two_that_are_declared_settle_nothing() -> None:
    assert names("May spoke.", "Theresa May", "Brian May") == []


def test_a_surname_beside_another_first_name_is_another() -> None:
    text = "Xi Jinping came. Then Xi Yuting, Li Xi and President Xi spoke."
    places = [each.start for each in FINDER.find_mentions(text)]
    assert places == [0, text.index("Xi spoke")]


def test_a_title_counts_and_is_no_link() -> None:
    assert names("He came.", title="Xi Jinping in China") == ["Xi Jinping", "China"]
    assert FINDER.find(("Xi Jinping",), "<p>He came.</p>", ()).link_spans == ()


def test_what_is_declared_is_no_mention_but_a_link() -> None:
    found = FINDER.find((), html("Xi Jinping in China"), ("people:Xi Jinping",))
    assert [AUTHORITIES.entries[number].name for number in found.mentions] == ["China"]
    assert len(found.link_spans) == 2


@pytest.mark.parametrize(
    "text, found",
    [
        ("Xi Jinping, Xi Jinping", ["Xi Jinping"]),
        ("# Xi Jinping\n\nXi Jinping", ["Xi Jinping"]),
        ("[Xi Jinping](https://example.org/) and Xi Jinping", ["Xi Jinping"]),
        ("**Xi** Jinping and Xi\nJinping", ["Xi\nJinping"]),
        ("**Xi Jinping**", ["Xi Jinping"]),
        ("AT&T and Xi  Jinping", ["AT&amp;T", "Xi  Jinping"]),
        ("<figure><figcaption>China</figcaption></figure>", []),
        ("| China |\n|---|\n| Xi Jinping |", ["China", "Xi Jinping"]),
        ("> China", ["China"]),
        ("China[^1]\n\n[^1]: Xi'an", ["China", "Xi'an"]),
        ("Cafe\u0301 China", ["China"]),
    ],
)
def test_what_becomes_a_link(text: str, found: list[str]) -> None:
    assert links(html(text)) == found


def test_a_link_stands_for_the_place_of_its_page() -> None:
    assert linked(html("In 中国, he")) == (
        '<p>In <a class="name" href="newsgen:name/places/china/">中国</a>, he</p>'
    )


PIECES = st.lists(
    st.sampled_from(
        [
            *(
                "Xi",
                "Jinping",
                "Xi Jinping",
                "China",
                "town",
                "Bank of ",
                "AT&T",
                "US",
                "US.",
                "May",
            ),
            *("Theresa ", "O'Brien", "Flann ", "’s", "'s", "中国", "银行", "习近平", "נפתלי בנט"),
            *("Guinea-Bissau", "It ", "**", "*", "`", "_", "[", "](https://example.org/)", "!["),
            *("<b>", "</b>", "<code>", "</code>", "# ", "> ", "| ", "\n|-|", ".", ",", "&amp;"),
            *(
                "&lt;",
                "<",
                ">",
                "\u00a0",
                "\u0301",
                "é",
                "e\u0301",
                "[^1]",
                "\n",
                "\n\n",
                " ",
                "  ",
            ),
        ]
    ),
    max_size=25,
).map("".join)
"""Texts of names and of what could come between their letters."""


@tries(150, 5000)
@given(PIECES)
def test_links_leave_everything_else_as_it_was(text: str) -> None:
    body = html(text)
    made = linked(body)
    assert re.sub(r'<a class="name"[^>]*>([^<]*)</a>', r"\1", made) == body


@tries(150, 5000)
@given(PIECES)
@example("e\u0301中国\u0301")
@example("</b>\nXi Jinping")  # nothing stands before and after it
def test_a_link_is_a_whole_spelling_of_its_name(text: str) -> None:
    body = html(text)
    for mark in FINDER.find((), body, ()).link_spans:
        shown = fold_text(normalize("NFC", " ".join(unescape(body[mark.start : mark.end]).split())))
        entry = AUTHORITIES.entries[mark.entry_number]
        spellings = [each.text for each in (*entry.spellings, *entry.also)]
        assert shown.casefold() in [fold_text(each).casefold() for each in spellings]
        assert not _one_word(body[: mark.start][-1:], shown[0])
        assert not _one_word(shown[-1], body[mark.end :][:1])


def _one_word(left: str, right: str) -> bool:
    return re.fullmatch("[A-Za-z]{2}", left + right) is not None


@given(PIECES)
def test_links_never_stand_in_links_headings_or_code(text: str) -> None:
    made = linked(html(text))
    for element in ("a", "code", "pre", "h1", "h2", "figcaption"):
        for inside in re.findall(rf"<{element}(?: [^>]*)?>(.*?)</{element}>", made, re.DOTALL):
            assert 'class="name"' not in inside


@pytest.mark.parametrize("count", [5_000, pytest.param(50_000, marks=pytest.mark.long)])
def test_thousands_of_names_are_found_in_one_paragraph(count: int) -> None:
    listed = "".join(f"Person {number}:\n" for number in range(count))
    many = authorities_of({PEOPLE: listed})
    text = " and ".join(f"Person {number}" for number in range(count)) + "."
    found = NameFinder(many).find((), f"<p>{text}</p>", ())
    assert len(found.mentions) == len(found.link_spans) == count


def test_a_paragraph_of_capitals_is_read_as_soon_as_any_other() -> None:
    text = "US " * 40_000
    assert FINDER.find_mentions(text) == ()
    assert len(FINDER.find_mentions(f"{text} and {text}")) > 0


def test_without_authority_files_nothing_is_found() -> None:
    found = NameFinder(Authorities()).find(("Xi Jinping",), "<p>Xi Jinping</p>", ())
    assert (found.mentions, found.link_spans) == ((), ())


@pytest.mark.parametrize(
    "name, person, some",
    [
        ("Владимир Путин", True, "Владимира Путина|Владимиру Путину|Владимиром Путиным"),
        ("Валентина Терешкова", True, "Валентины Терешковой|Валентину Терешкову"),
        ("Юрий Ушаков", True, "Юрия Ушакова|Юрием Ушаковым"),
        ("Шарль де Голль", True, "Шарля де Голля"),
        ("Россия", False, "России|Россию|Россией"),
        ("Китай", False, "Китая|Китаю|Китаем|Китае"),
        ("Казань", False, "Казани|Казанью"),
        ("Центральная Азия", False, "Центральной Азии|Центральную Азию"),
        ("Организация Объединённых Наций", False, "Организации Объединённых Наций"),
        ("Соединённые Штаты Америки", False, "Соединённых Штатов Америки"),
        ("Министерство иностранных дел", False, "Министерства иностранных дел"),
        ("Самаркандский саммит ШОС", False, "Самаркандского саммита ШОС"),
        ("Южно-Китайское море", False, "Южно-Китайского моря|Южно-Китайском море"),
    ],
)
def test_russian_names_are_declined(name: str, person: bool, some: str) -> None:
    assert set(some.split("|")) <= set(declined_forms(name, is_person=person))


@pytest.mark.parametrize("name", ["Xi Jinping", "США", "ШОС", "习近平"])
def test_what_has_no_cases_has_none(name: str) -> None:
    assert set(declined_forms(name, is_person=False)) <= {name}


# --- In an archive --------------------------------------------------------------------------------


@pytest.fixture
def site(tmp_path: Path) -> Site:
    return Site(tmp_path).write(PLACES, "Samarkand: {aliases: [撒马尔罕]}\nTashkent:\n")


A = "2022/09/13/a/"


def test_a_name_leads_from_the_text_to_its_page_and_back(site: Site) -> None:
    site.article("a", "From 撒马尔罕 to Tashkent.", entities={"places": ["Tashkent"]}).build().ok()
    assert '<a class="name" href="../../../../places/samarkand/">撒马尔罕</a>' in site.page(A)
    assert A in site.links("places/samarkand/")
    assert "Also mentioned Places Samarkand" in site.text(A)
    assert "About Places Tashkent" in site.text(A)
    assert "Mentions of Samarkand" in site.text("places/samarkand/")
    assert "Mentions of" not in site.text("places/tashkent/")
    assert "S Samarkand 1 article T Tashkent 1 article" in site.text("places/")


@pytest.mark.parametrize("off", ["site", "article"])
def test_links_in_texts_can_be_turned_off(off: str, site: Site) -> None:
    site.article("a", "From Samarkand.", **({"link_names": False} if off == "article" else {}))
    if off == "site":
        site.write("newsgen.yml", "title: The Test File\nnames: {link: false}\n")
    site.build().ok()
    assert 'class="name"' not in site.page(A)
    assert "Also mentioned Places Samarkand" in site.text(A)


@pytest.mark.parametrize("how", [{"rights": "metadata"}, {"rights": "excerpt"}])
def test_what_is_not_shown_mentions_nothing(how: dict[str, str], site: Site) -> None:
    site.article("a", "At length of Samarkand.", title="Of Tashkent", **how).build().ok()
    assert "Also mentioned Places Tashkent" in site.text(A)
    assert "Samarkand" not in site.text("places/")


def test_a_withdrawn_article_mentions_nothing(site: Site) -> None:
    gone = {"date": "2022-09-20", "note": "Withdrawn."}
    site.article("a", "Of Samarkand.", title="Of Tashkent", withdrawn=gone).build().ok()
    site.assert_no_pages("places/samarkand/", "places/tashkent/")


def test_a_new_alias_is_found_without_converting_any_text(site: Site) -> None:
    site.article("a", "From 塔什干.").article("b", "Of the sea.").build().ok()
    assert "塔什干</a>" not in site.page(A)
    site.write(PLACES, "Samarkand:\nTashkent: {aliases: [塔什干]}\n").build().ok()
    assert '<a class="name" href="../../../../places/tashkent/">塔什干</a>' in site.page(A)
    site.assert_untouched("2022/09/13/b/")
    site.write(PLACES, "Samarkand:\n").build().ok()
    assert 'class="name"' not in site.page(A)
    site.assert_no_pages("places/tashkent/")


def test_mentions_are_listed_by_year_where_they_are_many(tmp_path: Path) -> None:
    site = Site(tmp_path, "title: The Test File\nlistings: {newest: 1, year: 1}\n")
    site.write(PLACES, "Samarkand:\n")
    site.article("a", "Of Samarkand.", date="2021-03-01")
    site.article("b", "Of Samarkand.", date="2022-03-01")
    site.article("c", date="2022-04-01", entities={"places": ["Samarkand"]}).build().ok()
    page = site.text("places/samarkand/")
    assert "3 articles (2 mentions), 1 March 2021 – 1 April 2022" in page
    assert "March 2021 0 1 March 2022 0 1 April 2022 1 0" in page
    assert "March 2022 1 April 2022 1" in site.text("places/samarkand/2022/")
    assert "Mentions of Samarkand" in site.text("places/samarkand/2022/03/")
    assert site.article_slugs("/places/samarkand/2021/") == ["a"]


# --- However it is done ---------------------------------------------------------------------------


@given(PIECES)
def test_the_first_texts_are_searched_as_the_later_ones(text: str) -> None:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("newsgen.content.names.finder._FEW_TEXTS", 3)
        names = NameFinder(AUTHORITIES)
        first, *later = (names.find_mentions(text) for _ in range(5))
    assert all(each == first for each in later)


def test_a_name_before_a_surname_is_no_first_name() -> None:
    text = "Xi Jinping came. From China Xi went on."
    assert [text[each.start : each.end] for each in FINDER.find_mentions(text)][-1] == "Xi"
