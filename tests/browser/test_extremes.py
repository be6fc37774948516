"""Archives that nobody expects, in a browser: everything fits, and everything can be reached.

Titles without end, a word that cannot be broken, a hundred tags, five hundred articles on one day,
four scripts in one list, pictures that are broken or huge; one article, and none.
"""

import re
import struct
import zlib
from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path

import pytest
from playwright.sync_api import Browser, expect

from support.reader import Reader, serve_folder
from support.sites import Site

WIDTHS = (320, 768, 1920)
TITLE = "Ministers of nine countries met on Tuesday to speak of roads, of water and of grain, " * 4
WORD = "Donaudampfschifffahrtselektrizitätenhauptbetriebswerkbauunterbeamtengesellschaft" * 3
ADDRESSES = "all => all.map(each => each.href)"
SCRIPTS = {"en": "Talks in Samarkand", "ru": "Переговоры в Самарканде"}
SCRIPTS |= {"zh-Hans": "撒马尔罕会谈", "ar": "محادثات في سمرقند"}
ODD = {
    "front page": "odd/",
    "title without end": "odd/2022/09/01/long/",
    "word without end": "odd/2022/09/01/word/",
    "a hundred tags": "odd/2022/09/01/tagged/",
    "nothing but what is required": "odd/2022/09/01/bare/",
    "pictures": "odd/2022/09/01/pictured/",
    "a day": "odd/2022/09/01/",
    "all tags": "odd/tags/",
    "a tag that is one long word": f"odd/tags/{WORD[:80].lower().replace('ä', 'a')}/",
    "five hundred on a day": "full/2022/09/13/",
    "a name with many": "full/people/xi-jinping/",
    "one article": "one/",
    "its page": "one/2022/09/13/only/",
    "none": "none/",
    "search in none": "none/search/",
}


