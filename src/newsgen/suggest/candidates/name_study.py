"""Studies the text of one article: its candidates, ambiguous spellings and unmentioned names."""

import re
from collections.abc import Iterable, Iterator
from itertools import pairwise

from newsgen.content.names import NameFinder
from newsgen.content.names.fold import NAME_BREAK, fold_text
from newsgen.content.names.word_boundaries import is_whole_word
from newsgen.model.kind import Kind
from newsgen.model.value import Value
from newsgen.suggest.candidates.capitals import (
    CONJUNCTION,
    POSSESSIVE,
    capitalized_sequences,
    is_ordinary_word,
    trim_name,
)
from newsgen.suggest.candidates.cjk import cjk_sequences
from newsgen.suggest.candidates.word_lists import DEMONYMS, EDGE_STOPWORDS, OFFICES

_FILLER_WORDS = EDGE_STOPWORDS | OFFICES | DEMONYMS
_LOWERCASE_WORD = re.compile(r"(?<![\w.@/#'-])[^\W\d_]\w*(?:['-]\w+)*(?![@/_]|\.\w)")


_TEXT_END = f"{NAME_BREAK} .)*-"

UnresolvedSpelling = tuple[str, tuple[int, ...]]
"""A spelling, and the numbers of the entries it may mean, where the article does not tell which."""


class NameStudy(Value, frozen=True, array_like=True):
    """The names in the text of one article; nothing is listed twice.

    Attributes:
        mid_sentence: Candidates that stand inside a sentence.
        sentence_initial: Candidates that stand only where every word has a capital.
        cjk_sequences: Chinese and Japanese candidates, with the character before and after each.
        unmentioned_entries: The numbers of the entries that it declares and never mentions.
        kinds: The kinds of candidates, if a model recognized them.
        possessives: Candidates of which all occurrences have an ending: Moody's.
        sign_off: The candidate that the text ends with; empty if there is none.
    """

    mid_sentence: tuple[str, ...] = ()
    sentence_initial: tuple[str, ...] = ()
    cjk_sequences: tuple[tuple[str, str, str], ...] = ()
    unresolved_spellings: tuple[UnresolvedSpelling, ...] = ()
    unmentioned_entries: tuple[int, ...] = ()
    kinds: tuple[tuple[str, Kind], ...] = ()
    possessives: tuple[str, ...] = ()
    sign_off: str = ""


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
        about_lines: The names the article declares, each as a `Name.line`.
        recognized_names: Start, end and kind of the names that a model found; None if there is no
            model, so that capitals decide.
    """
    about = finder.entry_numbers(about_lines)
    spellings = finder.find_spellings(text, about)
    folded = fold_text(text)
    kinds = {trim_name(folded, start, end): kind for start, end, kind in recognized_names or ()}
    candidates = (
        capitalized_sequences(folded, language)
        if recognized_names is None
        else ((*span, False) for span in kinds if not is_ordinary_word(folded[slice(*span)]))
    )
    mid_sentence: dict[str, None] = {}
    sentence_initial: dict[str, None] = {}
    possessives: dict[str, bool] = {}
    sign_off, text_end = "", len(folded.rstrip(_TEXT_END))
    for start, end, at_sentence_start in candidates:
        name, has_ending = folded[start:end], folded.startswith(POSSESSIVE, end)
        possessives[name] = has_ending and possessives.get(name, True)
        if end == text_end:
            sign_off = name
        if not _is_covered(folded, start, end, spellings.spans):
            names = sentence_initial if at_sentence_start else mid_sentence
            names[name] = None
    hits = spellings.ambiguous_hits
    unresolved = ((text[hit.start : hit.end], hit.entry_numbers) for hit in hits)
    unmentioned = filter(finder.is_searched, about - spellings.entry_numbers)
    return NameStudy(
        tuple(mid_sentence),
        tuple(name for name in sentence_initial if name not in mid_sentence),
        tuple(_unknown_sequences(folded, spellings.spans)),
        tuple(dict.fromkeys(unresolved)),
        tuple(sorted(unmentioned)),
        tuple((folded[start:end], kind) for (start, end), kind in kinds.items()),
        tuple(name for name, always in possessives.items() if always),
        sign_off,
    )


def name_position(text: str, name: str) -> tuple[int, int] | None:
    """Return start and end of a name in a text, inside a sentence if possible, or None."""
    folded, folded_name = fold_text(text), fold_text(name)
    if folded_name not in folded:
        return None
    candidates = [
        (at_sentence_start, start, end)
        for start, end, at_sentence_start in capitalized_sequences(folded)
        if folded[start:end] == folded_name
    ]
    if candidates:
        return min(candidates)[1:]
    spans = (match.span() for match in re.finditer(re.escape(folded_name), folded))
    return next((span for span in spans if is_whole_word(folded, *span)), None)


def lowercase_ngrams(text: str) -> list[str]:
    """Return the words that begin with a small letter, and every two that follow each other."""
    words = [word for word in _LOWERCASE_WORD.findall(fold_text(text)) if word[0].islower()]
    return [*words, *map(" ".join, pairwise(words))]


def _is_covered(text: str, first: int, last: int, spans: Iterable[tuple[int, int]]) -> bool:
    """Return whether spellings of authority files leave only filler words of a candidate."""
    rest, done = [], first
    for start, end in spans:
        if start < last and end > first:
            rest.append(text[done : max(start, done)])
            done = max(done, end)
    if done == first:
        return False
    rest.append(text[done:last])
    if CONJUNCTION.search(rest[-1]) or CONJUNCTION.match(rest[0]):
        return True  # One of two names is in a file, and the other is a candidate by itself.
    words = " ".join(rest).replace("'s", "").split()
    return all(
        word.islower() or word == "&" or word.rstrip(".").lower() in _FILLER_WORDS for word in words
    )


def _unknown_sequences(
    text: str, spans: Iterable[tuple[int, int]]
) -> Iterator[tuple[str, str, str]]:
    """Yield the sequences that are not part of a known spelling and do not cut one in two."""
    for first, last, left, right in cjk_sequences(text):
        is_inside = any(start <= first and last <= end for start, end in spans)
        if not is_inside and not any(
            (start < first < end < last) or (first < start < last < end) for start, end in spans
        ):
            yield text[first:last], left, right
