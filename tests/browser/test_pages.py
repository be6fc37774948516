"""The pages in a browser: every way leads somewhere, everything fits and can be read.

The sample stands at the root of a small server, and in a folder of it, beside three archives more:
one with every turn of an article's life, one with long listings, one written from right to left.
"""

import re
import shutil
from collections.abc import Iterator
from datetime import datetime
from io import BytesIO
from pathlib import Path
from unicodedata import normalize
from urllib.parse import quote

import pytest
from PIL import Image
from playwright.sync_api import (
    Browser,
    BrowserContext,
    Locator,
    Page,
    Route,
    expect,
)
from pypdf import PdfReader

from newsgen.model.coordinates import MAP_BOUNDS, Coordinates, map_position
from newsgen.model.tuning import Tuning
from newsgen.pipeline.build import build
from newsgen.pipeline.request import BuildRequest
from support import axe
from support.golden_sites import KIND_PAGES, LONG_PAGES, SITES
from support.many_names import NOTABLE, write_index
from support.reader import HEADERS, Reader, serve_folder
from support.sample import copy_sample
from support.sites import NOW, Site

WIDTHS = (360, 768, 1280)

LARGEST = (
    "archive/",
    "archive/2022/09/14/who-belongs-to-the-sco/",
    "archive/organizations/shanghai-cooperation-organization/",
    "archive/places/",
    "archive/entities/",
    "archive/about/",
)
"""The largest pages of their templates in the sample; test_accessibility asks axe of them."""

PAGES = (
    "archive/2022/09/13/xi-putin-samarkand/",
    *(f"life{KIND_PAGES[kind]}" for kind in ("article", "article, excerpt", "article, metadata")),
    f"life{KIND_PAGES['period, of nothing']}",
    *(f"years{address}" for address in LONG_PAGES.values()),
    "scripts/",
    "scripts/2022/09/13/قمة/",
    "scripts/2022/09/13/english/",
    "scripts/tags/",
    "scripts/people/xi-jinping/",
)
"""Pages that have more on them than others of their kind, or less, or other letters."""

KINDS = tuple(
    f"life{address}"
    for name, address in KIND_PAGES.items()
    if name not in ("redirect", "feeds") and f"life{address}" not in PAGES
)
"""Pages of all other kinds; what axe says of such pages is asked in test_accessibility."""

MANY, MOST = 1_000, 20_000
"""Numbers of names in an index."""


