"""Files of names for scripts: the names of which a word begins with certain letters.

The search page and the filter of large indexes fetch them. The first file is of all names, and has
those with the most articles; if these are not all, it says by which letters words begin, and each
letter has a file in turn. So no file grows with the archive, and a name changes only the files of
its own words. Words are those of search.
"""

from collections import defaultdict
from collections.abc import Iterator
from functools import partial

from newsgen.archive.archive import ListedTerm
from newsgen.model.search_letters import letter_table
from newsgen.model.search_words import search_words
from newsgen.model.value import Value
from newsgen.pages import routes
from newsgen.pages.cards import term_address
from newsgen.pages.machine_views import KnownName, KnownNamesView, LetterTableView
from newsgen.pages.page_group import PageGroup, PlannedPage, builtin_page
from newsgen.pages.plan_inputs import PlanInputs

_MAX_LETTERS = 30
"""Letters of a word by which names are divided: its file has to have a name."""


class WordFile(Value, frozen=True):
    """The names of which a word begins with some letters.

    Attributes:
        numbers: Those of the names, the name with the most articles first.
        further: The letters that come next in these words and have files, if names are too many.
    """

    beginning: str
    numbers: tuple[int, ...]
    further: str


def name_file_groups(inputs: PlanInputs) -> Iterator[PageGroup]:
    """Yield the files of names, and the table of letters that their words need."""
    letters = LetterTableView(routes.SEARCH_LETTERS, tuple(letter_table().items()))
    letter_page = builtin_page(letters.address, "", "the letters of search", lambda: letters)
    yield PageGroup(partial(iter, (letter_page,)), ("letters of search", letters))
    terms = (term for term in inputs.archive.terms.values() if term.count)
    ranked = sorted(terms, key=lambda term: (-term.count, term.text, term.kind, term.slug))
    shown = [(term.kind, term.text, term.slug, term.count, _spellings(term)) for term in ranked]
    max_names = inputs.tuning.names_per_file
    pages = partial(_name_files, tuple(ranked), max_names)
    yield PageGroup(pages, ("names for scripts", shown, max_names))


def _name_files(terms: tuple[ListedTerm, ...], max_names: int) -> Iterator[PlannedPage]:
    for file in word_files([_words(term) for term in terms], max_names):
        address = routes.names_address(file.beginning)
        view = partial(_names_view, address, file, terms, max_names)
        yield builtin_page(address, "", "the names that search knows", view)


def word_files(words_of_names: list[set[str]], max_names: int) -> Iterator[WordFile]:
    """Yield the files of names by the beginnings of their words.

    Args:
        words_of_names: The words of each name, first of that with the most articles.
        max_names: The number of names of a file above which there are further files.
    """
    entries = [(word, number) for number, words in enumerate(words_of_names) for word in words]
    yield from _files_below("", entries, max_names)


def _files_below(
    beginning: str, entries: list[tuple[str, int]], max_names: int
) -> Iterator[WordFile]:
    depth = len(beginning)
    numbers = sorted({number for _, number in entries})
    by_letter: dict[str, list[tuple[str, int]]] = defaultdict(list)
    if len(numbers) > max_names and depth < _MAX_LETTERS:
        for word, number in entries:
            if len(word) > depth:
                by_letter[word[depth]].append((word, number))
    yield WordFile(beginning, tuple(numbers), "".join(sorted(by_letter)))
    for letter, members in sorted(by_letter.items()):
        yield from _files_below(beginning + letter, members, max_names)


def _words(term: ListedTerm) -> set[str]:
    found = map(search_words, (term.text, *_spellings(term)))
    return {word for words in found for word in (*words.words, *words.joined)}


def _spellings(term: ListedTerm) -> tuple[str, ...]:
    """Return all that its authority file has for a name, without the spelling that is shown."""
    if term.authority is None:
        return ()
    known = (*term.authority.declarable_spellings, *term.authority.also)
    spellings = (spelling.text for spelling in known)
    return tuple(dict.fromkeys(text for text in spellings if text != term.text))


def _names_view(
    address: str, file: WordFile, terms: tuple[ListedTerm, ...], max_names: int
) -> KnownNamesView:
    shown = (terms[number] for number in file.numbers[:max_names])
    return KnownNamesView(
        address,
        tuple(
            KnownName(term.text, term_address(term), term.kind, term.count, _spellings(term))
            for term in shown
        ),
        len(file.numbers),
        file.further,
    )
