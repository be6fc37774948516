"""Indexes of names: of each kind, or of all entities, by letter, and those recently active.

An index of too many names shows its letters, and each letter has a page of its own.
"""

from collections.abc import Iterator, Mapping
from functools import partial
from heapq import nlargest
from itertools import chain

from newsgen.archive.activity import RecentDays, recent_days, recent_names
from newsgen.archive.term_questions import CountedTerm
from newsgen.model.index_letters import IndexLetters
from newsgen.model.kind import KIND_BY_KEY, TYPED_ENTITY_KINDS, Kind, index_kinds
from newsgen.model.slug import identity
from newsgen.model.value import replace
from newsgen.pages import routes
from newsgen.pages.cards import kind_crumbs, term_address, terms_with_stories
from newsgen.pages.index_components import CountedKind, IndexEntry, LetterGroup, RecentlyActive
from newsgen.pages.letter_pages import (
    collation_order,
    index_entry,
    index_letters,
    index_owner,
    is_divided,
    letter_link,
    sorted_names,
)
from newsgen.pages.maps import place_map
from newsgen.pages.page_group import PlannedPage, builtin_page
from newsgen.pages.plan_inputs import PlanInputs
from newsgen.pages.views import IndexView
from newsgen.pages.year_bars import YearBars


def section_terms(inputs: PlanInputs) -> tuple[CountedTerm, ...]:
    """Return the sections that have articles, first those of newsgen.yml in its order.

    Each has its number of stories.
    """
    positions = {identity(text): position for position, text in enumerate(inputs.config.sections)}
    terms = terms_with_stories(inputs, Kind.SECTION)
    return tuple(sorted(terms, key=lambda pair: positions.get(pair[0].key[1], len(positions))))


def index_pages(inputs: PlanInputs, key: str) -> Iterator[PlannedPage]:
    """Yield the page of the index of a kind: all names, or the letters that have pages."""
    kind = KIND_BY_KEY[key]
    template = "entities.html" if kind is Kind.ENTITY else "index.html"
    make_view = _divided_view if is_divided(inputs, kind) else _whole_view
    view = partial(make_view, inputs, kind)
    yield builtin_page(routes.kind_address(kind), template, index_owner(kind), view)


def _whole_view(inputs: PlanInputs, kind: Kind) -> IndexView:
    """Return an index with all its names."""
    terms = [terms_with_stories(inputs, each) for each in index_kinds(kind)]
    counts = dict(zip(index_kinds(kind), map(len, terms), strict=True))
    all_terms = tuple(chain.from_iterable(terms))
    bars = YearBars.of(inputs.questions, all_terms)
    letters = _letter_groups(inputs, kind, all_terms, bars)
    view = _index_view(inputs, kind, counts, letters, all_terms)
    return replace(view, bar_years=bars.years)


def _divided_view(inputs: PlanInputs, kind: Kind) -> IndexView:
    """Return an index with links to the pages of its letters."""
    kinds = index_kinds(kind)
    counts = {each: inputs.questions.letter_counts(each) for each in kinds}
    letters = index_letters(inputs, kind)
    links = (letter_link(inputs, kind, letter) for letter in letters)
    groups = tuple(
        LetterGroup(
            link.label, (), link.address, sum(counts[each].get(letter.weight, 0) for each in kinds)
        )
        for letter, link in zip(letters, links, strict=True)
    )
    sums = {each: sum(counts[each].values()) for each in kinds}
    return _index_view(inputs, kind, sums, groups)


def _index_view(
    inputs: PlanInputs,
    kind: Kind,
    counts: Mapping[Kind, int],
    letters: tuple[LetterGroup, ...],
    terms: tuple[CountedTerm, ...] | None = None,
) -> IndexView:
    """Return an index. terms: all its names; None if its letters have pages of their own.

    Its map has the places with most stories, or with most of the last days.
    """
    active = _most_active(inputs, kind)
    on_map = terms if terms is not None else active[1] if active else ()
    return IndexView(
        address=routes.kind_address(kind),
        crumbs=kind_crumbs(kind)[:-1],
        kind=kind,
        kinds=tuple(
            CountedKind(entry, routes.kind_address(entry), counts[entry])
            for entry in TYPED_ENTITY_KINDS
            if kind is Kind.ENTITY and counts[entry]
        ),
        count=sum(counts.values()),
        lately=_recently_active(inputs, active),
        letters=letters,
        map=place_map(on_map) if kind is Kind.PLACE else None,
        is_divided=terms is None,
    )


def _letter_groups(
    inputs: PlanInputs, kind: Kind, terms: tuple[CountedTerm, ...], bars: YearBars
) -> tuple[LetterGroup, ...]:
    """Return the names by letter; sections in one group without a letter, in their own order."""
    if kind is Kind.SECTION:
        entries = tuple(index_entry(pair, bars) for pair in section_terms(inputs))
        return (LetterGroup("", entries),) if entries else ()
    ordered = (terms[name.number] for name in sorted_names(inputs, terms))
    entries = tuple(index_entry(pair, bars) for pair in ordered)
    letters = IndexLetters(inputs.collation_key).group(entries, lambda entry: entry.label)
    return tuple(LetterGroup(letter.label, names) for letter, names in letters)


def _most_active(
    inputs: PlanInputs, kind: Kind
) -> tuple[RecentDays, tuple[CountedTerm, ...]] | None:
    """Return the recent days, and the names in most stories of these; ties make them more.

    None if there are no such days, or at most twice as many names in the index as are shown.
    """
    most, questions = inputs.tuning.active_names, inputs.questions
    days = recent_days(questions, inputs.tuning.recent_days, inputs.tuning.recent_stories)
    if days is None or not questions.has_more_names(kind, 2 * most):
        return None
    recent = recent_names(questions, days, index_kinds(kind))
    least = min(nlargest(most, (count for _, count in recent)), default=0)
    return days, tuple(pair for pair in recent if pair[1] >= least)


def recently_active(inputs: PlanInputs, kind: Kind) -> RecentlyActive | None:
    """Return the most active names of an index; of two with equal counts the first that collates.

    None if it has too few names, or the archive too few days.
    """
    return _recently_active(inputs, _most_active(inputs, kind))


def _recently_active(
    inputs: PlanInputs, found: tuple[RecentDays, tuple[CountedTerm, ...]] | None
) -> RecentlyActive | None:
    days, active = found or (None, ())
    if not days or not active:
        return None
    active = tuple(sorted(active, key=lambda pair: (-pair[1], *collation_order(inputs, pair[0]))))
    names = (
        IndexEntry(term.text, term_address(term), count, term.kind)
        for term, count in active[: inputs.tuning.active_names]
    )
    return RecentlyActive(days.days, days.until, tuple(names))
