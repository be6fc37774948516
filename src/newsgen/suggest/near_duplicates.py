"""Names of one kind that may be one: equal but for case, accents, signs, spaces, a plural or the
order of words, or one letter apart.

Each name is looked up by keys that it shares with those like it, so that twenty thousand of them
are not compared with each other. Two names that authority files have both are two: the editor said
so.
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
"""Letters of names that may be one letter apart: Iran and Iraq are two."""

_WORD = re.compile(r"[^\W_]+")


class _WrittenForm(Value, frozen=True):
    """A way to write a name. owner: the place of the name among all of its kind."""

    text: str
    name_index: int


class _KindName(Value, frozen=True):
    """A name of some kind: what an authority file has, what articles declare, or both."""

    text: str
    count: int
    authority: Authority | None
    examples: tuple[Example, ...]


def find_near_duplicates(archive: Archive) -> tuple[NearDuplicate, ...]:
    """Every name that may be another, with the other: the one more used, or in a file, stays."""
    found = [
        each
        for kind in CONTROLLED_KINDS
        for each in _duplicates_of_kind(kind, tuple(_names(archive, kind)))
    ]
    return tuple(sorted(found, key=lambda each: (-each.count, each.other)))


def _names(archive: Archive, kind: Kind) -> Iterator[_KindName]:
    """The names of a kind: those in a file first, then the most used."""
    named = {
        identity(entry.name): entry for entry in archive.authorities.entries if entry.kind is kind
    }
    terms = {term.key[1]: term for term in archive.terms_of_kind(kind)}
    for key in sorted(
        named.keys() | terms.keys(),
        key=lambda key: (key not in named, -_count(terms.get(key)), key),
    ):
        term, entry = terms.get(key), named.get(key)
        paths = tuple(Example(each.path) for each in term.articles[:1]) if term else ()
        yield _KindName(entry.name if entry else terms[key].text, _count(term), entry, paths)


def _count(term: Term | None) -> int:
    return len(term.articles) if term else 0


def _duplicates_of_kind(kind: Kind, names: tuple[_KindName, ...]) -> Iterator[NearDuplicate]:
    by_key: dict[str, list[_WrittenForm]] = defaultdict(list)
    merged: set[int] = set()
    for number, known in enumerate(names):
        texts = [each.text for each in known.authority.spellings] if known.authority else []
        forms = [_WrittenForm(text, number) for text in dict.fromkeys((known.text, *texts))]
        keys = [(form, tuple(_keys(form.text))) for form in forms]
        if known.authority is None:
            near = _nearest(known.text, keys[0][1], by_key)
            if near and near[0] not in merged:
                kept = names[near[0]]
                merged.add(number)
                yield NearDuplicate(
                    Name(kind, kept.text),
                    Name(kind, known.text),
                    kept.count,
                    known.count,
                    kept.authority is not None,
                    near[1],
                    known.examples,
                )
        for form, shared in keys:
            for key in shared:
                by_key[key].append(form)


def _nearest(
    text: str, keys: Iterable[str], by_key: dict[str, list[_WrittenForm]]
) -> tuple[int, str] | None:
    """The name most like a text, and how they differ: the first of the ways that finds one."""
    found: list[tuple[int, int, str]] = []
    for form in {form for key in keys for form in by_key.get(key, ())}:
        for rank, (why, differs) in enumerate(_DIFFERENCES):
            if differs(text, form.text):
                found.append((rank, form.name_index, why))
                break
    if not found:
        return None
    _, owner, why = min(found)
    return owner, why


def _keys(text: str) -> Iterator[str]:
    """What a name has in common with those like it."""
    squeezed = comparison_key(text)
    yield squeezed
    yield _sorted_words(text)
    yield _singular(text)
    if len(squeezed) >= _MIN_LETTERS:
        for place in range(1, len(squeezed)):  # typing errors seldom are in the first letter
            yield f"{squeezed[:place]}{squeezed[place + 1 :]}"


@lru_cache(maxsize=65536)
def comparison_key(text: str) -> str:
    """A text without case, accents, signs and spaces; as it is, if nothing is left."""
    split = normalize("NFKD", normalize("NFKC", text).casefold())
    return "".join(char for char in split if char.isalnum() and not combining(char)) or text


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
    # C, C++ and C# are three: signs are all that tells short names apart.
    return comparison_key(one) == comparison_key(two) and len(comparison_key(one)) > 1


def _plurals_differ(one: str, two: str) -> bool:
    return _singular(one) == _singular(two) and len(_singular(one)) > 3


def _order_differs(one: str, two: str) -> bool:
    return " " in one and _sorted_words(one) == _sorted_words(two)


def _letter_differs(one: str, two: str) -> bool:
    """Whether two names are one edit apart, which is no edit of digits (F. Damerau, 1964)."""
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
"""How two names may differ and be one, the surest first."""
