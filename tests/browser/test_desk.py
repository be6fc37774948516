"""The desk of a preview in a browser: from a page to its form, and from a text to a draft."""

from pathlib import Path

from playwright.sync_api import Browser, expect

from support.axe import load, violations
from support.previews import run_preview
from support.sites import Site

ARTICLE = """\
---
title: Bridge opens
# The source, as sources.yml has it:
source: Anue Juheng
date: 2022-09-13
tags: [Council]
---
The bridge opens.
"""


def test_an_editor_changes_an_article_where_it_is_read(tmp_path: Path, browser: Browser) -> None:
    site = Site(tmp_path).write("articles/a.md", ARTICLE)
    site.write("authorities/people.yml", "Xi Jinping:\n").article("b", "A text.")
    with run_preview(site, "--edit", "--drafts") as preview, browser.new_context() as context:
        page = context.new_page()
        load(page)
        errors: list[str] = []
        page.on("pageerror", lambda error: errors.append(str(error)))
        page.goto(f"{preview.address}2022/09/13/a/")
        bar = page.get_by_role("navigation", name="Desk")
        expect(bar.get_by_role("link", name="Edit")).to_have_attribute(
            "href", f"vscode://file{(site.folder / 'articles/a.md').resolve().as_posix()}:1"
        )
        bar.get_by_role("link", name="Front matter").click()
        expect(page.get_by_label("title")).to_have_value("Bridge opens")
        expect(page.get_by_role("link", name="See the page")).to_have_attribute(
            "href", "/2022/09/13/a/"
        )
        assert violations(page) == []
        page.get_by_label("title").fill("Bridge: it opens")
        page.get_by_role("button", name="Add to tags").click()
        page.get_by_role("combobox", name="tags").last.fill("Bridges")
        page.get_by_text("More keys").click()
        page.get_by_role("button", name="Add to people").click()
        page.get_by_role("combobox", name="people").fill("Xi Jinping")
        page.get_by_role("button", name="Save").click()
        expect(page.get_by_role("status")).to_have_text("Saved: entities, tags, title.")
        assert (site.folder / "articles/a.md").read_text("utf-8") == ARTICLE.replace(
            "title: Bridge opens", 'title: "Bridge: it opens"'
        ).replace("[Council]", "[Council, Bridges]").replace(
            "---\nThe", "entities: {people: [Xi Jinping]}\n---\nThe"
        )
        page.get_by_role("button", name="Save").click()
        expect(page.get_by_role("status")).to_have_text("Nothing was changed.")
        page.goto(f"{preview.address}2022/09/13/a/")
        expect(page.get_by_role("heading", name="Bridge: it opens")).to_be_visible()

        page.get_by_role("navigation", name="Desk").get_by_role("link", name="New article").click()
        expect(page.get_by_label("Text")).to_be_visible()
        assert violations(page) == []
        page.get_by_label("Text").fill("Road closed | Anue Juheng\n\nIt closed on Tuesday.")
        page.get_by_role("button", name="Make a draft").click()
        expect(page.get_by_role("status")).to_contain_text("name the day")
        page.get_by_label("Date").fill("2022-09-13")
        page.get_by_role("button", name="Make a draft").click()
        expect(page.get_by_role("heading", name="Road closed")).to_be_visible()
        page.get_by_role("link", name="articles/2022/09/2022-09-13-road-closed.md").click()
        page.get_by_text("More keys").click()
        expect(page.get_by_label("title")).to_have_value("Road closed")
        assert errors == []


def test_a_preview_without_a_desk_has_no_forms(tmp_path: Path, browser: Browser) -> None:
    site = Site(tmp_path).write("articles/a.md", ARTICLE)
    with run_preview(site) as preview, browser.new_context() as context:
        page = context.new_page()
        page.goto(f"{preview.address}2022/09/13/a/")
        expect(page.get_by_role("heading", name="Bridge opens")).to_be_visible()
        expect(page.locator("newsgen-desk")).to_have_count(0)
        assert page.goto(f"{preview.address}.newsgen/edit/new").status == 404  # type: ignore[union-attr]
