"""Finds names of one kind that may be one.

They differ in case, accents, signs, spaces, a plural, the order of words, or one letter. Similar
names share keys, so that not every name is compared with twenty thousand others. Two names that are
both in authority files are never near duplicates: the editor knows that they are two.
"""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from functools import lru_cache
from unicodedata import combining, normalize

from newsgen.archive.archive import Archive, Term
from newsgen.model.authority import Authority
from newsgen.model.kind import CONTROLLED_KINDS, Kind, Name
from newsgen.model.slug import identity
from newsgen.model.value import Value
from newsgen.suggest.suggestions import Example, NearDuplicate

_MIN_LETTERS = 6
"""The length from which names may be one letter apart: Iran and Iraq are two."""

_WORD = re.compile(r"[^\W_]+")


class _WrittenForm(Value, frozen=True):
    """A spelling of a name. name_index: the position of the name among all of its kind."""

    text: str
    name_index: int


class _KindName(Value, frozen=True):
    """A name that an authority file has, articles declare, or both."""

    text: str
    count: int
    authority: Authority | None
    examples: tuple[Example, ...]


def find_near_duplicates(archive: Archive) -> tuple[NearDuplicate, ...]:
    """Return all near duplicates. The preferred name is in a file, or has more articles."""
    duplicates = (
        duplicate
        for kind in CONTROLLED_KINDS
        for duplicate in _duplicates_of_kind(kind, tuple(_names(archive, kind)))
    )
    return tuple(sorted(duplicates, key=lambda duplicate: (-duplicate.count, duplicate.other)))


def _names(archive: Archive, kind: Kind) -> Iterator[_KindName]:
    """Yield the names of a kind: those in a file first, then those with most articles."""
    entries = {
        identity(entry.name): entry for entry in archive.authorities.entries if entry.kind is kind
    }
    terms = {term.key[1]: term for term in archive.terms_of_kind(kind)}
    for key in sorted(
        entries.keys() | terms.keys(),
        key=lambda key: (key not in entries, -_count(terms.get(key)), key),
    ):
        term, entry = terms.get(key), entries.get(key)
        examples = tuple(Example(article.path) for article in term.articles[:1]) if term else ()
        yield _KindName(entry.name if entry else terms[key].text, _count(term), entry, examples)


def _count(term: Term | None) -> int:
    return len(term.articles) if term else 0


def _duplicates_of_kind(kind: Kind, names: tuple[_KindName, ...]) -> Iterator[NearDuplicate]:
    forms_by_key: dict[str, list[_WrittenForm]] = defaultdict(list)
    merged: set[int] = set()
    for index, name in enumerate(names):
        entry = name.authority
        texts = [spelling.text for spelling in entry.spellings] if entry else []
        forms = [_WrittenForm(text, index) for text in dict.fromkeys((name.text, *texts))]
        keys = [(form, tuple(_keys(form.text))) for form in forms]
        if entry is None:
            nearest = _nearest(name.text, keys[0][1], forms_by_key)
            if nearest and nearest[0] not in merged:
                preferred, difference = names[nearest[0]], nearest[1]
                merged.add(index)
                yield NearDuplicate(
                    Name(kind, preferred.text),
                    Name(kind, name.text),
                    preferred.count,
                    name.count,
                    preferred.authority is not None,
                    difference,
                    name.examples,
                )
        for form, form_keys in keys:
            for key in form_keys:
                forms_by_key[key].append(form)


def _nearest(
    text: str, keys: Iterable[str], forms_by_key: dict[str, list[_WrittenForm]]
) -> tuple[int, str] | None:
    """Return the index of the name most like a text, and how they differ; None if none is."""
    matches: list[tuple[int, int, str]] = []
    for form in {form for key in keys for form in forms_by_key.get(key, ())}:
        for rank, (difference, differs) in enumerate(_DIFFERENCES):
            if differs(text, form.text):
                matches.append((rank, form.name_index, difference))
                break
    return min(matches)[1:] if matches else None


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


def _words(text: str) -> list[str]:
    return [comparison_key(word) for word in _WORD.findall(text)]


@lru_cache(maxsize=65536)
def _sorted_words(text: str) -> str:
    return " ".join(sorted(_words(text)))


@lru_cache(maxsize=65536)
def _singular(text: str) -> str:
    return "".join(
        word[:-1] if len(word) > 3 and word[-1] == "s" else word for word in _words(text)
    )


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
    start = next(
        (i for i, (a, b) in enumerate(zip(left, right, strict=False)) if a != b), len(left)
    )
    rest, other = left[start:], right[start:]
    if not start or any(char.isdigit() for char in rest[:1] + other[:1]):
        return False
    if len(left) < len(right):
        return rest == other[1:]
    return rest[1:] == other[1:] or (rest[:2] == other[:2][::-1] and rest[2:] == other[2:])


_DIFFERENCES = (
    ("they differ in case, accents, signs or spaces", _signs_differ),
    ("they differ in the order of words", _order_differs),
    ("they differ in a plural", _plurals_differ),
    ("they are one letter apart", _letter_differs),
)
"""The ways in which two names may differ and be one, the most certain first."""
