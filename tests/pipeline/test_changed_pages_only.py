"""A build after an edit looks at what may have changed, where it knows what the output shows.

Where it does not know, it compares everything. Either way it comes to what a clean build makes.
"""

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from newsgen.archive.questions import ArchiveQuestions
from newsgen.commands.export import export_data
from newsgen.pages.plan_group import GroupKey, GroupKind, plan_group
from newsgen.pages.plan_inputs import PlanInputs
from newsgen.pipeline import place_outputs, site_pages
from newsgen.pipeline.request import BuildRequest
from newsgen.publish.manifest_file import ManifestFile
from support.laws import assert_as_clean
from support.sites import NOW, Site

CONFIG = "title: The Test File\nbase_url: https://example.org/\n"


@pytest.fixture
def site(tmp_path: Path) -> Site:
    """With search, feeds, a picture, a static file and several names."""
    site = Site(tmp_path, CONFIG).write("static/x.css", "x {}").write("articles/p.svg", "<svg/>")
    site.article("a", "![A plan](p.svg)", tags=["SCO"]).article("b", tags=["SCO", "BRICS"])
    return site.article("c", date="2021-05-01").build().ok()


EDITS: dict[str, Callable[[Site], object]] = {
    "a body": lambda site: site.article("a", "Other words.", tags=["SCO"]),
    "a title": lambda site: site.article("b", title="Other", tags=["SCO", "BRICS"]),
    "a date": lambda site: site.article("b", date="2020-01-01", tags=["SCO", "BRICS"]),
    "a name that goes": lambda site: site.article("b", tags=["SCO"]),
    "an article that comes": lambda site: site.article("new", tags=["SCO", "New"]),
    "an article that goes": lambda site: site.delete("articles/b.md"),
    "a picture": lambda site: site.write("articles/p.svg", "<svg></svg>"),
    "a picture that nobody shows any more": lambda site: site.article("a", tags=["SCO"]),
    "a static file": lambda site: site.write("static/x.css", "y {}"),
    "a static file that comes": lambda site: site.write("static/y.css", "y {}"),
    "a static file that goes": lambda site: site.delete("static/x.css"),
    "a file where a page was": lambda site: site.delete("articles/c.md").write(
        "static/root/2021/05/01/c/index.html", "mine"
    ),
    "a template": lambda site: site.write(
        "templates/not_found.html",
        '{% extends "newsgen/not_found.html" %}{% block title %}{% endblock %}',
    ),
    "a menu": lambda site: site.article("a", authors=["Ann"]),
    "no search any more": lambda site: site.write("newsgen.yml", f"{CONFIG}search: false\n"),
    "a page": lambda site: site.write("pages/about.md", "---\ntitle: About\n---\nText.\n"),
}


OTHER_SETTINGS = ("no search any more", "a file where a page was")
"""Edits after which everything is compared."""


@pytest.mark.parametrize("edit", EDITS)
def test_an_edit_reads_no_list_of_all_files(
    site: Site, monkeypatch: pytest.MonkeyPatch, edit: str
) -> None:
    EDITS[edit](site)
    with monkeypatch.context() as patch:
        if edit not in OTHER_SETTINGS:
            patch.delattr(ManifestFile, "load")
        site.build().ok()
    assert site.outcome.changed_paths
    assert_as_clean(site)
    site.build().ok()
    assert site.outcome.rendered_count == 0


@pytest.mark.parametrize("edit", ["a title", "an article that comes", "a static file that goes"])
def test_a_check_between_an_edit_and_the_build_changes_nothing(site: Site, edit: str) -> None:
    EDITS[edit](site)
    site.check().ok()
    site.build().ok()
    assert_as_clean(site)


def test_a_check_finds_what_only_rendering_shows_once_and_again(site: Site) -> None:
    site.write("templates/article.html", "{{ page.nothing }}")
    for _ in range(2):
        site.check().assert_refused("N502")


