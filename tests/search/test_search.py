"""Search indexes: by language and time, made again only where something in them changed."""

import gzip
import json
from collections.abc import Iterable, Iterator
from datetime import UTC, date, datetime
from functools import partial
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newsgen.archive.search_shards import Shard, search_days, shards
from newsgen.archive.timeline import newest_first
from newsgen.model.article import Article, Moment
from newsgen.model.digest import digest, digest_sum
from newsgen.model.tuning import Tuning
from newsgen.model.value import replace
from newsgen.search import pagefind
from newsgen.search.documents import PIECE_SEPARATOR
from newsgen.search.pagefind import IndexingFailed
from newsgen.search.recent_changes import ShardChanges, shards_to_index
from newsgen.store.finished_indexes import FINISHED_FOLDER
from support.laws import assert_as_clean, conditions, search_texts
from support.sites import INDEX, Site

ON = "title: The Test File\n"
DAYS = st.dates(date(1999, 1, 1), date(2003, 12, 31))
LANGUAGES = st.sampled_from(("en", "zh-Hans"))


def record(name: str, day: date, language: str = "en") -> Article:
    """An article as far as shards look at it."""
    moment = Moment(day, datetime(day.year, day.month, day.day, tzinfo=UTC))
    return Article(name, name, name, name, "sources:Desk", moment, language, "", "", "1:1")


def fragments(site: Site) -> Iterator[dict[str, object]]:
    """What results can show of each article, in all indexes of shards."""
    for file in (site.out / INDEX).glob("*/*/fragment/*"):
        text = gzip.decompress(file.read_bytes()).removeprefix(b"pagefind_dcd")
        yield json.loads(text)


