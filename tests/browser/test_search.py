"""Searching, in a browser and under the headers that a host should send.

The archive has articles of four years in two languages, in parts so small that there are newer and
older ones.
"""

import re
import unicodedata
from collections.abc import Callable, Iterator
from pathlib import Path
from urllib.parse import parse_qs, quote, urlsplit

import pytest
import yaml
from playwright.sync_api import Browser, BrowserContext, Locator, Page, Route, expect

from newsgen.model.search_words import search_words, very_form
from newsgen.model.tuning import Tuning
from support.paths import ROOT
from support.questions import answers
from support.reader import HEADERS, Reader, serve_folder
from support.sites import Site

QUESTIONS: dict[str, list[dict[str, str]]] = yaml.safe_load(
    (ROOT / "tests" / "search" / "questions.yml").read_text("utf-8")
)
"""What is asked, the title of the article that has to come first, and what the page has to say."""

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
    tuning = Tuning(articles_per_shard=12, articles_per_answer=15)
    site.build(base_url="", tuning=tuning).ok()
    assert sorted(file.name for file in (site.out / "search" / "shards").iterdir())
    site.out.rename(site.out.parent / "archive")
    with serve_folder(site.out.parent, HEADERS) as served_at:
        yield f"{served_at}archive/"


@pytest.fixture(scope="module")
def window(browser: Browser) -> Iterator[BrowserContext]:
    """One for all, so that what the search page is made of is compiled once."""
    with browser.new_context() as context:
        yield context


@pytest.fixture
def reader(window: BrowserContext, address: str) -> Iterator[Reader]:
    with window.new_page() as page:
        reader = Reader(page, address)
        yield reader
    assert reader.complaints == []


@pytest.fixture(scope="module")
def asked_reader(window: BrowserContext, address: str) -> Iterator[Reader]:
    """One whose search page stays open: what an index is made of is read once for all questions."""
    with window.new_page() as page:
        reader = Reader(page, address)
        reader.open("search/")
        yield reader


@pytest.fixture
def asking(asked_reader: Reader) -> Iterator[Page]:
    yield asked_reader.page
    assert asked_reader.complaints == []


def go(page: Page, address: str) -> None:
    """Ask what an address of the search page asks, as going back to it does; first ask nothing."""
    step = """address => {
      history.pushState(null, "", address);
      dispatchEvent(new Event("popstate"));
    }"""
    page.evaluate(step, "?")
    expect(status(page)).to_have_text("")
    page.evaluate(step, address)


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


def show_older(page: Page) -> None:
    page.get_by_role("button", name="Search older articles").click()
    page.wait_for_function("() => !document.querySelector('[aria-busy]')")


def test_beyond_what_is_asked_at_once_the_newest_are_searched_first(reader: Reader) -> None:
    page = reader.open("search/?q=trade")
    expect(status(page)).to_contain_text("from this day on")
    expect(status(page)).to_contain_text("at least")
    before = int(re.search(r"least: (\d+)", status(page).inner_text())[1])
    assert 10 <= before < TRADE + 1
    while page.get_by_role("button", name="Search older articles").is_visible():
        show_older(page)
    expect_results(page, TRADE + 1)
    expect(page.locator("ol.found > li")).to_have_count(10)
    page.get_by_role("button", name="More results").click()
    expect(page.locator("ol.found > li")).to_have_count(20)


def test_how_far_back_was_searched_is_in_the_address(reader: Reader) -> None:
    page = reader.open("search/?q=trade")
    expect(status(page)).to_contain_text("from this day on")
    show_older(page)
    shown, address = status(page).inner_text(), page.url
    reader.page.goto("about:blank")
    reader.page.goto(address)
    expect(status(page)).to_have_text(shown)
    page.get_by_label("Words").fill("grain")
    expect_results(page, 1)
    assert page_query(page) == {"q": ["grain"]}


def test_few_answers_from_newer_articles_lead_to_older_ones_unasked(asking: Page) -> None:
    go(asking, "?q=grain")
    expect_results(asking, 1)
    assert titles(asking) == ["Grain"]


