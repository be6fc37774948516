"""Series: their pages, and the parts next to an article; and the names of a day."""

import json
import re
from pathlib import Path

from newsgen.pages.period_views import PeriodView
from newsgen.pages.view_components import SeriesNav
from newsgen.pages.views import ArticleView, NameView
from support.laws import assert_as_clean
from support.sites import Site


def site(folder: Path, parts: int) -> Site:
    made = Site(folder)
    for number in range(1, parts + 1):
        made.article(
            f"p{number}", title=f"Part {number}", date=f"2022-09-{number:02}", series="The bridge"
        )
    return made


def series_of(made: Site, address: str) -> SeriesNav | None:
    view = made.plan()[address].view
    assert isinstance(view, ArticleView)
    return view.series


def titles(found: SeriesNav | None) -> tuple[list[str], list[str]]:
    assert found
    return [one.title for one in found.before], [one.title for one in found.after]


def test_an_article_leads_to_the_parts_next_to_it(tmp_path: Path) -> None:
    made = site(tmp_path, 9)
    assert titles(series_of(made, "/2022/09/05/p5/")) == (
        ["Part 2", "Part 3", "Part 4"],
        ["Part 6", "Part 7", "Part 8"],
    )
    assert titles(series_of(made, "/2022/09/01/p1/")) == ([], ["Part 2", "Part 3", "Part 4"])
    found = series_of(made, "/2022/09/09/p9/")
    assert found
    assert (found.whole.label, found.whole.address) == ("The bridge", "/series/the-bridge/")


def test_the_page_of_a_series_tells_it_from_the_beginning(tmp_path: Path) -> None:
    made = site(tmp_path, 3)
    made.write("authorities/series.yml", "The bridge: {description: How it was built}\n")
    view = made.plan()["/series/the-bridge/"].view
    assert isinstance(view, NameView)
    assert [card.title for group in view.groups for card in group.cards] == [
        "Part 1",
        "Part 2",
        "Part 3",
    ]
    assert view.known.description == "How it was built"
    made.build().ok()
    assert '<a href="series/">Series</a>' in made.page("/")
    made.assert_shows("/2022/09/02/p2/", "The bridge", "Part 1", "Part 3")


def test_the_only_part_leads_to_its_series(tmp_path: Path) -> None:
    made = site(tmp_path, 1).article("x")
    assert titles(series_of(made, "/2022/09/01/p1/")) == ([], [])
    made.build().ok()
    assert "/series/the-bridge/" in made.links("/2022/09/01/p1/")
    assert series_of(made, "/2022/09/13/x/") is None


def test_spellings_of_a_series_are_one(tmp_path: Path) -> None:
    made = site(tmp_path, 2).article("x", date="2022-09-03", title="Part 3", series="Bridge")
    made.write("authorities/series.yml", "The bridge: {aliases: [Bridge]}\n")
    assert titles(series_of(made, "/2022/09/03/x/")) == (["Part 1", "Part 2"], [])


def test_translations_lead_to_parts_in_their_language(tmp_path: Path) -> None:
    made = site(tmp_path, 2)
    for number in (1, 2):
        made.article(
            *(f"t{number}", "Текст."),
            title=f"Часть {number}",
            date=f"2022-09-0{number}",
            language="ru",
            translation_of=f"articles/p{number}.md",
            series="The bridge",
        )
    assert titles(series_of(made, "/2022/09/01/t1/")) == ([], ["Часть 2"])
    assert titles(series_of(made, "/2022/09/02/p2/")) == (["Part 1"], [])


def test_a_new_part_changes_the_pages_of_three_parts(tmp_path: Path) -> None:
    made = site(tmp_path, 9).build().ok()
    made.article("p10", title="Part 10", date="2022-09-10", series="The bridge")
    made.build(explain=True).ok()
    parts = {one for one in made.reasons() if re.search(r"/p\d+/$", one)}
    assert {one.rsplit("/", 2)[1] for one in parts} == {"p7", "p8", "p9", "p10"}
    assert_as_clean(made)
    made.article("p5", title="Part 5", date="2022-09-05").build().ok()
    assert_as_clean(made)


