"""Which texts count as nearly the same, and how much of them is told to be equal."""

import random
from functools import cache

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.digitalgov import NEWS, SLICE, Text, read
from newsgen.archive.similar_texts import SimilarTexts, equal_part, shared_part, text_sketch

REPORT = (
    "The bridge over the Ryme at Oakford stays closed until May. Engineers of the county found "
    "cracks in two of its pillars last week, and the town council voted on Monday to have both of "
    "them replaced. Eleven members voted for it and six against. Until then a ferry runs every "
    "half hour from the old mill to Low Barrow, on market days every quarter of an hour."
)
"""A text of five sentences; the fourth is in the news of the ferry as well."""

FERRY = "The ferry runs every half hour from the old mill to Low Barrow. A crossing costs nothing."


@cache
def corpus_texts() -> dict[str, str]:
    """The texts of real articles of some length, no two of which are copies, by their paths."""
    texts = {
        path: Text(path, data).body
        for path, data in read(SLICE).items()
        if path.startswith(NEWS) and not path.endswith("_index.md")
    }
    kept = [path for path, text in texts.items() if len(text.split()) >= 100]
    return {path: texts[path] for path in kept[:60]}


@cache
def corpus() -> SimilarTexts:
    """Those texts, each under its path."""
    similar_texts = SimilarTexts()
    for path, text in corpus_texts().items():
        similar_texts.add(path, text_sketch(text))
    return similar_texts


def with_two_other_words(text: str, chance: random.Random) -> str:
    words = text.split()
    for number in chance.sample(range(len(words)), 2):
        words[number] = "Oakford"
    return " ".join(words)


