"""The main kinds of pages look as in the pictures kept in tests/pictures.

A page that looks different is put beside the kept picture, as NAME.new.png. After a change of
looks, take the pictures anew and look at each that git says is different:

    PYTHONPATH=tests .venv/bin/python tests/browser/test_pictures.py --refresh
"""

import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass

import pytest
from playwright.sync_api import Browser, Page, expect

from support.likeness import TOLERANCE, difference, fonts_are_there, open_sample, take_picture
from support.paths import TESTS
from support.reader import serve_folder
from support.sample import BuiltSample

GOLDEN_PICTURES = TESTS / "pictures"
HEIGHTS = {1280: 800, 360: 740}


def _found(page: Page) -> None:
    page.get_by_label("Words").fill("Samarkand")
    expect(page.get_by_role("status")).to_contain_text("Articles found")
    page.evaluate("document.activeElement.blur()")


@dataclass(frozen=True)
class View:
    """What is taken. ready: what is done before."""

    address: str
    width: int
    scheme: str = "light"
    ready: Callable[[Page], None] = lambda page: None


ARTICLE = "2022/09/13/xi-putin-samarkand/"
NAME = "tags/sco/"  # one without Chinese, for which machines have the oddest fonts

VIEWS = {
    "front": View("", 1280),
    "front-dark": View("", 1280, "dark"),
    "front-narrow": View("", 360),
    "article": View(ARTICLE, 1280),
    "article-narrow": View(ARTICLE, 360),
    "article-narrow-dark": View(ARTICLE, 360, "dark"),
    "name": View(NAME, 1280),
    "name-narrow": View(NAME, 360),
    "day": View("2022/09/16/", 1280),
    "day-narrow-dark": View("2022/09/16/", 360, "dark"),
    "index": View("entities/", 1280),
    "index-narrow": View("entities/", 360),
    "search": View("search/", 1280, ready=_found),
    "search-narrow": View("search/", 360, ready=_found),
}


@pytest.fixture(scope="module")
def address(built_sample: BuiltSample) -> Iterator[str]:
    out, _ = built_sample()
    with serve_folder(out) as address:
        yield address


@pytest.fixture(scope="module")
def page(browser: Browser) -> Iterator[Page]:
    with browser.new_page() as page:
        yield page


@pytest.fixture(scope="module")
def fonts(page: Page) -> bool:
    """Whether the fonts of the kept pictures are installed."""
    return fonts_are_there(page)


@pytest.fixture
def shot(page: Page, address: str, fonts: bool) -> Callable[..., bytes]:
    if not fonts:
        pytest.skip("the kept pictures are in the DejaVu fonts, which are not installed")
    return lambda view, style="": take_view(page, address, view, style)


def take_view(page: Page, address: str, view: View, style: str = "") -> bytes:
    """The picture of a view. style: what is added to the theme's."""
    page.set_viewport_size({"width": view.width, "height": HEIGHTS[view.width]})
    page.emulate_media(color_scheme=view.scheme)
    page.goto(address + view.address)
    view.ready(page)
    if style:
        page.add_style_tag(content=style)
    return take_picture(page)


def test_nothing_is_kept_that_is_not_taken() -> None:
    kept = {path.name for path in GOLDEN_PICTURES.glob("*.png") if not path.match("*.new.png")}
    assert kept == {f"{name}.png" for name in VIEWS}


@pytest.mark.parametrize("name", VIEWS)
def test_it_looks_as_it_did(shot: Callable[..., bytes], name: str) -> None:
    kept, new = GOLDEN_PICTURES / f"{name}.png", GOLDEN_PICTURES / f"{name}.new.png"
    new.unlink(missing_ok=True)
    picture = shot(VIEWS[name])
    if (part := difference(kept.read_bytes(), picture)) > TOLERANCE:
        new.write_bytes(picture)
        pytest.fail(f"{part:.1%} of {new} is not as in {kept.name}")


@pytest.mark.parametrize(
    "name, style",
    [
        ("article", ":root { --ink: light-dark(#8f1d1d, #ffb0a3) }"),
        ("front-dark", ":root { --paper: #000 }"),
        ("search", "mark { display: none }"),
        *(
            pytest.param(*change, marks=pytest.mark.long)
            for change in (
                ("article-narrow", "body { padding-inline: 1.25rem }"),
                ("front", ".masthead { padding-block: 1.5rem 0 }"),
                ("name", ".record { display: none }"),
                ("day", ".facts { display: none }"),
                ("index-narrow", ".finder { margin-block: 0 }"),
            )
        ),
    ],
    ids=lambda value: value,
)
def test_a_planted_change_is_seen(shot: Callable[..., bytes], name: str, style: str) -> None:
    part = difference((GOLDEN_PICTURES / f"{name}.png").read_bytes(), shot(VIEWS[name], style))
    assert part > TOLERANCE


def test_a_picture_of_another_size_is_another_picture(shot: Callable[..., bytes]) -> None:
    assert difference(shot(VIEWS["index"]), shot(VIEWS["index-narrow"])) == 1


def _refresh() -> None:
    GOLDEN_PICTURES.mkdir(exist_ok=True)
    with open_sample() as (browser, address), browser.new_page() as page:
        for name, view in VIEWS.items():
            (GOLDEN_PICTURES / f"{name}.png").write_bytes(take_view(page, address, view))


if __name__ == "__main__":
    if sys.argv[1:] != ["--refresh"]:
        sys.exit(__doc__)
    _refresh()
