"""How often words were printed: what the page of words fetches."""

import json
from collections import Counter
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newsgen.pages.routes import beginning_file
from newsgen.runtime.pool import open_pool
from newsgen.search.word_count_files import WORD_LIST_FILE, word_count_files
from newsgen.search.word_counts import PrintedText, WordCounts, count_printed_words
from support.laws import assert_as_clean
from support.sites import Site

ON = "title: The Test File\n"
TEXTS = {
    "2020-03-01": "Talks on trade. The talks ended.",
    "2022-03-01": "New talks on trade and on COVID-19.",
    "2022-05-01": "Trade talks, and talks again.",
    "2023-01-01": "No word.",
}


@pytest.fixture
def site(tmp_path: Path) -> Site:
    """Articles of three years."""
    site = Site(tmp_path, ON)
    for number, (day, text) in enumerate(TEXTS.items()):
        site.article(f"a{number}", text, title=f"Title {number}", date=day)
    return site


def word_numbers(site: Site, language: str = "en") -> dict[str, list[int]]:
    """Return the first year and the numbers of each word, from all files of a language."""
    folder = site.out / "search" / "index" / language / "words"
    words: dict[str, list[int]] = {}
    for file in folder.glob("*-.json"):
        words |= json.loads(file.read_text("utf-8"))
    return words


def word_list(site: Site) -> dict[str, object]:
    path = site.out / "search" / "index" / "en" / "words" / WORD_LIST_FILE
    known: dict[str, object] = json.loads(path.read_text("utf-8"))
    return known


def test_words_and_pairs_are_counted_by_year(site: Site) -> None:
    site.build().ok()
    words = word_numbers(site)
    assert words["talks"] == [2020, 2, 0, 3]
    assert words["trade"] == [2020, 1, 0, 2]
    assert words["title"] == [2020, 1, 0, 2, 1]
    # In two articles are too few.
    assert "on trade" not in words
    assert "covid" not in words
    totals = word_list(site)
    assert (totals["articles"], totals["fewest"], totals["first"]) == (4, 3, 2020)
    assert totals["totals"] == [8, 0, 17, 4]


def test_a_pair_spans_no_paragraphs_and_a_compound_is_a_pair(tmp_path: Path) -> None:
    site = Site(tmp_path, ON)
    for number in range(3):
        site.article(f"a{number}", "Old talks.\n\nCOVID-19 ended.", title=f"T{number}", date="2022")
    words = word_numbers(site.build().ok())
    assert words["covid 19"] == [2022, 3]
    assert "talks covid" not in words


def test_characters_of_a_script_without_spaces_are_counted_in_pairs(tmp_path: Path) -> None:
    site = Site(tmp_path, f"{ON}language: zh\n")
    for number in range(3):
        site.article(f"a{number}", "上合组织。", title=f"T{number}", date="2022-09-13")
    words = word_numbers(site.build().ok(), "zh")
    assert words["上合"] == words["上合 合组"] == [2022, 3]
    assert not [word for word in words if len(word) == 1]


def test_what_rights_keep_from_pages_is_not_counted(site: Site) -> None:
    site.article("a0", TEXTS["2020-03-01"], title="Title 0", date="2020-03-01", rights="metadata")
    assert "talks" not in word_numbers(site.build().ok())


def test_an_edit_is_counted_as_after_a_clean_build(site: Site) -> None:
    site.build().ok()
    site.article("new", "Talks.", date="2021-07-01").build().ok()
    assert word_numbers(site)["talks"] == [2020, 2, 1, 3]
    site.delete("articles/a1.md").build().ok()
    assert word_numbers(site)["talks"] == [2020, 2, 1, 2]
    before = word_numbers(site)
    assert_as_clean(site)
    assert word_numbers(site.build(clean=True).ok()) == before


def test_of_many_articles_a_hundredth_may_change_before_they_are_counted_anew(
    tmp_path: Path,
) -> None:
    site = Site(tmp_path, ON)
    for number in range(200):
        site.article(f"a{number}", "Talks.", date=f"2022-{number % 12 + 1:02}-{number % 28 + 1:02}")
    site.build().ok()
    for number, total in ((0, 200), (1, 200), (2, 197)):
        site.article(f"a{number}", "Nothing.", date=f"2022-{number + 1:02}-{number + 1:02}")
        assert word_numbers(site.build().ok())["talks"] == [2022, total]
    site.article("a3", "Nothing.", date="2022-04-04").build(verify=True).ok()
    assert word_numbers(site)["talks"] == [2022, 196]


