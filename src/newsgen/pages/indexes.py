"""Indexes of names: of each kind, or of all entities, by letter, and those recently active.

Letters are those that the collation sees: É under E, Й by itself. Alphabets come letter by letter,
then digits together, then all else, such as signs and scripts that have thousands of characters.
"""

import unicodedata
from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from functools import partial
from heapq import nlargest
from itertools import chain, groupby
from typing import TypeVar

from newsgen.archive.activity import RecentDays, recent_days
from newsgen.archive.archive import ListedTerm
from newsgen.model.kind import ENTITY_KINDS, TYPED_ENTITY_KINDS, Kind
from newsgen.model.slug import identity
from newsgen.model.value import Value
from newsgen.pages import routes
from newsgen.pages.cards import kind_crumbs, term_address, terms_with_articles
from newsgen.pages.page_group import PageGroup, builtin_page
from newsgen.pages.plan_inputs import PlanInputs
from newsgen.pages.view_components import CountedKind, IndexEntry, LetterGroup, RecentlyActive
from newsgen.pages.views import IndexView

T = TypeVar("T")


class NameIndex(Value, frozen=True):
    """What an index lists, in the order of the terms' keys.

    Attributes:
        entry_inputs: All that the index shows of each term.
        recent_counts: The number of each term's articles in the recent days; empty without such.
        max_active: Names shown as recently active; none in an index of at most twice as many.
    """

    recent_days: RecentDays | None
    terms: tuple[ListedTerm, ...]
    entry_inputs: tuple[tuple[object, ...], ...]
    recent_counts: tuple[int, ...]
    max_active: int


def name_indexes(inputs: PlanInputs) -> Mapping[Kind, NameIndex]:
    """Return the index of each kind; that of `Kind.ENTITY` lists all kinds of entities."""
    days = recent_days(inputs.archive.articles, inputs.tuning.recent_days)
    indexes = {kind: _name_index(inputs, kind, days) for kind in Kind}
    entities = [indexes[kind] for kind in ENTITY_KINDS]
    indexes[Kind.ENTITY] = NameIndex(
        days,
        tuple(chain.from_iterable(index.terms for index in entities)),
        tuple(chain.from_iterable(index.entry_inputs for index in entities)),
        tuple(chain.from_iterable(index.recent_counts for index in entities)),
        inputs.tuning.active_names,
    )
    return indexes


def _name_index(inputs: PlanInputs, kind: Kind, days: RecentDays | None) -> NameIndex:
    terms = section_terms(inputs) if kind is Kind.SECTION else terms_with_articles(inputs, kind)
    counts = (days.count(term.stories) + days.count(term.mention_stories) for term in terms if days)
    entries = ((kind, term.text, term.slug, term.count, _name_variants(term)) for term in terms)
    return NameIndex(days, terms, tuple(entries), tuple(counts), inputs.tuning.active_names)


def section_terms(inputs: PlanInputs) -> tuple[ListedTerm, ...]:
    """Return the sections that have articles, first those of newsgen.yml in its order."""
    positions = {identity(text): position for position, text in enumerate(inputs.config.sections)}
    terms = terms_with_articles(inputs, Kind.SECTION)
    return tuple(sorted(terms, key=lambda term: positions.get(term.key[1], len(positions))))


def index_group(inputs: PlanInputs, kind: Kind, index: NameIndex) -> PageGroup:
    """Return the page of an index."""
    is_entities = kind is Kind.ENTITY
    template = "entities.html" if is_entities else "index.html"
    owner = f"the index of {'all entities' if is_entities else kind}"
    view = partial(_index_view, inputs, kind, index)
    page = builtin_page(routes.kind_address(kind), template, owner, view)
    # The order of names depends on nothing else, so their collation keys need not be computed, and
    # a new article changes only the indexes in which it changes the most active names.
    active = _most_active(index)
    recent = active and (index.recent_days, active)
    return PageGroup(lambda: (page,), ("index", kind, index.entry_inputs, recent))


def _index_view(inputs: PlanInputs, kind: Kind, index: NameIndex) -> IndexView:
    counts = Counter(term.kind for term in index.terms)
    return IndexView(
        address=routes.kind_address(kind),
        crumbs=kind_crumbs(kind)[:-1],
        kind=kind,
        kinds=tuple(
            CountedKind(entry, routes.kind_address(entry), counts[entry])
            for entry in TYPED_ENTITY_KINDS
            if kind is Kind.ENTITY and counts[entry]
        ),
        count=len(index.terms),
        lately=recently_active(inputs, index),
        letters=_letter_groups(inputs, kind, index.terms),
    )


