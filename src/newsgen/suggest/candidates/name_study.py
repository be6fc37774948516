"""Studies the text of one article: its candidates, ambiguous spellings and unmentioned names.

Takes the text and the finder of the authority files; gives values that `CandidateCounts` counts
over many articles.
"""

import re
from collections.abc import Iterable, Iterator, Set
from itertools import pairwise

from newsgen.content.names import NameFinder
from newsgen.content.names.fold import fold_text
from newsgen.content.names.word_boundaries import is_whole_word
from newsgen.model.kind import Kind
from newsgen.model.value import Value
from newsgen.suggest.candidates.capitals import (
    CONJUNCTION,
    CapitalizedSequence,
    capitalized_sequences,
    is_ordinary_word,
    lowercase_words,
    trim_name,
)
from newsgen.suggest.candidates.cjk import cjk_sequences
from newsgen.suggest.candidates.word_lists import DEMONYMS, EDGE_STOPWORDS, OFFICES


class UnresolvedSpelling(Value, frozen=True, array_like=True):
    """A spelling that may mean several entries, where the article does not tell which."""

    text: str
    entry_numbers: tuple[int, ...]


class NameStudy(Value, frozen=True, array_like=True):
    """The names in the text of one article; nothing is listed twice.

    Attributes:
        mid_sentence: Candidates that stand inside a sentence.
        sentence_initial: Candidates that stand only where every word has a capital.
        cjk_sequences: Chinese and Japanese candidates, with the character before and after each.
        unresolved_spellings: Ambiguous spellings.
        unmentioned_entries: The numbers of the entries that it declares and never mentions.
        kinds: The kinds of candidates, if a model recognized them.
    """

    mid_sentence: tuple[str, ...] = ()
    sentence_initial: tuple[str, ...] = ()
    cjk_sequences: tuple[tuple[str, str, str], ...] = ()
    unresolved_spellings: tuple[UnresolvedSpelling, ...] = ()
    unmentioned_entries: tuple[int, ...] = ()
    kinds: tuple[tuple[str, Kind], ...] = ()


def study_text(
    text: str,
    finder: NameFinder,
    about_lines: Iterable[str],
    language: str,
    recognized_names: Iterable[tuple[int, int, Kind]] | None = None,
) -> NameStudy:
    """Return the study of a text.

    Args:
        text: A text in NFC.
        finder: The finder of the authority files.
        about_lines: The names the article declares, each as a `Name.line`.
        language: The language of the article, or an empty text.
        recognized_names: Start, end and kind of the names that a model found; None if there is no
            model, so that capitals decide.
    """
    about = finder.entry_numbers(about_lines)
    spellings = finder.find_spellings(text, about)
    folded = fold_text(text)
    mid_sentence: dict[str, None] = {}
    sentence_initial: dict[str, None] = {}
    kinds = {trim_name(folded, start, end): kind for start, end, kind in recognized_names or ()}
    candidates = (
        capitalized_sequences(folded, language)
        if recognized_names is None
        else (
            CapitalizedSequence(*span, False)
            for span in kinds
            if not is_ordinary_word(folded[slice(*span)])
        )
    )
    for candidate in candidates:
        if not _is_covered(folded, candidate, spellings.spans):
            names = sentence_initial if candidate.at_sentence_start else mid_sentence
            names[folded[candidate.start : candidate.end]] = None
    return NameStudy(
        tuple(mid_sentence),
        tuple(name for name in sentence_initial if name not in mid_sentence),
        tuple(_unknown_sequences(folded, spellings.spans)),
        tuple(
            {
                UnresolvedSpelling(text[hit.start : hit.end], hit.entry_numbers): None
                for hit in spellings.ambiguous_hits
            }
        ),
        tuple(
            sorted(
                number
                for number in about
                if finder.is_searched(number) and number not in spellings.entry_numbers
            )
        ),
        tuple((folded[start:end], kind) for (start, end), kind in kinds.items()),
    )


def name_position(text: str, name: str) -> tuple[int, int] | None:
    """Return start and end of a name in a text, inside a sentence if possible, or None."""
    folded, folded_name = fold_text(text), fold_text(name)
    if folded_name not in folded:
        return None
    candidates = sorted(
        (candidate.at_sentence_start, candidate.start, candidate.end)
        for candidate in capitalized_sequences(folded)
        if folded[candidate.start : candidate.end] == folded_name
    )
    if candidates:
        return candidates[0][1:]
    for match in re.finditer(re.escape(folded_name), folded):
        if is_whole_word(folded, *match.span()):
            return match.span()
    return None


def lowercase_ngrams(text: str) -> list[str]:
    """Return the lower-case words of a text, and every two of them that follow each other."""
    words = lowercase_words(fold_text(text))
    return [*words, *(f"{one} {two}" for one, two in pairwise(words))]


def _is_covered(
    text: str, candidate: CapitalizedSequence, spans: Iterable[tuple[int, int]]
) -> bool:
    """Return whether spellings of authority files leave only filler words of a candidate."""
    rest, done = [], candidate.start
    for start, end in spans:
        if start < candidate.end and end > candidate.start:
            rest.append(text[done : max(start, done)])
            done = max(done, end)
    if done == candidate.start:
        return False
    rest.append(text[done : candidate.end])
    if CONJUNCTION.search(rest[-1]) or CONJUNCTION.match(rest[0]):
        return True  # One of two names is in a file, and the other is a candidate by itself.
    words = " ".join(rest).replace("'s", "").split()
    return all(
        word.islower() or word == "&" or word.rstrip(".").lower() in _FILLER_WORDS for word in words
    )


_FILLER_WORDS: Set[str] = EDGE_STOPWORDS | OFFICES | DEMONYMS


def _unknown_sequences(
    text: str, spans: Iterable[tuple[int, int]]
) -> Iterator[tuple[str, str, str]]:
    """Yield the sequences that are not part of a known spelling and do not cut one in two."""
    for sequence in cjk_sequences(text):
        first, last = sequence.start, sequence.end
        is_inside = any(start <= first and last <= end for start, end in spans)
        is_across = any(
            (start < first < end < last) or (first < start < last < end) for start, end in spans
        )
        if not is_inside and not is_across:
            yield text[first:last], sequence.left, sequence.right
