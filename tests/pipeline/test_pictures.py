"""Pictures of articles: their sizes on pages, their smaller copies, and the place they hide."""

import re
import shutil
from io import BytesIO
from pathlib import Path

import pytest
from PIL import Image

from newsgen.content.picture_size import read_picture_size
from newsgen.model.picture_size import PictureSize
from newsgen.pipeline import stored_site
from newsgen.render import picture_copies
from newsgen.render.picture_copies import copy_widths, make_copies, without_place
from support.laws import assert_as_clean
from support.photographs import ARTIST, DESCRIPTION, ORIENTATION, PLACE, photograph
from support.sites import Site

A = "2022/09/13/a/"
PICTURE = f"{A}fair.jpg"


@pytest.fixture
def site(tmp_path: Path) -> Site:
    """An article with a picture above its text and one in it, and another article."""
    site = Site(tmp_path, "title: The Test File\nsearch: false\n")
    site.write("articles/fair.jpg", photograph(1000, 750, place=True))
    site.write("articles/plan.svg", '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 30 20"/>')
    site.article(
        "a",
        "![A plan](plan.svg)\n\n![A fair](fair.jpg)",
        image={"src": "fair.jpg", "alt": "A fair"},
    )
    return site.article("b")


def tags(site: Site, address: str) -> list[str]:
    return re.findall(r"<img [^>]*>", page(site, address))


def page(site: Site, address: str) -> str:
    return (site.out / address / "index.html").read_text("utf-8")


def published_picture(site: Site, path: str) -> Image.Image:
    return Image.open(BytesIO((site.out / path).read_bytes()))


def test_pages_say_how_large_pictures_are_and_which_copies_there_are(site: Site) -> None:
    site.build().ok()
    above, plan, within = tags(site, A)
    for tag in (above, within):
        assert 'width="1000" height="750"' in tag
        assert [*re.findall(r"fair\.jpg(\S*) (\d+)w", tag)] == [
            ("-320.webp", "320"),
            ("-800.webp", "800"),
            ("", "1000"),
        ]
    assert 'width="30" height="20" loading="lazy" decoding="async"' in plan
    assert "loading" not in above
    assert 'loading="lazy"' in within


def test_copies_are_webp_of_their_width(site: Site) -> None:
    site.build().ok()
    for width, height in ((320, 240), (800, 600)):
        copy = published_picture(site, f"{PICTURE}-{width}.webp")
        assert (copy.format, copy.size) == ("WEBP", (width, height))
    assert not (site.out / f"{PICTURE}-1600.webp").exists()


def test_lists_show_the_picture_beside_the_headline(site: Site) -> None:
    site.build().ok()
    for address in ("", "2022/09/13/", "sources/desk/"):
        (tag,) = tags(site, address)
        assert 'alt=""' in tag
        assert "fair.jpg-320.webp 320w" in tag


def test_a_picture_of_another_host_is_in_no_list(site: Site) -> None:
    site.article("c", image="https://pictures.example/c.jpg").build().ok()
    assert "pictures.example" in page(site, "2022/09/13/c/")
    assert "pictures.example" not in page(site, "2022/09/13/") + page(site, "")


def test_a_photograph_does_not_tell_where_it_was_taken(site: Site) -> None:
    original = Image.open(BytesIO((site.folder / "articles/fair.jpg").read_bytes()))
    assert original.getexif().get_ifd(PLACE)
    site.build().ok()
    published = published_picture(site, PICTURE)
    notes = published.getexif()
    assert not notes.get_ifd(PLACE)
    assert (notes[DESCRIPTION], notes[ARTIST]) == ("A fair", "Desk")
    assert published.tobytes() == original.tobytes()
    assert all(
        not published_picture(site, f"{PICTURE}-{width}.webp").getexif().get_ifd(PLACE)
        for width in (320, 800)
    )


def test_a_turned_photograph_stands_upright(site: Site) -> None:
    site.write("articles/fair.jpg", photograph(1000, 750, turned=True)).build().ok()
    assert 'width="750" height="1000"' in tags(site, A)[0]
    assert published_picture(site, PICTURE).getexif()[ORIENTATION] == 6
    assert published_picture(site, f"{PICTURE}-320.webp").size == (320, 427)


