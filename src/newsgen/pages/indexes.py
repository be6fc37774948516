"""Indexes of names: of each kind, or of all entities, by letter, and those recently active.

An index of too many names shows its letters, and each letter has a page of its own.
"""

from collections import Counter
from collections.abc import Iterator, Mapping
from functools import partial
from heapq import nlargest
from itertools import chain

from newsgen.archive.activity import RecentDays, recent_counts, recent_days
from newsgen.archive.questions import CountedTerm
from newsgen.archive.term import Term
from newsgen.model.kind import ENTITY_KINDS, KIND_BY_KEY, TYPED_ENTITY_KINDS, Kind, NameKey
from newsgen.model.slug import identity
from newsgen.model.value import Value
from newsgen.pages import routes
from newsgen.pages.cards import kind_crumbs, term_address, terms_with_stories
from newsgen.pages.index_letters import LetterRanges, SortedName
from newsgen.pages.letter_pages import LetterPages, index_entry, shown_of_name
from newsgen.pages.page_group import PageGroup, PlannedPage, builtin_page
from newsgen.pages.plan_inputs import PlanInputs
from newsgen.pages.view_components import CountedKind, IndexEntry, LetterGroup, RecentlyActive
from newsgen.pages.views import IndexView


class NameIndex(Value, frozen=True):
    """What an index lists, in the order of the terms' keys.

    Attributes:
        terms: With the numbers of their stories.
        recent_counts: The number of each term's stories in the recent days; empty without such.
        max_active: Names shown as recently active; none in an index of at most twice as many.
    """

    recent_days: RecentDays | None
    terms: tuple[CountedTerm, ...]
    recent_counts: tuple[int, ...]
    max_active: int


def name_indexes(inputs: PlanInputs, *kinds: Kind) -> Mapping[Kind, NameIndex]:
    """Return the indexes of some kinds; that of `Kind.ENTITY` lists all kinds of entities."""
    days = recent_days(inputs.questions, inputs.tuning.recent_days)
    counts = recent_counts(inputs.questions, days) if days else {}
    return {kind: _name_index(inputs, kind, days, counts) for kind in kinds}


def _name_index(
    inputs: PlanInputs, kind: Kind, days: RecentDays | None, counts: Mapping[NameKey, int]
) -> NameIndex:
    kinds = ENTITY_KINDS if kind is Kind.ENTITY else (kind,)
    terms = tuple(chain.from_iterable(terms_with_stories(inputs, each) for each in kinds))
    if kind is Kind.SECTION:
        terms = section_terms(inputs)
    recent = tuple(counts.get(term.key, 0) for term, _ in terms) if days else ()
    return NameIndex(days, terms, recent, inputs.tuning.active_names)


def section_terms(inputs: PlanInputs) -> tuple[CountedTerm, ...]:
    """Return the sections that have articles, first those of newsgen.yml in its order.

    Each has its number of stories.
    """
    positions = {identity(text): position for position, text in enumerate(inputs.config.sections)}
    terms = terms_with_stories(inputs, Kind.SECTION)
    return tuple(sorted(terms, key=lambda pair: positions.get(pair[0].key[1], len(positions))))


def index_group(inputs: PlanInputs, kind: Kind, index: NameIndex) -> PageGroup:
    """Return the pages of an index: one, or one and those of its letters."""
    # The order of names depends on nothing else, so their collation keys need not be computed, and
    # a new article changes only the indexes in which it changes the most active names.
    active = _most_active(index)
    recent = active and (index.recent_days, active)
    shown = [(term.kind, *shown_of_name(term), count) for term, count in index.terms]
    depends_on = ("index", kind, shown, recent, inputs.tuning.names_per_page)
    return PageGroup(partial(_index_pages, inputs, kind, index), depends_on)


def is_divided(inputs: PlanInputs, index: NameIndex) -> bool:
    """Return whether an index has too many names for one page."""
    return len(index.terms) > inputs.tuning.names_per_page


def index_pages(inputs: PlanInputs, key: str) -> Iterator[PlannedPage]:
    """Yield the pages of the index of a kind."""
    kind = KIND_BY_KEY[key]
    yield from _index_pages(inputs, kind, name_indexes(inputs, kind)[kind])


def _index_pages(inputs: PlanInputs, kind: Kind, index: NameIndex) -> Iterator[PlannedPage]:
    is_entities, max_names = kind is Kind.ENTITY, inputs.tuning.names_per_page
    ranges = LetterRanges(inputs.collation_key)
    template = "entities.html" if is_entities else "index.html"
    owner = f"the index of {'all entities' if is_entities else kind}"
    own = partial(builtin_page, routes.kind_address(kind), template, owner)
    if not is_divided(inputs, index):
        yield own(lambda: _index_view(inputs, kind, index, _letter_groups(inputs, kind, index)))
        return
    names = _sorted_names(inputs, index)
    pages, letters = LetterPages(kind, index.terms, ranges, max_names), ranges.letters(names)
    yield own(partial(_index_view, inputs, kind, index, pages.links(letters)))
    for address, view in pages.pages(letters):
        yield builtin_page(address, "index.html", owner, view)


def _index_view(
    inputs: PlanInputs, kind: Kind, index: NameIndex, letters: tuple[LetterGroup, ...]
) -> IndexView:
    counts = Counter(term.kind for term, _ in index.terms)
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
        letters=letters,
        is_divided=is_divided(inputs, index),
    )


def _sorted_names(inputs: PlanInputs, index: NameIndex) -> tuple[SortedName, ...]:
    """Return the names of an index in their order."""
    pairs = enumerate(index.terms)
    ordered = sorted((_collation_order(inputs, term), at) for at, (term, _) in pairs)
    return tuple(SortedName(order[0], index.terms[at][0].text, at) for order, at in ordered)


def _letter_groups(inputs: PlanInputs, kind: Kind, index: NameIndex) -> tuple[LetterGroup, ...]:
    """Return the names by letter; sections in one group without a letter, in their own order."""
    if kind is Kind.SECTION:
        return (LetterGroup("", tuple(map(index_entry, index.terms))),) if index.terms else ()
    letters = LetterRanges(inputs.collation_key).letters(_sorted_names(inputs, index))
    terms = (tuple(index.terms[name.number] for name in letter.names) for letter in letters)
    entries = (tuple(map(index_entry, members)) for members in terms)
    return tuple(map(LetterGroup, (letter.label for letter in letters), entries))


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
    ranked = sorted((-count, *_collation_order(inputs, terms[at][0]), at) for at, count in active)
    most = ((terms[entry[-1]][0], -entry[0]) for entry in ranked[: index.max_active])
    names = (IndexEntry(term.text, term_address(term), count, term.kind) for term, count in most)
    return RecentlyActive(index.recent_days.days, index.recent_days.until, tuple(names))


def _collation_order(inputs: PlanInputs, term: Term) -> tuple[bytes, str, Kind, str]:
    """Return what sorts names; those that collate alike, as of two kinds, by what they are."""
    return inputs.collation_key(term.text), identity(term.text), term.kind, term.slug