def test_a_title_plans_no_pages_of_other_months_of_its_names(
    site: Site, monkeypatch: pytest.MonkeyPatch
) -> None:
    site.write("newsgen.yml", f"{CONFIG}listings: {{newest: 2, year: 3}}\n")
    for month in range(1, 7):
        site.article(f"one-{month}", date=f"2021-{month:02}-01", tags=["SCO"])
    site.build().ok()
    planned = note_groups(monkeypatch, "name period")
    site.article("one-3", date="2021-03-01", tags=["SCO"], title="Another").build().ok()
    assert [key for key in planned if key.startswith("tags")] == ["tags:sco|2021-03"]
    assert_as_clean(site)


def note_groups(monkeypatch: pytest.MonkeyPatch, kind: GroupKind) -> list[str]:
    """Return where the keys of groups of a kind are noted that are planned from now on."""
    planned: list[str] = []

    def note(inputs: PlanInputs, questions: ArchiveQuestions, group: GroupKey) -> object:
        if group.kind == kind:
            planned.append(group.key)
        return plan_group(inputs, questions, group)

    monkeypatch.setattr(place_outputs, "plan_group", note)
    monkeypatch.setattr(site_pages, "plan_group", note)
    return planned


def test_a_new_article_plans_no_pages_of_other_years_of_its_names(
    site: Site, monkeypatch: pytest.MonkeyPatch
) -> None:
    site.write("newsgen.yml", f"{CONFIG}listings: {{newest: 2, year: 3}}\n")
    for year in range(2015, 2022):
        site.article(f"old-{year}", date=f"{year}-05-01", tags=["SCO"])
    site.build().ok()
    planned = note_groups(monkeypatch, "name period")
    site.article("new", date="2021-06-01", tags=["SCO"]).build().ok()
    # Once, for its address and its view together.
    assert [key for key in planned if key.startswith("tags")] == ["tags:sco|2021"]
    assert_as_clean(site)


def test_a_new_article_plans_no_page_of_another_day_of_the_year(
    site: Site, monkeypatch: pytest.MonkeyPatch
) -> None:
    for year in range(2015, 2022):
        for month in (1, 5, 9):
            site.article(f"old-{year}-{month}", date=f"{year}-{month:02}-01")
    site.build().ok()
    planned = note_groups(monkeypatch, "day of year")
    site.article("new", date="2021-09-02").build().ok()
    assert planned == ["09-02"]
    site.article("newer", date="2021-09-01").build().ok()
    assert planned == ["09-02", "09-01"]
    assert_as_clean(site)


def test_a_title_is_no_reason_to_plan_what_only_counts_articles(
    site: Site, monkeypatch: pytest.MonkeyPatch
) -> None:
    planned: list[str] = []

    def note(inputs: PlanInputs, questions: ArchiveQuestions, group: GroupKey) -> object:
        planned.append(group.kind)
        return plan_group(inputs, questions, group)

    monkeypatch.setattr(place_outputs, "plan_group", note)
    monkeypatch.setattr(site_pages, "plan_group", note)
    EDITS["a title"](site)
    site.build().ok()
    assert "front page" in planned
    assert planned.count("front page") == 1  # its outputs are kept for its views
    assert "dates" not in planned
    assert_as_clean(site)


def test_an_archive_that_is_put_back_is_no_reason_to_trust_the_output(site: Site) -> None:
    kept = site.folder.with_name("kept")
    shutil.copytree(site.folder / ".newsgen", kept)
    site.article("a", title="Second", tags=["SCO"]).build().ok()
    for file in kept.glob("archive-*"):
        shutil.copy(file, site.folder / ".newsgen" / file.name)
    site.article("a", title="Third", tags=["SCO"]).build().ok()
    assert_as_clean(site)


def test_files_of_the_export_stay_and_do_not_count(site: Site) -> None:
    count = site.outcome.file_count
    request = BuildRequest(site=site.folder, out=site.out, workers=1, now=NOW)
    assert export_data(request).status == "ok"
    site.article("c", "Other words.", date="2021-05-01").build().ok()
    assert site.outcome.file_count == count
    assert (site.out / "data/names.csv").exists()
    site.check().ok()
