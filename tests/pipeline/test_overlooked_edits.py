"""Edits after which a build once left something as it was.

Among them: pages show a story by one of its versions, and an edit of another one is seen there.
"""

from pathlib import Path

import pytest

from newsgen.archive.companions import MAX_COMPANY
from support.laws import assert_as_clean
from support.sites import Site


def test_a_name_of_a_translation_is_shared_by_its_story(tmp_path: Path) -> None:
    """The translation is far away in time from the article that its story is related to."""
    site = Site(tmp_path).article("a", date="2022-09-10", tags=["X", "Y"])
    site.article("b", date="2022-09-11", tags=["X"])
    for number in range(30):
        site.article(f"n{number}", date="2010-02-01", tags=["Y"])
    far = {"date": "2001-01-01", "language": "de", "translation_of": "articles/b.md"}
    site.article("v", **far).build().ok()
    site.article("v", tags=["Y"], **far).build().ok()
    assert_as_clean(site)


def test_a_translation_that_becomes_a_lead_leads_the_front_page(tmp_path: Path) -> None:
    site = Site(tmp_path, "title: The Test File\nsearch: false\nlistings: {newest: 3}\n")
    for number in range(5):
        site.article(f"n{number}", date=f"2022-09-{10 + number}")
    far = {"date": "2001-01-01", "language": "de", "translation_of": "articles/n3.md"}
    site.article("v", **far).build().ok()
    site.article("v", lead=True, **far).build().ok()
    assert_as_clean(site)


def test_a_name_gets_all_its_years_when_it_has_too_many_stories_for_one_page(
    tmp_path: Path,
) -> None:
    site = Site(tmp_path, "title: The Test File\nlistings: {newest: 2, year: 2}\n")
    for number in range(2):
        site.article(f"n{number}", date=f"20{10 + number}-01-01", tags=["A"])
    site.article("x", date="2022-01-01", language="de").build().ok()
    site.article("x", date="2022-01-01", language="de", tags=["A"]).build().ok()
    assert (site.out / "tags/a/2010/index.html").exists()
    assert_as_clean(site)
    site.article("x", date="2022-01-01", language="de").build().ok()
    assert not (site.out / "tags/a/2010/index.html").exists()
    assert_as_clean(site)
    site.article("x", date="2022-01-01", tags=["A"]).build().ok()
    assert not (site.out / "languages").exists()
    assert_as_clean(site)


def test_the_feeds_of_an_archive_stay_when_its_last_article_goes(tmp_path: Path) -> None:
    site = Site(tmp_path, "title: The Test File\nbase_url: https://example.org/\n")
    site.article("a").build().ok()
    site.delete("articles/a.md").build().ok()
    assert (site.out / "feeds/atom.xml").exists()
    assert_as_clean(site)


def test_names_that_changed_while_an_article_had_an_error_are_new_when_it_is_right_again(
    tmp_path: Path,
) -> None:
    """The build with the error looked names up again for what the article said meanwhile."""
    site = Site(tmp_path).write("authorities/people.yml", "Ann Lee: {aliases: [A. Lee]}\n")
    site.article("a", entities={"people": ["A. Lee"]}).build().ok()
    right = (site.folder / "articles/a.md").read_bytes()
    site.write("authorities/people.yml", "Amy Lee: {aliases: [A. Lee]}\n")
    site.write("articles/a.md", "---\ntitle: A\n---\n").build()
    assert site.outcome.status == "problems"
    site.write("articles/a.md", right).build().ok()
    assert (site.out / "people/amy-lee/index.html").exists()
    assert_as_clean(site)


@pytest.mark.parametrize("is_first_withdrawn", [False, True])
def test_a_withdrawn_article_and_one_in_another_language_bring_feeds_of_both(
    tmp_path: Path, is_first_withdrawn: bool
) -> None:
    withdrawn = {"withdrawn": "{date: 2022-09-14, note: No.}"}
    site = Site(tmp_path, "title: The Test File\nbase_url: https://example.org/\n")
    site.article("a", **(withdrawn if is_first_withdrawn else {})).build().ok()
    site.article("b", language="de", **({} if is_first_withdrawn else withdrawn)).build().ok()
    assert (site.out / "feeds/languages/en.xml").exists()
    assert_as_clean(site)
    site.delete("articles/b.md").build().ok()
    assert not (site.out / "feeds/languages").exists()
    assert_as_clean(site)


def test_related_stories_are_found_past_all_their_versions(tmp_path: Path) -> None:
    """Between the first and the last story there are more articles than stories are looked at."""
    site = Site(tmp_path)

    def put(number: int, title: str) -> None:
        # Without the second, the first story is related to the third to seventh.
        fields = {"date": f"2022-09-{10 + number}", "tags": ["X", "Y"] if number != 2 else ["X"]}
        site.article(f"s{number}", title=title, **fields)
        original = f"articles/s{number}.md"
        for tag in ("de", "fr"):
            site.article(f"s{number}{tag}", language=tag, translation_of=original, **fields)

    for number in range(1, 8):
        put(number, f"Story {number}")
    site.build().ok()
    put(7, "Another title")
    site.build().ok()
    assert "Another title" in (site.out / "2022/09/11/s1/index.html").read_text()
    assert_as_clean(site)


def test_the_order_of_very_many_names_says_which_are_companions(tmp_path: Path) -> None:
    site = Site(tmp_path)
    names = [f"Name {number:03}" for number in range(MAX_COMPANY + 2)]
    for number in range(4):
        site.article(f"s{number}", entities={"people": [names[0], names[-1]]})
    site.article("x", entities={"people": names}).build().ok()
    pair = site.out / "people/name-000/with/people" / names[-1].lower().replace(" ", "-")
    assert not pair.exists()
    site.article("x", entities={"people": [names[-1], *names[:-1]]}).build().ok()
    assert pair.exists()
    assert_as_clean(site)
    site.article("x", entities={"people": names}).build().ok()
    assert_as_clean(site)


def test_a_translation_leads_to_the_stories_next_to_its_original(tmp_path: Path) -> None:
    """Even where it is far away from them in time."""
    site = Site(tmp_path)
    for number in range(5):
        site.article(f"s{number}", date=f"2022-09-{10 + number}")
        site.article(f"n{number}", date=f"2010-02-{10 + number}")
    far = {"date": "2001-01-01", "language": "de", "translation_of": "articles/s2.md"}
    site.article("v", **far).build().ok()
    site.article("s3", date="2022-09-13", title="Another title").build().ok()
    assert "Another title" in (site.out / "2001/01/01/v/index.html").read_text()
    site.article("new", date="2022-09-12T20:00", title="A new story").build().ok()
    assert "A new story" in (site.out / "2001/01/01/v/index.html").read_text()
    assert_as_clean(site)
