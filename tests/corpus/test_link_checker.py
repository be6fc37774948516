"""The link checker finds what is planted, and nothing else."""

from pathlib import Path

import pytest

from support.links import broken_links

PAGE = '<!doctype html><title>A</title><h1 id="top">A</h1><p><a href="%s">b</a>'


def site(folder: Path, address: str) -> Path:
    """A page two folders deep with one link, and what good links lead to."""
    for path, text in {
        "index.html": PAGE % "#top",
        "a/b/index.html": PAGE % address,
        "tags/上海 50%/index.html": PAGE % "../../",
        "static/a.css": "",
    }.items():
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / path).write_text(text, "utf-8")
    return folder


@pytest.mark.parametrize(
    "address",
    [
        "#top",
        "./",
        "../../",
        "../../#top",
        "../../static/a.css?v=1",
        "../../tags/%E4%B8%8A%E6%B5%B7%2050%25/",
        "https://example.com/nowhere/",
        "mailto:desk@example.org",
        "https://example.org/archive/a/b/#top",
        "/archive/a/b/",
    ],
)
def test_good_links_pass(tmp_path: Path, address: str) -> None:
    assert broken_links(site(tmp_path, address), "https://example.org/archive/") == []


@pytest.mark.parametrize(
    "address, why",
    [
        ("../c/", "there is no file a/c/index.html"),
        ("../b", "there is no file a/b"),
        ("", "the address is empty"),
        ("#Top", "there is no id Top in a/b/index.html"),
        ("../../#end", "there is no id end in index.html"),
        ("../../static/A.css", "there is no file static/A.css"),
        ("../../../x.html", "leads out of the site"),
        ("/a/b/", "starts outside of the site"),
        ("/archive/c/", "there is no file c/index.html"),
        ("https://example.org/archive/c/", "there is no file c/index.html"),
    ],
)
def test_a_planted_broken_link_is_told(tmp_path: Path, address: str, why: str) -> None:
    told = broken_links(site(tmp_path, address), "https://example.org/archive/")
    assert told == [f"a/b/index.html: <a> {address}: {why}"]


def test_without_a_base_a_link_from_the_root_is_broken(tmp_path: Path) -> None:
    told = broken_links(site(tmp_path, "/a/b/"))
    assert told == ["a/b/index.html: <a> /a/b/: starts outside of the site"]


def test_images_and_redirects_are_links_too(tmp_path: Path) -> None:
    refresh = '<meta http-equiv="refresh" content="0; url=../x/">'
    (tmp_path / "index.html").write_text(f'{refresh}<img src="x.png" alt="">', "utf-8")
    assert broken_links(tmp_path) == [
        "index.html: <meta> ../x/: leads out of the site",
        "index.html: <img> x.png: there is no file x.png",
    ]
