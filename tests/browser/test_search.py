"""Searching, in a browser and under the headers that a host should send.

The archive has articles of four years in two languages, in parts so small that there are newer and
older ones.
"""

import re
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import pytest
from playwright.sync_api import Browser, Locator, Page, Route, expect

from newsgen.model.tuning import Tuning
from support.paths import ROOT
from support.reader import HEADERS, Reader, serve_folder
from support.sites import Site

CJK = ROOT / ".venv" / "cjk"
"""Where `make test-long` puts the extra."""

TRADE = 30
"""English articles about trade, from December 2022 back; every third is of TASS."""


def archive(folder: Path) -> Site:
    site = Site(folder, "title: The Searched File\nproblems: {N304: warning}\n")
    for number in range(TRADE):
        month, year = number % 12 + 1, 2022 - number // 12
        site.article(
            f"trade-{number}",
            f"Ministers spoke about trade, and of pipeline number{number}.",
            title=f"Trade {number}",
            date=f"{year}-{month:02}-10",
            source="TASS" if number % 3 == 0 else "Xinhua",
            tags=["SCO"] if number % 2 else ["Summit"],
            entities={"people": ["Xi Jinping"] if number % 5 == 0 else ["Narendra Modi"]},
        )
    site.article(
        "hostile", "An <b>odd</b> word: &lt;script&gt;alert(1)&lt;/script&gt; zebra.", title="<i>"
    )
    site.article("ru", "Министры говорили о торговле. Trade.", title="Торговля", language="ru")
    site.article("en", "Grain alone.", title="Grain", date="2019-02-01")
    return site


