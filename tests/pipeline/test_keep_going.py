"""`build --keep-going`: what is right is published, and what is wrong stays as it was published."""

import shutil
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from newsgen.commands.export import export_data
from newsgen.pipeline.request import BuildRequest
from support.laws import conditions, stamps
from support.sites import NOW, Site, tree

DAY = "/2022/09/13"
WRONG = "2022-02-30"


@pytest.fixture
def site(tmp_path: Path) -> Site:
    """Two articles, as they were published."""
    return Site(tmp_path).article("a", "Text a.", tags=["SCO"]).article("b", "Text b.").build().ok()


def keep_going(site: Site) -> dict[str, str]:
    """Build on; return the files that were set aside, with the address of what stays of each."""
    site.build(keep_going=True)
    assert site.outcome.status == "incomplete", site.problem_text()
    return {item.path: item.address for item in site.outcome.set_aside}


def errors_of(site: Site) -> set[tuple[str, str]]:
    """The errors of the last build."""
    return {
        (found.location.path, found.code)
        for found in site.outcome.problems
        if found.severity == "error"
    }


def test_what_is_right_is_published_and_what_is_wrong_stays(site: Site) -> None:
    site.article("a", "Another a.", date=WRONG, tags=["New"]).article("b", "Another b.")
    site.article("c", date=WRONG).article("d", "Text d.")
    assert keep_going(site) == {"articles/a.md": f"{DAY}/a/", "articles/c.md": ""}
    assert errors_of(site) == {("articles/a.md", "N103"), ("articles/c.md", "N103")}
    site.assert_shows(f"{DAY}/a/", "Text a.").assert_shows(f"{DAY}/b/", "Another b.")
    assert site.article_slugs(f"{DAY}/") == ["d", "b", "a"]  # lists have what stays, too
    site.assert_pages("/tags/sco/").assert_no_pages("/tags/new/")
    assert site.omission_reasons().keys() == {"articles/c.md"}
    site.article("a", "Another a.", tags=["New"]).article("c").build().ok()
    site.assert_shows(f"{DAY}/a/", "Another a.").assert_pages(f"{DAY}/c/", "/tags/new/")


def test_without_errors_it_is_the_same_build(site: Site) -> None:
    before = stamps(site.out)
    site.build(keep_going=True).ok()
    assert (site.outcome.written_count, stamps(site.out)) == (0, before)


def test_again_it_comes_to_the_same_and_without_it_is_refused(site: Site) -> None:
    with conditions(trusted_stamps=True):
        site.article("a", date=WRONG)
        first, problems, before = keep_going(site), site.outcome.problems, stamps(site.out)
        assert keep_going(site) == first
        assert (site.outcome.up_to_date, site.outcome.problems) == (True, problems)
        assert site.outcome.repeated_warnings == ()  # errors are told each time
        site.build(keep_going=True, clean=True)
        assert (site.outcome.status, site.outcome.written_count) == ("incomplete", 0)
        site.build().assert_refused("N103")
        assert stamps(site.out) == before


def test_an_article_that_was_not_published_is_not_published_now(tmp_path: Path) -> None:
    """Its last good version was a draft or under embargo: nobody has said it may appear."""
    site = Site(tmp_path).article("a").article("draft", draft=True)
    site.article("later", embargo="2022-10-02").article("gone", "Out.").build().ok()
    site.article("gone", "Out.", draft=True).build().ok()
    for name in ("draft", "later", "gone"):
        site.article(name, date=WRONG)
    site.build(keep_going=True, now="2022-10-03")
    assert {item.address for item in site.outcome.set_aside} == {""}
    assert site.article_slugs(f"{DAY}/") == ["a"]


def test_embargoes_end_and_what_stays_expires_in_its_time(tmp_path: Path) -> None:
    site = Site(tmp_path).article("later", embargo="2022-10-02").article("b")
    site.article("short", expires="2022-10-02").build().ok().assert_no_pages(f"{DAY}/later/")
    site.article("b", date=WRONG).article("short", date=WRONG)
    site.build(keep_going=True, now="2022-10-03").assert_pages(f"{DAY}/later/", f"{DAY}/b/")
    site.assert_no_pages(f"{DAY}/short/")