def test_programs_read_which_series_an_article_is_a_part_of(tmp_path: Path) -> None:
    made = site(tmp_path, 2).write("newsgen.yml", "title: T\nbase_url: https://example.org/\n")
    found = re.search(r'ld\+json">(.*?)</script>', made.build().ok().page("/2022/09/02/p2/"))
    assert found
    (article,) = (
        thing for thing in json.loads(found[1])["@graph"] if thing["@type"] == "NewsArticle"
    )
    assert article["isPartOf"][1] == {
        "@type": "CreativeWorkSeries",
        "name": "The bridge",
        "url": "https://example.org/series/the-bridge/",
    }


def test_another_word_for_a_series_is_understood(tmp_path: Path) -> None:
    made = Site(tmp_path).article("x", story="The bridge").build()
    assert "newsgen calls it series: write series: The bridge" in made.problem_text()


# --- The names of a day ---------------------------------------------------------------------------


def test_a_day_shows_the_names_that_several_of_its_articles_have(tmp_path: Path) -> None:
    made = Site(tmp_path, "title: T\nproblems: {N304: warning}\n")
    made.article("a", entities={"people": ["Ana Dee", "Bo Fee"], "places": ["Lima"]})
    made.article("b", entities={"people": ["Ana Dee"], "places": ["Lima"]})
    made.article("c", entities={"people": ["Ana Dee", "Cy Gee"]})
    view = made.plan()["/2022/09/13/"].view
    assert isinstance(view, PeriodView)
    assert [(one.label, one.count) for one in view.most_named] == [("Ana Dee", 3), ("Lima", 2)]
    made.build().ok().assert_shows("/2022/09/13/", "Named most", "Ana Dee")
    made.article("c", entities={"people": ["Bo Fee"]}).build().ok()
    made.assert_shows("/2022/09/13/", "Bo Fee")
    assert_as_clean(made)


def apart(folder: Path) -> Site:
    """Parts a month apart, with articles of other sources between them."""
    made = Site(folder)
    for month in range(1, 7):
        for day in range(2, 9):
            made.article(
                f"x{month}{day}", date=f"2022-{month:02}-{day:02}", source=f"S{month}{day}"
            )
        part = {"title": f"Part {month}", "source": f"P{month}", "series": "War"}
        made.article(f"p{month}", date=f"2022-{month:02}-01", **part)
    return made


def test_parts_far_from_each_other_follow_an_edit(tmp_path: Path) -> None:
    made = apart(tmp_path).build().ok()
    made.article("p7", date="2022-07-01", source="P7", series="War").build().ok()
    assert_as_clean(made)
    made.article("p0", date="2021-12-01", source="P0", series="War").build().ok()
    assert_as_clean(made)
    made.article("p3", title="Other", date="2022-03-01", source="P3", series="War").build().ok()
    assert_as_clean(made)
    made.article("p3", title="Other", date="2022-06-20", source="P3", series="War").build().ok()
    assert_as_clean(made)
    made.article("p4", title="Part 4", date="2022-04-01", source="P4").build().ok()
    assert_as_clean(made)
    made.delete("articles/p5.md").build().ok()
    assert_as_clean(made)


def test_versions_of_parts_follow_an_edit(tmp_path: Path) -> None:
    made = apart(tmp_path)
    for month, day in ((2, "2022-02-01"), (4, "2022-08-09")):
        fields = {"language": "ru", "translation_of": f"articles/p{month}.md", "series": "War"}
        made.article(f"t{month}", title=f"Часть {month}", date=day, source=f"T{month}", **fields)
    made.build().ok()
    made.edit("articles/t4.md", "Часть 4", "Четвёртая часть").build().ok()
    assert_as_clean(made)
    made.edit("articles/t2.md", "language: ru", "language: de").build().ok()
    assert_as_clean(made)
    made.edit("articles/t2.md", "series: War\n", "").build().ok()
    assert_as_clean(made)
    made.edit("articles/p2.md", "series: War\n", "").build().ok()
    assert_as_clean(made)
    made.delete("articles/t4.md").build().ok()
    assert_as_clean(made)