@pytest.fixture(scope="module")
def address(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    site = archive(tmp_path_factory.mktemp("search"))
    site.build(base_url="", tuning=Tuning(articles_per_shard=12)).ok()
    script = site.out / "static" / "search.js"
    text = script.read_text("utf-8")
    assert "ENOUGH = 1000" in text
    script.write_text(text.replace("ENOUGH = 1000", "ENOUGH = 15"), "utf-8")
    site.out.rename(site.out.parent / "archive")
    with serve_folder(site.out.parent, HEADERS) as served_at:
        yield f"{served_at}archive/"


@pytest.fixture
def reader(browser: Browser, address: str) -> Iterator[Reader]:
    with browser.new_context() as context:
        reader = Reader(context.new_page(), address)
        yield reader
    assert reader.complaints == []


def status(page: Page) -> Locator:
    return page.get_by_role("status")


def titles(page: Page) -> list[str]:
    return page.locator("ol.found h2").all_inner_texts()


def expect_results(page: Page, count: int) -> None:
    expect(status(page)).to_have_text(re.compile(rf"Articles found: {count}\b"))


def page_query(page: Page) -> dict[str, list[str]]:
    return parse_qs(urlsplit(page.url).query)


def test_words_are_found_as_they_are_typed_with_what_was_found_marked(reader: Reader) -> None:
    page = reader.open("search/")
    expect(page.get_by_label("Words")).to_be_focused()
    page.keyboard.type("number7")
    expect_results(page, 1)
    assert titles(page) == ["Trade 7"]
    expect(page.locator("ol.found mark")).to_have_text(re.compile("number7"))
    expect(page.locator("ol.found .facts")).to_have_text(re.compile("Xinhua.*10 August 2022"))
    assert page_query(page) == {"q": ["number7"]}
    page.get_by_role("link", name="Trade 7").click()
    expect(page).to_have_title(re.compile("Trade 7"))


def test_newer_articles_are_searched_first_and_older_ones_on_demand(reader: Reader) -> None:
    page = reader.open("search/?q=trade")
    expect(status(page)).to_contain_text("from this day on")
    before = int(re.search(r"found: (\d+)", status(page).inner_text())[1])
    assert before < TRADE + 1
    while page.get_by_role("button", name="Search older articles").is_visible():
        page.get_by_role("button", name="Search older articles").click()
        expect(page.locator("form.search")).not_to_have_attribute("aria-busy", "true")
        page.wait_for_function("() => !document.querySelector('[aria-busy]')")
    expect_results(page, TRADE + 1)
    expect(page.locator("ol.found > li")).to_have_count(10)
    page.get_by_role("button", name="More results").click()
    expect(page.locator("ol.found > li")).to_have_count(20)


def test_no_answer_from_newer_articles_leads_to_older_ones_unasked(reader: Reader) -> None:
    page = reader.open("search/?q=grain")
    expect_results(page, 1)
    assert titles(page) == ["Grain"]


def test_newest_first_holds_across_all_parts_and_languages(reader: Reader) -> None:
    page = reader.open("search/?q=trade&order=newest&from=2020-01")
    expect_results(page, TRADE + 1)
    assert titles(page)[:5] == ["Trade 11", "Trade 10", "Trade 9", "Торговля", "Trade 8"]
    page.get_by_role("button", name="More results").click()
    expect(page.locator("ol.found > li")).to_have_count(20)
    dates = page.locator("ol.found time").evaluate_all("all => all.map(each => each.dateTime)")
    assert dates == sorted(dates, reverse=True)


@pytest.mark.parametrize(
    "condition, count",
    [
        ("tags=SCO", TRADE // 2),
        ("people=Xi+Jinping", TRADE // 5),
        ("sources=TASS", TRADE // 3),
        ("language=ru", 1),
        ("from=2022-10", 3),
        ("tags=SCO&people=Xi+Jinping", TRADE // 10),
    ],
)
def test_every_condition_narrows_a_search(reader: Reader, condition: str, count: int) -> None:
    page = reader.open(f"search/?q=trade&until=2022-12&{condition}")
    expect_results(page, count)


def test_conditions_alone_are_a_search(reader: Reader) -> None:
    expect_results(reader.open("search/?people=Xi+Jinping&from=2020-01"), TRADE // 5)


def test_words_of_each_language_are_known_by_its_own_rules(reader: Reader) -> None:
    """Also where another language is searched in the same breath."""
    page = reader.open("search/?q=торговлю")
    expect_results(page, 1)
    assert titles(page) == ["Торговля"]
    page = reader.open("search/?q=pipelines&from=2020-01")
    expect_results(page, TRADE)


def test_names_can_be_chosen_with_their_counts(reader: Reader) -> None:
    page = reader.open("search/?q=trade&from=2020-01")
    expect_results(page, TRADE + 1)
    people = page.get_by_label("People")
    expect(people.get_by_role("option", name=f"Xi Jinping ({TRADE // 5})")).to_be_attached()
    people.select_option("Xi Jinping")
    expect_results(page, TRADE // 5)
    assert page_query(page)["people"] == ["Xi Jinping"]
    page.go_back()
    expect_results(page, TRADE + 1)
    expect(people).to_have_value("")


def test_keys_alone_are_enough(reader: Reader) -> None:
    page = reader.open("")
    page.keyboard.press("/")
    page.keyboard.type("number3")
    page.keyboard.press("Enter")
    expect_results(page, 1)
    page.keyboard.press("/")
    page.keyboard.press("ArrowDown")
    expect(page.get_by_role("link", name="Trade 3")).to_be_focused()
    page.keyboard.press("Escape")
    expect(page.get_by_label("Words")).to_be_focused()


@pytest.mark.parametrize("words", ["e", "<script>alert(1)</script>", "x" * 2000, '"', "торговле"])
def test_whatever_is_asked_gets_an_answer(reader: Reader, words: str) -> None:
    page = reader.open("search/")
    page.get_by_label("Words").fill(words)
    expect(status(page)).to_have_text(re.compile("Articles found|Nothing found"))


def test_what_an_article_says_is_never_read_as_html(reader: Reader) -> None:
    page = reader.open("search/?q=zebra")
    expect_results(page, 1)
    assert titles(page) == ["<i>"]
    expect(page.locator("ol.found .gist")).to_contain_text("<script>alert(1)</script>")
    assert page.locator("ol.found script, ol.found b, ol.found i").count() == 0


def test_no_words_are_no_question(reader: Reader) -> None:
    page = reader.open("search/?q=grain")
    expect_results(page, 1)
    page.get_by_label("Words").fill("")
    expect(status(page)).to_have_text("")
    assert titles(page) == []


def test_without_the_network_it_says_so_and_can_be_tried_again(
    browser: Browser, address: str
) -> None:
    with browser.new_context() as context:
        page = context.new_page()
        page.goto(f"{address}search/")
        context.set_offline(True)
        page.get_by_label("Words").fill("grain")
        expect(status(page)).to_contain_text("could not be loaded")
        context.set_offline(False)
        page.get_by_role("button", name="Try again").click()
        expect_results(page, 1)
        expect(page.get_by_label("Words")).to_have_value("grain")


def test_an_archive_published_anew_while_its_search_page_is_open_is_searched(
    browser: Browser, address: str
) -> None:
    """The parts then have files of other names; those that the page knows are gone."""
    gone: list[str] = []

    def once(route: Route) -> None:
        if gone:
            route.continue_()
        else:
            gone.append(route.request.url)
            route.fulfill(status=404)

    with browser.new_context() as context:
        page = context.new_page()
        page.route("**/*.pf_index", once)
        page.goto(f"{address}search/?q=grain")
        expect_results(page, 1)
        assert len(gone) == 1


@pytest.mark.parametrize(
    "asked, button",
    [
        ("q=trade&from=2020-01", "More results"),
        ("q=trade&order=newest&from=2020-01", "More results"),
        ("q=trade", "Search older articles"),
    ],
)
def test_what_was_found_stays_when_the_network_is_lost(
    browser: Browser, address: str, asked: str, button: str
) -> None:
    """Trade is spoken of in two languages, each with a searcher of its own."""
    with browser.new_context() as context:
        page = context.new_page()
        page.goto(f"{address}search/?{asked}")
        expect(page.locator("ol.found > li")).to_have_count(10)
        before = titles(page)
        context.set_offline(True)
        page.get_by_role("button", name=button).click()
        expect(status(page)).to_contain_text("could not be loaded")
        assert titles(page) == before
        page.get_by_role("button", name="Try again").click()
        expect(status(page)).to_contain_text("could not be loaded")
        context.set_offline(False)
        page.get_by_role("button", name="Try again").click()
        expect(status(page)).to_contain_text("Articles found")
        page.get_by_role("button", name=button).click()
        expect(page.get_by_role("button", name="Try again")).to_be_hidden()
        expect(status(page)).to_contain_text("Articles found")
        shown = 20 if button == "More results" else 10
        expect(page.locator("ol.found > li")).to_have_count(shown)


def test_without_script_the_page_leads_to_the_indexes(browser: Browser, address: str) -> None:
    with browser.new_context(java_script_enabled=False) as context:
        page = context.new_page()
        page.goto(f"{address}search/")
        expect(page.get_by_text("Searching needs script")).to_be_visible()
        expect(page.get_by_label("Words")).to_be_hidden()
        page.locator("main").get_by_role("link", name="People").click()
        expect(page.get_by_role("heading", level=1)).to_have_text("People")


def test_a_page_that_is_not_for_searching_fetches_nothing_of_it(reader: Reader) -> None:
    fetched: list[str] = []
    reader.page.on("request", lambda request: fetched.append(request.url))
    reader.open("2022/08/10/trade-7/")
    assert not [url for url in fetched if "/search/" in url or "search.js" in url]


@pytest.mark.long
@pytest.mark.parametrize(
    "language, text, asked, title",
    [
        ("zh-Hans", "中华人民共和国国家主席习近平抵达撒马尔罕。", "撒马尔罕", "会谈"),
        ("ja", "首脳会議はサマルカンドで開かれた。", "首脳会議", "会談"),
    ],
)
def test_words_without_spaces_are_found_with_the_extra(
    browser: Browser,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    language: str,
    text: str,
    asked: str,
    title: str,
) -> None:
    monkeypatch.syspath_prepend(str(CJK))
    site = Site(tmp_path, "title: The Searched File\n")
    site.article("a", text, title=title, language=language)
    site.article("b", "Grain.", title="Grain")
    site.build(base_url="").ok()
    assert not [each for each in site.outcome.problems if each.code == "N701"]
    with serve_folder(site.out) as address, browser.new_page() as page:
        page.goto(f"{address}search/")
        page.get_by_label("Words").fill(asked)
        expect_results(page, 1)
        assert titles(page) == [title]
        expect(page.locator("ol.found mark").first).to_be_visible()