def with_a_paragraph_less(text: str, chance: random.Random) -> str:
    paragraphs = text.split("\n\n")
    shortest = sorted(range(len(paragraphs)), key=lambda number: len(paragraphs[number]))
    del paragraphs[chance.choice(shortest[: len(shortest) // 2 + 1])]
    return "\n\n".join(paragraphs)


def with_a_leftover(text: str, chance: random.Random) -> str:
    return f"{text}\n\nLeave a reply. Your address is not published.\n\nShare on Facebook"


def with_another_lead(text: str, chance: random.Random) -> str:
    return f"OAKFORD, Monday – {FERRY}\n\n{text.split(maxsplit=25)[-1]}"


@pytest.mark.parametrize(
    "variant",
    [with_two_other_words, with_a_paragraph_less, with_a_leftover, with_another_lead],
)
def test_a_variant_of_a_real_article_is_found_and_nearly_all_of_it_is_equal(variant) -> None:
    chance = random.Random(7)
    for path, text in corpus_texts().items():
        changed = variant(text, chance)
        key, part = corpus().nearest(text_sketch(changed)) or ("", 0.0)
        assert key == path
        assert part > 0.7, path
        assert part == pytest.approx(equal_part(changed, text), abs=0.08), path


def test_no_two_of_the_real_articles_are_nearly_the_same() -> None:
    assert not [(one, two) for one, two, part in corpus().pairs(0.3)]


def test_nearly_every_excerpt_of_a_real_article_is_found_and_is_in_it_as_a_whole() -> None:
    missed = []
    for path, text in corpus_texts().items():
        excerpt = " ".join(text.split()[: max(40, len(text.split()) // 4)])
        if corpus().nearest(text_sketch(excerpt)) != (path, 1.0):
            missed.append(path)
    assert len(missed) <= 2


def test_case_signs_and_invisible_characters_make_no_other_text() -> None:
    printed = (
        REPORT.upper().replace(" ", "\n").replace(",", " –").replace("COUNCIL", "COUN\u00adCIL")
    )
    assert text_sketch(printed) == text_sketch(REPORT)
    assert equal_part(printed, REPORT) == 1.0


def test_how_much_is_equal_is_told_of_the_words() -> None:
    one_word_changed = REPORT.replace("cracks", "fissures")
    words = len(REPORT.split())
    assert equal_part(one_word_changed, REPORT) == (words - 1) / words
    assert equal_part("", REPORT) == equal_part(REPORT, "") == 0.0


def test_of_an_excerpt_all_is_in_the_text_and_of_the_text_a_part() -> None:
    whole = " ".join([REPORT, *(f"Line {number} of the report." for number in range(40))])
    assert shared_part(text_sketch(REPORT), text_sketch(whole)) == 1.0
    assert shared_part(text_sketch(whole), text_sketch(REPORT)) < 0.5
    texts = SimilarTexts()
    texts.add("whole", text_sketch(whole))
    texts.add("excerpt", text_sketch(REPORT))
    assert list(texts.pairs(0.9)) == [("whole", "excerpt", 1.0)]


def test_a_translation_of_the_title_alone_leaves_the_text_found() -> None:
    texts = SimilarTexts()
    texts.add("en", text_sketch(f"Bridge stays closed\n\n{REPORT}"))
    key, part = texts.nearest(text_sketch(f"Brücke bleibt gesperrt\n\n{REPORT}")) or ("", 0.0)
    assert (key, part > 0.9) == ("en", True)


def test_short_texts_are_like_each_other_only_if_they_are_the_same() -> None:
    texts = SimilarTexts()
    for day in ("Monday", "Tuesday"):
        texts.add(day, text_sketch(f"The ferry to Low Barrow does not run on {day}."))
    texts.add("long", text_sketch(f"{REPORT} The ferry to Low Barrow does not run on Sunday."))
    assert texts.nearest(text_sketch("The ferry to Low Barrow does not run on Sunday.")) is None
    assert texts.nearest(text_sketch("the ferry to Low Barrow does NOT run on Monday")) == (
        "Monday",
        1.0,
    )
    assert not list(texts.pairs(0.1))


def test_a_sentence_quoted_is_no_copy() -> None:
    texts = SimilarTexts()
    texts.add("report", text_sketch(REPORT))
    _, part = texts.nearest(text_sketch(FERRY + " " + REPORT[:60])) or ("", 0.0)
    assert part < 0.8


@pytest.mark.parametrize("text", ["", " \n", "– * – … !"])
def test_a_text_without_words_is_like_nothing(text: str) -> None:
    texts = SimilarTexts()
    texts.add("empty", text_sketch(text))
    texts.add("blank", text_sketch(""))
    assert texts.nearest(text_sketch(text)) is None
    assert texts.nearest(text_sketch(REPORT)) is None
    assert not list(texts.pairs(0.0))


@pytest.mark.parametrize(
    "text, other",
    [
        (
            "习近平和普京将于十五日在撒马尔罕会晤,克里姆林宫表示双方将讨论乌克兰局势和台湾问题,"
            "这是两国领导人今年第二次面对面会谈。",
            "克里姆林宫表示双方将讨论乌克兰局势和台湾问题,这是两国领导人今年第二次面对面会谈,"
            "习近平和普京将于星期四会晤。",
        ),
        (
            "สะพานข้ามแม่น้ำปิดจนถึงเดือนพฤษภาคมวิศวกรพบรอยร้าวในเสาสองต้นสภาเมืองลงมติให้เปลี่ยนเสาทั้งสอง",
            "สะพานข้ามแม่น้ำปิดจนถึงเดือนมิถุนายนวิศวกรพบรอยร้าวในเสาสองต้นสภาเมืองลงมติให้เปลี่ยนเสาทั้งสอง",
        ),
    ],
)
def test_scripts_without_spaces_are_compared_by_runs_of_characters(text: str, other: str) -> None:
    part = shared_part(text_sketch(text), text_sketch(other))
    assert 0.4 < part < 1
    assert equal_part(text, other) > 0.7
    assert shared_part(text_sketch(text), text_sketch(text[:20] + other[:10])) < 0.4


def test_a_line_below_all_texts_brings_no_pairs_and_hides_none() -> None:
    signature = (
        "Whoever prints this report has to name the Oakford Gazette and tell its editors so."
    )
    texts = SimilarTexts()
    words = [f"word{number}" for number in range(4000)]
    for start in range(0, 4000, 50):
        texts.add(str(start), text_sketch(" ".join([*words[start : start + 50], signature])))
    assert not list(texts.pairs(0.5))
    copied = " ".join([*words[3000:3048], "another", "end", signature])
    key, part = texts.nearest(text_sketch(copied)) or ("", 0.0)
    assert (key, part > 0.8) == ("3000", True)


def test_of_many_variants_each_is_like_an_earlier_one() -> None:
    texts = SimilarTexts()
    for week in range(100):
        texts.add(str(week), text_sketch(f"In week {week} of the year: {REPORT}"))
    later = {two for _, two, part in texts.pairs(0.9)}
    assert later == {str(week) for week in range(1, 100)}


WORDS = st.lists(st.sampled_from(["ford", "mill", "May", "9", "习近平"]))


@given(
    WORDS,
    st.lists(st.sampled_from("abc"), min_size=12)
    | st.lists(st.sampled_from("习近平"), min_size=12),
    WORDS,
)
def test_all_of_an_excerpt_is_in_its_text(
    before: list[str], excerpt: list[str], after: list[str]
) -> None:
    text, whole = " ".join(excerpt), " ".join([*before, *excerpt, *after])
    assert equal_part(text, whole) == 1.0
    assert shared_part(text_sketch(text), text_sketch(whole)) in (0.0, 1.0)


@given(st.lists(st.text(alphabet="ab 习近", max_size=60), max_size=8))
def test_the_same_text_is_found_whatever_else_there_is(texts: list[str]) -> None:
    similar_texts = SimilarTexts()
    for number, text in enumerate(texts):
        similar_texts.add(str(number), text_sketch(text))
    for number, text in enumerate(texts):
        if sketch := text_sketch(text):
            key, part = similar_texts.nearest(sketch) or ("", 0.0)
            assert part == 1.0
            assert int(key) <= number