def test_another_picture_of_the_same_name_changes_the_pages_that_show_it(site: Site) -> None:
    site.build().ok()
    untouched = page(site, "2022/09/13/b/")
    site.write("articles/fair.jpg", photograph(400, 300)).build().ok()
    assert page(site, "2022/09/13/b/") == untouched
    for address in (A, "", "2022/09/13/", "sources/desk/"):
        assert 'width="400" height="300"' in page(site, address), address
    assert published_picture(site, f"{PICTURE}-320.webp").size == (320, 240)
    assert not (site.out / f"{PICTURE}-800.webp").exists()


def test_pages_say_how_large_pictures_in_static_are(site: Site) -> None:
    site.write("static/maps/area.png", photograph(600, 400))
    site.article("a", "![The area](/static/maps/area.png)").build().ok()
    assert 'width="600" height="400"' in tags(site, A)[0]
    assert "srcset" not in tags(site, A)[0]
    site.write("static/other.png", photograph(10, 10)).build(explain=True).ok()
    site.assert_untouched(f"/{A}")
    site.write("static/maps/area.png", photograph(60, 40)).build().ok()
    assert 'width="60" height="40"' in tags(site, A)[0]
    site.delete("static/maps/area.png").build().assert_refused("N203")
    site.write("static/maps/area.png", photograph(30, 20)).build().ok()
    assert 'width="30" height="20"' in tags(site, A)[0]
    assert_as_clean(site)


def test_pictures_in_static_are_never_unused(site: Site) -> None:
    site.write("static/alone.png", photograph(10, 10)).build().ok()
    assert not [each for each in site.outcome.problems if "alone" in each.location.path]


