"""The word that an editor most likely meant, for hints."""

from collections.abc import Iterable
from difflib import get_close_matches


def nearest_word(word: str, vocabulary: Iterable[str]) -> str:
    """Return the word of the vocabulary most like a word, in any case; empty if none is like it."""
    folded = word.casefold()
    by_folded = {entry.casefold(): entry for entry in sorted(vocabulary, reverse=True)}
    # Swapped letters are the most frequent slip, and too large a difference in a short word.
    anagrams = (entry for entry in by_folded if sorted(entry) == sorted(folded))
    matches = get_close_matches(folded, by_folded, n=1, cutoff=0.7) or list(anagrams)
    return by_folded[matches[0]] if matches else ""


def did_you_mean(word: str, vocabulary: Iterable[str]) -> str:
    """Return the hint `did you mean "tags"?`; empty if no word is like it."""
    nearest = nearest_word(word, vocabulary)
    return f'did you mean "{nearest}"?' if nearest else ""