# --- What is wrong only beside others -------------------------------------------------------------


def test_a_link_to_what_is_gone_or_left_out_sets_nobody_else_aside(site: Site) -> None:
    site.article("b", "[to a](a.md) [by address](/2022/09/13/a/)").build().ok()
    site.article("a", date=None)  # its address is not even known
    assert keep_going(site) == {"articles/a.md": f"{DAY}/a/"}
    assert f"{DAY}/a/" in site.links(f"{DAY}/b/")
    site.article("c", date=WRONG).article("d", "[to c](c.md)", translation_of="articles/c.md")
    assert keep_going(site) == {"articles/a.md": f"{DAY}/a/", "articles/c.md": ""}
    site.assert_shows(f"{DAY}/d/", "to c")
    site.delete("articles/a.md").delete("articles/c.md").article("d")
    assert keep_going(site) == {"articles/b.md": f"{DAY}/b/"}  # nobody has touched it
    assert errors_of(site) == {("articles/b.md", "N201")}
    site.assert_shows(f"{DAY}/b/", "to a").assert_no_pages(f"{DAY}/a/")


@pytest.mark.parametrize(
    "fields",
    [{"slug": "b"}, {"id": "2022/b"}, {"aliases": [f"{DAY}/b/"]}],
    ids=["address", "id", "alias"],
)
@pytest.mark.parametrize("name", ["A-first", "z-last"])
def test_of_two_that_claim_one_thing_the_published_one_keeps_it(
    tmp_path: Path, name: str, fields: dict[str, object]
) -> None:
    site = Site(tmp_path).article("b", "Text b.", id="2022/b").build().ok()
    site.article(name, **fields)
    assert keep_going(site) == {f"articles/{name}.md": ""}
    site.assert_shows(f"{DAY}/b/", "Text b.")
    assert len(site.article_slugs(f"{DAY}/")) == 1


def test_of_two_new_ones_the_first_is_published(site: Site) -> None:
    site.article("c", "First.", slug="x").article("d", "Second.", slug="x")
    assert keep_going(site) == {"articles/d.md": ""}
    site.assert_shows(f"{DAY}/x/", "First.")


def test_what_stays_keeps_its_address_from_one_that_is_right(site: Site) -> None:
    site.article("a", slug="elsewhere", date=WRONG).article("c", slug="a")
    assert keep_going(site) == {"articles/a.md": f"{DAY}/a/", "articles/c.md": ""}
    site.assert_shows(f"{DAY}/a/", "Text a.")


def test_of_two_names_at_one_address_that_of_the_new_articles_goes(site: Site) -> None:
    site.article("b", tags=["Café"]).build().ok()
    site.article("c", tags=["Cafe"]).article("d", tags=["Cafe"])
    assert keep_going(site).keys() == {"articles/c.md", "articles/d.md"}
    assert errors_of(site) >= {("articles/c.md", "N302")}


def test_an_article_that_moved_and_is_wrong_there_stays_at_its_address(site: Site) -> None:
    site.article("a", "Text a, which is long enough. [to b](b.md)").build().ok()
    (site.folder / "articles/2022").mkdir()
    (site.folder / "articles/a.md").rename(site.folder / "articles/2022/moved.md")
    site.article("c", "Another.", date=WRONG)  # which is no article that has moved
    aside = keep_going(site)
    assert aside == {
        "articles/2022/moved.md": "",
        "articles/a.md": f"{DAY}/a/",
        "articles/c.md": "",
    }
    site.assert_shows(f"{DAY}/a/", "Text a").assert_no_pages(f"{DAY}/moved/")
    assert keep_going(site) == aside
    site.edit("articles/2022/moved.md", "(b.md)", "(../b.md)").delete("articles/c.md").build().ok()
    site.assert_pages(f"{DAY}/moved/").assert_no_pages(f"{DAY}/a/")


# --- What is not a text ---------------------------------------------------------------------------


