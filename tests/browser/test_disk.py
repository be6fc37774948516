"""An archive that is opened from a disk: packed, unpacked and read without a server."""

import os
import re
import shutil
from collections.abc import Iterator
from pathlib import Path
from zipfile import ZipFile

import pytest
from playwright.sync_api import Browser, Page, expect

from newsgen.commands.export_zip import export_zip
from newsgen.model.command_error import CommandError
from newsgen.pipeline.build import build
from newsgen.pipeline.request import BuildRequest
from support.golden_sites import SITES
from support.links import broken_links
from support.reader import Reader, serve_folder
from support.sample import copy_sample
from support.sites import NOW, Site, tree

FOLDER_LINK = re.compile(r'(?:href|action|src)="(?!https?:|#)[^"]*/"')


def order(site: Path, out: Path, **options: object) -> BuildRequest:
    return BuildRequest(site=site, out=out, workers=1, now=NOW, **options)  # type: ignore[arg-type]


@pytest.fixture(scope="module")
def archive(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The sample, unpacked."""
    folder = tmp_path_factory.mktemp("disk")
    site = copy_sample(folder / "site")
    assert export_zip(folder / "sample.zip", order(site, site / "public")).status == "ok"
    with ZipFile(folder / "sample.zip") as package:
        package.extractall(folder)
    return folder / "sample"


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    context = browser.new_context()
    yield context.new_page()
    context.close()


@pytest.mark.parametrize("name", ["sample", *SITES])
def test_every_link_leads_to_a_file(archive: Path, tmp_path: Path, name: str) -> None:
    out = archive
    if name != "sample":
        shutil.copytree(SITES[name], tmp_path / "site")
        out = tmp_path / "out"
        assert build(order(tmp_path / "site", out, for_disk=True, base_url="")).status == "ok"
        (out / "404.html").unlink()
    assert broken_links(out) == []
    pages = [path for path in out.rglob("*.html") if FOLDER_LINK.search(path.read_text("utf-8"))]
    assert pages == []


def test_one_can_walk_through_an_archive_on_a_disk(archive: Path, page: Page) -> None:
    page.goto((archive / "index.html").as_uri())
    page.get_by_role("link", name="Places", exact=True).click()
    expect(page.locator("h1")).to_have_text("Places")
    page.locator(".map a", has_text="United States").locator("circle").click()
    expect(page.locator("h1")).to_have_text("United States")
    page.locator(".nameplate a").click()
    page.locator(".lead a").first.click()
    expect(page.locator(".text p").first).to_be_visible()
    page.locator(".named a", has_text="Shanghai Cooperation").click()
    page.locator(".chart a").first.click()
    page.get_by_role("link", name="Dates", exact=True).click()
    page.get_by_role("link", name="2021", exact=True).first.click()
    expect(page.locator("h1")).to_have_text("2021")


def test_the_style_sheet_and_pictures_are_there(archive: Path, page: Page) -> None:
    page.goto((archive / "places" / "index.html").as_uri())
    assert page.evaluate("getComputedStyle(document.body).fontFamily").startswith('"Newsgen Sans"')
    page.goto((archive / "index.html").as_uri())
    assert page.locator(".lead img").evaluate("each => each.naturalWidth") > 0


def test_search_says_what_it_needs(archive: Path, page: Page) -> None:
    page.goto((archive / "index.html").as_uri())
    page.locator(".quick input").fill("Samarkand")
    page.locator(".quick input").press("Enter")
    expect(page.locator("main")).to_contain_text("python3 -m http.server")


def test_search_works_where_the_folder_is_served(archive: Path, page: Page) -> None:
    with serve_folder(archive) as address:
        reader = Reader(page, address)
        reader.open("search/index.html?q=declaration")
        expect(page.locator("#scriptless")).to_be_hidden()
        page.get_by_role("link", name=re.compile("Samarkand Declaration")).first.click()
        expect(page.locator("h1")).to_have_text(re.compile("Summit ends with"))


def test_the_same_archive_gives_the_same_file(tmp_path: Path) -> None:
    site = Site(tmp_path).article("a").article("b")
    files = []
    for name in ("one", "two"):
        (tmp_path / name).mkdir()
        target = tmp_path / name / "archive.zip"
        assert export_zip(target, order(site.folder, site.out)).status == "ok"
        files.append(target.read_bytes())
    assert files[0] == files[1]
    assert not site.out.exists()


def test_a_file_whose_name_is_no_unicode_is_refused(tmp_path: Path) -> None:
    site = Site(tmp_path).article("a")
    target = tmp_path / os.fsdecode(b"\xff.zip")
    with pytest.raises(CommandError, match="is not in UTF-8, as names in a zip file are"):
        export_zip(target, order(site.folder, site.out))
    assert not target.exists()


def test_a_wrong_text_leaves_the_file_as_it_was(tmp_path: Path) -> None:
    site = Site(tmp_path).article("a")
    target = tmp_path / "archive.zip"
    assert export_zip(target, order(site.folder, site.out)).status == "ok"
    before = target.read_bytes()
    site.article("b", date="soon")
    assert export_zip(target, order(site.folder, site.out)).status == "problems"
    assert target.read_bytes() == before
    site.delete("articles/b.md")
    with pytest.raises(CommandError, match="cannot be written: No such file or directory"):
        export_zip(tmp_path / "none" / "archive.zip", order(site.folder, site.out))


def test_a_build_for_a_disk_is_another_build(tmp_path: Path) -> None:
    site = Site(tmp_path).article("a").build().ok()
    before = tree(site.out)
    site.build(for_disk=True).ok()
    assert 'href="2022/09/13/a/index.html"' in site.page("/")
    assert tree(site.build().ok().out) == before


@pytest.mark.parametrize("name", ["static/root/a.zip", "articles/a.md", ".newsgen/disk/a.zip"])
def test_a_file_of_the_archive_is_never_replaced(tmp_path: Path, name: str) -> None:
    site = Site(tmp_path).article("a")
    with pytest.raises(CommandError, match="would be a part of the archive itself"):
        export_zip(site.folder / name, order(site.folder, site.out))
    assert not (site.folder / "static").exists()


@pytest.mark.parametrize("name", ["", ".", "..zip"])
def test_a_file_needs_a_name(tmp_path: Path, name: str) -> None:
    site = Site(tmp_path).article("a")
    with pytest.raises(CommandError, match="is no name of a file"):
        export_zip(Path(name), order(site.folder, site.out))


def test_a_large_file_is_packed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Over two gigabytes a file has another form; here from fewer bytes on."""
    monkeypatch.setattr("zipfile.ZIP64_LIMIT", 10_000)
    site = Site(tmp_path).article("a").write("static/film.mp4", b"\0" * 50_000)
    target = tmp_path.with_suffix(".zip")
    assert export_zip(target, order(site.folder, site.out)).status == "ok"
    with ZipFile(target) as package:
        assert package.testzip() is None
