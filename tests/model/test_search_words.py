"""What search takes for the words of a text, and for the same word."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newsgen.model.search_letters import decomposed, fold, letter_table
from newsgen.model.search_words import search_words
from newsgen.model.slug import ascii_slug


def words(text: str) -> set[str]:
    """All by which a text is found."""
    found = search_words(text)
    return {*found.words, *found.joined}


@pytest.mark.parametrize(
    "typed, plain",
    [
        ("Łódź", "lodz"),
        ("Ørsted", "orsted"),
        ("Đà", "da"),
        ("œuvre", "oeuvre"),
        ("Straße", "strasse"),
        ("ﬁrſt", "first"),
        ("IĞDIR", "igdir"),
        ("ığdır", "igdir"),
        ("İstanbul", "istanbul"),
        ("ёлка", "елка"),
        ("Ελλάδα", "ελλαδα"),
        ("ΟΔΟΣ", "οδοσ"),
        ("Ｆｕｌｌ", "full"),
        ("CO₂", "co2"),
        ("x²", "x2"),
        ("①", "1"),
        ("საქართველო", "საქართველო"),
        ("ᲡᲐᲥᲐᲠᲗᲕᲔᲚᲝ", "საქართველო"),
        ("١٩٥", "195"),
        ("الإسلام", "الاسلام"),
        ("Samar\u00adkand", "samarkand"),
        ("Samar\u200bkand\u200e", "samarkand"),
    ],
)
def test_a_word_is_found_by_plain_small_letters(typed: str, plain: str) -> None:
    assert plain in words(typed)


@pytest.mark.parametrize(
    "text, found",
    [
        *((f"l{sign}Italie", {"italie", "litalie"}) for sign in "'’‘ʼ′`´"[:4]),
        ("all’Aquila", {"aquila"}),
        ("Oʻzbekiston", {"ozbekiston"}),
        ("Xi’s", {"xi", "xis"}),
        ("COVID-19", {"covid", "19", "covid19"}),
        ("COVID‑19", {"covid19"}),
        ("U.S.", {"us"}),
        ("U.S.S.R.", {"ussr"}),
        ("HealthCare.gov", {"healthcare", "gov", "healthcaregov"}),
        ("word—word…end", {"word", "end"}),
        ("$1,000", {"1000"}),
        ("1.000", {"1000"}),
        ("1’000", {"1000"}),
        ("1\u202f000\u202f000 people", {"1000000", "people"}),
        ("Google+", {"google"}),
        ("$100.", {"100"}),
        ("(Xi)", {"xi"}),
    ],
)
def test_a_compound_is_found_by_its_parts_and_as_a_whole(text: str, found: set[str]) -> None:
    assert found <= words(text)


@pytest.mark.parametrize(
    "one, other", [("C", "C++"), ("C++", "C#"), ("35", "3.5"), ("100", "10:0"), ("12", "1½")]
)
def test_what_differs_in_a_sign_that_counts_has_different_words(one: str, other: str) -> None:
    assert words(one) != words(other)
    assert fold(one) not in search_words(other).joined


@pytest.mark.parametrize(
    "word, written",
    [
        (
            "كتاب",
            "كتاب الكتاب والكتاب فالكتاب بالكتاب وبالكتاب كالكتاب للكتاب وللكتاب الـكتاب اَلكِتَاب",
        ),
        ("العاب", "ألعاب الألعاب"),
        ("المانيا", "ألمانيا"),
    ],
)
def test_an_article_in_arabic_does_not_count(word: str, written: str) -> None:
    assert [search_words(each).words for each in written.split()] == [(word,)] * len(
        written.split()
    )


def test_an_article_in_hebrew_does_not_count() -> None:
    for written in ("ממשלה", "הממשלה", "והממשלה", "שהממשלה"):
        assert search_words(written).words == ("ממשלה",)


@pytest.mark.parametrize(
    "word",
    [
        "الله",
        "والد",
        "الى",
        "هناك",
        "وزير",
        "وكتاب",
        "بلد",
        "فقدان",
        "كامل",
        "لكتاب",
        "לבן",
        "הון",
        "ועדה",
        "בית",
        "במדינה",
        "מדינה",
    ],
)
def test_what_only_looks_like_an_article_stays(word: str) -> None:
    found = search_words(word)
    assert (found.words, found.joined) == ((fold(word),), ())


def test_a_word_with_an_article_is_found_however_its_alif_is_typed() -> None:
    assert words("العاب") & words("ألعاب") == {"العاب"}


LATIN_RANGES = ((0xC0, 0x2AF), (0x1D00, 0x1DBF), (0x2C60, 0x2C7F), (0xA722, 0xA7FF))


def test_latin_letters_are_compared_as_slugs_write_them() -> None:
    expected = {}
    for first, last in LATIN_RANGES:
        for char in map(decomposed, map(chr, range(first, last + 1))):
            if len(char) == 1 and not char.isascii() and char.isalpha():
                is_latin = unicodedata.name(char, "").startswith(("LATIN", "MODIFIER LETTER"))
                if is_latin and (plain := ascii_slug(char)):
                    expected[char] = plain
    assert expected
    assert {char: plain for char, plain in letter_table().items() if char in expected} == expected


def test_text_without_spaces_is_cut_into_pairs() -> None:
    assert search_words("抵达撒马尔罕。").words == ("抵达", "达撒", "撒马", "马尔", "尔罕", "罕")
    assert search_words("G20峰会").words == ("g20", "峰会", "会")


def test_vowel_signs_of_scripts_without_spaces_count() -> None:
    assert words("กา") != words("กิ")
    assert words("か") != words("が")
    assert words("ﾊﾟﾝ") == words("パン")


def test_pieces_together_are_the_text_with_single_blanks() -> None:
    text = "“Xi  Jinping”,\nl’Italie — 习近平 said: C++."
    assert "".join(search_words(text).pieces).split() == text.split()


@given(st.text())
def test_every_text_has_a_word_for_each_piece(text: str) -> None:
    found = search_words(text)
    assert len(found.pieces) == len(found.words)
    assert all(word and " " not in word for word in (*found.words, *found.joined))