def test_copies_are_made_once(site: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    site.build().ok()
    copy = (site.out / f"{PICTURE}-320.webp").read_bytes()

    def refuse(data: bytes, widths: tuple[int, ...]) -> None:
        raise AssertionError("it was made before")

    monkeypatch.setattr("newsgen.pipeline.file_copies.make_copies", refuse)
    site.article("c").build().ok()
    shutil.rmtree(site.out)
    site.build().ok()
    assert (site.out / f"{PICTURE}-320.webp").read_bytes() == copy


def test_a_picture_that_is_cut_off_is_told_and_published_as_it_is(site: Site) -> None:
    half = photograph(800, 600)[:9000]
    site.write("articles/fair.jpg", half).build().assert_warning("N144")
    assert (site.out / PICTURE).read_bytes() == half
    assert not list(site.out.rglob("*.webp"))
    site.article("c").build().assert_warning("N144")
    site.write("articles/fair.jpg", photograph(1000, 750)).build()
    assert "N144" not in site.problem_text()


def test_a_picture_that_is_a_link_to_itself_has_copies(site: Site) -> None:
    site.article("a", "[![A fair](fair.jpg)](fair.jpg)").build().ok()
    assert "fair.jpg-800.webp 800w" in tags(site, A)[0]
    assert (site.out / f"{PICTURE}-800.webp").is_file()


def test_a_picture_of_several_articles_is_made_smaller_once(
    site: Site, monkeypatch: pytest.MonkeyPatch
) -> None:
    made: list[tuple[int, ...]] = []

    def count(data: bytes, widths: tuple[int, ...]) -> tuple[bytes, ...] | None:
        made.append(widths)
        return make_copies(data, widths)

    monkeypatch.setattr("newsgen.pipeline.file_copies.make_copies", count)
    site.article("c", "![A fair](fair.jpg)").build().ok()
    assert made == [(320, 800)]
    assert (site.out / "2022/09/13/c/fair.jpg-800.webp").is_file()


def test_a_copy_does_not_depend_on_which_others_are_made() -> None:
    data = photograph(3000, 2000)
    assert make_copies(data, (320,)) == (make_copies(data, (320, 1600)) or ())[:1]


def test_a_photograph_that_cannot_be_made_smaller_hides_its_place_too(
    site: Site, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("newsgen.pipeline.file_copies.make_copies", lambda *_: None)
    site.build().ok()
    for name in (PICTURE, f"{PICTURE}-320.webp"):
        assert not published_picture(site, name).getexif().get_ifd(PLACE)


def test_a_place_is_found_behind_filling_bytes() -> None:
    data = photograph(300, 200, place=True)
    filled = data[:2] + b"\xff\xff" + data[2:]
    for each in (data, filled):
        cleaned = without_place("a.jpg", each)
        assert not Image.open(BytesIO(cleaned)).getexif().get_ifd(PLACE)


@pytest.mark.parametrize(
    "name, width, height, widths",
    [
        ("a.jpg", 1000, 750, (320, 800)),
        ("A.JPEG", 384, 100, (320,)),
        ("a.jpg", 383, 100, ()),
        ("a.gif", 800, 600, ()),
        ("a.svg", 800, 600, ()),
        ("a.jpg", 20_000, 10_000, ()),
        ("a.png", 1600, 25_000, (320, 800)),
        ("a" * 238 + ".jpg", 800, 600, ()),
    ],
)
def test_which_copies_a_picture_has(
    name: str, width: int, height: int, widths: tuple[int, ...]
) -> None:
    assert copy_widths(name, PictureSize(width, height)) == widths


def test_a_film_may_follow_a_photograph() -> None:
    film = b"".join(bytes([255, number % 256]) for number in range(100_000))
    size = read_picture_size("a.jpg", BytesIO(photograph(70, 40) + film))
    assert size
    assert size.is_whole


@pytest.mark.parametrize("kind", ["PNG", "WEBP", "JPEG"])
def test_whether_a_picture_is_whole(kind: str) -> None:
    whole = photograph(70, 40, kind=kind)
    for data, is_whole in ((whole, True), (whole[:-20], False), (whole + bytes(5000), True)):
        size = read_picture_size(f"a.{kind}", BytesIO(data))
        assert size
        assert size.is_whole == is_whole


def test_a_picture_that_nobody_can_read_is_its_own_copy(site: Site) -> None:
    whole = photograph(800, 600, kind="PNG")
    spoilt = whole[:4000] + bytes(400) + whole[4400:]
    site.article("a", "![A fair](fair.png)").write("articles/fair.png", spoilt).build().ok()
    assert (site.out / f"{A}fair.png-320.webp").read_bytes() == spoilt


def test_without_pillow_there_are_sizes_and_no_copies(
    site: Site, monkeypatch: pytest.MonkeyPatch
) -> None:
    site.build().ok()
    for module in (picture_copies, stored_site):
        monkeypatch.setattr(module, "maker", lambda: "")
    site.build().ok()
    assert not list(site.out.rglob("*.webp"))
    assert all("srcset" not in tag for tag in tags(site, A))
    assert 'width="1000" height="750"' in tags(site, A)[0]


@pytest.mark.parametrize("kind", ["PNG", "WEBP", "AVIF", "GIF", "JPEG"])
def test_sizes_are_read_of_all_formats_that_browsers_show(kind: str) -> None:
    size = read_picture_size(f"a.{kind}", BytesIO(photograph(70, 40, kind=kind)))
    assert size
    assert (size.width, size.height) == (70, 40)


@pytest.mark.parametrize(
    "drawing, size",
    [
        ('<svg width="30px" height="20">', (30, 20)),
        ('<?xml version="1.0"?><!-- A > B --><svg viewBox="0 0 300.5 200">', (300, 200)),
        ('<svg width="100%" height="100%" viewBox="-10,-10 30 20">', (30, 20)),
        ('<svg width="30">', None),
        (f'<svg width="{"9" * 400}" height="20">', None),
        (f'<svg width="{" " * 15_000}>', None),
        ('<svg viewBox="0 0 0 20">', None),
        ("<html>", None),
        ("", None),
    ],
)
def test_sizes_of_drawings(drawing: str, size: tuple[int, int] | None) -> None:
    found = read_picture_size("a.svg", BytesIO(drawing.encode()))
    assert (found and (found.width, found.height)) == size


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP", "AVIF", "GIF"])
@pytest.mark.parametrize("end", [0, 2, 4, 16, 20, 29, 100, 800])
def test_what_is_cut_off_harms_nobody(kind: str, end: int) -> None:
    data = photograph(300, 200, kind=kind)[:end]
    make_copies(data, (100,))
    assert without_place("a.jpg", data) == data
    for name in ("a.jpg", "a.png", "a.webp", "a.avif", "a.gif", "a.svg"):
        read_picture_size(name, BytesIO(data))
