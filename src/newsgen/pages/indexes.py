"""Indexes of names: of each kind, or of all entities, by letter, and those recently active.

An index of too many names shows its letters, and each letter has a page of its own.
"""

from collections import Counter
from collections.abc import Iterator
from functools import partial
from heapq import nlargest
from itertools import chain, islice

from newsgen.archive.activity import RecentDays, recent_days, recent_names
from newsgen.archive.term import Term
from newsgen.archive.term_questions import CountedTerm
from newsgen.model.kind import ENTITY_KINDS, KIND_BY_KEY, TYPED_ENTITY_KINDS, Kind
from newsgen.model.slug import identity
from newsgen.pages import routes
from newsgen.pages.cards import kind_crumbs, term_address, terms_with_stories
from newsgen.pages.index_letters import LetterRanges, SortedName
from newsgen.pages.letter_pages import LetterPages, index_entry
from newsgen.pages.page_group import PlannedPage, builtin_page
from newsgen.pages.plan_inputs import PlanInputs
from newsgen.pages.view_components import CountedKind, IndexEntry, LetterGroup, RecentlyActive
from newsgen.pages.views import IndexView


def index_kinds(kind: Kind) -> tuple[Kind, ...]:
    """Return the kinds of names in an index; that of `Kind.ENTITY` lists all kinds of entities."""
    return ENTITY_KINDS if kind is Kind.ENTITY else (kind,)


def _index_terms(inputs: PlanInputs, kind: Kind) -> tuple[CountedTerm, ...]:
    """Return the names of an index, with the numbers of their stories, in the order of the keys."""
    if kind is Kind.SECTION:
        return section_terms(inputs)
    kinds = (terms_with_stories(inputs, each) for each in index_kinds(kind))
    return tuple(chain.from_iterable(kinds))


def section_terms(inputs: PlanInputs) -> tuple[CountedTerm, ...]:
    """Return the sections that have articles, first those of newsgen.yml in its order.

    Each has its number of stories.
    """
    positions = {identity(text): position for position, text in enumerate(inputs.config.sections)}
    terms = terms_with_stories(inputs, Kind.SECTION)
    return tuple(sorted(terms, key=lambda pair: positions.get(pair[0].key[1], len(positions))))


def index_pages(inputs: PlanInputs, key: str) -> Iterator[PlannedPage]:
    """Yield the pages of the index of a kind."""
    kind = KIND_BY_KEY[key]
    yield from _index_pages(inputs, kind, _index_terms(inputs, kind))


def _index_pages(
    inputs: PlanInputs, kind: Kind, terms: tuple[CountedTerm, ...]
) -> Iterator[PlannedPage]:
    is_entities, max_names = kind is Kind.ENTITY, inputs.tuning.names_per_page
    ranges = LetterRanges(inputs.collation_key)
    template = "entities.html" if is_entities else "index.html"
    owner = f"the index of {'all entities' if is_entities else kind}"
    own = partial(builtin_page, routes.kind_address(kind), template, owner)
    if len(terms) <= max_names:
        yield own(lambda: _index_view(inputs, kind, terms, _letter_groups(inputs, kind, terms)))
        return
    names = _sorted_names(inputs, terms)
    pages, letters = LetterPages(kind, terms, ranges, max_names), ranges.letters(names)
    yield own(partial(_index_view, inputs, kind, terms, pages.links(letters), is_divided=True))
    for address, view in pages.pages(letters):
        yield builtin_page(address, "index.html", owner, view)


def _index_view(
    inputs: PlanInputs,
    kind: Kind,
    terms: tuple[CountedTerm, ...],
    letters: tuple[LetterGroup, ...],
    *,
    is_divided: bool = False,
) -> IndexView:
    counts = Counter(term.kind for term, _ in terms)
    return IndexView(
        address=routes.kind_address(kind),
        crumbs=kind_crumbs(kind)[:-1],
        kind=kind,
        kinds=tuple(
            CountedKind(entry, routes.kind_address(entry), counts[entry])
            for entry in TYPED_ENTITY_KINDS
            if kind is Kind.ENTITY and counts[entry]
        ),
        count=len(terms),
        lately=recently_active(inputs, index_kinds(kind)),
        letters=letters,
        is_divided=is_divided,
    )


def _sorted_names(inputs: PlanInputs, terms: tuple[CountedTerm, ...]) -> tuple[SortedName, ...]:
    """Return the names of an index in their order."""
    ordered = sorted((_collation_order(inputs, term), at) for at, (term, _) in enumerate(terms))
    return tuple(SortedName(order[0], terms[at][0].text, at) for order, at in ordered)


def _letter_groups(
    inputs: PlanInputs, kind: Kind, terms: tuple[CountedTerm, ...]
) -> tuple[LetterGroup, ...]:
    """Return the names by letter; sections in one group without a letter, in their own order."""
    if kind is Kind.SECTION:
        return (LetterGroup("", tuple(map(index_entry, terms))),) if terms else ()
    letters = LetterRanges(inputs.collation_key).letters(_sorted_names(inputs, terms))
    members = (tuple(terms[name.number] for name in letter.names) for letter in letters)
    entries = (tuple(map(index_entry, each)) for each in members)
    return tuple(map(LetterGroup, (letter.label for letter in letters), entries))


def _most_active(
    inputs: PlanInputs, kinds: tuple[Kind, ...]
) -> tuple[RecentDays, tuple[CountedTerm, ...]] | None:
    """Return the recent days, and the names in most stories of these; ties make them more.

    None if there are no such days, or at most twice as many names of these kinds as are shown.
    """
    most, questions = inputs.tuning.active_names, inputs.questions
    days = recent_days(questions, inputs.tuning.recent_days, inputs.tuning.recent_stories)
    every = chain.from_iterable(map(questions.terms, kinds))
    names = (term for term, count in every if count)
    if days is None or next(islice(names, 2 * most, None), None) is None:
        return None
    recent = recent_names(questions, days, kinds)
    least = min(nlargest(most, (count for _, count in recent)), default=0)
    return days, tuple(pair for pair in recent if pair[1] >= least)


def recently_active(inputs: PlanInputs, kinds: tuple[Kind, ...]) -> RecentlyActive | None:
    """Return the most active names; of two with equal counts the one that collates first."""
    days, active = _most_active(inputs, kinds) or (None, ())
    if not days or not active:
        return None
    active = tuple(sorted(active, key=lambda pair: (-pair[1], *_collation_order(inputs, pair[0]))))
    names = (
        IndexEntry(term.text, term_address(term), count, term.kind)
        for term, count in active[: inputs.tuning.active_names]
    )
    return RecentlyActive(days.days, days.until, tuple(names))


def _collation_order(inputs: PlanInputs, term: Term) -> tuple[bytes, str, Kind, str]:
    """Return what sorts names; those that collate alike, as of two kinds, by what they are."""
    return inputs.collation_key(term.text), identity(term.text), term.kind, term.slug
