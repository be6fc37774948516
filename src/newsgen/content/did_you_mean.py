"""The word that an editor most likely meant, for hints."""

import re
from collections import Counter, defaultdict
from collections.abc import Collection, Iterable
from difflib import get_close_matches
from functools import cached_property

from newsgen.model.lazy_pattern import lazy_pattern

_FEW_WORDS = 200
"""Up to so many words, a word is compared with all."""

_MAX_COMPARED = 30
_MAX_SHARING = 1000
"""Letters that more words share than this tell little, and would make many hints slow."""

_ADDRESS = lazy_pattern(
    r"https?://[^\s<>()\[\]\"']+|(?<![\w@.-])(?:[\w-]+\.)+[a-z]{2,}(?:/[^\s<>()\[\]\"']*)?",
    re.IGNORECASE,
)


class Vocabulary:
    """Words among which the one most like another is found, however many of either there are."""

    def __init__(self, words: Iterable[str]) -> None:
        self._by_folded = {word.casefold(): word for word in sorted(words, reverse=True)}

    def nearest(self, word: str) -> str:
        """Return the word most like a word, in any case; empty if none is like it."""
        folded = word.casefold()
        likely = self._likely(folded)
        # Swapped letters are the most frequent slip, and too large a difference in a short word.
        anagrams = (entry for entry in likely if sorted(entry) == sorted(folded))
        matches = get_close_matches(folded, likely, n=1, cutoff=0.7) or list(anagrams)
        return self._by_folded[matches[0]] if matches else ""

    def _likely(self, folded: str) -> Collection[str]:
        """Return the words that share most letters in a row with a word."""
        if len(self._by_folded) <= _FEW_WORDS:
            return self._by_folded
        if folded in self._by_folded:
            return (folded,)
        shared: Counter[str] = Counter()
        for part in _parts(folded):
            words = self._words_by_part.get(part, ())
            if len(words) <= _MAX_SHARING:
                shared.update(words)
        return [entry for entry, _ in shared.most_common(_MAX_COMPARED)]

    @cached_property
    def _words_by_part(self) -> dict[str, list[str]]:
        words: dict[str, list[str]] = defaultdict(list)
        for entry in self._by_folded:
            for part in _parts(entry):
                words[part].append(entry)
        return words


def _parts(word: str) -> dict[str, None]:
    """Return every three characters that follow each other, those around the word included."""
    padded = f"\n{word}\n"
    return dict.fromkeys(padded[start : start + 3] for start in range(len(padded) - 2))


def nearest_word(word: str, vocabulary: Iterable[str] | Vocabulary) -> str:
    """Return the word of the vocabulary most like a word, in any case; empty if none is like it."""
    words = vocabulary if isinstance(vocabulary, Vocabulary) else Vocabulary(vocabulary)
    return words.nearest(word)


def did_you_mean(word: str, vocabulary: Iterable[str] | Vocabulary) -> str:
    """Return the hint `did you mean "tags"?`; empty if no word is like it."""
    nearest = nearest_word(word, vocabulary)
    return f'did you mean "{nearest}"?' if nearest else ""


def meant_word(word: str, synonyms: Iterable[tuple[str, str]]) -> str:
    """Return the word whose row of synonyms a word is in; else the word itself."""
    folded = word.casefold()
    return next((known for known, row in synonyms if folded in row.split()), word)


def meant_address(text: str) -> str:
    """Return the address in a text such as `<https://example.org/>`; empty if it has none."""
    match = _ADDRESS.search(text)
    if not match:
        return ""
    address = match[0].rstrip(".,;")
    return address if address.lower().startswith("http") else f"https://{address}"
