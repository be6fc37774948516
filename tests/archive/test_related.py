"""Related articles, company and activity: right, in one order, and bounded."""

from collections.abc import Iterable
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newsgen.archive.activity import activity
from newsgen.archive.companions import MAX_COMPANY
from newsgen.archive.questions import Timeline
from newsgen.archive.related import MAX_RELATED, related_articles
from newsgen.content.authorities import read_authorities
from newsgen.model.article import Article, Moment
from newsgen.model.authority import Authorities
from newsgen.model.kind import Kind
from support.laws import assert_as_clean
from support.sites import Site
from support.stored_archives import stored_archive

NAMES = ("Xi Jinping", "Vladimir Putin", "Narendra Modi", "Sadyr Japarov")


def article(number: int, day: date, names: Iterable[str], tags: Iterable[str] = ()) -> Article:
    lines = [f"people:{name}" for name in names] + [f"tags:{tag}" for tag in tags]
    declared = "\n".join(["sources:Desk", *lines])
    return Article(
        path=f"articles/{number}.md",
        explicit_id="",
        slug=str(number),
        title=f"Title {number}",
        name_lines=declared,
        moment=Moment(day, datetime(day.year, day.month, day.day, tzinfo=UTC)),
        language="en",
        html_digest="",
        excerpt="",
        key_locations="1:1",
    )


def related(
    articles: Iterable[Article], authorities: Authorities | None = None
) -> dict[str, tuple[tuple[str, tuple[str, ...]], ...]]:
    """Of each article by its path: the related ones, each with the names it is told for."""
    questions = stored_archive(articles, authorities)
    return {
        each.path: tuple(
            (kin.article.path, tuple(t.text for t in kin.shared_terms))
            for kin in related_articles(questions, each)
        )
        for each in questions.articles()
    }


DAY = date(2022, 9, 1)
ARTICLES = st.lists(
    st.builds(
        lambda days, names, tags: (DAY + timedelta(days), names, tags),
        st.integers(0, 900),
        st.sets(st.sampled_from(NAMES), max_size=3).map(sorted),
        st.sets(st.sampled_from(("SCO", "Trade")), max_size=2).map(sorted),
    ),
    max_size=40,
).map(lambda given: [article(number, *each) for number, each in enumerate(given)])


@given(ARTICLES, st.randoms(use_true_random=False))
def test_related_articles_share_the_names_they_are_told_for(
    articles: list[Article], chance: object
) -> None:
    found = related(articles)
    by_path = {each.path: each for each in articles}
    for path, kin in found.items():
        assert len(kin) <= MAX_RELATED
        assert path not in dict(kin)
        for other, names in kin:
            assert names
            for name in names:
                kinds = (f"people:{name}", f"tags:{name}")
                for one in (path, other):
                    assert set(kinds) & set(by_path[one].name_lines.split("\n"))
    chance.shuffle(articles)  # type: ignore[attr-defined]
    assert related(articles) == found


def test_rare_names_and_near_days_come_first() -> None:
    often = [article(each, DAY + timedelta(each), ["Xi Jinping"]) for each in range(40)]
    rare = article(100, DAY + timedelta(20), ["Xi Jinping", "Sadyr Japarov"])
    twin = article(101, DAY + timedelta(300), ["Sadyr Japarov"])
    found = related([*often, rare, twin])["articles/100.md"]
    assert found[0] == ("articles/101.md", ("Sadyr Japarov",))
    assert {path for path, _ in found[1:]} <= {f"articles/{each}.md" for each in range(16, 25)}


def test_a_tag_that_stands_for_a_name_is_no_reason_beside_it() -> None:
    known, _ = read_authorities({"authorities/people.yml": b"Xi Jinping: {aliases: [Xi]}\n"})
    two = [article(each, DAY, ["Xi Jinping"], ["Xi"]) for each in range(2)]
    assert related(two, known)["articles/0.md"] == (("articles/1.md", ("Xi Jinping",)),)