def index(site: Site, language: str) -> dict[str, bytes]:
    """The files of the indexes of a language."""
    folder = site.out / INDEX / language
    return {path.as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def contents(site: Site) -> str:
    return json.dumps(list(fragments(site)), ensure_ascii=False).replace(PIECE_SEPARATOR, "")


def three_languages(folder: Path) -> Site:
    site = Site(folder, ON)
    site.article("a", "An English text.", title="One")
    site.article("b", "Ein deutscher Text.", title="Zwei", language="de")
    return site.article("c", "Русский текст.", title="Три", language="ru").build().ok()


def divided(articles: Iterable[Article], most: int) -> dict[Shard, list[str]]:
    """The shards of articles, each with the paths of those that are in it."""
    articles = newest_first(articles)
    by_day: dict[tuple[str, date], list[str]] = {}
    for article in articles:
        key = article.language.lower(), article.moment.day
        by_day.setdefault(key, []).append(article.path)
    days = [
        replace(day, digest=digest_sum(map(digest, by_day[day.language, day.day])))
        for day in search_days(articles)
    ]
    return {
        shard: [path for day in shard.days for path in by_day[shard.language, day]]
        for shard in shards(days, most)
    }


@given(st.lists(st.tuples(DAYS, LANGUAGES), max_size=40), st.integers(1, 8))
def test_every_article_is_in_one_shard_and_only_a_day_is_ever_too_large(
    found: list[tuple[date, str]], most: int
) -> None:
    made = divided(
        (record(str(at), day=day, language=language) for at, (day, language) in enumerate(found)),
        most,
    )
    paths = [path for own in made.values() for path in own]
    assert sorted(paths) == sorted(map(str, range(len(found))))
    assert len({(shard.language, shard.name) for shard in made}) == len(made)
    for shard, own in made.items():
        assert {found[int(path)][1].lower() for path in own} == {shard.language}
        assert shard.count == len(own)
        assert shard.count <= most or len(shard.days) == 1
    newest = [shard.days[0] for shard in made]
    assert newest == sorted(newest, reverse=True)


@given(st.lists(DAYS, min_size=1, max_size=40), DAYS, st.integers(2, 8))
def test_one_more_article_leaves_all_shards_alone_but_the_one_it_is_in(
    days: list[date], new: date, most: int
) -> None:
    records = [record(str(number), day=day) for number, day in enumerate(days)]
    before = divided(records, most)
    after = divided([*records, record("new", day=new)], most)
    touched = {shard: own for shard, own in after.items() if shard not in before}
    assert "new" in [path for own in touched.values() for path in own]
    gone = {shard: own for shard, own in before.items() if shard not in after}
    assert len(gone) <= 1  # none where its stretch is new
    lost = ["new", *(path for own in gone.values() for path in own)]
    assert sorted(path for own in touched.values() for path in own) == sorted(lost)


def test_an_edit_changes_the_digest_of_a_set_by_its_own_digests() -> None:
    one, two, other = map(digest, ("one", "two", "other"))
    edited = digest_sum([one, two]) - int(two, 16) + int(other, 16)
    assert edited % (1 << 128) == digest_sum([other, one])


def test_an_edit_makes_only_the_index_of_its_own_shard_again(tmp_path: Path) -> None:
    site = three_languages(tmp_path)
    german, russian = index(site, "de"), index(site, "ru")
    site.article("a", "Another English text.", title="One").build(explain=True).ok()
    assert "Another English text." in contents(site)
    assert (index(site, "de"), index(site, "ru")) == (german, russian)
    searched = [each.path for each in site.outcome.explanations if each.path.startswith("search/")]
    assert searched == ["search/index/en/2020s/", "search/index/en/words/"]


FEW = Tuning(recent_articles=2)
"""A shard is so large that it is not indexed anew at once where it has three articles."""


def large_shard(folder: Path) -> Site:
    site = Site(folder, ON)
    for name in "abcdef":
        site.article(name, f"The text of {name}.", title=f"Title {name}")
    return site.build(tuning=FEW).ok()


def recent(site: Site) -> dict[str, list[object]]:
    """What the search page is told of articles that have changed."""
    return json.loads((site.out / INDEX / "recent.json").read_text("utf-8"))


def own_files(site: Site) -> dict[str, bytes]:
    """The files of the one shard."""
    return {path: data for path, data in index(site, "en").items() if "/2020s/" in path}


def test_an_edit_leaves_a_large_shard_and_is_found_at_once(tmp_path: Path) -> None:
    site = large_shard(tmp_path)
    before = own_files(site)
    clean = search_texts(site)
    assert recent(site) == {}
    site.article("b", "Another text.", title="Title b").build(tuning=FEW).ok()
    assert own_files(site) == before
    assert recent(site)["en"][0] == 1
    assert search_texts(site) != clean
    assert_as_clean(site)
    site.article("b", "The text of b.", title="Title b").build(tuning=FEW).ok()
    assert recent(site) == {}
    assert search_texts(site) == clean


def test_an_article_that_is_removed_is_only_hidden(tmp_path: Path) -> None:
    site = large_shard(tmp_path)
    before = own_files(site)
    (site.folder / "articles" / "c.md").unlink()
    site.build(tuning=FEW).ok()
    assert own_files(site) == before
    count, hidden = recent(site)["en"]
    assert (count, len(hidden)) == (0, 1)
    assert_as_clean(site)


def test_more_changes_than_a_recent_index_holds_make_their_shard_anew(tmp_path: Path) -> None:
    site = large_shard(tmp_path)
    for name in "abc":
        site.article(name, "Another text.", title=f"Title {name}")
    site.build(tuning=FEW).ok()
    assert recent(site) == {}
    assert_as_clean(site)


def test_a_clean_build_has_no_recent_index(tmp_path: Path) -> None:
    site = large_shard(tmp_path)
    site.article("b", "Another text.", title="Title b").build(tuning=FEW).ok()
    assert (site.out / INDEX / "en" / "recent").exists()
    site.build(tuning=FEW, clean=True).ok()
    assert recent(site) == {}
    assert not (site.out / INDEX / "en" / "recent").exists()


def test_verify_makes_the_shards_of_a_recent_index_anew(tmp_path: Path) -> None:
    with conditions(trusted_stamps=True):
        site = large_shard(tmp_path)
        site.article("b", "Another text.", title="Title b").build(tuning=FEW).ok()
        assert site.build(tuning=FEW).ok().outcome.up_to_date
        assert recent(site) != {}
        site.build(tuning=FEW, verify=True).ok()
        assert recent(site) == {}
        assert not (site.out / INDEX / "en" / "recent").exists()
        outcome = site.build(tuning=FEW, verify=True).ok().outcome
        assert (outcome.rendered_count, outcome.written_count) == (0, 0)
    assert_as_clean(site)


def test_files_of_the_site_beside_indexes_stay_whatever_goes_there(tmp_path: Path) -> None:
    site = Site(tmp_path, ON)
    own = ["own.txt", "en/own.txt", "en/2020s/fragment/own.txt", "ru/2020s/own.txt", "x/y/own.txt"]
    for path in own:
        site.write(f"static/root/{INDEX}/{path}", path)
    site.article("a", "An English text.").article("b", "Another.", date="2010-01-01")
    site.article("c", "Русский текст.", language="ru").build().ok()
    (site.folder / "articles" / "c.md").unlink()
    site.build(tuning=Tuning(articles_per_shard=1)).ok()
    site.write("newsgen.yml", "title: The Test File\nsearch: false\n").build().ok()
    folder = site.out / INDEX
    assert sorted(own) == sorted(
        path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file()
    )


def test_a_build_in_a_hurry_makes_no_shard_anew_that_has_an_index(tmp_path: Path) -> None:
    site = large_shard(tmp_path)
    before = own_files(site)
    for name in "abcd":
        site.article(name, "Another text.", title=f"Title {name}")
    site.build(tuning=FEW, index=False).ok()
    assert site.outcome.search_outdated
    assert own_files(site) == before
    assert_as_clean(site)
    site.build(tuning=FEW).ok()
    assert not site.outcome.search_outdated
    assert recent(site) == {}


def test_without_what_was_kept_of_an_index_it_is_made_anew(tmp_path: Path) -> None:
    site = large_shard(tmp_path)
    site.article("b", "Another text.", title="Title b")
    (site.folder / ".newsgen" / "cache.sqlite3").unlink()
    site.build(tuning=FEW).ok()
    assert recent(site) == {}
    assert_as_clean(site)


def shard_of(name: str, count: int, changed: int) -> ShardChanges:
    shard = Shard("en", name, (date(2022, 9, 13),), date(2022, 9, 13), count, 0)
    return ShardChanges(shard, {f"{name}-{each}": "" for each in range(changed)}, ())


@pytest.mark.parametrize(
    "changes, names",
    [
        ([("a", 50, 1), ("b", 2000, 1)], "a"),
        ([("b", 2000, 60), ("c", 2000, 40)], ""),
        ([("b", 2000, 60), ("c", 2000, 41)], "b"),
        ([("b", 2000, 40), ("c", 2000, 60), ("d", 2000, 45)], "cd"),
        ([("a", 100, 100), ("b", 2000, 100)], "a"),
    ],
)
def test_the_most_changed_shards_are_indexed_anew_first(
    changes: list[tuple[str, int, int]], names: str
) -> None:
    due = shards_to_index([shard_of(*each) for each in changes], 100)
    assert sorted(shard.name for shard in due) == list(names)


def test_a_template_leaves_all_indexes_alone(tmp_path: Path) -> None:
    site = three_languages(tmp_path)
    before = {language: index(site, language) for language in ("en", "de", "ru")}
    site.write("templates/article.html", '{% extends "newsgen/article.html" %}').build().ok()
    assert {language: index(site, language) for language in ("en", "de", "ru")} == before


@pytest.mark.parametrize("damage", [Path.unlink, lambda file: file.write_bytes(b"broken")])
def test_an_index_of_which_a_file_is_gone_or_altered_is_made_again(tmp_path, damage) -> None:
    site = three_languages(tmp_path)
    damage(next((site.out / INDEX / "de").glob("*/fragment/*")))
    site.build().ok()
    assert "Ein deutscher Text." in contents(site)
    assert all(data != b"broken" for data in index(site, "de").values())


def test_a_build_goes_on_with_the_indexes_of_one_that_was_stopped(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    site = Site(tmp_path, ON)
    for number in range(6):
        site.article(f"a{number}", f"Text {number}.", date=f"{2010 + number}-01-01")
    years = Tuning(articles_per_shard=1)
    run = pagefind._run_pagefind
    runs: list[str] = []

    def run_some(*arguments: str, most: int = 4) -> None:
        if len(runs) == most:
            raise IndexingFailed("Pagefind was ended: killed")
        runs.append(arguments[1])
        run(*arguments)

    monkeypatch.setattr(pagefind, "_run_pagefind", run_some)
    site.build(tuning=years, workers=1)
    assert [each.code for each in site.outcome.problems] == ["N702"]
    kept = site.folder / ".newsgen" / FINISHED_FOLDER
    next(kept.iterdir()).write_bytes(b"damaged")
    monkeypatch.setattr(pagefind, "_run_pagefind", partial(run_some, most=99))
    site.build(tuning=years, workers=1).ok()
    assert len(runs) == 1 + 6 + 1  # the runtime, six years, and one again
    assert not kept.exists()
    site.tuning = years
    assert_as_clean(site)


@pytest.mark.parametrize("title, body", [("%", ""), ("<<", "&amp; —"), ("☃", "²"), ("_", "***")])
def test_articles_without_a_word_do_not_keep_an_archive_from_being_built(
    tmp_path: Path, title: str, body: str
) -> None:
    site = Site(tmp_path, "title: The Searched File\n")
    site.article("a", body, title=f'"{title}"', slug="a").build().ok()
    assert (site.out / INDEX / "en" / "2020s" / "index").is_dir()


def test_what_is_gone_is_not_found_any_more(tmp_path: Path) -> None:
    site = three_languages(tmp_path)
    (site.folder / "articles" / "c.md").unlink()
    site.build().ok()
    assert not (site.out / INDEX / "ru").exists()


def test_a_search_finds_no_more_than_rights_let_pages_show(tmp_path: Path) -> None:
    site = Site(tmp_path, ON)
    long = "First words. " + "more " * 100
    site.article("a", f"{long}\n\nHidden words.", title="Excerpt", rights="excerpt")
    shown = {"src": "https://example.org/a.png", "alt": "A", "caption": "Words below."}
    gone = {"image": shown | {"caption": "Gone words"}}
    site.article("b", "Secret words.", title="Metadata", rights="metadata", images=[shown])
    withdrawal = {"date": "2022-09-14", "note": "x"}
    site.article("c", "Gone words.", title="Gone", withdrawn=withdrawal, **gone)
    site.build().ok()
    found = contents(site)
    assert "First words." in found
    assert "Metadata" in found
    assert "Words below." in found
    assert not [words for words in ("Hidden", "Secret words", "Gone words") if words in found]


def test_a_result_has_what_narrows_a_search(tmp_path: Path) -> None:
    site = Site(tmp_path, ON)
    site.write("authorities/people.yml", "Xi Jinping: {aliases: [习近平]}\n")
    hostile = '<b> "q" & \'s'
    site.article(
        "a",
        tags=["SCO", hostile],
        entities={"people": ["习近平"]},
        source="Xinhua",
        date="2022-09-13",
    )
    site.build().ok()
    (found,) = fragments(site)
    assert found["url"] == "/2022/09/13/a/"
    assert found["meta"]["source"] == "Xinhua"
    names = json.loads(next((site.out / INDEX).glob("*/*/names.json")).read_text("utf-8"))
    assert names["names"] == {
        "tags": ["SCO", hostile],
        "people": ["Xi Jinping"],
        "sources": ["Xinhua"],
    }
    ((_, moment, months, own),) = names["articles"]
    assert months == ["2022-09", "2022-09"]
    assert moment == "2022-09-13"
    assert own == {"tags": [0, 1], "people": [0], "sources": [0]}


def test_a_name_that_a_text_only_mentions_narrows_a_search_too(tmp_path: Path) -> None:
    site = Site(tmp_path, ON)
    site.write("authorities/places.yml", "Samarkand:\n")
    site.article("a", "They met in Samarkand.").build().ok()
    names = json.loads(next((site.out / INDEX).glob("*/*/names.json")).read_text("utf-8"))
    assert names["names"]["places"] == ["Samarkand"]


def test_an_index_made_anew_has_the_same_bytes(tmp_path: Path) -> None:
    """As all that a build writes; Pagefind itself puts names in another order each time."""
    site = Site(tmp_path, ON)
    for number in range(6):
        site.article(f"a{number}", tags=[f"a{number}", f"b{number}", "c"], source=f"S{number}")
    before = index(site.build().ok(), "en")
    assert before
    for _ in range(3):
        site.build(clean=True).ok()
        assert index(site, "en") == before


def test_a_name_is_known_by_all_its_spellings_with_the_number_of_its_articles(
    tmp_path: Path,
) -> None:
    site = Site(tmp_path, ON)
    site.write(
        "authorities/people.yml",
        """Shavkat Mirziyoyev:
  aliases: [Mirziyoev, Мирзиёев]
  former: [Sh. Mirziyoyev]
  also: [Mirziyoyev]
  notations: [Q16848]
""",
    )
    site.article("a", "Shavkat Mirziyoyev spoke.").article("b", "Mirziyoev spoke.").build().ok()
    site.build(tuning=Tuning(names_per_file=1)).ok()
    for part in ("m", "s", "_43c", "q"):
        text = (site.out / "search" / "names" / f"{part}-.json").read_text("utf-8")
        assert [
            *["Shavkat Mirziyoyev", "people/shavkat-mirziyoyev/", "people", 2],
            *["Mirziyoev", "Мирзиёев", "Sh. Mirziyoyev", "Q16848", "Mirziyoyev"],
        ] in json.loads(text)["names"]


def test_a_page_says_how_many_articles_are_searched_in_part(tmp_path: Path) -> None:
    site = Site(tmp_path, ON).article("a", rights="excerpt").article("b").build().ok()
    assert "only in part: 1" in site.page("/search/")


@pytest.mark.parametrize("written", ["2022-08-28", "2022-08-28T00:30:00+05:00"])
def test_a_result_is_of_the_day_that_was_written(written: str, tmp_path: Path) -> None:
    site = Site(tmp_path, f"{ON}timezone: Asia/Samarkand\n")
    site.article("a", date=written).build().ok()
    (found,) = fragments(site)
    assert found["meta"]["date"] == written


def test_without_search_there_is_neither_page_nor_index(tmp_path: Path) -> None:
    site = three_languages(tmp_path)
    assert (site.out / "search" / "index.html").exists()
    site.write("newsgen.yml", f"{ON}search: false\n").build().ok()
    assert not (site.out / "search").exists()


def test_an_archive_of_none_can_be_built(tmp_path: Path) -> None:
    site = Site(tmp_path, ON).build().ok()
    page = site.page("/search/")
    # An empty min or max is no month, and so no valid HTML.
    assert '<input type="month" name="from">' in page
    assert '<input type="month" name="until">' in page


def test_a_search_is_narrowed_to_the_months_of_the_archive(tmp_path: Path) -> None:
    site = Site(tmp_path, ON).article("a", date="2021-06-15").article("b", date="2022-09-13")
    bounds = 'min="2021-06" max="2022-09"'
    assert site.build().ok().page("/search/").count(bounds) == 2


def test_a_build_without_pagefind_says_so_and_publishes_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(pagefind, "find_spec", lambda name: None)
    site = Site(tmp_path, ON).article("a").build(workers=1)
    assert [each.code for each in site.outcome.problems] == ["N702"]
    assert not (site.out / "index.html").exists()