@pytest.mark.parametrize(
    "path, text",
    [
        ("newsgen.yml", "title: [\n"),
        ("authorities/people.yml", "Xi Jinping: [\n"),
        ("templates/article.html", "{% nothing %}"),
        ("templates/article.html", "{{ nothing.at_all }}"),
        ("static/root/.newsgen-x", ""),
    ],
)
def test_what_all_articles_share_stops_all(site: Site, path: str, text: str) -> None:
    before = tree(site.out)
    site.article("a", date=WRONG).article("b", "Another b.").write(path, text)
    site.build(keep_going=True)
    assert site.outcome.status == "problems"
    assert path in {found for found, _ in errors_of(site)}
    assert site.outcome.message == (
        f"{path} concerns all articles, so that none can be set aside for it."
    )
    assert tree(site.out) == before


def test_an_article_that_lacks_a_name_now_keeps_its_page(tmp_path: Path) -> None:
    site = Site(tmp_path).write("authorities/people.yml", "Xi Jinping: {}\nHu Jintao: {}\n")
    site.article("a", entities=["Xi Jinping"]).build().ok()
    site.write("authorities/people.yml", "Hu Jintao: {}\n").article("b")
    assert keep_going(site) == {"articles/a.md": f"{DAY}/a/"}
    assert errors_of(site) == {("articles/a.md", "N304")}
    site.assert_pages(f"{DAY}/b/", f"{DAY}/a/")


def test_a_text_that_cannot_be_read_stays(site: Site) -> None:
    site.delete("articles/a.md").link("articles/a.md", "/etc/hostname")
    site.write("articles/b.md", b"\xff\xfe\x00")
    assert keep_going(site) == {"articles/a.md": f"{DAY}/a/", "articles/b.md": f"{DAY}/b/"}
    site.assert_shows(f"{DAY}/a/", "Text a.")


def test_a_folder_that_is_a_link_now_keeps_its_texts(tmp_path: Path) -> None:
    site = Site(tmp_path).article("x/a", "Text a.").article("b").build().ok()
    shutil.rmtree(site.folder / "articles/x")
    site.link("articles/x", "/etc").article("c")
    assert keep_going(site) == {"articles/x": "", "articles/x/a.md": f"{DAY}/a/"}
    site.assert_shows(f"{DAY}/a/", "Text a.").assert_pages(f"{DAY}/c/")


def test_a_page_of_the_menu_that_is_left_out_stops_nobody(tmp_path: Path) -> None:
    menu = 'menu: [{label: "About", page: pages/about.md}]\n'
    site = Site(tmp_path, "title: The Test File\nsearch: false\n").article("a").build().ok()
    site.write("newsgen.yml", f"title: The Test File\nsearch: false\n{menu}")
    site.write("pages/about.md", "No front matter.").article("b")
    assert keep_going(site) == {"pages/about.md": ""}
    site.assert_pages(f"{DAY}/b/")


# --- Where nobody knows what was published --------------------------------------------------------


def test_into_an_empty_folder_what_is_right_is_published(tmp_path: Path) -> None:
    site = Site(tmp_path).article("a", date=WRONG).article("b")
    assert keep_going(site) == {"articles/a.md": ""}
    site.assert_pages(f"{DAY}/b/")


def test_without_the_record_nothing_that_was_published_goes(site: Site) -> None:
    before = tree(site.out)
    shutil.rmtree(site.folder / ".newsgen")
    site.article("a", date=WRONG).build(keep_going=True)
    assert site.outcome.status == "problems"
    assert site.outcome.message.startswith("What was published of articles/a.md is not known")
    assert tree(site.out) == before
    site.article("a").build(keep_going=True).ok()  # from here on it is known again
    site.article("a", date=WRONG)
    assert keep_going(site) == {"articles/a.md": f"{DAY}/a/"}


def test_a_text_of_which_the_record_is_damaged_stays(site: Site) -> None:
    with closing(sqlite3.connect(site.folder / ".newsgen/published.sqlite3")) as record, record:
        record.execute("UPDATE published_texts SET value = x'00'")
    before = tree(site.out)
    site.article("a", date=WRONG).build(keep_going=True)
    assert site.outcome.message == "What was published of articles/a.md is lost: mend it."
    assert tree(site.out) == before
    site.article("a", "Text a.").build().ok()
    site.article("a", date=WRONG)
    assert keep_going(site) == {"articles/a.md": f"{DAY}/a/"}


