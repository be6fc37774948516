"""The nearest known word, for messages that offer a way out."""

from collections.abc import Iterable
from difflib import get_close_matches


def nearest_word(word: str, vocabulary: Iterable[str]) -> str:
    """The known word most like the given one, case aside; empty if none is near.

    Letters that changed places are the commonest slip, and in a short word all that is needed to
    look unlike it.
    """
    folded = word.casefold()
    by_folded = {each.casefold(): each for each in sorted(vocabulary, reverse=True)}
    turned = (each for each in by_folded if sorted(each) == sorted(folded))
    found = get_close_matches(folded, by_folded, n=1, cutoff=0.7) or list(turned)
    return by_folded[found[0]] if found else ""


def did_you_mean(word: str, vocabulary: Iterable[str]) -> str:
    """The hint made of it: `did you mean "tags"?`, or empty."""
    found = nearest_word(word, vocabulary)
    return f'did you mean "{found}"?' if found else ""