@pytest.mark.parametrize("kind", ["deleted", "withdrawn", "metadata", "replaced"])
def test_words_that_shall_not_be_shown_any_more_are_counted_no_more(
    tmp_path: Path, kind: str
) -> None:
    site = Site(tmp_path, ON)
    for number in range(200):
        site.article(f"a{number}", "Talks.", date=f"2022-{number % 12 + 1:02}-{number % 28 + 1:02}")
    site.build().ok()
    if kind == "withdrawn":
        note = {"date": "2022-09-14", "note": "By order."}
        site.article("a0", "Talks.", date="2022-01-01", withdrawn=note)
    elif kind == "metadata":
        site.article("a0", "Talks.", date="2022-01-01", rights="metadata")
    else:
        site.delete("articles/a0.md")
    if kind == "replaced":
        site.article("another", "Nothing.", date="2022-01-01")
    assert word_numbers(site.build().ok())["talks"] == [2022, 199]


def test_without_what_was_counted_it_is_counted_anew(site: Site) -> None:
    site.build().ok()
    file = next((site.out / "search" / "index" / "en" / "words").glob("*-.json"))
    content = file.read_bytes()
    file.unlink()
    site.build(verify=True).ok()
    assert file.read_bytes() == content


def test_without_search_no_words_are_counted(site: Site) -> None:
    site.build().ok()
    site.write("newsgen.yml", f"{ON}search: false\n").build().ok()
    site.assert_no_pages("words/")
    assert not (site.out / "search").exists()


def test_a_language_that_has_no_article_any_more_loses_its_words(site: Site) -> None:
    site.article("german", "Gespräche.", language="de").build().ok()
    assert (site.out / "search" / "index" / "de" / "words").exists()
    site.delete("articles/german.md").build().ok()
    assert not (site.out / "search" / "index" / "de").exists()


WORDS = st.sampled_from(("a", "ab", "b", "ba", "é", "上", "x1"))


@given(
    st.dictionaries(
        st.lists(WORDS, min_size=1, max_size=4).map("".join)
        | st.tuples(WORDS, WORDS).map(" ".join),
        st.integers(1, 9),
        min_size=1,
    ),
    st.integers(1, 5),
)
def test_each_word_is_in_the_file_of_the_longest_letters_that_it_begins_with(
    numbers: dict[str, int], words_per_file: int
) -> None:
    own = {word: (0, number) for word, number in numbers.items()}
    files = word_count_files(WordCounts(1, 1, 2020, (0, 9), own), words_per_file)
    contents = {name: json.loads(content) for name, content in files.items()}
    beginnings = contents.pop(WORD_LIST_FILE)["beginnings"]
    assert len(beginnings) == len(contents)
    for word, number in numbers.items():
        letters = max(filter(word.startswith, beginnings), key=len)
        assert contents[beginning_file(letters)][word] == [2021, number]
    assert all(len(words) <= words_per_file for words in contents.values())


@given(
    st.lists(st.lists(st.sampled_from("abcde"), max_size=12), min_size=1, max_size=12),
    st.integers(1, 3),
)
def test_numbers_are_those_of_a_simple_count(texts: list[list[str]], chunk_size: int) -> None:
    printed = [PrintedText(2020 + at % 2, " ".join(text), "") for at, text in enumerate(texts)]
    with open_pool(1) as pool:
        counts = count_printed_words(
            lambda: printed,
            len(printed),
            range(2020, 2022),
            pool,
            chunk_size=chunk_size,
            serial_limit=100,
        )
    grams = [Counter([*text, *map(" ".join, pairwise(text))]) for text in texts]
    enough = {word for word in set().union(*grams) if sum(word in own for own in grams) >= 3}
    assert counts.numbers == {
        word: tuple(sum(own[word] for own in grams[start::2]) for start in (0, 1))
        for word in enough
    }
    assert counts.totals == tuple(sum(map(len, texts[start::2])) for start in (0, 1))
