"""Finds names of one kind that may be one.

They differ in case, accents, signs, spaces, a plural, the order of words, or one letter. Similar
names share keys, so that not every name is compared with twenty thousand others. Two names that are
both in authority files are never near duplicates: the editor knows that they are two. Nor are those
that stand in articles of different languages only.
"""

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping
from functools import lru_cache
from itertools import chain
from unicodedata import combining, normalize

from newsgen.archive.archive import Archive
from newsgen.archive.name_conflicts import are_of_different_languages
from newsgen.model.kind import CONTROLLED_KINDS, Kind, Name
from newsgen.model.slug import identity
from newsgen.suggest.suggestions import Example, NearDuplicate

_MIN_LETTERS = 6
"""The length from which names may be one letter apart: Iran and Iraq are two."""

_MIN_SINGLE_LETTERS, _MIN_WORD_LETTERS = 8, 4
"""The same for a name of a single word, and for a word of a longer name."""

_WORD = re.compile(r"[^\W_]+")


def find_near_duplicates(archive: Archive) -> list[NearDuplicate]:
    """Return all near duplicates. The preferred name is in a file, or has more articles."""
    duplicates = chain.from_iterable(
        _duplicates_of_kind(archive, kind) for kind in CONTROLLED_KINDS
    )
    return sorted(duplicates, key=lambda duplicate: (-duplicate.count, duplicate.other))


def _duplicates_of_kind(archive: Archive, kind: Kind) -> Iterator[NearDuplicate]:
    """Compare each name with those before it: the names in a file, then those with most articles.

    A form is a spelling, with the position of its name among all of the kind.
    """
    entries = {
        identity(entry.name): entry for entry in archive.authorities.entries if entry.kind is kind
    }
    articles = {term.key[1]: term.articles for term in archive.terms_of_kind(kind)}
    texts = {term.key[1]: term.text for term in archive.terms_of_kind(kind)}
    texts |= {key: entry.name for key, entry in entries.items()}
    ordered = sorted(texts, key=lambda key: (key not in entries, -len(articles.get(key, ())), key))
    forms_by_key: dict[str, list[tuple[str, int]]] = defaultdict(list)
    merged: set[int] = set()
    for index, key in enumerate(ordered):
        text, entry, own = texts[key], entries.get(key), articles.get(key, ())
        if entry is None:
            nearest = _nearest(text, forms_by_key)
            preferred = ordered[nearest[0]] if nearest and nearest[0] not in merged else ""
            if (
                nearest
                and preferred
                and not are_of_different_languages(own, articles.get(preferred, ()))
            ):
                difference = nearest[1]
                merged.add(index)
                yield NearDuplicate(
                    Name(kind, texts[preferred]),
                    Name(kind, text),
                    len(articles.get(preferred, ())),
                    len(own),
                    preferred in entries,
                    difference,
                    tuple(Example(article.path) for article in own[:1]),
                )
        spellings = [spelling.text for spelling in entry.declarable_spellings] if entry else ()
        for form in dict.fromkeys((text, *spellings)):
            for form_key in _keys(form):
                forms_by_key[form_key].append((form, index))


def _nearest(
    text: str, forms_by_key: Mapping[str, list[tuple[str, int]]]
) -> tuple[int, str] | None:
    """Return the index of the name most like a text, and how they differ; None if none is."""
    forms = {form for key in _keys(text) for form in forms_by_key.get(key, ())}
    matches = (
        (rank, index, difference)
        for form, index in forms
        for rank, (difference, differs) in enumerate(_DIFFERENCES)
        if differs(text, form)
    )
    nearest = min(matches, default=None)
    return nearest and nearest[1:]


def _keys(text: str) -> Iterator[str]:
    """Yield the keys that a name shares with similar names."""
    squeezed = comparison_key(text)
    yield squeezed
    yield _sorted_words(text)
    yield _singular(text)
    if len(squeezed) >= _MIN_LETTERS:
        for index in range(1, len(squeezed)):  # Typing errors are rarely in the first letter.
            yield f"{squeezed[:index]}{squeezed[index + 1 :]}"


@lru_cache(maxsize=65536)
def comparison_key(text: str) -> str:
    """Return a text without case, accents, signs and spaces, or unchanged if nothing is left."""
    decomposed = normalize("NFKD", normalize("NFKC", text).casefold())
    return "".join(char for char in decomposed if char.isalnum() and not combining(char)) or text


@lru_cache(maxsize=65536)
def _sorted_words(text: str) -> str:
    return " ".join(sorted(map(comparison_key, _WORD.findall(text))))


@lru_cache(maxsize=65536)
def _singular(text: str) -> str:
    words = map(comparison_key, _WORD.findall(text))
    return "".join(word[:-1] if len(word) > 3 and word[-1] == "s" else word for word in words)


def _signs_differ(one: str, two: str) -> bool:
    # C, C++ and C# are three: short names may differ in signs only.
    return comparison_key(one) == comparison_key(two) and len(comparison_key(one)) > 1


def _plurals_differ(one: str, two: str) -> bool:
    return _singular(one) == _singular(two) and len(_singular(one)) > 3


def _order_differs(one: str, two: str) -> bool:
    return " " in one and _sorted_words(one) == _sorted_words(two)


def _letter_differs(one: str, two: str) -> bool:
    """Return whether two names are one edit apart (F. Damerau, 1964), but not by a digit."""
    left, right = sorted((comparison_key(one), comparison_key(two)), key=len)
    if len(left) < _MIN_LETTERS - 1 or len(right) < _MIN_LETTERS or len(right) - len(left) > 1:
        return False
    pairs = enumerate(zip(left, right, strict=False))
    start = next((index for index, (a, b) in pairs if a != b), len(left))
    rest, other = left[start:], right[start:]
    if not start or any(char.isdigit() for char in rest[:1] + other[:1]):
        return False
    if not _may_be_typing_error(one, two):
        return False
    if len(left) < len(right):
        return rest == other[1:]
    return rest[1:] == other[1:] or (rest[:2] == other[:2][::-1] and rest[2:] == other[2:])


def _may_be_typing_error(one: str, two: str) -> bool:
    """Return whether one letter may be a slip, and not make another word, as in openssh, openssl.

    Short words, initials, and words that differ at their ends tell products and persons apart.
    """
    words = [_WORD.findall(text) for text in (one, two)]
    is_single = len(words[0]) == len(words[1]) == 1
    if len(words[0]) == len(words[1]):
        pairs = [pair for pair in zip(*words, strict=True) if len(set(map(_singular, pair))) > 1]
        for pair in pairs:
            left, right = sorted(map(_singular, pair), key=len)
            is_end = right[:-1] in (left, left[:-1])
            are_initials = all(word.isupper() and len(word) < _MIN_LETTERS for word in pair)
            shortest = _MIN_SINGLE_LETTERS if is_single else _MIN_WORD_LETTERS
            if is_end or are_initials or len(right) < shortest:
                return False
    return True


_DIFFERENCES = (
    ("they differ in case, accents, signs or spaces", _signs_differ),
    ("they differ in the order of words", _order_differs),
    ("they differ in a plural", _plurals_differ),
    ("perhaps a slip: they are one letter apart", _letter_differs),
)
"""The ways in which two names may differ and be one, the most certain first."""
