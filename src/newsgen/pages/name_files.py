"""Files of names for scripts: the names of which a word begins with certain letters.

The search page and the filter of large indexes fetch them. The first file is of all names, and has
those with the most articles; if these are not all, it says by which letters words begin, and each
letter has a file in turn. So no file grows with the archive, and a name changes only the files of
its own words. Words are those of search.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from functools import partial
from itertools import chain

from newsgen.archive.term_questions import CountedTerm
from newsgen.model.authority import Authority
from newsgen.model.kind import Kind
from newsgen.model.search_letters import letter_table
from newsgen.model.search_words import search_words
from newsgen.model.value import Value
from newsgen.pages import routes
from newsgen.pages.cards import term_address
from newsgen.pages.letter_pages import is_divided
from newsgen.pages.machine_views import KnownName, KnownNamesView, LetterTableView
from newsgen.pages.page_group import PlannedPage, builtin_page
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


def name_file_pages(inputs: PlanInputs, _: str = "") -> Iterator[PlannedPage]:
    """Yield the first file of names, and the table of letters that their words need.

    They are there if newsgen.yml wants search, or an index has too many names for one page.
    """
    if not _has_name_files(inputs):
        return
    letters = LetterTableView(routes.SEARCH_LETTERS, tuple(letter_table().items()))
    yield builtin_page(letters.address, "", "the letters of search", lambda: letters)
    yield _name_file(routes.names_address(""), partial(_first_view, inputs))


def name_letter_pages(inputs: PlanInputs, letter: str) -> Iterator[PlannedPage]:
    """Yield the files of the names of which a word begins with a letter; none if one has all."""
    words = [*inputs.questions.name_words(letter)] if _are_divided(inputs) else []
    if not words:
        return
    names = {pair[0].key: pair for _, pair in words}
    terms = sorted(names.values(), key=_rank)
    ranks = {term.key: rank for rank, (term, _) in enumerate(terms)}
    ranked_words = ((word, ranks[term.key]) for word, (term, _) in words)
    max_names = inputs.tuning.names_per_file
    for file in word_files(ranked_words, max_names, letter):
        address = routes.names_address(file.beginning)
        shown = [terms[number] for number in file.numbers[:max_names]]
        counted = len(file.numbers), file.further
        yield _name_file(address, partial(_names_view, address, shown, *counted))


def _has_name_files(inputs: PlanInputs) -> bool:
    """Return whether a script may ask for names."""
    return bool(inputs.config.search) or any(is_divided(inputs, kind) for kind in Kind)


def name_letters(inputs: PlanInputs) -> str:
    """Return the letters that have files of their own, since one file has not all names."""
    return inputs.questions.word_letters() if _are_divided(inputs) else ""


def _are_divided(inputs: PlanInputs) -> bool:
    return _has_name_files(inputs) and inputs.questions.has_more_names(
        None, inputs.tuning.names_per_file
    )


def _rank(pair: CountedTerm) -> tuple[int, str, Kind, str]:
    """Return what sorts names as `most_frequent_names` does."""
    term, count = pair
    return -count, term.text, term.kind, term.slug


def _name_file(address: str, view: Callable[[], KnownNamesView]) -> PlannedPage:
    return builtin_page(address, "", "the names that search knows", view)


def _first_view(inputs: PlanInputs) -> KnownNamesView:
    terms = inputs.questions.most_frequent_names(inputs.tuning.names_per_file)
    counts = (inputs.questions.letter_counts(kind).values() for kind in Kind)
    count = sum(chain.from_iterable(counts))
    return _names_view(routes.names_address(""), terms, count, name_letters(inputs))


def word_files(
    words: Iterable[tuple[str, int]], max_names: int, beginning: str = ""
) -> Iterator[WordFile]:
    """Yield the files of names by the beginnings of their words.

    Args:
        words: Each word of each name, with the name's number: 0 for that with the most articles.
        max_names: The number of names of a file above which there are further files.
        beginning: What all words begin with.
    """
    yield from _files_below(beginning, list(words), max_names)


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


def name_words(text: str, authority: Authority | None) -> set[str]:
    """Return the words of all spellings of a name."""
    found = map(search_words, (text, *_spellings(text, authority)))
    return {word for words in found for word in (*words.words, *words.joined)}


def _spellings(text: str, authority: Authority | None) -> tuple[str, ...]:
    """Return all that its authority file has for a name, without the spelling that is shown."""
    if authority is None:
        return ()
    known = (*authority.declarable_spellings, *authority.also)
    spellings = (spelling.text for spelling in known)
    return tuple(dict.fromkeys(each for each in spellings if each != text))


def _names_view(
    address: str, terms: Iterable[CountedTerm], count: int, further: str
) -> KnownNamesView:
    return KnownNamesView(
        address,
        tuple(
            KnownName(
                *(term.text, term_address(term), term.kind, stories),
                _spellings(term.text, term.authority),
            )
            for term, stories in terms
        ),
        count,
        further,
    )
