"""The form at /admin/, in a browser: what is filled in becomes files that build.

Its backend is the local one, which writes into a folder that the browser is given. Here that is one
that the browser keeps for itself; what the form has written there is carried to the disk.
"""

import re
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from newsgen.commands import add_form as command
from newsgen.commands.add_form import PACKAGES, add_form
from support.paths import NODE_MODULES
from support.previews import run_preview
from support.sites import Site

PEOPLE = """\
# Whom articles are about.
Yuri Ushakov:
  aliases: {zh: 乌沙科夫} # as the agency writes him
Xi Jinping:
"""
FILL = """async (files) => {
  const root = await navigator.storage.getDirectory();
  await root.getDirectoryHandle(".git", { create: true });
  for (const [path, text] of Object.entries(files)) {
    const parts = path.split("/");
    let folder = root;
    for (const part of parts.slice(0, -1))
      folder = await folder.getDirectoryHandle(part, { create: true });
    const file = await folder.getFileHandle(parts.at(-1), { create: true });
    const stream = await file.createWritable();
    await stream.write(text);
    await stream.close();
  }
}"""
READ = """async () => {
  const files = {};
  const walk = async (folder, path) => {
    for await (const [name, handle] of folder.entries())
      if (handle.kind === "directory") await walk(handle, `${path}${name}/`);
      else files[path + name] = await (await handle.getFile()).text();
  };
  await walk(await navigator.storage.getDirectory(), "");
  return files;
}"""
FOLDERS = ("articles", "pages", "authorities")


def texts(folder: Path) -> dict[str, str]:
    """The files that the form may change, by their paths."""
    files = (file for top in FOLDERS for file in (folder / top).rglob("*") if file.is_file())
    return {file.relative_to(folder).as_posix(): file.read_text("utf-8") for file in files}


@pytest.fixture
def site(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Site:
    files: dict[str, bytes] = {}
    for package in PACKAGES:
        folder = NODE_MODULES / package.name
        for source, target in package.targets.items():
            for file in (folder / source).rglob("*") if source.endswith("/") else [folder / source]:
                if file.is_file():
                    files[target + file.relative_to(folder / source).as_posix().strip(".")] = (
                        file.read_bytes()
                    )
    monkeypatch.setattr(command, "fetch_packages", lambda packages: files)
    site = Site(tmp_path).article("first", "Words.", tags=["Bridges"], corrections=[])
    site.write("authorities/people.yml", PEOPLE)
    site.write("authorities/sources.yml", "Anue Juheng:\n")
    site.write("authorities/tags.yml", "Bridges:\nRoads:\n")
    add_form(site.folder, "https://github.com/owner/name")
    return site


@pytest.fixture
def page(browser: Browser, site: Site) -> Iterator[Page]:
    with open_form(browser, site) as page:
        yield page


@contextmanager
def open_form(browser: Browser, site: Site) -> Iterator[Page]:
    """Open the form with the files of an archive."""
    with run_preview(site) as preview, browser.new_context() as context:
        page = context.new_page()
        page.set_default_timeout(8000)
        page.add_init_script("showDirectoryPicker = () => navigator.storage.getDirectory();")
        page.goto(f"{preview.address}static/newsgen.css")
        page.evaluate(FILL, texts(site.folder))
        page.goto(f"{preview.address}admin/")
        page.get_by_role("button", name="Work with Local Repository").click()
        yield page


@pytest.mark.long
def test_an_article_and_a_name_made_in_the_form_build(page: Page, site: Site) -> None:
    fetched = []
    page.on("response", lambda response: fetched.append(response.url))
    page.get_by_role("button", name="New").first.click()
    for field, name in (("Source", "Anue Juheng"), ("Tags", "Bridges")):
        page.get_by_role("combobox", name=field).click()
        page.get_by_role("option", name=name).click()
    page.get_by_role("textbox", name="Date", exact=True).fill("2022-09-13 10:30 +02:00")
    page.get_by_role("checkbox", name="Entities").click()
    page.get_by_role("combobox", name="People").click()
    page.get_by_role("option", name="Yuri Ushakov").click()
    page.get_by_role("textbox", name="Title").fill("Leaders: “talks” again, #2")
    page.get_by_role("textbox", name="Summary").fill("What was said.")
    page.get_by_role("textbox", name="Text").click()
    page.keyboard.type("The *talks* went on.\n\nNobody was surprised.")
    page.get_by_role("button", name="Save").click()
    expect(page.get_by_text("Entry saved")).to_be_visible()

    before = texts(site.folder)
    after = page.evaluate(READ)
    (path,) = after.keys() - before.keys()
    assert {key: text for key, text in after.items() if key != path} == before
    assert path.startswith("articles/2022/09/2022-09-13-leaders-")
    head = after[path].partition("\n---\n")[0]
    assert (
        re.sub(r"[0-9a-f-]{36}", "ID", head)
        == """\
---
title: "Leaders: “talks” again, #2"
source: Anue Juheng
date: 2022-09-13 10:30 +02:00
id: ID
tags: [Bridges]
entities:
  people:
    - Yuri Ushakov
summary: What was said."""
    )
    site.write(path, after[path])
    site.build().ok()
    assert not site.problem_text()
    (article,) = (site.out / "2022/09/13").glob("leaders*/index.html")
    text = article.read_text("utf-8")
    for words in ("“talks” again, #2", "<em>talks</em>", "Yuri Ushakov", "Bridges", "Anue Juheng"):
        assert words in text
    assert not [url for url in fetched if not url.startswith(page.url.partition("admin")[0])]


@pytest.mark.long
def test_a_name_that_is_added_leaves_the_others_as_they_were(page: Page, site: Site) -> None:
    page.get_by_text("Names", exact=True).click()
    page.wait_for_url("**/names")
    page.get_by_role("gridcell", name="People").first.click()
    page.get_by_role("button", name="Add").click()
    page.get_by_role("textbox", name="Name", exact=True).last.fill("Ebrahim Raisi")
    page.get_by_role("button", name="Save").click()
    expect(page.get_by_text("Entry saved")).to_be_visible()
    after = page.evaluate(READ)["authorities/people.yml"]
    assert after == f"{PEOPLE}Ebrahim Raisi:\n"
    site.write("authorities/people.yml", after).build().ok()


SHORT_FORMS = """\
---
# What the desk knows:
title: Old headline # as printed
source: Anue Juheng
date: 2022-09-12
updated: 2022-09-13T10:30:00+05:00
tags: Bridges
authors: [A. Writer]
image: map.svg
lead: true
entities: [Yuri Ushakov, Xi Jinping] # by hand
withdrawn:
  # asked for
  date: 2022-09-14
  note: As asked
pull: kept
---

Words with  two  blanks,
and *more*.


The end.
"""
OLD = "articles/2022/09/old.md"


@pytest.mark.long
def test_an_article_keeps_all_that_the_form_did_not_change(browser: Browser, site: Site) -> None:
    site.write(OLD, SHORT_FORMS).write("articles/2022/09/map.svg", "<svg/>")
    with open_form(browser, site) as page:
        page.get_by_text("Old headline").first.click()
        page.get_by_role("textbox", name="Title").fill("New headline")
        page.get_by_role("combobox", name="Tags").click()
        page.get_by_role("option", name="Roads").click()
        page.get_by_role("button", name="Save").click()
        expect(page.get_by_text("Entry saved")).to_be_visible()
        after = page.evaluate(READ)[OLD]
    assert after == SHORT_FORMS.replace("Old headline", "New headline").replace(
        "tags: Bridges", "tags: [Bridges, Roads]"
    )
