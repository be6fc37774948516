"""Files of names for scripts: the names of which a word begins with certain letters.

The search page and the filter of large indexes fetch them. The first file is of all names, and has
those with the most articles; if these are not all, it says by which letters words begin, and each
letter has a file in turn. So no file grows with the archive, and a name changes only the files of
its own words. Words are those of search.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from functools import partial
from itertools import chain

from newsgen.archive.term_questions import CountedTerm
from newsgen.model.authority import Authority
from newsgen.model.kind import ENTITY_KINDS, Kind
from newsgen.model.search_letters import letter_table
from newsgen.model.search_words import search_words
from newsgen.model.value import Value
from newsgen.pages import routes
from newsgen.pages.cards import term_address, terms_with_stories
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
    """Yield the files of names, and the table of letters that their words need.

    They are there if newsgen.yml wants search, or an index has too many names for one page.
    """
    terms, max_names = _ranked_names(inputs), inputs.tuning.names_per_file
    if not inputs.config.search and not _has_divided_index(inputs, terms):
        return
    letters = LetterTableView(routes.SEARCH_LETTERS, tuple(letter_table().items()))
    yield builtin_page(letters.address, "", "the letters of search", lambda: letters)
    ranks = {(term.kind, term.slug): rank for rank, (term, _) in enumerate(terms)}
    words = (
        (word, ranks[term.kind, term.slug])
        for word, term in inputs.questions.name_words()
        if (term.kind, term.slug) in ranks
    )
    for file in word_files(words, max_names):
        address = routes.names_address(file.beginning)
        view = partial(_names_view, address, file, terms, max_names)
        yield builtin_page(address, "", "the names that search knows", view)


def _has_divided_index(inputs: PlanInputs, terms: tuple[CountedTerm, ...]) -> bool:
    counts = Counter(term.kind for term, _ in terms)
    counts[Kind.ENTITY] = sum(counts[kind] for kind in ENTITY_KINDS)
    return any(count > inputs.tuning.names_per_page for count in counts.values())


def _ranked_names(inputs: PlanInputs) -> tuple[CountedTerm, ...]:
    """Return all names, those with most stories first."""
    terms = chain.from_iterable(terms_with_stories(inputs, kind) for kind in Kind)
    return tuple(
        sorted(terms, key=lambda pair: (-pair[1], pair[0].text, pair[0].kind, pair[0].slug))
    )


def word_files(words: Iterable[tuple[str, int]], max_names: int) -> Iterator[WordFile]:
    """Yield the files of names by the beginnings of their words.

    Args:
        words: Each word of each name, with the name's number: 0 for that with the most articles.
        max_names: The number of names of a file above which there are further files.
    """
    yield from _files_below("", list(words), max_names)


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
    address: str, file: WordFile, terms: tuple[CountedTerm, ...], max_names: int
) -> KnownNamesView:
    shown = (terms[number] for number in file.numbers[:max_names])
    return KnownNamesView(
        address,
        tuple(
            KnownName(
                *(term.text, term_address(term), term.kind, count),
                _spellings(term.text, term.authority),
            )
            for term, count in shown
        ),
        len(file.numbers),
        file.further,
    )