@pytest.mark.parametrize("where", [0.1, 0.5, 1.0])
def test_a_new_article_changes_those_near_it_alone(where: float) -> None:
    """Of 1,200 articles, all about one name, a third about another, most about a rarer one too."""
    articles = [
        article(each, DAY + timedelta(each // 4), _some(each), ["SCO"]) for each in range(1200)
    ]
    before = related(articles)
    new = article(9999, DAY + timedelta(int(299 * where)), _some(3), ["SCO"])
    after = related([*articles, new])
    changed = [path for path, found in before.items() if after[path] != found]
    assert (
        0 < len(changed) <= 3 * 2 * 6 + 6
    )  # its names, and as many on either side as are looked at


def _some(number: int) -> list[str]:
    names = [f"Person {number % 97}"]
    return [*names, "Xi Jinping"] if number % 3 == 0 else names


def test_a_name_keeps_company_by_count_then_by_name() -> None:
    questions = stored_archive(
        [
            article(0, DAY, ["Xi Jinping", "Vladimir Putin"], ["SCO"]),
            article(1, DAY, ["Xi Jinping", "Vladimir Putin"]),
            article(2, DAY, ["Xi Jinping", "Narendra Modi"]),
        ]
    )
    xi = questions.term(Kind.PERSON, "Xi Jinping")
    assert xi
    found = [(one.term.text, one.stories) for one in questions.companions(xi, Kind.PERSON)]
    assert found == [("Vladimir Putin", 2), ("Narendra Modi", 1)]
    found = [(one.term.text, one.stories) for one in questions.companions(xi, Kind.SOURCE)]
    assert found == [("Desk", 3)]


@given(ARTICLES)
def test_company_is_mutual(articles: list[Article]) -> None:
    questions = stored_archive(articles)
    counts = {
        (term.text, other.text): count
        for term, _ in questions.terms(Kind.PERSON)
        for other, *count in questions.companions(term, Kind.PERSON)
    }
    assert all(counts[two, one] == count for (one, two), count in counts.items())


@given(ARTICLES)
def test_activity_counts_every_article_once(articles: list[Article]) -> None:
    questions = stored_archive(articles)
    for term, count in questions.terms(Kind.PERSON):
        bars = activity(questions, Timeline.about(term.key), Timeline.mentions(term.key))
        if bars:
            assert sum(bar.about for bar in bars) == count
            assert all(bar.about or bar.mentioned for bar in bars)
            assert len({bar.period for bar in bars}) == len(bars)
        else:
            assert len(questions.tally(Timeline.about(term.key), "month")) == 1


# --- In an archive --------------------------------------------------------------------------------


@pytest.fixture
def site(tmp_path: Path) -> Site:
    """Three articles about two people; as many are enough for a page of both."""
    site = Site(tmp_path, "title: The Test File\nsearch: false\nlistings: {pairs: 3}\n")
    for number, day in enumerate(("2022-07-01", "2022-08-01", "2022-09-01")):
        people = {"people": ["Xi Jinping", "Vladimir Putin"]}
        site.article(f"a{number}", date=day, entities=people, tags=["Talks"])
    return site.build().ok()


PAIR = "people/vladimir-putin/with/people/xi-jinping/"


def test_two_names_that_share_enough_articles_have_a_page_together(site: Site) -> None:
    assert site.article_slugs(f"/{PAIR}") == ["a2", "a1", "a0"]
    for name in ("xi-jinping", "vladimir-putin"):
        assert f"/{PAIR}" in site.links(f"/people/{name}/")
        assert 'aria-label="3 articles together">3</a>' in site.page(f"people/{name}/")
    assert "Vladimir Putin and Xi Jinping" in site.text(PAIR)
    site.delete("articles/a0.md").build().ok().assert_no_pages(PAIR)
    assert "articles together" not in site.page("people/xi-jinping/")
    assert "Vladimir Putin 2 " in site.text("people/xi-jinping/")


def test_five_articles_are_enough(tmp_path: Path) -> None:
    site = Site(tmp_path)
    for name in "abcd":
        site.article(name, entities={"people": ["Xi Jinping", "Vladimir Putin"]})
    site.build().ok().assert_no_pages(PAIR)
    site.article("e", entities={"people": ["Vladimir Putin", "Xi Jinping"]}).build().ok()
    assert site.article_slugs(f"/{PAIR}") == [*"edcba"]


def test_related_articles_are_a_setting(site: Site) -> None:
    assert "Related articles" in site.text("/2022/08/01/a1/")
    site.write("newsgen.yml", "title: The Test File\nsearch: false\nrelated: false\n").build().ok()
    assert "Related articles" not in site.text("/2022/08/01/a1/")


def test_activity_is_a_chart_and_a_table(site: Site) -> None:
    page = site.page("people/xi-jinping/")
    assert page.count('<rect class="hit"') == 3
    assert "<title>July 2022: 1</title>" in page
    for day in ("2022-07-01", "2022-08-01", "2022-09-01"):
        assert page.count(f'href="#{day}"') == 2  # a bar, and a row of the table
        assert f'id="{day}"' in page
    assert "July 2022 1 August 2022 1 September 2022 1" in site.text("people/xi-jinping/")


def test_bars_lead_to_the_pages_of_years_where_there_are_some(tmp_path: Path) -> None:
    site = Site(tmp_path, "title: The Test File\nsearch: false\nlistings: {newest: 1, year: 2}\n")
    for name, day in (("a", "2012-01-01"), ("b", "2021-01-01"), ("c", "2022-01-01")):
        site.article(name, date=day, tags=["Talks"])
    links = site.build().ok().links("tags/talks/")
    for year in (2012, 2021, 2022):
        assert f"tags/talks/{year}/" in links


def test_an_article_leads_to_related_ones_with_the_reason(site: Site) -> None:
    text = site.text("2022/09/01/a2/")
    assert "a1 1 August 2022 also about Xi Jinping , Vladimir Putin , Talks" in text


def test_a_tag_says_what_it_stands_for(site: Site) -> None:
    site.write(
        "authorities/organizations.yml", "Shanghai Cooperation Organization:\n  aliases: SCO"
    )
    site.article("b", tags=["SCO"]).build().ok()
    assert "Stands for Shanghai Cooperation Organization" in site.text("tags/sco/")
    assert "/organizations/shanghai-cooperation-organization/" in site.links("/tags/sco/")


def test_an_event_is_told_from_the_beginning(tmp_path: Path) -> None:
    site = Site(tmp_path, "title: The Test File\nlistings: {newest: 2, year: 3}\n")
    for number in range(2):
        site.article(f"a{number}", date=f"2022-09-0{number + 1}", entities={"events": ["Summit"]})
    assert site.build().ok().article_slugs("/events/summit/") == ["a0", "a1"]
    site.article("earlier", date="2021-09-03", entities={"events": ["Summit"]})
    site.article("a2", date="2022-09-03", entities={"events": ["Summit"]}).build().ok()
    assert site.article_slugs("/events/summit/") == ["a2", "a1"]
    assert site.article_slugs("/events/summit/2022/") == ["a0", "a1", "a2"]


def test_names_that_texts_alone_have_count_half_as_much(tmp_path: Path) -> None:
    site = Site(tmp_path, "title: The Test File\nsearch: false\nlistings: {pairs: 2}\n")
    site.write("authorities/places.yml", "Samarkand:\nTashkent:\nBishkek:\n")
    putin = "people/vladimir-putin/with/people/xi-jinping/"
    site.article("a", "In Samarkand.", entities={"people": ["Xi Jinping", "Vladimir Putin"]})
    # One story of which one name is a mention is no company yet.
    text = site.build().ok().text("people/xi-jinping/")
    assert "Appears with People Vladimir Putin 1 Sources Desk 1 " in text
    assert "Appears with" not in site.text("places/samarkand/")
    for name in "bcd":
        site.article(name, "Samarkand, Tashkent.", entities={"people": ["Xi Jinping"]})
    text = site.build().ok().text("people/xi-jinping/")
    # A story about both counts as much as two that are about one and mention the other.
    assert "People Vladimir Putin 1 Places Samarkand 4 Tashkent 3 Sources Desk 4 " in text
    site.assert_no_pages(putin)
    pair = "people/xi-jinping/with/places/samarkand/"
    assert site.article_slugs(f"/{pair}") == [*"dcba"]
    # Two mentions of one article count a quarter.
    assert "Places Tashkent" not in site.text("places/samarkand/")
    site.article("e", "Samarkand, Tashkent.").build().ok()
    assert "Places Tashkent 4 " in site.text("places/samarkand/")
    assert "Places Samarkand 4 " in site.text("places/tashkent/")


def test_the_text_of_an_article_makes_and_unmakes_a_page_of_two_names(tmp_path: Path) -> None:
    site = Site(tmp_path, "title: The Test File\nsearch: false\nlistings: {pairs: 1}\n")
    site.write("authorities/places.yml", "Samarkand:\n")
    for name in "ab":
        site.article(name, "In Samarkand.", entities={"people": ["Xi Jinping"]})
    pair = "people/xi-jinping/with/places/samarkand/"
    assert site.build().ok().article_slugs(f"/{pair}") == [*"ba"]
    site.article("b", "Elsewhere.", entities={"people": ["Xi Jinping"]})
    site.build().ok().assert_no_pages(pair)
    assert "/places/samarkand/" not in site.links("people/xi-jinping/")
    site.article("b", "At home.", entities={"people": ["Xi Jinping"], "places": ["Samarkand"]})
    assert site.build().ok().article_slugs(f"/{pair}") == [*"ba"]


def test_a_mention_that_a_translation_took_the_place_of_makes_a_page_again(tmp_path: Path) -> None:
    site = Site(tmp_path, "title: The Test File\nsearch: false\nlistings: {pairs: 1}\n")
    site.write("authorities/places.yml", "Alma:\nDelhi:\n")
    for name, day in (("a", "2021-09-13"), ("b", "2021-10-13")):
        site.article(name, "Of Delhi.", date=day, entities={"places": ["Alma"]})
    ru = {"language": "ru", "translation_of": "articles/a.md", "date": "2021-09-14"}
    site.article("ru", entities={"places": ["Delhi"]}, **ru).build().ok()
    pair = "places/alma/with/places/delhi/"
    site.assert_no_pages(pair)
    site.delete("articles/ru.md").build().ok()
    assert site.article_slugs(f"/{pair}") == [*"ba"]
    assert_as_clean(site)


def test_a_tag_that_counts_no_more_makes_room_for_a_pair(tmp_path: Path) -> None:
    site = Site(tmp_path, "title: The Test File\nsearch: false\nlistings: {pairs: 1}\n")
    tags = ["Zed Org", *(f"Tag {number:03}" for number in range(MAX_COMPANY - 4))]
    entities = {"organizations": ["Zed Org"], "people": ["Ann Ox", "Bob Ey"]}
    for name in "ab":
        site.article(name, tags=tags, entities=entities)
    pair = "people/ann-ox/with/people/bob-ey/"
    site.build().ok().assert_no_pages(pair)
    site.write("authorities/organizations.yml", "Zed Org:\n").build().ok()
    assert site.article_slugs(f"/{pair}") == [*"ba"]
    assert_as_clean(site)
