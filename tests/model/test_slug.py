"""From a name to its identity and its part of an address: examples, and laws over Unicode."""

import unicodedata
from typing import get_args

import pytest
from hypothesis import assume, example, given
from hypothesis import strategies as st

from newsgen.model.slug import (
    MAX_EXPLICIT_SLUG_BYTES,
    MAX_SLUG_BYTES,
    Alphabet,
    identity,
    invalid_slug_reason,
    slug,
)

ALPHABETS = st.sampled_from(get_args(Alphabet))
LATIN = st.sampled_from(
    [chr(code) for code in range(0x1F00) if "LATIN" in unicodedata.name(chr(code), "")]
    + list(" '.,ʻ")
)
LETTERS = (
    "abcçdeéfgğıijklmnñoöpqrsşßtuüvwxyzабвгдежзийклмнопрстуфхцчшщъыьэюяαβγδεζηθικλμνξοπρςστυφχψω"
)


@pytest.mark.parametrize(
    "name, expected",
    [
        ("SCO", "sco"),
        ("Xi-Putin summit", "xi-putin-summit"),
        ("C", "c"),
        ("U.S.", "u-s"),
        ("US", "us"),
        ("São Paulo", "sao-paulo"),
        ("Łódź", "lodz"),
        ("Straße", "strasse"),
        ("Việt Nam", "viet-nam"),
        ("AT&T", "at-t"),
        ("Yahoo, Inc.", "yahoo-inc"),
        ("O'Neil", "o-neil"),
        ("Oʻzbekiston", "o-zbekiston"),
        ("習近平", "習近平"),
        ("广东", "广东"),
        ("Йошкар-Ола", "йошкар-ола"),
        ("Ўзбекистон", "ўзбекистон"),
        ("أوزبكستان", "أوزبكستان"),
        ("हिन्दी", "हिन्दी"),
        ("தமிழ்", "தமிழ்"),
        ("မြန်မာ", "မြန်မာ"),
        ("Xi 習近平", "xi-習近平"),
        ("2024", "2024"),
        ("007", "007"),
    ],
)
def test_what_a_name_becomes(name: str, expected: str) -> None:
    assert slug(name) == expected


@pytest.mark.parametrize(
    "name", ["C++", "C#", "🚀", "+++", "9:30", "con", "a/b", "..", "½", "TCP/IP"]
)
def test_what_a_name_loses_is_made_up_for_by_digits(name: str) -> None:
    words, _, digits = slug(name).rpartition("-")
    assert len(digits) == 6
    assert set(digits) <= set("0123456789abcdef")
    assert not set(words) - set("abcdefghijklmnopqrstuvwxyz0123456789-")


def test_names_that_only_signs_tell_apart_are_told_apart() -> None:
    names = ("C", "C++", "C#", "C?", "C!", "🚀", "🎉", "🇺🇿", "🇷🇺", "+", "++", "U.S.", "US")
    assert len({slug(name) for name in names}) == len(names)


@pytest.mark.parametrize(
    "one, other",
    [
        ("SCO", "sco"),
        ("Straße", "STRAẞE"),
        ("São Paulo", "Sa\u0303o Paulo"),
        ("Xi-Putin summit", "xi–putin  SUMMIT"),
        ("Xi-Putin", "Xi−Putin"),
        ("SCO", "ＳＣＯ"),
        ("ﬁnance", "finance"),
        ("Henry Ⅳ", "Henry IV"),
        ("1ᵉʳ mai", "1er mai"),
        ("㈱", "(株)"),
        ("𝐀", "A"),
        ("A\u00a0B", "A B"),
        (" SCO ", "SCO"),
        ("SCO", "S\u00adC\u200bO\u2060"),
        ("SCO", "\u202aSCO\u202c\u200e"),
        ("SCO", "S\u200cC\u200dO\ufeff"),
        ("Си Цзиньпин", "Си\u200b Цзинь\u00adпин"),
        ("دار", "دا\u200cر"),
        ("\u2764", "\u2764\ufe0f"),
        ("rock 'n' roll", "rock ’n’ roll"),
        ("O'Neil", "O´Neil"),
        ('the "new" city', "the „new“ city"),
        ("Ὀδυσσεύς", "ὈΔΥΣΣΕΎΣ"),
    ],
)
def test_what_is_one_name(one: str, other: str) -> None:
    assert identity(one) == identity(other)
    assert slug(one) == slug(other)


@pytest.mark.parametrize(
    "one, other",
    [
        ("São Paulo", "Sao Paulo"),
        ("U.S.", "US"),
        ("C", "C++"),
        ("-", "_"),
        ("Mr Bean", "Mr. Bean"),
        ("Weiß", "Weiss"),
        ("Maße", "MASSE"),
        ("x²", "x2"),
        ("10²", "102"),
        ("CO₂", "CO2"),
        ("x²", "x₂"),
        ("①", "1"),
        ("㊗", "祝"),
        ("习²", "习2"),
        ("نامه\u200cای", "نامهای"),
        ("क्\u200dष", "क्ष"),
        ("👨\u200d👩", "👨👩"),
        ("🏴\U000e0067\U000e0062\U000e007f", "🏴\U000e0066\U000e0072\U000e007f"),
    ],
)
def test_what_is_two_names(one: str, other: str) -> None:
    assert identity(one) != identity(other)


