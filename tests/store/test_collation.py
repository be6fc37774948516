"""The order of names is that of the Unicode collation algorithm, however little of it is loaded."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pyuca.collator import Collator_9_0_0

from newsgen.model.index_letters import IndexLetters
from newsgen.store import collation
from newsgen.store.cache import Cache
from newsgen.store.collation import Collation, ascii_sort_key, uca_sort_key

SIMPLE = st.text(st.characters(min_codepoint=0x20, max_codepoint=0x7E), max_size=12)
ALPHABETS = "aAeEéÉøØzZ .-'·lLſıßæÆдЕёйИياأقשกเあアカ가习𠮷🎉0٢½\u0301\u0327\u200f"
NAMES = st.text(st.sampled_from(ALPHABETS) | st.characters(exclude_categories=["Cs"]), max_size=6)


@pytest.fixture(scope="module")
def pyuca() -> Collator_9_0_0:
    """The algorithm with the whole of its table, which takes a second to load."""
    return Collator_9_0_0()


def order(*names: str) -> list[str]:
    return sorted(names, key=Collation(Cache(None)).sort_key)


def letters(*names: str) -> dict[str, tuple[str, ...]]:
    key = Collation(Cache(None)).sort_key
    groups = IndexLetters(key).group(sorted(names, key=key), str)
    return {letter.label: members for letter, members in groups}


@given(SIMPLE)
def test_plain_names_get_the_keys_of_the_full_table(text: str) -> None:
    assert ascii_sort_key(text) == uca_sort_key(text)


@given(SIMPLE | NAMES, SIMPLE | NAMES)
def test_keys_order_as_the_algorithm_does(pyuca: Collator_9_0_0, one: str, two: str) -> None:
    key = Collation(Cache(None)).sort_key
    assert (key(one) < key(two)) == (pyuca.sort_key(one) < pyuca.sort_key(two))
    assert (key(one) == key(two)) == (pyuca.sort_key(one) == pyuca.sort_key(two))


def test_accents_and_case_decide_last() -> None:
    assert order("Ezra", "Élysée", "eve", "Eve", "Elysee") == [
        "Elysee",
        "Élysée",
        "eve",
        "Eve",
        "Ezra",
    ]


def test_words_decide_before_letters() -> None:
    assert order("Alabama", "Al Gore", "Al-Jazeera") == ["Al Gore", "Al-Jazeera", "Alabama"]


def test_a_name_stands_under_its_letter_without_accents() -> None:
    found = letters("Évora", "Eve", "Øre", "Łódź", "Ærø", "Þór", "šaty")
    assert found == {
        "A": ("Ærø",),
        "E": ("Eve", "Évora"),
        "L": ("Łódź",),
        "O": ("Øre",),
        "S": ("šaty",),
        "Þ": ("Þór",),
    }


def test_every_alphabet_has_its_letters() -> None:
    found = letters(
        "Ёлкин", "Егор", "Йода", "Иван", "קול", "شنغهاي", "\u200fشمس", "เกาะ", "あ", "ア"
    )
    assert found == {
        "Е": ("Егор", "Ёлкин"),
        "И": ("Иван",),
        "Й": ("Йода",),
        "ק": ("קול",),
        "ش": ("\u200fشمس", "شنغهاي"),
        "ก": ("เกาะ",),
        "あ": ("あ", "ア"),
    }


def test_digits_signs_and_scripts_of_many_characters_come_last() -> None:
    found = letters("2022", "٢٠", "🎉", "(RED)", "习近平", "김정은", "Zoo")
    assert list(found) == ["Z", "0–9", "…"]
    assert found["…"] == ("(RED)", "🎉", "김정은", "习近平")


@given(st.lists(NAMES))
def test_no_name_is_lost_between_letters(names: list[str]) -> None:
    key = Collation(Cache(None)).sort_key
    found = IndexLetters(key).group(sorted(names, key=key), str)
    assert sorted(name for _, within in found for name in within) == sorted(names)
    assert len(dict(found)) == len(found)


def test_what_was_asked_once_is_remembered(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    cache = Cache(tmp_path)
    first = Collation(cache)
    keys = {name: first.sort_key(name) for name in ("Élysée", "习近平")}
    first.save()
    monkeypatch.setattr(collation, "uca_sort_key", None)
    again = Collation(cache)
    assert {name: again.sort_key(name) for name in keys} == keys
    again.save()


def test_what_another_newsgen_remembered_is_not_used(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    cache = Cache(tmp_path)
    monkeypatch.setattr(collation, "program_digest", lambda: "another")
    monkeypatch.setattr(collation, "uca_sort_key", lambda _: b"wrong")
    other = Collation(cache)
    other.sort_key("Élysée")
    other.save()
    monkeypatch.undo()
    assert Collation(cache).sort_key("Élysée") == uca_sort_key("Élysée")


def test_names_that_are_no_more_are_forgotten(tmp_path: Path) -> None:
    cache = Cache(tmp_path, slack=0)
    for number in range(40):
        made = Collation(cache)
        made.sort_key(f"É{number}")
        made.save()
    assert len(Collation(cache)._load()) <= 5


def test_a_name_as_long_as_a_book_is_ordered_by_its_beginning() -> None:
    long = "É" + "習a\u0301" * 100_000
    assert order("F", long, "E") == ["E", long, "F"]
