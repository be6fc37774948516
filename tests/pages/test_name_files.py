"""Files of names for scripts: whoever follows the letters of a word finds the names with it."""

from collections.abc import Iterator

from hypothesis import given
from hypothesis import strategies as st

from newsgen.pages import routes
from newsgen.pages.name_files import WordFile, word_files

WORDS = st.sets(st.text("abcж习", min_size=1, max_size=4), max_size=3)
MOST = 3


def files_of(names: list[set[str]]) -> Iterator[WordFile]:
    return word_files([(word, at) for at, words in enumerate(names) for word in words], MOST)


def file_of(word: str, files: dict[str, WordFile]) -> WordFile | None:
    """The file that the script ends at; none if no name has a word that begins so."""
    beginning = ""
    for letter in word:
        file = files[beginning]
        if len(file.numbers) <= MOST:
            return file
        if letter not in file.further:
            return None
        beginning += letter
    return files[beginning]


@given(st.lists(WORDS, max_size=20), st.text("abcж习", min_size=1, max_size=4))
def test_a_name_is_found_by_the_beginning_of_each_of_its_words(
    names: list[set[str]], asked: str
) -> None:
    files = {file.beginning: file for file in files_of(names)}
    wanted = {at for at, words in enumerate(names) if any(word.startswith(asked) for word in words)}
    file = file_of(asked, files)
    assert wanted <= set(file.numbers if file else ())
    for beginning, own in files.items():
        assert list(own.numbers) == sorted(own.numbers)
        assert bool(own.further) <= (len(own.numbers) > MOST)
        assert {beginning + letter for letter in own.further} <= files.keys()


@given(st.lists(WORDS, max_size=20), st.integers(0, 20), WORDS)
def test_a_name_changes_the_files_of_its_own_words(
    names: list[set[str]], at: int, words: set[str]
) -> None:
    more = [*names[:at], words, *names[at:]]
    before = {
        file.beginning: [names[number] for number in file.numbers] for file in files_of(names)
    }
    for file in files_of(more):
        if not any(word.startswith(file.beginning) for word in words):
            shown = [more[number] for number in file.numbers]
            # It may be new because one above it, of the new name too, has been divided.
            above = {file.beginning[:length] for length in range(len(file.beginning))}
            last = max(above & before.keys(), key=len, default="")
            was_divided = any(word.startswith(last) for word in words)
            assert before.get(file.beginning, shown if was_divided else []) == shown


@given(st.text("abcж习0", max_size=4), st.text("abcж习0", max_size=4))
def test_files_of_two_beginnings_are_two(one: str, other: str) -> None:
    assert (routes.names_address(one) == routes.names_address(other)) == (one == other)