@pytest.fixture(scope="module")
def web(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of all archives."""
    folder = tmp_path_factory.mktemp("browser")
    sample = copy_sample(folder / "sample")
    sites = {"": sample, "archive": sample}
    for name in ("life", "years", "scripts"):
        sites[name] = folder / name
        shutil.copytree(SITES[name], sites[name])
    for name, site in sites.items():
        order = BuildRequest(site=site, out=folder / "web" / name, base_url="", workers=1, now=NOW)
        assert build(order).status == "ok"
    return folder / "web"


@pytest.fixture(scope="module")
def address(web: Path) -> Iterator[str]:
    """Where the archives are served."""
    with serve_folder(web, HEADERS) as address:
        yield address


@pytest.fixture(scope="module", params=[MANY, pytest.param(MOST, marks=pytest.mark.long)])
def count(web: Path, request: pytest.FixtureRequest) -> int:
    """The number of names in the index at names-COUNT/people/."""
    number: int = request.param
    write_index(web / f"names-{number}", number)
    return number


@pytest.fixture(scope="module")
def contexts(browser: Browser) -> Iterator[dict[bool, BrowserContext]]:
    """One in which pages may run scripts, which the tests need to measure them, and one without."""
    made = {scripts: browser.new_context(java_script_enabled=scripts) for scripts in (True, False)}
    yield made
    for context in made.values():
        context.close()


@pytest.fixture(scope="module")
def readers(contexts: dict[bool, BrowserContext], address: str) -> dict[bool, Reader]:
    """One that runs scripts, with axe-core at hand, and one that does not."""
    made = {scripts: Reader(context.new_page(), address) for scripts, context in contexts.items()}
    axe.load(made[True].page)
    return made


@pytest.fixture
def reader(readers: dict[bool, Reader]) -> Iterator[Reader]:
    yield from rested(readers[True])


@pytest.fixture
def plain_reader(readers: dict[bool, Reader]) -> Iterator[Reader]:
    """A reader whose browser runs no scripts."""
    yield from rested(readers[False])


def rested(reader: Reader) -> Iterator[Reader]:
    """One who has seen nothing yet, at a desk, and afterwards has nothing to complain of."""
    reader.page.unroute_all()
    reader.page.goto("about:blank")
    reader.page.emulate_media(media="null", color_scheme="null")
    reader.page.set_viewport_size({"width": 1280, "height": 720})
    reader.complaints.clear()
    yield reader
    assert reader.complaints == []


def test_pages_come_with_the_headers_a_host_should_send(reader: Reader) -> None:
    answer = reader.page.goto(reader.address)
    assert answer
    assert "script-src 'self'" in answer.headers["content-security-policy"]
    wanted = {name.lower(): value for name, value in HEADERS.items()}
    assert wanted.items() <= answer.headers.items()


# --- Walking --------------------------------------------------------------------------------------


@pytest.mark.parametrize("prefix", ["", "archive/"], ids=["at the root", "in a folder"])
def test_one_can_walk_from_the_front_page_to_an_article_to_a_tag_and_back(
    plain_reader: Reader, prefix: str
) -> None:
    page = plain_reader.open(prefix)
    expect(page).to_have_title("The Samarkand File")
    page.locator("main").get_by_role("link", name="Xi, Putin to meet in Samarkand").click()
    expect(page.locator("h1")).to_have_text("Xi, Putin to meet in Samarkand")
    assert plain_reader.path == f"/{prefix}2022/09/13/xi-putin-samarkand/"
    page.locator("main").get_by_role("link", name="SCO", exact=True).click()
    assert plain_reader.path == f"/{prefix}tags/sco/"
    expect(page.locator("main").get_by_role("link", name="Xi, Putin to meet")).to_be_visible()
    page.go_back()
    expect(page.locator("h1")).to_have_text("Xi, Putin to meet in Samarkand")
    page.get_by_role("navigation", name="Breadcrumbs").get_by_role("link", name="2022").last.click()
    page.get_by_role("link", name="The Samarkand File").click()
    assert plain_reader.path == f"/{prefix}"


def test_the_masthead_and_the_footer_of_every_page_lead_on(plain_reader: Reader) -> None:
    page = plain_reader.open("archive/2022/09/13/xi-putin-samarkand/")
    around = page.locator("body > header, body > footer")
    kinds = (
        "Sections",
        "People",
        "Organizations",
        "Places",
        "Events",
        "Tags",
        "Sources",
        "Authors",
    )
    for name in (*kinds, "Corrections"):
        around.get_by_role("link", name=name, exact=True).first.click()
        assert plain_reader.path == f"/archive/{name.lower()}/"
        expect(page.get_by_role("heading", level=1)).to_have_text(name)
    around.get_by_role("link", name="About", exact=True).first.click()
    assert plain_reader.path == "/archive/about/"
    around.get_by_role("link", name="The Samarkand File", exact=True).click()
    assert plain_reader.path == "/archive/"


def test_a_moved_page_leads_on_by_itself(plain_reader: Reader) -> None:
    page = plain_reader.open("life/old/lead.html")
    page.wait_for_url("**/life/2022/09/13/lead/")
    expect(page.locator("h1")).to_have_text("The lead of the day")


def test_a_wrong_address_gets_a_page_that_leads_home(
    contexts: dict[bool, BrowserContext], address: str
) -> None:
    with contexts[False].new_page() as page:
        answer = page.goto(f"{address}no/such/page/")
        assert answer
        assert answer.status == 404
        expect(page.locator("h1")).to_have_text("There is no page at this address.")
        assert page.locator("main a").first.evaluate("each => getComputedStyle(each).color")
        page.locator("main").get_by_role("link", name="Front page").click()
        assert page.url == address


def test_pictures_are_shown(reader: Reader) -> None:
    pages = {"archive/2022/08/28/samarkand-crossroads/": 1, "life/2022/09/13/lead/": 3}
    for path, count in pages.items():
        pictures = reader.open(path).locator("main img").all()
        assert len(pictures) == count
        for picture in pictures:
            picture.scroll_into_view_if_needed()
            picture.evaluate("each => each.decode()")  # a gallery is fetched when it is seen
            assert picture.evaluate("each => each.naturalWidth > 0 && each.alt !== ''")


# --- By keyboard ----------------------------------------------------------------------------------


def test_the_keyboard_skips_to_the_text(reader: Reader) -> None:
    page = reader.open("archive/2022/09/13/xi-putin-samarkand/")
    skip = page.get_by_role("link", name="Skip to content")
    expect(skip).not_to_be_in_viewport()
    page.keyboard.press("Tab")
    expect(skip).to_be_focused()
    expect(skip).to_be_in_viewport()
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    assert page.evaluate("document.querySelector('main').contains(document.activeElement)")


def test_one_sees_where_the_keyboard_is(reader: Reader) -> None:
    page = reader.open("archive/2022/")
    stops = page.locator("a:not([tabindex]), button, input").count()
    assert stops > 20
    for _ in range(stops):
        page.keyboard.press("Tab")
        outline = page.evaluate(
            "(({outlineStyle, outlineWidth}) => [outlineStyle, parseFloat(outlineWidth)])"
            "(getComputedStyle(document.activeElement))"
        )
        assert outline[0] != "none"
        assert outline[1] >= 2
    assert page.evaluate("document.activeElement === [...document.querySelectorAll('a')].at(-1)")


# --- Finding a name ------------------------------------------------------------------------------


def names_shown(page: Page) -> Locator:
    """The names of an index that a reader can see, or could by scrolling."""
    return page.locator(".index section:not([hidden]) li:not([hidden]) a")


def strictly(page: Page) -> None:
    """Let a page run and fetch only what is a file of its own site."""

    def serve(route: Route) -> None:
        answer = route.fetch()
        policy = {"content-security-policy": "default-src 'self'"}
        route.fulfill(response=answer, headers=answer.headers | policy)

    page.route("**/*", serve)


FILTER_RESULTS = {
    "jinping": ["Xi Jinping"],
    "elysee": ["Élysée Reclus"],
    "XI J": ["Xi Jinping"],
    "ÉLYSÉE": ["Élysée Reclus"],
    "j xi": ["Xi Jinping"],
    "lech walesa": ["Lech Wałęsa"],
    "习近": ["Xi Jinping"],
    "obrien": ["O’Brien, Conor"],
    "近平": ["Xi Jinping"],
    "o'brien": ["O’Brien, Conor"],
    "rien": [],
    "brien": ["O’Brien, Conor"],
    "ёлка": ["Елка"],
    "القمة": ["القمة"],
    "strasse": ["Große Straße"],
    "c++": ["C++"],
    "no such name": [],
}
"""What is typed, and the names that are found, which differ from those found before them."""


PATIENCE = 60_000
"""Milliseconds for a machine that has other work: how quick it is, is measured elsewhere."""


def test_a_name_is_found_among_very_many(reader: Reader, count: int) -> None:
    page = reader.page
    strictly(page)
    reader.open(f"names-{count}/people/")
    box, status = page.get_by_label("Find a name"), page.get_by_role("status")
    last = {f"name {count - 1}": [f"Name {count - 1}"]}
    for typed, found in (FILTER_RESULTS | last).items():
        box.fill(typed)
        expect(names_shown(page)).to_have_text(found, timeout=PATIENCE)
        expect(status).to_have_text(f"Names found: {len(found)}")
        expect(page.get_by_role("heading", name="Most active lately")).to_be_hidden()
        ways = page.get_by_role("navigation", name="Letters").locator("li:not([hidden])")
        assert ways.all_text_contents() == sections(page)


def sections(page: Page) -> list[str]:
    """The letters of an index that are to be seen."""
    return page.locator(".index section:not([hidden]) h2").all_text_contents()


def test_all_names_are_there_again_when_the_box_is_emptied(reader: Reader, count: int) -> None:
    page = reader.open(f"names-{count}/people/")
    box = page.get_by_label("Find a name")
    before = names_shown(page).all_text_contents()
    assert len(before) == count
    box.press_sequentially("Xi J")
    expect(page.get_by_role("status")).to_have_text("Names found: 1", timeout=PATIENCE)
    box.fill("")
    expect(page.get_by_role("status")).to_be_empty(timeout=PATIENCE)
    assert names_shown(page).all_text_contents() == before
    expect(page.get_by_role("heading", name="Most active lately")).to_be_visible()


def test_without_scripts_an_index_is_all_links_and_no_box(plain_reader: Reader, count: int) -> None:
    page = plain_reader.open(f"names-{count}/people/")
    expect(page.locator(".finder")).to_be_hidden()
    names = page.locator(".index li > a[href]")
    assert names.count() == count
    page.get_by_role("navigation", name="Letters").get_by_role("link", name="X").click()
    expect(names.get_by_text("Xi Jinping")).to_be_in_viewport()


# --- Finding a name in an index of many pages -----------------------------------------------------


@pytest.fixture(scope="module")
def far(web: Path, tmp_path_factory: pytest.TempPathFactory) -> str:
    """The folder of an archive in which ten names are too many for one page, or for one file."""
    site = Site(tmp_path_factory.mktemp("far"), "title: The Far File\n")
    site.tuning = Tuning(names_per_page=10, names_per_file=10)
    spelled = (f"{name}: {{aliases: [{', '.join(own)}]}}" for name, own in NOTABLE.items() if own)
    site.write("authorities/people.yml", "\n".join(spelled) + "\n")
    for number in range(40):
        people = [f"Name {number}", f"Nameless {number % 5}"]
        site.article(f"n{number}", entities={"people": people})
    site.article("notable", entities={"people": [*NOTABLE], "places": ["Walbrzych"]})
    site.out = web / "far"
    site.build().ok()
    return "far/"


FAR_RESULTS = FILTER_RESULTS | {"name 39": ["Name 39"], "wal": ["Lech Wałęsa"]}


def results(page: Page) -> Locator:
    return page.locator(".finder > ul:not([hidden]) li a")


@pytest.mark.parametrize("path", ["people/", "people/-/name-3/"])
def test_a_name_is_found_on_the_pages_of_other_letters(reader: Reader, far: str, path: str) -> None:
    page = reader.page
    strictly(page)
    reader.open(far + path)
    box, status = page.get_by_label("Find a name"), page.get_by_role("status")
    for typed, names in FAR_RESULTS.items():
        box.fill(typed)
        expect(results(page)).to_have_text(names, timeout=PATIENCE)
        expect(status).to_have_text(f"Names found: {len(names)}")
        expect(page.get_by_role("navigation", name="Letters")).to_be_hidden()
    box.fill("")
    expect(status).to_be_empty(timeout=PATIENCE)
    expect(results(page)).to_have_count(0)
    expect(page.get_by_role("navigation", name="Letters")).to_be_visible()


def test_of_too_many_names_those_with_most_articles_are_found(reader: Reader, far: str) -> None:
    page = reader.open(f"{far}people/")
    page.get_by_label("Find a name").fill("name")
    expect(page.get_by_role("status")).to_have_text("Names found, at least: 10", timeout=PATIENCE)
    assert [each for each in results(page).all_text_contents() if "less" in each] == [
        f"Nameless {number}" for number in range(5)
    ]


def test_names_of_all_kinds_are_found_by_keyboard(reader: Reader, far: str) -> None:
    page = reader.open(f"{far}entities/")
    page.get_by_label("Find a name").press_sequentially("wa")
    expect(results(page)).to_have_text(["Lech Wałęsa", "Walbrzych"], timeout=PATIENCE)
    expect(page.locator(".finder > .counts .count").last).to_have_text("Place, articles: 1")
    page.keyboard.press("Tab")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    page.wait_for_url("**/far/places/walbrzych/")


def test_without_scripts_letters_lead_to_every_name(plain_reader: Reader, far: str) -> None:
    page = plain_reader.open(f"{far}people/")
    expect(page.locator(".finder")).to_be_hidden()
    letters = page.get_by_role("navigation", name="Letters")
    letters.get_by_role("link", name="N 45").click()
    letters.get_by_role("link", name="Name 40").click()
    letters.get_by_role("link", name="Name 3 11").click()
    letters.get_by_role("link", name="Name 37").click()
    page.get_by_role("link", name="After Name 38").click()
    page.locator(".index").get_by_role("link", name="Name 38").click()
    assert plain_reader.path == "/far/people/name-38/"


@pytest.mark.parametrize("path", ["people/", "people/-/n/", "entities/-/x/"])
def test_a_page_of_letters_fits_and_can_be_read(reader: Reader, far: str, path: str) -> None:
    page = reader.open(far + path)
    page.get_by_label("Find a name").fill("xi")
    expect(results(page)).to_have_text(["Xi Jinping"], timeout=PATIENCE)
    assert axe.violations(page) == []
    page.get_by_label("Find a name").fill("")
    expect(results(page)).to_have_count(0, timeout=PATIENCE)
    assert too_wide(page) == []
    assert axe.violations_in_all_looks(page) == []


# --- Looks ----------------------------------------------------------------------------------------


def too_wide(page: Page) -> list[int]:
    """The widths at which a page does not fit a phone, a tablet or a desk."""
    found = []
    for width in WIDTHS:
        page.set_viewport_size({"width": width, "height": 800})
        if page.evaluate("document.documentElement.scrollWidth") > width:
            found.append(width)
    return found


@pytest.mark.parametrize(
    "path",
    [*PAGES, *(pytest.param(path, marks=pytest.mark.long) for path in (*LARGEST, *KINDS))],
)
def test_a_page_fits_and_can_be_read(reader: Reader, path: str) -> None:
    page = reader.open(path)
    assert too_wide(page) == []
    assert axe.violations_in_all_looks(page) == []


def test_a_page_of_any_kind_fits(reader: Reader) -> None:
    pages = (*LARGEST, *KINDS)
    assert {path: wide for path in pages if (wide := too_wide(reader.open(path)))} == {}


def test_night_is_dark(reader: Reader) -> None:
    page = reader.open("archive/")
    page.emulate_media(color_scheme="light")
    assert ground(page) > 3 * 200
    page.emulate_media(color_scheme="dark")
    assert ground(page) < 3 * 60
    assert too_wide(page) == []


def ground(page: Page) -> int:
    """How light the page is behind its text, of 765."""
    colour = page.evaluate("getComputedStyle(document.body).backgroundColor")
    return sum(map(int, re.findall(r"\d+", colour)))


def test_the_switch_turns_the_page_and_is_remembered(reader: Reader) -> None:
    page = reader.open("archive/")
    page.emulate_media(color_scheme="light")
    switch = page.get_by_role("button", name="Dark")
    expect(switch).to_have_attribute("aria-pressed", "false")
    switch.click()
    expect(switch).to_have_attribute("aria-pressed", "true")
    assert ground(page) < 3 * 60
    page = reader.open("archive/tags/sco/")
    assert ground(page) < 3 * 60
    switch = page.get_by_role("button", name="Dark")
    expect(switch).to_have_attribute("aria-pressed", "true")
    switch.click()
    page = reader.open("archive/")
    assert ground(page) > 3 * 200


def test_to_choose_what_the_system_has_is_to_follow_it(reader: Reader) -> None:
    page = reader.open("archive/")
    page.emulate_media(color_scheme="light")
    switch = page.get_by_role("button", name="Dark")
    switch.press("Enter")
    switch.press("Enter")
    assert ground(page) > 3 * 200
    page.emulate_media(color_scheme="dark")
    assert ground(page) < 3 * 60
    expect(switch).to_have_attribute("aria-pressed", "true")


def test_without_scripts_there_is_no_switch(plain_reader: Reader) -> None:
    page = plain_reader.open("archive/")
    expect(page.locator(".scheme")).to_be_hidden()


@pytest.mark.parametrize("path", ["archive/2022/09/13/xi-putin-samarkand/", "archive/tags/sco/"])
def test_on_paper_there_is_text_and_nothing_to_click(reader: Reader, path: str) -> None:
    page = reader.open(path)
    page.emulate_media(media="print", color_scheme="dark")
    assert [each for each in axe.violations(page) if each.rule == "color-contrast"] == []
    expect(page.locator("h1")).to_be_visible()
    for navigation in page.get_by_role("navigation").all():
        expect(navigation).to_be_hidden()
    assert ground(page) == 3 * 255


def printed(page: Page) -> list[str]:
    """The text of each sheet of paper, closed: a sheet has no spaces, only places of letters."""
    sheets = PdfReader(BytesIO(page.pdf(format="A4"))).pages
    return [closed(sheet.extract_text()) for sheet in sheets]


def closed(text: str) -> str:
    """Without spaces and ligatures."""
    return "".join(normalize("NFKC", text).split())


def test_an_article_is_printed_whole_and_says_where_it_is_from(reader: Reader) -> None:
    page = reader.open(f"life{KIND_PAGES['article']}")
    paragraphs = page.locator(".text p").all_inner_texts()
    source = page.locator(".record a[rel~=external]").first.get_attribute("href")
    sheets = printed(page)
    words = "".join(sheets)
    assert [each for each in paragraphs if closed(each) not in words] == []
    assert words.count(f"<{source}>") == 1
    assert words.count("Previousarticle") == 0
    assert all(sheets)


def test_a_long_listing_is_printed_from_its_first_article_to_its_last(reader: Reader) -> None:
    page = reader.open("archive/organizations/shanghai-cooperation-organization/")
    titles = page.locator(".card :is(h2, h3, h4)").all_inner_texts()
    sheets = printed(page)
    assert len(sheets) > 1
    assert all(sheets)
    assert [title for title in titles if closed(title) not in "".join(sheets)] == []


def test_an_archive_from_right_to_left(reader: Reader) -> None:
    """The page's own direction, and each text's: the first letters stand where they should."""
    page = reader.open("scripts/2022/09/13/english/")
    assert page.evaluate("getComputedStyle(document.documentElement).direction") == "rtl"
    assert page.locator("h1").evaluate("each => getComputedStyle(each).direction") == "ltr"
    page = reader.open("archive/")
    assert page.evaluate("getComputedStyle(document.documentElement).direction") == "ltr"


def test_a_circle_on_a_map_leads_to_the_page_of_its_place(plain_reader: Reader) -> None:
    page = plain_reader.open("archive/places/")
    page.locator(".map a", has_text="United States").locator("circle").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("United States")
    circles = page.locator(".map circle")
    assert circles.count() > 1
    assert page.locator(".map circle.own").count() == 1


def test_a_map_has_room_for_fewer_names_on_a_phone(reader: Reader) -> None:
    page = reader.open("archive/places/")
    names = page.locator(".map text:visible")
    wide = names.count()
    page.set_viewport_size({"width": 360, "height": 720})
    assert 0 < names.count() < wide


def test_the_world_under_the_circles_is_drawn(reader: Reader) -> None:
    """Land is darker than the sea, at places that everybody knows."""
    page = reader.open("archive/places/")
    chart = page.locator(".map svg")
    shot = Image.open(BytesIO(chart.screenshot())).convert("L")

    def grey(latitude: float, longitude: float) -> int:
        x, y = map_position(Coordinates(latitude, longitude))
        left, top, right, bottom = MAP_BOUNDS
        across, down = (x - left) / (right - left), (y - top) / (bottom - top)
        found = shot.getpixel((round(across * shot.width), round(down * shot.height)))
        assert isinstance(found, int)
        return found

    sahara, amazon, australia = grey(22, 10), grey(-5, -60), grey(-25, 130)
    atlantic, pacific = grey(30, -40), grey(0, -130)
    assert max(sahara, amazon, australia) < min(atlantic, pacific) - 20


@pytest.mark.parametrize("width", WIDTHS)
def test_an_article_says_where_it_was_filed_from(reader: Reader, width: int) -> None:
    page = reader.open("archive/2022/09/15/samarkand-summit-opens/")
    page.set_viewport_size({"width": width, "height": 720})
    expect(page.locator(".origin .place")).to_be_visible()
    expect(page.locator(".named .map text").first).to_be_visible()


def test_the_front_page_shows_what_appeared_on_this_day(reader: Reader) -> None:
    reader.page.clock.set_fixed_time(datetime(2026, 9, 16, 10))  # noqa: DTZ001  # the reader's own
    page = reader.open("archive/")
    expect(page.locator(".today li")).to_have_count(2)
    page.locator(".today h2 a").click()
    expect(page).to_have_url(re.compile("/archive/on/09-16/$"))
    assert page.locator("h1").inner_text() == "16 September in all years"
    page.get_by_role("link", name="Dushanbe prepares").click()
    expect(page).to_have_url(re.compile("/archive/2021/09/16/"))


def test_a_day_without_articles_is_no_day_to_show(reader: Reader) -> None:
    reader.page.clock.set_fixed_time(datetime(2026, 9, 17, 10))  # noqa: DTZ001  # the reader's own
    page = reader.open("archive/")
    with page.expect_response(re.compile("/on/$")):
        page.reload()
    page.wait_for_load_state("networkidle")
    expect(page.locator(".today")).to_be_hidden()


def test_days_of_all_years_are_reached_without_scripts(plain_reader: Reader) -> None:
    page = plain_reader.open("archive/2022/09/16/")
    page.get_by_role("link", name="16 September in all years").click()
    page.get_by_role("link", name="Days of the year").click()
    page.get_by_role("link", name="16 September: 4 articles").click()
    expect(page.locator("h1")).to_have_text("16 September in all years")


ARTICLE = "archive/2022/09/16/iran-signs-memorandum/"


def test_an_article_is_kept_in_the_browser_until_it_is_left_out(reader: Reader) -> None:
    page = reader.open(ARTICLE)
    page.get_by_role("button", name="Keep for later").click()
    kept = page.get_by_role("button", name="Kept")
    expect(kept).to_have_attribute("aria-pressed", "true")
    page.get_by_role("link", name="Reading list").click()
    link = page.get_by_role("link", name="Iran signs memorandum on the way to membership")
    expect(link).to_be_visible()
    with page.expect_download() as started:
        page.get_by_role("button", name="Save as a file").click()
    assert started.value.suggested_filename == "reading-list.md"
    line = started.value.path().read_text("utf-8")
    address = page.url.replace("reading/", ARTICLE.removeprefix("archive/"))
    title = "Iran signs memorandum on the way to membership"
    assert line == f"- [{title}]({address}), newsgen sample desk, 2022-09-16\n"
    link.click()
    expect(kept).to_be_visible()
    page.go_back()
    page.get_by_role("button", name=re.compile("^Leave out: Iran")).click()
    expect(page.get_by_role("status")).to_have_text(re.compile("Nothing is kept yet"))
    reader.open(ARTICLE)
    expect(page.get_by_role("button", name="Keep for later")).to_be_visible()


def test_a_reader_sets_the_size_of_texts_and_the_length_of_lines(reader: Reader) -> None:
    page = reader.open(ARTICLE)
    text = page.locator(".text > p").first
    size = "element => parseFloat(getComputedStyle(element).fontSize)"
    before, width = text.evaluate(size), text.bounding_box()
    reader.open("archive/reading/").get_by_label("Size of texts").select_option("Very large")
    page.get_by_label("Length of lines").select_option("Short")
    reader.open(ARTICLE)
    assert text.evaluate(size) > 1.2 * before
    assert width
    assert text.bounding_box()["width"] < 0.9 * width["width"]  # type: ignore[index]
    reader.open("archive/reading/").get_by_label("Size of texts").select_option("Normal")
    page.get_by_label("Length of lines").select_option("Normal")
    reader.open(ARTICLE)
    assert text.evaluate(size) == before


def test_without_scripts_nothing_can_be_kept(plain_reader: Reader) -> None:
    page = plain_reader.open(ARTICLE)
    assert not page.get_by_role("button", name="Keep for later").count()
    page.get_by_role("link", name="Reading list").click()
    assert page.get_by_text("To keep articles needs script.").is_visible()


def test_names_are_compared_over_time(reader: Reader) -> None:
    page = reader.open("archive/organizations/shanghai-cooperation-organization/")
    page.get_by_role("link", name="Compare with other names").click()
    chart = page.locator("figure.trends")
    heads = chart.get_by_role("columnheader")
    expect(heads.nth(1)).to_have_text("Shanghai Cooperation Organization")
    expect(heads).to_have_count(2)
    own = [*map(str.strip, page.locator("figure.trends tbody tr").all_inner_texts())]
    page.get_by_label("Add a name").fill("china")
    page.get_by_role("button", name="Add").click()
    expect(heads).to_have_count(3)
    assert chart.locator("circle").count() == 2 * chart.locator("tbody tr").count()
    assert chart.locator("svg").bounding_box()
    # The address says what is compared.
    compared = page.locator("figure.trends").inner_text()
    page.reload()
    expect(heads).to_have_count(3)
    assert page.locator("figure.trends").inner_text() == compared
    page.get_by_label("Add a name").fill("Nobody of this name")
    page.get_by_role("button", name="Add").click()
    expect(page.get_by_role("status")).to_have_text("No name in this archive: Nobody of this name")
    page.get_by_role("button", name="Leave out: China").click()
    expect(heads).to_have_count(2)
    assert [*map(str.strip, page.locator("figure.trends tbody tr").all_inner_texts())] == own
    page.go_back()
    expect(heads).to_have_count(3)


FOREIGN = ("//example.net/x", "data:text/html,<h1>A</h1>", "../../x", "people/../../x", "people/.")


@pytest.mark.parametrize("name", FOREIGN)
def test_no_address_makes_the_page_of_trends_show_what_is_not_of_the_archive(
    reader: Reader, name: str
) -> None:
    asked: list[str] = []
    reader.page.on("request", lambda request: asked.append(request.url))
    page = reader.open(f"archive/trends/?name={quote(name)}")
    expect(page.locator("figure.trends li")).to_have_count(3)
    root = page.url.partition("trends/")[0]
    assert [url for url in asked if not url.startswith(root)] == []


def test_names_are_compared_in_a_table_without_scripts(plain_reader: Reader) -> None:
    page = plain_reader.open("archive/trends/")
    assert page.get_by_role("columnheader").count() > 2
    assert not page.get_by_label("Add a name").is_visible()


def printed_table(page: Page) -> str:
    return " ".join(page.locator("figure.trends table").inner_text().split())


def test_words_are_compared_over_time(reader: Reader) -> None:
    page = reader.open("archive/trends/")
    page.get_by_role("link", name="Words over time").click()
    heads = page.locator("figure.trends").get_by_role("columnheader")
    expect(heads).to_have_count(4)
    for _ in range(2):
        page.locator("figure.trends li button").first.click()
    expect(heads).to_have_count(2)
    add = page.get_by_label("Add a word")
    add.fill("Shanghai cooperation")
    add.press("Enter")
    expect(heads).to_have_count(3)
    # Told apart is only what search tells apart.
    add.fill("SHANGHAI COOPERATION")
    add.press("Enter")
    expect(heads).to_have_count(3)
    counted = page.locator("figure.trends tbody tr").last.locator("td").all_inner_texts()
    assert all(int(number) > 2 for number in counted)
    whole = printed_table(page)
    page.get_by_label("of 10,000 words of the year").check()
    expect(page.locator("figure.trends figcaption")).to_have_text(
        "Times printed, of 10,000 words of the year"
    )
    shares = printed_table(page)
    assert shares != whole
    # The address says what is compared, and how.
    page.reload()
    expect(heads).to_have_count(3)
    assert printed_table(page) == shares
    page.go_back()
    expect(page.locator("figure.trends figcaption")).to_have_text("Times printed, by year")
    for text, told in (
        ("zebra", "Too few articles have: zebra."),
        ("one two three", "No more than two words are counted together: one two three."),
    ):
        add.fill(text)
        add.press("Enter")
        expect(page.locator("form.trends").get_by_role("status")).to_have_text(told)
    expect(page.locator("form.trends")).to_contain_text("Articles that a word has to be in: 3.")
    page.locator("figure.trends li a").last.click()
    expect(page.locator("p.found")).to_contain_text("Articles found:")


def test_the_page_of_words_says_what_it_needs(plain_reader: Reader) -> None:
    page = plain_reader.open("archive/words/")
    assert page.get_by_text("Counting words needs script").is_visible()
    assert not page.get_by_label("Add a word").is_visible()
    assert not page.locator("figure.trends").is_visible()


def test_a_list_shows_headlines_only_and_stays_so(reader: Reader) -> None:
    page = reader.open("archive/organizations/shanghai-cooperation-organization/")
    summaries = page.locator(".days .gist:visible")
    assert summaries.count() > 3
    switch = page.get_by_role("button", name="Headlines only")
    switch.click()
    expect(switch).to_have_attribute("aria-pressed", "true")
    expect(summaries).to_have_count(0)
    page = reader.open("archive/2022/")
    expect(page.locator(".days .gist:visible")).to_have_count(0)
    page.get_by_role("button", name="Headlines only").click()
    page.reload()
    assert page.locator(".days .gist:visible").count() > 3


def test_a_list_has_summaries_without_scripts(plain_reader: Reader) -> None:
    page = plain_reader.open("archive/organizations/shanghai-cooperation-organization/")
    assert page.locator(".days .gist:visible").count() > 3
    expect(page.locator(".headlines-only")).to_be_hidden()


def test_the_switch_of_a_list_moves_nothing(reader: Reader) -> None:
    page = reader.open("archive/2022/")
    page.evaluate("localStorage.setItem('newsgen-listing', 'dense')")
    page.add_init_script(
        "window.moved = 0; new PerformanceObserver((list) => {"
        " for (const each of list.getEntries()) window.moved += each.value; })"
        ".observe({ type: 'layout-shift', buffered: true });"
    )
    page.reload()
    page.wait_for_load_state("networkidle")
    assert page.evaluate("window.moved") == 0
    page.evaluate("localStorage.clear()")


@pytest.mark.parametrize("width", [360, 1280])
@pytest.mark.parametrize(
    "path", ["", "trends/", "words/", "search/", "reading/", "people/xi-jinping/"]
)
def test_nothing_moves_while_a_page_comes(reader: Reader, path: str, width: int) -> None:
    reader.page.set_viewport_size({"width": width, "height": 800})
    reader.page.add_init_script(
        "window.moved = 0; new PerformanceObserver((list) => {"
        " for (const each of list.getEntries()) window.moved += each.value; })"
        ".observe({ type: 'layout-shift', buffered: true });"
    )
    page = reader.open(f"archive/{path}")
    page.wait_for_load_state("networkidle")
    if path in ("trends/", "words/"):
        expect(page.locator("figure.trends svg circle").first).to_be_visible()
    assert page.evaluate("window.moved") == 0


@pytest.mark.parametrize("width", [*WIDTHS, 1920])
@pytest.mark.parametrize(
    "path",
    [
        "archive/2022/09/15/samarkand-summit-opens/",
        "archive/people/xi-jinping/",
        "archive/places/uzbekistan/",
        "archive/places/",
    ],
)
def test_no_name_on_a_map_is_cut_off(reader: Reader, path: str, width: int) -> None:
    reader.page.set_viewport_size({"width": width, "height": 720})
    page = reader.open(path)
    edge = page.locator(".map svg").bounding_box()
    boxes = [name.bounding_box() for name in page.locator(".map text:visible").all()]
    assert edge
    assert boxes
    for box in boxes:
        assert box
        assert box["x"] >= edge["x"] - 1
        assert box["x"] + box["width"] <= edge["x"] + edge["width"] + 1