def test_a_clean_build_that_is_refused_forgets_nothing(site: Site) -> None:
    site.article("a", date=WRONG).build(clean=True).assert_refused("N103")
    assert keep_going(site) == {"articles/a.md": f"{DAY}/a/"}


def test_each_output_has_what_was_published_there(site: Site) -> None:
    kept, site.out = site.out, site.out.with_name("second")
    site.article("a", "Newer a.").build().ok()
    site.article("a", date=WRONG)
    keep_going(site)
    site.assert_shows(f"{DAY}/a/", "Newer a.")
    site.out = kept
    keep_going(site)
    site.assert_shows(f"{DAY}/a/", "Text a.")


# --- Data -----------------------------------------------------------------------------------------


def test_data_are_of_the_articles_as_they_were_published(site: Site) -> None:
    site.article("a", "Another a.", date=WRONG).article("c", date=WRONG)
    site.article("b", "[nowhere](x.md)").article("d", draft=True)
    keep_going(site)
    request = BuildRequest(site.folder, site.out, workers=1, now=NOW)
    assert export_data(request).status == "problems"
    outcome = export_data(BuildRequest(site.folder, site.out, workers=1, now=NOW, keep_going=True))
    assert (outcome.status, outcome.article_count) == ("incomplete", 2)
    assert {item.path for item in outcome.set_aside} == {
        "articles/a.md",
        "articles/b.md",
        "articles/c.md",
    }
    texts = (site.out / "data/articles-2022.jsonl").read_text("utf-8")
    assert all(text in texts for text in ("Text a.", "Text b."))
    assert keep_going(site).keys() == {"articles/a.md", "articles/b.md", "articles/c.md"}


# --- Pictures -------------------------------------------------------------------------------------

PICTURE = f"{DAY}/a/map.svg"


@pytest.fixture
def pictured(tmp_path: Path) -> Site:
    """An article with a picture, as it was published."""
    site = Site(tmp_path).article("a", "![A map](map.svg)").article("b")
    return site.write("articles/map.svg", "<svg/>").build().ok()


def test_the_picture_that_a_text_had_stays_although_its_file_is_gone(pictured: Site) -> None:
    site = pictured.delete("articles/map.svg").write("articles/new.svg", "<svg></svg>")
    site.article("a", "![Another](new.svg)", date=WRONG)
    for _ in range(2):
        assert keep_going(site) == {"articles/a.md": f"{DAY}/a/"}
        assert site.page(PICTURE) == "<svg/>"
        site.assert_shows(f"{DAY}/a/", "map.svg").assert_no_pages(f"{DAY}/a/new.svg")
    site.article("a", "![A map](map.svg)")  # as it was: now the picture alone is wrong
    assert keep_going(site) == {"articles/a.md": f"{DAY}/a/"}
    assert errors_of(site) == {("articles/a.md", "N203")}
    assert site.page(PICTURE) == "<svg/>"
    site.article("c", "![A map](map.svg)")  # which has none to keep
    assert keep_going(site) == {"articles/a.md": f"{DAY}/a/", "articles/c.md": ""}
    site.article("a", "![Another](new.svg)").delete("articles/c.md").build().ok()
    site.assert_no_pages(PICTURE)


def test_a_picture_that_is_altered_in_the_output_is_not_kept(pictured: Site) -> None:
    site = pictured.delete("articles/map.svg").article("a", date=WRONG)
    (site.out / PICTURE.lstrip("/")).write_text("Another.", "utf-8")
    assert keep_going(site) == {"articles/a.md": f"{DAY}/a/"}
    assert "map.svg" not in site.main(f"{DAY}/a/")


def test_a_picture_that_could_run_script_now_stays_as_it_was(pictured: Site) -> None:
    site = pictured.write("articles/map.svg", "<svg><script/></svg>")
    site.article("c", "![A map](map.svg)")
    aside = keep_going(site)
    assert aside == {"articles/a.md": f"{DAY}/a/", "articles/c.md": "", "articles/map.svg": ""}
    assert ("articles/a.md", "N220") in errors_of(site)
    assert site.page(PICTURE) == "<svg/>"
