"""What one article tells an editor of names: those that nobody knows, those that are not settled,
and those that it declares and never says.

Takes an article's text and the finder of the authority files; gives values that can be counted over
many articles.
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
    """A spelling that stands for several names, and nothing in the article says for which.

    numbers: of the entries that claim it.
    """

    text: str
    entry_numbers: tuple[int, ...]


class NameStudy(Value, frozen=True, array_like=True):
    """What one article tells.

    inside: candidates with capitals that are not due to where they stand, each once; opening: those
    that stand only where a capital is due; pieces: as in `ideographs`, with what is beside them;
    unsettled: each once; unsaid: the numbers of the entries it declares and never says; kinds: of
    candidates, where somebody said.
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
    """Study a text, which is in NFC.

    declared: the names it is about, each as a `Name.line`; names: where there are names in it, and
    of which kind, if somebody knows better than capitals tell.
    """
    about = finder.entry_numbers(about_lines)
    sighted = finder.find_spellings(text, about)
    alike = fold_text(text)
    inside: dict[str, None] = {}
    opening: dict[str, None] = {}
    kinds = {trim_name(alike, start, end): kind for start, end, kind in recognized_names or ()}
    candidates = (
        capitalized_sequences(alike, language)
        if recognized_names is None
        else (
            CapitalizedSequence(*span, False)
            for span in kinds
            if not is_ordinary_word(alike[slice(*span)])
        )
    )
    for found in candidates:
        if not _is_covered(alike, found, sighted.spans):
            shown = alike[found.start : found.end]
            (opening if found.at_sentence_start else inside)[shown] = None
    return NameStudy(
        tuple(inside),
        tuple(name for name in opening if name not in inside),
        tuple(_unknown_sequences(alike, sighted.spans)),
        tuple(
            {
                UnresolvedSpelling(text[hit.start : hit.end], hit.entry_numbers): None
                for hit in sighted.ambiguous_hits
            }
        ),
        tuple(
            sorted(
                each
                for each in about
                if finder.is_searched(each) and each not in sighted.entry_numbers
            )
        ),
        tuple((alike[start:end], kind) for (start, end), kind in kinds.items()),
    )


def name_position(text: str, name: str) -> tuple[int, int] | None:
    """Where a name stands in a text: as a candidate inside a sentence, if it does so anywhere."""
    alike, sought = fold_text(text), fold_text(name)
    if sought not in alike:
        return None
    found = sorted(
        (each.at_sentence_start, each.start, each.end)
        for each in capitalized_sequences(alike)
        if alike[each.start : each.end] == sought
    )
    if found:
        return found[0][1:]
    for match in re.finditer(re.escape(sought), alike):
        if is_whole_word(alike, *match.span()):
            return match.span()
    return None


def lowercase_ngrams(text: str) -> list[str]:
    """The words of a text that begin with a small letter, with every two that follow each other."""
    words = lowercase_words(fold_text(text))
    return [*words, *(f"{one} {two}" for one, two in pairwise(words))]


def _is_covered(
    text: str, candidate: CapitalizedSequence, spans: Iterable[tuple[int, int]]
) -> bool:
    """Whether known spellings leave nothing of a candidate but words that are no names."""
    rest, done = [], candidate.start
    for start, end in spans:
        if start < candidate.end and end > candidate.start:
            rest.append(text[done : max(start, done)])
            done = max(done, end)
    if done == candidate.start:
        return False
    rest.append(text[done : candidate.end])
    if CONJUNCTION.search(rest[-1]) or CONJUNCTION.match(rest[0]):
        return True  # one of the two is known, and the other is a candidate by itself
    words = " ".join(rest).replace("'s", "").split()
    return all(
        word.islower() or word == "&" or word.rstrip(".").lower() in _FILLER_WORDS for word in words
    )


_FILLER_WORDS: Set[str] = EDGE_STOPWORDS | OFFICES | DEMONYMS


def _unknown_sequences(
    text: str, spans: Iterable[tuple[int, int]]
) -> Iterator[tuple[str, str, str]]:
    """The pieces that are part of no known spelling and cut none in two."""
    for found in cjk_sequences(text):
        inside = any(start <= found.start and found.end <= end for start, end in spans)
        across = any(
            (start < found.start < end < found.end) or (found.start < start < found.end < end)
            for start, end in spans
        )
        if not inside and not across:
            yield text[found.start : found.end], found.left, found.right
