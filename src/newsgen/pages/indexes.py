"""Indexes of names: of each kind, or of all entities, by letter, and those recently active.

An index of too many names shows its letters, and each letter has a page of its own.
"""

from collections import Counter
from collections.abc import Iterator, Mapping
from functools import partial
from heapq import nlargest
from itertools import chain

from newsgen.archive.activity import RecentDays, recent_days
from newsgen.archive.archive import ListedTerm
from newsgen.archive.term import Term
from newsgen.model.kind import ENTITY_KINDS, KIND_BY_KEY, TYPED_ENTITY_KINDS, Kind
from newsgen.model.slug import identity
from newsgen.model.value import Value
from newsgen.pages import routes
from newsgen.pages.cards import kind_crumbs, term_address, terms_with_articles
from newsgen.pages.index_letters import LetterRanges, SortedName
from newsgen.pages.letter_pages import LetterPages, index_entry, name_variants
from newsgen.pages.page_group import PageGroup, PlannedPage, builtin_page
from newsgen.pages.plan_inputs import PlanInputs
from newsgen.pages.view_components import CountedKind, IndexEntry, LetterGroup, RecentlyActive
from newsgen.pages.views import IndexView


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
    terms = terms_with_articles(inputs, kind)
    if kind is Kind.SECTION:
        terms = tuple(inputs.archive.terms[term.key] for term, _ in section_terms(inputs))
    counts = (days.count(term.stories) + days.count(term.mention_stories) for term in terms if days)
    entries = ((kind, term.text, term.slug, term.count, name_variants(term)) for term in terms)
    return NameIndex(days, terms, tuple(entries), tuple(counts), inputs.tuning.active_names)


def section_terms(inputs: PlanInputs) -> tuple[tuple[Term, int], ...]:
    """Return the sections that have articles, first those of newsgen.yml in its order.

    Each has its number of stories.
    """
    positions = {identity(text): position for position, text in enumerate(inputs.config.sections)}
    terms = (pair for pair in inputs.questions.terms(Kind.SECTION) if pair[1])
    return tuple(sorted(terms, key=lambda pair: positions.get(pair[0].key[1], len(positions))))


def index_group(inputs: PlanInputs, kind: Kind, index: NameIndex) -> PageGroup:
    """Return the pages of an index: one, or one and those of its letters."""
    # The order of names depends on nothing else, so their collation keys need not be computed, and
    # a new article changes only the indexes in which it changes the most active names.
    active = _most_active(index)
    recent = active and (index.recent_days, active)
    depends_on = ("index", kind, index.entry_inputs, recent, inputs.tuning.names_per_page)
    return PageGroup(partial(_index_pages, inputs, kind, index), depends_on)


def is_divided(inputs: PlanInputs, index: NameIndex) -> bool:
    """Return whether an index has too many names for one page."""
    return len(index.terms) > inputs.tuning.names_per_page


def index_pages(inputs: PlanInputs, key: str) -> Iterator[PlannedPage]:
    """Yield the pages of the index of a kind."""
    kind = KIND_BY_KEY[key]
    yield from _index_pages(inputs, kind, name_indexes(inputs)[kind])


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
        letters=letters,
        is_divided=is_divided(inputs, index),
    )


def _sorted_names(inputs: PlanInputs, index: NameIndex) -> tuple[SortedName, ...]:
    """Return the names of an index in their order."""
    ordered = sorted((_collation_order(inputs, term), at) for at, term in enumerate(index.terms))
    return tuple(SortedName(order[0], index.terms[at].text, at) for order, at in ordered)


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
    ranked = sorted(active, key=lambda pair: (-pair[1], *_collation_order(inputs, terms[pair[0]])))
    names = (
        IndexEntry(terms[at].text, term_address(terms[at]), count, terms[at].kind)
        for at, count in ranked[: index.max_active]
    )
    return RecentlyActive(index.recent_days.days, index.recent_days.until, tuple(names))


def _collation_order(inputs: PlanInputs, term: ListedTerm) -> tuple[bytes, str, Kind, str]:
    """Return what sorts names; those that collate alike, as of two kinds, by what they are."""
    return inputs.collation_key(term.text), identity(term.text), term.kind, term.slug