def test_numbers_and_signs_that_stand_elsewhere_are_others_at_other_addresses() -> None:
    for char in map(chr, range(0x20000)):
        form, _, plain = unicodedata.decomposition(char).partition(" ")
        if form == "<circle>" or (form in ("<super>", "<sub>") and not char.isalpha()):
            plain = unicodedata.normalize("NFKC", char)
            for one, other in (
                (char, plain),
                (f"x{char}", f"x{plain}"),
                (f"习{char}", f"习{plain}"),
            ):
                assert identity(one) != identity(other)
                assert slug(one) != slug(other), (one, other)
                assert slug(one, "ascii") != slug(other, "ascii")


@pytest.mark.parametrize(
    "name, expected",
    [("習近平", "xi-jin-ping"), ("Узбекистан", "uzbekistan"), ("Ελλάδα", "ellada")],
)
def test_ascii_addresses_are_transliterated(name: str, expected: str) -> None:
    assert slug(name, "ascii") == expected


@given(st.text())
def test_the_identity_of_an_identity_is_itself(name: str) -> None:
    assert identity(identity(name)) == identity(name)


@given(st.text(min_size=1))
def test_a_name_is_something(name: str) -> None:
    assume(name.strip())
    assert identity(name)


@given(st.text(), ALPHABETS)
def test_a_slug_is_a_function_of_the_identity(name: str, alphabet: Alphabet) -> None:
    assert slug(identity(name), alphabet) == slug(name, alphabet)


@given(
    st.text(alphabet=LETTERS + " -.'", min_size=1),
    st.lists(
        st.sampled_from(
            [
                str.upper,
                str.casefold,
                str.title,
                lambda name: unicodedata.normalize("NFD", name),
                lambda name: unicodedata.normalize("NFKC", name),
                lambda name: name.replace(" ", "  "),
                lambda name: name.replace("-", " – "),
                lambda name: f" {name}\u00a0",
            ]
        )
    ),
    ALPHABETS,
)
@example("ı", [str.upper], "unicode")
def test_spellings_of_one_name_have_one_address(
    name: str, ways: list[object], alphabet: Alphabet
) -> None:
    other = name
    for way in ways:
        other = way(other)  # type: ignore[operator]
    assume(identity(other) == identity(name))
    assert slug(other, alphabet) == slug(name, alphabet)


@given(st.text(), ALPHABETS)
@example("con", "unicode")
@example("..", "unicode")
@example("/", "ascii")
@example("\\", "unicode")
@example("x" * 500, "unicode")
@example("字" * 200, "unicode")
@example("\u0301", "unicode")
@example("\U000e0001", "unicode")
def test_a_slug_can_stand_in_an_address(name: str, alphabet: Alphabet) -> None:
    made = slug(name, alphabet)
    assert made
    assert "/" not in made
    assert ".." not in made
    assert len(made.encode()) <= MAX_SLUG_BYTES + 7
    assert invalid_slug_reason(made) == ""
    assert made == unicodedata.normalize("NFC", made)
    if alphabet == "ascii":
        assert made.isascii()


@given(st.text(LATIN), ALPHABETS)
def test_latin_names_have_addresses_in_ascii(name: str, alphabet: Alphabet) -> None:
    assert slug(name, alphabet).isascii()


@given(st.text(alphabet=LETTERS, min_size=1, max_size=30))
def test_a_slug_made_again_of_its_words_is_the_same(name: str) -> None:
    assert slug(slug(name)) == slug(name)


@pytest.mark.parametrize(
    "part, why",
    [
        ("", "empty"),
        ("  ", "empty"),
        (".", "slashes"),
        ("..", "slashes"),
        ("a/b", "slashes"),
        ("a\\b", "slashes"),
        ("a b", "holds"),
        ("a?b", "holds"),
        ("a#b", "holds"),
        ("a%20b", "holds"),
        ("a\0b", "holds"),
        ("a\nb", "holds"),
        ("a:b", "holds"),
        ("🚀", "holds"),
        ("con", "Windows"),
        ("NUL.html", "Windows"),
        ("com1", "Windows"),
        (".hidden", "start with"),
        ("-a", "start with"),
        ("a.", "full stop"),
        ("a" * (MAX_EXPLICIT_SLUG_BYTES + 1), "longer"),
        ("字" * 67, "longer"),
    ],
)
def test_slugs_that_are_refused(part: str, why: str) -> None:
    assert why in invalid_slug_reason(part)


@pytest.mark.parametrize(
    "part", ["a", "xi-putin", "a_b", "v1.2", "a~b", "習近平", "हिन्दी", "2022", "A" * 200]
)
def test_slugs_that_are_accepted(part: str) -> None:
    assert invalid_slug_reason(part) == ""


@given(st.text())
@example("\ud800")
def test_any_text_is_accepted_or_refused(part: str) -> None:
    assert isinstance(invalid_slug_reason(part), str)