def picture(width: int, height: int) -> bytes:
    """A grey PNG of any size."""

    def part(name: bytes, data: bytes) -> bytes:
        checked = name + data
        return struct.pack(">I", len(data)) + checked + struct.pack(">I", zlib.crc32(checked))

    head = struct.pack(">IIBBBBB", width, height, 1, 0, 0, 0, 0)
    rows = zlib.compress(bytes(1 + (width + 7) // 8) * height)
    return b"\x89PNG\r\n\x1a\n" + part(b"IHDR", head) + part(b"IDAT", rows) + part(b"IEND", b"")


def odd(folder: Path) -> Site:
    site = Site(folder, "title: The Odd File\nlistings: {newest: 20, year: 30}\n")
    day = "2022-09-01"
    site.article("long", date=day, title=TITLE[:300], tags=["SCO"])
    site.article("word", f"{WORD} and more.", date=day, title=WORD[:200], tags=[WORD[:80]])
    site.article("tagged", date=day, tags=[f"Tag number {each}" for each in range(100)])
    site.article("bare", "", date=day)
    for language, title in SCRIPTS.items():
        site.article(f"in-{language.lower()}", title, date=day, title=title, language=language)
    (site.folder / "articles" / "huge.png").write_bytes(picture(12000, 9000))
    (site.folder / "articles" / "broken.png").write_bytes(b"This is no picture.")
    site.article(
        "pictured",
        "![Broken](broken.png)\n\n![Huge](huge.png)\n\n| a | b |\n|---|---|\n"
        f"| {WORD} | {'one two ' * 40} |\n\n    {'x' * 400}\n",
        date=day,
        image={"src": "broken.png", "alt": "A broken picture", "credit": WORD[:80]},
    )
    return site


def full(folder: Path) -> Site:
    site = Site(folder, "title: The Full File\n")
    for number in range(500):
        names = {"people": ["Xi Jinping", *(["Once Named"] if number == 7 else [])]}
        site.article(f"n{number}", date="2022-09-13", title=f"Item {number}", entities=names)
    return site


@pytest.fixture(scope="module")
def address(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Where the archives are served."""
    folder = tmp_path_factory.mktemp("extremes")
    sites = {
        "odd": odd(folder / "odd"),
        "full": full(folder / "full"),
        "one": Site(folder / "one", "title: The Only File\n").article("only"),
        "none": Site(folder / "none", "title: The Empty File\n"),
    }
    for name, site in sites.items():
        site.out = folder / "web" / name
        site.build().ok()
    with serve_folder(folder / "web") as address:
        yield address


@pytest.fixture(scope="module")
def window(browser: Browser, address: str) -> Iterator[Reader]:
    with browser.new_page() as page:
        yield Reader(page, address)


@pytest.fixture
def reader(window: Reader) -> Reader:
    window.page.goto("about:blank")
    window.page.set_viewport_size({"width": 1280, "height": 720})
    window.complaints.clear()
    return window


@pytest.mark.parametrize("path", ODD.values(), ids=ODD)
def test_everything_fits(reader: Reader, path: str) -> None:
    page = reader.open(path)
    for width in WIDTHS:
        page.set_viewport_size({"width": width, "height": 800})
        assert page.evaluate("document.documentElement.scrollWidth") <= width
        assert page.locator("h1").bounding_box()
    assert reader.complaints == []


def test_every_article_of_a_full_day_is_on_its_page(reader: Reader) -> None:
    page = reader.open("full/2022/09/13/")
    assert page.locator(".card").count() == 500
    page.locator(".card a", has_text="Item 499").first.click()
    expect(page.locator("h1")).to_have_text("Item 499")


def test_a_name_of_many_and_a_name_of_one(reader: Reader) -> None:
    page = reader.open("full/people/")
    expect(page.locator("main")).to_contain_text("500 articles")
    page.locator("main").get_by_role("link", name="Once Named").first.click()
    expect(page.locator("h1")).to_have_text("Once Named")
    expect(page.locator(".card")).to_have_count(1)


@pytest.mark.long
def test_five_thousand_articles_of_a_name_are_all_within_reach(
    browser: Browser, tmp_path: Path
) -> None:
    site = Site(tmp_path, "title: The Famous File\nsearch: false\n")
    for number in range(5000):
        day = date(2012, 1, 1) + timedelta(days=number * 4 // 5)
        people = {"people": ["Xi Jinping"]}
        site.article(f"n{number}", date=day.isoformat(), title=f"Item {number}", entities=people)
    site.build().ok()
    with serve_folder(site.out) as address, browser.new_page() as page:
        reader = Reader(page, address)
        reader.open("people/xi-jinping/")
        expect(page.locator("main")).to_contain_text("5,000 articles")
        expect(page.locator(".card")).to_have_count(50)
        for width in WIDTHS:
            page.set_viewport_size({"width": width, "height": 800})
            assert page.evaluate("document.documentElement.scrollWidth") <= width
        spans = page.locator("main .counts a").filter(has_text=re.compile(r"20\d\d$"))
        found: set[str] = set()
        for year in spans.evaluate_all(ADDRESSES):
            page.goto(year)
            for month in spans.evaluate_all(ADDRESSES):
                page.goto(month)
                found |= set(page.locator(".card :is(h2, h3, h4)").all_inner_texts())
        assert found == {f"Item {number}" for number in range(5000)}
        assert reader.complaints == []


def test_titles_of_four_scripts_have_each_their_language_and_direction(reader: Reader) -> None:
    page = reader.open("odd/2022/09/01/")
    for language, title in SCRIPTS.items():
        shown = page.locator(".card", has_text=title).first
        heading = shown.locator("h2, h3").first
        own = heading.evaluate("each => getComputedStyle(each.querySelector('a')).direction")
        assert own == ("rtl" if language == "ar" else "ltr")
        spoken = heading.evaluate("each => each.querySelector('a').closest('[lang]').lang")
        assert spoken == language


def test_a_broken_picture_says_what_it_would_show(reader: Reader) -> None:
    page = reader.open("odd/2022/09/01/pictured/")
    expect(page.get_by_role("img", name="A broken picture")).to_be_visible()
    huge = page.get_by_role("img", name="Huge").bounding_box()
    assert huge
    assert huge["width"] <= 600


def test_an_archive_of_none_says_so(reader: Reader) -> None:
    page = reader.open("none/")
    expect(page.locator("main")).to_contain_text("No articles yet")
    page = reader.open("none/search/?q=anything")
    expect(page.get_by_role("status")).to_have_text(
        "Nothing found. Try other words, or fewer conditions."
    )
    assert reader.complaints == []