def _letter_groups(
    inputs: PlanInputs, kind: Kind, terms: tuple[ListedTerm, ...]
) -> tuple[LetterGroup, ...]:
    """Return the names by letter; sections in one group without a letter, in their own order."""
    if kind is Kind.SECTION:
        return (LetterGroup("", tuple(map(_index_entry, terms))),) if terms else ()
    ordered = sorted((_collation_order(inputs, term), at) for at, term in enumerate(terms))
    pairs = ((order[0], terms[at]) for order, at in ordered)
    return tuple(
        LetterGroup(letter, tuple(map(_index_entry, members)))
        for letter, members in group_by_letter(pairs, lambda term: term.text, inputs.collation_key)
    )


def _most_active(index: NameIndex) -> tuple[tuple[int, int], ...]:
    """Return the positions of the most active names and their counts; ties make them more."""
    if not index.recent_counts or len(index.terms) <= 2 * index.max_active:
        return ()
    least = max(1, nlargest(index.max_active, index.recent_counts)[-1])
    return tuple((at, count) for at, count in enumerate(index.recent_counts) if count >= least)


def recently_active(inputs: PlanInputs, index: NameIndex) -> RecentlyActive | None:
    """Return the most active names; of two with equal counts the one that collates first."""
    active = _most_active(index)
    if not active or not index.recent_days:
        return None
    terms = index.terms
    ranked = sorted(active, key=lambda pair: (-pair[1], *_collation_order(inputs, terms[pair[0]])))
    names = (
        IndexEntry(terms[at].text, term_address(terms[at]), count, terms[at].kind)
        for at, count in ranked[: index.max_active]
    )
    return RecentlyActive(index.recent_days.days, index.recent_days.until, tuple(names))


def _collation_order(inputs: PlanInputs, term: ListedTerm) -> tuple[bytes, str, Kind, str]:
    """Return what sorts names; those that collate alike, as of two kinds, by what they are."""
    return inputs.collation_key(term.text), identity(term.text), term.kind, term.slug


def _index_entry(term: ListedTerm) -> IndexEntry:
    return IndexEntry(term.text, term_address(term), term.count, term.kind, _name_variants(term))


def _name_variants(term: ListedTerm) -> tuple[str, ...]:
    """Return the other names of its authority file by which somebody may look for it."""
    if term.authority is None:
        return ()
    own = identity(term.text)
    variants = (*term.authority.aliases, *term.authority.former)
    return tuple(variant.text for variant in variants if identity(variant.text) not in own)


def group_by_letter(
    sorted_pairs: Iterable[tuple[bytes, T]],
    label: Callable[[T], str],
    collation_key: Callable[[str], bytes],
) -> tuple[tuple[str, tuple[T, ...]], ...]:
    """Return items, which come in order with their collation keys, under their letters."""
    latin = {collation_key(letter)[:2]: letter for letter in "ABCDEFGHIJKLMNOPQRSTUVWXYZ"}
    digits = {collation_key(digit)[:2] for digit in "0123456789"}
    letters: list[tuple[str, tuple[T, ...]]] = []
    numbers: list[T] = []
    others: list[T] = []
    for first, pairs in groupby(sorted_pairs, lambda pair: pair[0][:2]):
        members = tuple(item for _, item in pairs)
        if first in digits:
            numbers += members
        elif letter := latin.get(first) or _letter(label(members[0]), first, collation_key):
            letters.append((letter, members))
        else:
            others += members
    ends = (("0–9", tuple(numbers)), ("…", tuple(others)))
    return (*letters, *(end for end in ends if end[1]))


def _letter(text: str, first: bytes, collation_key: Callable[[str], bytes]) -> str:
    """Return the plainest form of the letter that a text's key begins with; empty if it is none."""
    for char in unicodedata.normalize("NFC", text):
        base = unicodedata.normalize("NFD", char)[0]
        for form in (base.upper(), base, char.upper(), char):
            if len(form) == 1 and collation_key(form)[:2] == first:
                return form if _is_heading_letter(form) else ""
    return ""


def _is_heading_letter(char: str) -> bool:
    """Return whether it is a letter of an alphabet, and not of Han or Hangul."""
    name = unicodedata.name(char, "")
    is_other = name.startswith(("MODIFIER LETTER", "HANGUL"))
    return not is_other and (" LETTER " in name or name.startswith("THAI CHARACTER"))
