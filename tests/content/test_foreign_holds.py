"""What another program held back is not published here, whatever newsgen.yml says of its keys."""

from collections.abc import Collection, Iterable
from pathlib import Path

import pytest

from support.sites import Site

DRAFT = "draft"
LATER = "embargoed until 2099-01-01"
OVER = "expired on 2020-01-01"
SETTINGS = {
    "no word": "",
    "extra": "front_matter: {extra: [KEYS]}\n",
    "warnings": "problems: {N103: warning, N106: warning, N107: warning, N117: warning}\n",
}


def site_with(folder: Path, lines: Collection[str], settings: str = "") -> Site:
    """A site with an article for each line, whose front matter holds it."""
    keys = ", ".join(line.split(":")[0] for line in lines)
    config = "title: The Test File\nsearch: false\n" + settings.replace("KEYS", keys)
    site = Site(folder, config)
    for number, line in enumerate(lines):
        start = f"---\ntitle: A{number}\nsource: Desk\ndate: 2019-05-06\n"
        site.write(f"articles/a{number:02}.md", f"{start}{line}\n---\nThe text of {number}.\n")
    return site


def published(site: Site, lines: Iterable[str]) -> list[str]:
    """The lines whose articles have a page."""
    return [line for n, line in enumerate(lines) if site.exists(f"/2019/05/06/a{n:02}/")]


LINES = {
    "published: false": DRAFT,
    "Published: False": DRAFT,
    'published: "no"': DRAFT,
    "publish: off": DRAFT,
    "visible: 0": DRAFT,
    "hidden: true": DRAFT,
    "Draft: yes": DRAFT,
    "is_draft: true": DRAFT,
    "private: true": DRAFT,
    "unlisted: true": DRAFT,
    "unpublished: true": DRAFT,
    "scheduled: true": DRAFT,
    "status: private": DRAFT,
    "Status: pending": DRAFT,
    "visibility: members": DRAFT,
    "post_status: future": DRAFT,
    "password: oakford": DRAFT,
    "permalink: false": DRAFT,
    "build: {render: never}": DRAFT,
    "_build: {list: never}": DRAFT,
    "publishDate: 2099-01-01": LATER,
    "publish_date: 2099-01-01": LATER,
    "Publish-Date: 2099-01-01": LATER,
    "published: 2099-01-01": LATER,
    "published_at: 2099-01-01": LATER,
    "scheduled: 2099-01-01": LATER,
    "embargoUntil: 2099-01-01": LATER,
    "go_live: 2099-01-01": LATER,
    "expiryDate: 2020-01-01": OVER,
    "expires: 2020-01-01": OVER,
    "unpublish_on: 2020-01-01": OVER,
    "unpublished: 2020-01-01": OVER,
}
"""Lines of other programs, and why an article with them is left out."""


@pytest.mark.parametrize("settings", SETTINGS.values(), ids=SETTINGS)
def test_it_is_left_out_and_said_why(settings: str, tmp_path: Path) -> None:
    site = site_with(tmp_path, LINES, settings).build().ok()
    assert dict(zip(LINES, site.omission_reasons().values(), strict=True)) == LINES
    assert published(site, LINES) == []
    assert not any(b"The text of" in path.read_bytes() for path in site.out.rglob("*.*"))


HARMLESS_LINES = (
    *("published: true", "draft: false", "hidden: false", "publishDate: 2019-05-06"),
    *("expiryDate: 2099-01-01", "visibility: public", "expires: never", "published:"),
    *(
        "draft: ''",
        "status: ''",
        "embargo: ''",
        "withdrawn: {date: '', note: ''}",
        "visibility: ''",
    ),
)


def test_what_holds_nothing_back_is_published(tmp_path: Path) -> None:
    assert published(site_with(tmp_path, HARMLESS_LINES).build().ok(), HARMLESS_LINES) == [
        *HARMLESS_LINES
    ]


UNCLEAR_LINES = (
    "publishDate: soon",
    "published: perhaps",
    "expires: 3/4/2022",
    "embrago: 2099-01-01",
)


def test_what_is_no_answer_is_a_problem_and_never_published(tmp_path: Path) -> None:
    site = site_with(tmp_path / "1", UNCLEAR_LINES).build()
    assert site.outcome.status == "problems"
    site = site_with(tmp_path / "2", UNCLEAR_LINES, SETTINGS["warnings"]).build().ok()
    assert published(site, UNCLEAR_LINES) == []
    for line, reason in zip(UNCLEAR_LINES, site.omission_reasons().values(), strict=True):
        assert line.split(":")[0] in reason


@pytest.mark.parametrize(
    "rename, line, shown",
    [
        ("{published: status}", "published: false", False),
        ("{published: draft}", "published: false", False),
        ("{published: status}", "published: true", True),
        ("{erschienen: published}", "erschienen: false", False),
        ("{ende: expires}", "ende: 2020-01-01", False),
        ("{online: embargo}", "online: 2099-01-01", False),
        ("{published: source}", "published: The Oakford Gazette", True),
        ("{publishDate: updated}", "publishDate: 2099-01-01", False),
        ("{publishDate: updated}", "publishDate: 2019-05-07", True),
    ],
)
def test_renaming_a_key_does_not_undo_it(
    rename: str, line: str, shown: bool, tmp_path: Path
) -> None:
    settings = f"front_matter: {{rename: {rename}}}\nproblems: {{N108: warning}}\n"
    site = site_with(tmp_path, [line], settings).build().ok()
    assert published(site, [line]) == [line] * shown


def test_a_date_of_publication_that_is_renamed_holds_back_until_that_day(tmp_path: Path) -> None:
    settings = "title: The Test File\nsearch: false\nfront_matter: {rename: {publishDate: date}}\n"
    site = Site(tmp_path, settings)
    site.article("a", date=None, publishDate="2099-01-01").build().ok()
    assert site.omission_reasons() == {"articles/a.md": "embargoed until 2099-01-01"}
    site.build(now="2099-01-01").ok().assert_pages("/2099/01/01/a/")


def test_the_strictest_counts(tmp_path: Path) -> None:
    site = Site(tmp_path).article("a", publishDate="2023-01-01", embargo="2024-01-01")
    site.build(now="2023-06-01").ok().assert_no_pages("/2022/09/13/a/")
    site.article("a", published="true", draft="true").build().ok().assert_no_pages("/2022/09/13/a/")


def test_an_article_goes_on_the_day_it_expires(tmp_path: Path) -> None:
    site = Site(tmp_path).article("a", expiryDate="2022-12-01").article("b")
    site.build().ok().assert_pages("/2022/09/13/a/")
    site.build(now="2022-12-01").ok().assert_no_pages("/2022/09/13/a/")
    assert site.omission_reasons() == {"articles/a.md": "expired on 2022-12-01"}
    site.build(now="2022-12-01", drafts=True).ok().assert_no_pages("/2022/09/13/a/")


@pytest.mark.parametrize("line", ["published: false", "draft: true", "publishDate: 2099-01-01"])
@pytest.mark.parametrize("settings", ["", "front_matter: {extra: [published, draft]}\n"])
def test_a_page_that_is_held_back_is_refused(line: str, settings: str, tmp_path: Path) -> None:
    site = Site(tmp_path, "title: The Test File\n" + settings)
    site.write("pages/a.md", f"---\ntitle: A\n{line}\n---\nText.\n").build().assert_refused("N321")


def test_a_folder_of_drafts_is_left_out(tmp_path: Path) -> None:
    site = Site(tmp_path).article("_drafts/a").article("b").build().ok()
    assert site.omission_reasons() == {"articles/_drafts/a.md": "it is in a folder _drafts"}