def test_newest_first_holds_across_all_parts_and_languages(asking: Page) -> None:
    go(asking, "?q=trade&order=newest&parts=99")
    expect_results(asking, TRADE + 1)
    assert titles(asking)[:5] == ["Trade 11", "Trade 10", "Trade 9", "Торговля", "Trade 8"]
    asking.get_by_role("button", name="More results").click()
    expect(asking.locator("ol.found > li")).to_have_count(20)
    dates = asking.locator("ol.found time").evaluate_all("all => all.map(each => each.dateTime)")
    assert dates == sorted(dates, reverse=True)


def test_every_condition_narrows_a_search(asking: Page) -> None:
    for condition, count in {
        "tags=SCO": TRADE // 2,
        "people=Xi+Jinping": TRADE // 5,
        "sources=TASS": TRADE // 3,
        "language=ru": 1,
        "from=2022-10": 3,
        "tags=SCO&people=Xi+Jinping": TRADE // 10,
    }.items():
        go(asking, f"?q=trade&until=2022-12&parts=99&{condition}")
        expect_results(asking, count)


def test_conditions_alone_are_a_search(reader: Reader) -> None:
    chunks: list[str] = []
    reader.page.on("request", lambda request: chunks.append(request.url))
    page = reader.open("search/?people=Xi+Jinping&from=2020-01&parts=99")
    expect_results(page, TRADE // 5)
    assert titles(page)[0] == "Trade 10"
    assert not [url for url in chunks if url.endswith(".pf_index")]


def test_words_of_each_language_are_known_by_its_own_rules(asking: Page) -> None:
    """Also where another language is searched in the same breath."""
    go(asking, "?q=торговлю")
    expect_results(asking, 1)
    assert titles(asking) == ["Торговля"]
    go(asking, "?q=pipelines&parts=99")
    expect_results(asking, TRADE)


def test_names_can_be_chosen_with_their_counts(asking: Page) -> None:
    go(asking, "?q=trade&from=2020-01&parts=99")
    expect_results(asking, TRADE + 1)
    people = asking.get_by_label("People")
    expect(people.get_by_role("option", name=f"Xi Jinping ({TRADE // 5})")).to_be_attached()
    people.select_option("Xi Jinping")
    expect_results(asking, TRADE // 5)
    assert page_query(asking)["people"] == ["Xi Jinping"]
    asking.go_back()
    expect_results(asking, TRADE + 1)
    expect(people).to_have_value("")


def years_found(page: Page) -> dict[str, bool]:
    """The bars of the years, and whether each is chosen."""
    bars = page.get_by_role("group", name="Articles found by year").get_by_role("button").all()
    return {bar.inner_text() or bar.get_attribute("title") or "": is_pressed(bar) for bar in bars}


def is_pressed(bar: Locator) -> bool:
    return bar.get_attribute("aria-pressed") == "true"


YEARS = {"2020: 6": False, "2021: 12": False, "2022: 13": False}


def test_the_years_of_what_was_found_narrow_it_by_a_click_and_by_keys(asking: Page) -> None:
    go(asking, "?q=trade&parts=99")
    expect_results(asking, TRADE + 1)
    bar = asking.get_by_role("button", name="2021: 12")
    expect(bar).to_be_visible()
    assert years_found(asking) == YEARS
    bar.click()
    expect_results(asking, 12)
    assert page_query(asking)["from"] == ["2021-01"]
    assert page_query(asking)["until"] == ["2021-12"]
    expect(bar).to_have_attribute("aria-pressed", "true")
    assert years_found(asking) == YEARS | {"2021: 12": True}  # the others stay to be seen
    bar.focus()
    asking.keyboard.press("Shift+ArrowRight")
    expect(asking.get_by_role("button", name="2022: 13")).to_be_focused()
    asking.keyboard.press("Enter")
    expect_results(asking, 25)
    assert years_found(asking) == YEARS | {"2021: 12": True, "2022: 13": True}
    expect(asking.get_by_role("button", name="2022: 13")).to_be_focused()
    asking.get_by_role("button", name="All years").click()
    expect(status(asking)).to_have_text(re.compile(rf"at least: {TRADE + 1}\b"))
    assert "from" not in page_query(asking)
    assert not any(years_found(asking).values())
    asking.go_back()
    expect_results(asking, 25)


def test_years_are_chosen_by_dragging_over_them(asking: Page) -> None:
    go(asking, "?q=trade&parts=99")
    first, last = (asking.get_by_role("button", name=f"{name}: ") for name in (2020, 2021))
    expect(first).to_be_visible()
    first.hover()
    asking.mouse.down()
    last.hover()
    assert [*years_found(asking).values()] == [True, True, False]
    asking.mouse.up()
    expect_results(asking, 18)
    assert page_query(asking)["until"] == ["2021-12"]


@pytest.mark.parametrize("width", [1280, 800, 400])
def test_names_stand_open_beside_what_was_found_or_open_when_wanted(
    browser: Browser, address: str, width: int
) -> None:
    with browser.new_page(viewport={"width": width, "height": 800}) as page:
        page.goto(f"{address}search/?q=trade")
        expect(status(page)).to_have_text(re.compile("Articles found"))
        people = page.get_by_label("People")
        is_open = width > 1000
        expect(people).to_be_visible(visible=is_open)
        if is_open:
            results, names = page.locator("ol.found").first.bounding_box(), people.bounding_box()
            assert results
            assert names
            assert names["x"] > results["x"] + results["width"]
        else:
            page.get_by_text("Narrow the search").click()
        expect(people.get_by_role("option", name=re.compile("Narendra Modi"))).to_be_attached()
        expect(page.get_by_role("button", name=re.compile("^2022: "))).to_be_visible()
        people.select_option("Narendra Modi")
        expect(page).to_have_url(re.compile("people=Narendra"))
        expect(status(page)).to_have_text(re.compile("Articles found"))


def test_before_a_question_names_are_fetched_for_who_goes_to_them(
    browser: Browser, address: str
) -> None:
    fetched: list[str] = []
    with browser.new_page() as page:
        page.on("request", lambda request: fetched.append(request.url))
        page.goto(f"{address}search/")
        expect(page.get_by_label("People")).to_be_visible()
        page.wait_for_load_state("networkidle")
        assert not [url for url in fetched if url.endswith("/names.json")]
        page.get_by_label("People").focus()
        option = page.get_by_label("People").get_by_role("option", name=re.compile("Xi"))
        expect(
            page.get_by_label("Tags").get_by_role("option", name=re.compile("SCO"))
        ).to_be_attached()
        page.get_by_label("Words").focus()
        page.get_by_label("Words").fill("trade")
        expect(option).to_be_attached()


def test_a_list_of_names_is_walked_through_by_keys(asking: Page) -> None:
    go(asking, "?q=trade&parts=99")
    tags = asking.get_by_label("Tags")
    expect(tags.get_by_role("option")).to_have_count(3)
    tags.focus()
    chosen = []
    for _ in range(2):
        asking.keyboard.press("ArrowDown")
        chosen.append(tags.input_value())
        expect(asking).to_have_url(re.compile(f"tags={chosen[-1]}"))
        expect(status(asking)).to_have_text(re.compile("Articles found"))
    assert sorted(chosen) == ["SCO", "Summit"]
    asking.go_back()
    expect(tags).to_have_value("")


def test_what_was_found_stays_where_the_names_cannot_be_fetched(
    browser: Browser, address: str
) -> None:
    with browser.new_page() as page:
        page.route("**/names.json", lambda route: route.abort())
        page.goto(f"{address}search/?q=trade")
        expect(status(page)).to_have_text(re.compile("Articles found"))
        page.wait_for_load_state("networkidle")
        assert titles(page)


def test_a_bar_is_taken_by_whatever_clicks(asking: Page) -> None:
    go(asking, "?q=trade&parts=99")
    bar = asking.get_by_role("button", name="2021: 12")
    expect(bar).to_be_visible()
    bar.evaluate("bar => bar.click()")  # as voice control and screen readers do
    expect_results(asking, 12)


@pytest.mark.parametrize(
    "asked, offered",
    [("pipelnie", "pipeline"), ("minsters", "ministers"), ("tarde pipelnie", "trade pipeline")],
)
def test_other_spellings_of_words_that_no_article_has_are_offered(
    reader: Reader, asked: str, offered: str
) -> None:
    page = reader.open(f"search/?q={quote(asked)}&people=Xi+Jinping")
    expect(page.locator("div.known p")).to_have_text("Did you mean:")
    page.locator("div.known").get_by_role("link", name=offered, exact=True).click()
    expect(page.get_by_label("Words")).to_have_value(offered)
    assert "people=Xi+Jinping" in page.url  # conditions stay
    expect(status(page)).to_contain_text("Articles found")


def test_a_page_of_a_name_leads_to_a_search_in_its_articles(reader: Reader) -> None:
    page = reader.open("people/xi-jinping/")
    page.get_by_role("link", name="Search in these articles").click()
    expect(status(page)).to_have_text(re.compile("Articles found"))
    assert page_query(page) == {"people": ["Xi Jinping"]}
    # Of the name that narrows a search its page is known, which has a feed.
    name = page.locator(".known").get_by_role("link", name="Xi Jinping")
    assert (name.get_attribute("href") or "").endswith("/people/xi-jinping/")
    page.get_by_label("Words").fill("number5")
    expect_results(page, 1)


def test_a_search_by_language_alone_leads_to_the_page_of_the_language(reader: Reader) -> None:
    page = reader.open("search/?language=ru")
    expect_results(page, 1)
    language = page.locator(".known").get_by_role("link", name="Russian")
    assert (language.get_attribute("href") or "").endswith("/languages/ru/")
    expect(page.locator(".known")).to_contain_text("Language, articles: 1")


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


def test_whatever_is_asked_gets_an_answer(asking: Page) -> None:
    go(asking, "?")
    for words in ("e", "<script>alert(1)</script>", "x" * 2000, '"', "торговле"):
        asking.get_by_label("Words").fill("")
        expect(status(asking)).to_have_text("")
        asking.get_by_label("Words").fill(words)
        expect(status(asking)).to_have_text(re.compile("Articles found|Nothing found|No article"))


def test_what_an_article_says_is_never_read_as_html(asking: Page) -> None:
    go(asking, "?q=zebra")
    expect_results(asking, 1)
    assert titles(asking) == ["<i>"]
    expect(asking.locator("ol.found .gist")).to_contain_text("<script>alert(1)</script>")
    assert asking.locator("ol.found script, ol.found b, ol.found i").count() == 0


def test_no_words_are_no_question(asking: Page) -> None:
    go(asking, "?q=grain")
    expect_results(asking, 1)
    asking.get_by_label("Words").fill("")
    expect(status(asking)).to_have_text("")
    assert titles(asking) == []


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
        page.goto(f"{address}search/?q=grain&until=2019-12")
        expect_results(page, 1)
        assert len(gone) == 1


def test_parts_that_cannot_be_fetched_are_not_taken_for_parts_without_the_word(
    browser: Browser, address: str
) -> None:
    """Pagefind says nothing of what it could not fetch, and finds nothing in it."""
    with browser.new_context() as context:
        page = context.new_page()
        page.goto(f"{address}search/?q=number1&until=2022-12")
        expect(status(page)).to_contain_text("Articles found")
        page.route("**/search/index/**", lambda route: route.abort())
        page.get_by_label("Words").fill("ministers")
        expect(status(page)).to_contain_text("could not be loaded")
        page.unroute("**/search/index/**")
        page.get_by_role("button", name="Try again").click()
        expect(status(page)).to_contain_text("Articles found")


@pytest.mark.parametrize(
    "files, failure",
    [
        ("*.pf_index", lambda route: route.abort()),
        pytest.param("*.pf_meta", lambda route: route.fulfill(status=404), marks=pytest.mark.long),
        pytest.param("pagefind-entry.json*", lambda route: route.abort(), marks=pytest.mark.long),
        ("index/*", lambda route: route.fulfill(body="<html>Please log in to this network</html>")),
    ],
    ids=["words", "table", "entry", "log in"],
)
def test_a_part_that_cannot_be_fetched_is_told_and_can_be_tried_again(
    browser: Browser, address: str, files: str, failure: Callable[[Route], None]
) -> None:
    """Whatever file of it fails, and however: the others answer."""
    with browser.new_context() as context:
        page = context.new_page()
        pattern = f"**/search/index/en/2021/**/{files}"
        page.route(pattern, failure)
        page.goto(f"{address}search/?q=ministers&parts=99")
        expect(status(page)).to_have_text(
            "Articles found, at least: 18"
            " – A part of the archive could not be searched; articles in it: 12"
        )
        assert len(titles(page)) == 10
        page.get_by_label("Words").fill("number14")
        expect(status(page)).to_have_text(
            "No article has: “number14”"
            " – A part of the archive could not be searched; articles in it: 12"
        )
        page.unroute(pattern)
        page.get_by_role("button", name="Try again").click()
        expect(status(page)).to_have_text("Articles found: 1")
        assert titles(page) == ["Trade 14"]


@pytest.mark.parametrize(
    "asked, button",
    [
        ("q=trade&parts=99", "More results"),
        pytest.param("q=trade&order=newest&parts=99", "More results", marks=pytest.mark.long),
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


@pytest.fixture(scope="module")
def edited(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """An archive of which articles have changed since their shards were indexed."""
    site = archive(tmp_path_factory.mktemp("edited"))
    tuning = Tuning(articles_per_shard=14, recent_articles=4)
    site.build(base_url="", tuning=tuning).ok()
    site.article("trade-5", "A speech on zinc.", title="Zinc", date="2022-06-10", source="Xinhua")
    site.article("trade-6", "Ministers on trade.", title="Moved", date="2020-03-03", source="TASS")
    (site.folder / "articles" / "trade-7.md").unlink()
    site.build(base_url="", tuning=tuning).ok()
    assert (site.out / "search" / "index" / "en" / "recent").exists()
    with serve_folder(site.out, HEADERS) as served_at:
        yield served_at


@pytest.fixture(scope="module")
def edited_reader(window: BrowserContext, edited: str) -> Iterator[Page]:
    with window.new_page() as page:
        reader = Reader(page, edited)
        yield reader.open("search/")
        assert reader.complaints == []


@pytest.mark.parametrize(
    "asked, found",
    [
        ("q=zinc", ["Zinc"]),
        ("q=number5", []),
        ("q=number7", []),
        ("q=trade&from=2022-06&until=2022-08", []),
        ("q=trade&from=2020-03&until=2020-03", ["Trade 26", "Moved"]),
        ("sources=TASS&from=2020-03&until=2020-03", ["Moved"]),
        ("from=2022-06&until=2022-08", ["Zinc"]),
    ],
)
def test_an_article_is_found_as_it_is_now_and_not_as_it_was_indexed(
    edited_reader: Page, asked: str, found: list[str]
) -> None:
    go(edited_reader, f"?{asked}&order=newest&parts=99")
    expect(status(edited_reader)).to_have_text(re.compile("Articles found|Nothing|No article"))
    assert sorted(titles(edited_reader)) == sorted(found)


def test_a_recent_index_that_cannot_be_fetched_is_told(browser: Browser, edited: str) -> None:
    with browser.new_context() as context:
        page = context.new_page()
        page.route("**/recent/**/*.pf_index", lambda route: route.abort())
        page.goto(f"{edited}search/?q=ministers&parts=99")
        expect(status(page)).to_have_text(
            f"Articles found, at least: {TRADE - 3}"
            " – A part of the archive could not be searched; articles in it: 2"
        )


@pytest.fixture(scope="module")
def spelled(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """An archive whose words are written in many ways."""
    site = Site(tmp_path_factory.mktemp("spelled"), "title: The Searched File\n")
    site.write("authorities/people.yml", "Shavkat Mirziyoyev: {aliases: [Mirziyaev]}\n")
    texts = {
        "fr": ("Visite", "La visite de l’Italie à l’Élysée, pour 1 000 000 de personnes."),
        "it": ("Visita", "Una visita all’Aquila."),
        "pl": ("Wizyta", "Wizyta w Łodzi i w Łódź Fabryczna."),
        "da": ("Besøg", "Et besøg i Ørsted."),
        "th": ("ประชุม", "นายกรัฐมนตรีเดินทางไปประชุมสุดยอดที่กรุงเทพมหานคร"),
        "zh-Hans": ("习近平会谈", "国家主席习近平抵达撒马尔罕，出席上合组织峰会。"),
        "ja": ("会談", "首脳会議はサマルカンドで開かれた。"),
        "ko": ("회담", "정상회의가 사마르칸트에서 열렸다."),
        "tr": ("Ziyaret", "IĞDIR ve İstanbul ziyareti."),
        "lo": ("ກອງປະຊຸມ", "ກອງປະຊຸມສຸດຍອດຢູ່ວຽງຈັນ"),
        "ar": ("بيان", "عُقدت القمة في سمرقند، والكتاب للأمم المتحدة."),
        "he": ("פגישה", "הנשיא נפגש, והממשלה דנה בהצעה."),
    }
    for language, (title, text) in texts.items():
        site.article(language, text, title=title, language=language)
    site.article("numbers", "The end of an item on numbers or so, at $100 and 1,000.", title="Sums")
    site.article("items", "Two items of the press.", title="Items", date="2021-01-01")
    site.article("signs", "Written in C++ and C# in the U.S. of COVID-19 ☃ ❤.", title="Signs")
    site.article("open", "Open data is data that is open to all.", title="Open data")
    site.article("gate", "Painted gates, and a gate, wide and painted.", title="Gates")
    site.article("acr", "OpenACR has data; data, data and data.", title="OpenACR data")
    site.article("xi", "Xi Jinping (习近平) met Shavkat Mirziyoyev.", title="A meeting")
    site.article("office", "The office of the press.", title="Office", date="2022-01-01")
    site.build(base_url="").ok()
    assert site.outcome.problems == ()
    with serve_folder(site.out, HEADERS) as served_at:
        yield served_at


@pytest.fixture(scope="module")
def spelled_reader(window: BrowserContext, spelled: str) -> Iterator[Reader]:
    """One whose search page stays open: what an index is made of is read once for all questions."""
    with window.new_page() as page:
        yield Reader(page, spelled)


@pytest.fixture
def finder(spelled_reader: Reader) -> Iterator[Page]:
    if spelled_reader.path != "/search/":
        spelled_reader.open("search/")
    yield spelled_reader.page
    assert spelled_reader.complaints == []


def ask(page: Page, words: str) -> list[str]:
    """The titles of what is found for words, and of what only begins alike."""
    answers(page, [words])
    return page.locator("ol.found h2").all_inner_texts()


def wrong_answers(page: Page, questions: list[dict[str, str]]) -> list[str]:
    """The questions that are not answered as the list says."""
    wrong = []
    given = answers(page, (question["ask"] for question in questions))
    for question, found in zip(questions, given, strict=True):
        first, *_ = *found["titles"], ""
        told = " ".join(" ".join([*found["names"], found["told"]]).split())
        if first != question["first"] or question.get("told", "") not in told:
            wrong.append(f"{question['ask']}: {first!r}; {told}")
    return wrong


def test_a_word_is_found_however_it_is_written(finder: Page) -> None:
    assert wrong_answers(finder, QUESTIONS["spelled"]) == []


def test_what_no_article_has_is_not_answered_with_others(finder: Page) -> None:
    for asked in ("America", "Xanadu", "Dampfschiff", "D++", "10000", "曲棍球", "!?", "§", "…"):
        assert ask(finder, asked) == []
        expect(status(finder)).to_contain_text("Nothing found")


def test_words_that_only_begin_alike_stand_apart(finder: Page) -> None:
    assert ask(finder, "numb") == ["Sums"]
    expect(status(finder)).to_have_text("No article has: “numb”")
    expect(finder.get_by_role("heading", name="Words that begin alike")).to_be_visible()
    assert ask(finder, "open") == ["Open data"]
    expect(finder.get_by_role("heading", name="Words that begin alike")).to_be_hidden()
    finder.get_by_role("button", name="Show words that begin alike").click()
    expect(finder.get_by_role("heading", name="Words that begin alike")).to_be_visible()
    expect(finder.locator("ol.found h2").nth(1)).to_have_text("OpenACR data")


def test_an_answer_in_other_forms_of_a_word_says_so(finder: Page) -> None:
    assert ask(finder, "officers") == ["Office"]
    expect(status(finder)).to_have_text("Articles found: 1 – other forms of: “officers”")


def test_no_language_hides_another(finder: Page) -> None:
    assert sorted(ask(finder, "习近平")) == ["A meeting", "习近平会谈"]
    expect_results(finder, 2)


@pytest.mark.parametrize(
    "asked, said",
    [
        ("mirziyaev", "Names in this archive:"),
        ("Shavkat", "Names in this archive:"),
        ("Mirziyoev", "Names that are spelled alike:"),
    ],
)
def test_a_known_name_stands_above_the_articles(finder: Page, asked: str, said: str) -> None:
    ask(finder, asked)
    expect(finder.locator("div.known")).to_contain_text(said)
    expect(finder.locator("div.known li")).to_have_text("Shavkat Mirziyoyev People, articles: 1")
    with finder.context.expect_page() as opened:
        finder.locator("div.known a").click(modifiers=["Control"])
    with opened.value as name:
        expect(name.get_by_role("heading", level=1)).to_have_text("Shavkat Mirziyoyev")


def test_marks_are_on_the_words_that_were_asked_for_and_lead_to_the_passage(finder: Page) -> None:
    ask(finder, "l'italie")
    expect(finder.locator("ol.found mark")).to_have_text(["l’Italie"])
    expect(finder.locator("ol.found .gist")).to_have_text(re.compile("^La visite de l’Italie"))
    link = finder.locator("ol.found h2 a")
    expect(link).to_have_attribute("href", re.compile("#:~:text=l%E2%80%99Italie$"))
    ask(finder, "峰会")
    expect(finder.locator("ol.found mark")).to_have_text(["峰会"])


@pytest.mark.parametrize(
    "first, last", [(0x20, 0x530), pytest.param(0x530, 0x1FB00, marks=pytest.mark.long)]
)
def test_python_and_the_browser_cut_and_fold_alike(finder: Page, first: int, last: int) -> None:
    every = [chr(n) for n in range(first, last) if unicodedata.category(chr(n)) not in "Cs Cn Co"]
    texts = [f"a{char}b {char}{char}" for char in every]
    texts += [
        "COVID-19 in the U.S., C++; $1,000.50 (1 000 000) 12.05.2022",
        "G20峰会 สุดยอดที่ ｻﾏﾙｶﾝﾄﾞ",
    ]
    script = finder.locator("form.search").get_attribute("data-words")
    letters = finder.locator("form.search").get_attribute("data-letters")
    found = finder.evaluate(
        """async ([script, letters, texts]) => {
          const { rule } = await import(new URL(script, location.href));
          const { searchWords, veryForm } = rule(await (await fetch(letters)).json());
          return texts.map((text) => {
            const { pieces, words, joined } = searchWords(text);
            return [pieces, words, joined, words.map(veryForm)];
          });
        }""",
        [script, letters, texts],
    )
    different = []
    for text, theirs in zip(texts, found, strict=True):
        own = search_words(text)
        forms = [very_form(word) for word in own.words]
        if [list(own.pieces), list(own.words), list(own.joined), forms] != theirs:
            different.append((text, own, theirs))
    assert different == []
