"""Indexes of names: of a kind, or of all entities, by letter, and those most active lately.

Takes an edition; gives the views, and the facts that decide them.
"""

from collections import Counter
from collections.abc import Mapping
from heapq import nlargest
from itertools import chain

from newsgen.archive.archive import Term
from newsgen.archive.recent import RecentDays, recent_span
from newsgen.model.kind import ENTITY_KINDS, TYPED_ENTITY_KINDS, Kind
from newsgen.model.slug import identity
from newsgen.model.value import Value
from newsgen.pages import routes
from newsgen.pages.cards import FRONT_CRUMB, kind_crumbs, terms_with_articles
from newsgen.pages.components import CountedKind, IndexEntry, LetterGroup, RecentlyActive
from newsgen.pages.index_letters import group_by_letter
from newsgen.pages.plan_inputs import PlanInputs
from newsgen.pages.views import EntitiesView, IndexView


class NameIndex(Value, frozen=True):
    """What an index lists, in no order yet; `names` and `recent` say all that it shows of it.

    recent: of each term the articles of the last days, none if there are no such days.
    max_active: names that are shown as the most active; in an index of no more than twice as many,
    none is.
    """

    recent_span: RecentDays | None
    terms: tuple[Term, ...]
    entry_inputs: tuple[tuple[object, ...], ...]
    recent_counts: tuple[int, ...]
    max_active: int


def name_indexes(inputs: PlanInputs) -> Mapping[Kind, NameIndex]:
    """What every index lists; each name is looked at once, though two indexes may have it."""
    span = recent_span(inputs.archive.articles, inputs.tuning.recent_days)
    found = {kind: _name_index(inputs, kind, span) for kind in Kind}
    every = [found[kind] for kind in ENTITY_KINDS]
    found[Kind.ENTITY] = NameIndex(
        span,
        tuple(chain.from_iterable(each.terms for each in every)),
        tuple(chain.from_iterable(each.entry_inputs for each in every)),
        tuple(chain.from_iterable(each.recent_counts for each in every)),
        inputs.tuning.active_names,
    )
    return found


def _name_index(inputs: PlanInputs, kind: Kind, span: RecentDays | None) -> NameIndex:
    terms = section_terms(inputs) if kind is Kind.SECTION else terms_with_articles(inputs, kind)
    recent = (span.count(each.articles) + span.count(each.mentions) for each in terms if span)
    names = ((kind, each.text, each.slug, each.count, _name_variants(each)) for each in terms)
    return NameIndex(span, terms, tuple(names), tuple(recent), inputs.tuning.active_names)


def section_terms(inputs: PlanInputs) -> tuple[Term, ...]:
    """The sections that have articles, first those of newsgen.yml in its order."""
    listed = {identity(text): place for place, text in enumerate(inputs.config.sections)}
    return tuple(
        sorted(
            terms_with_articles(inputs, Kind.SECTION),
            key=lambda term: (listed.get(identity(term.text), len(listed)), identity(term.text)),
        )
    )


def index_inputs(index: NameIndex) -> tuple[object, ...]:
    """All that decides the view of an index, but for the order of names, which never changes."""
    active = _most_active(index)
    return "index", index.entry_inputs, active and (index.recent_span, active)


def index_view(inputs: PlanInputs, kind: Kind, index: NameIndex) -> IndexView:
    """All names of one kind; sections in the order of newsgen.yml, without letters."""
    if kind is Kind.SECTION:
        names = tuple(_index_entry(term, term.count) for term in index.terms)
        letters: tuple[LetterGroup, ...] = (LetterGroup("", names),) if names else ()
    else:
        letters = _letter_groups(inputs, index.terms)
    return IndexView(
        address=routes.kind_address(kind),
        crumbs=kind_crumbs(kind)[:-1],
        kind=kind,
        count=len(index.terms),
        lately=recently_active(inputs, index),
        letters=letters,
    )


def entities_view(inputs: PlanInputs, index: NameIndex) -> EntitiesView:
    """The page of all kinds of entities, and of those declared without a kind."""
    counts = Counter(term.kind for term in index.terms)
    return EntitiesView(
        address=routes.kind_address(Kind.ENTITY),
        crumbs=(FRONT_CRUMB,),
        kinds=tuple(
            CountedKind(kind, routes.kind_address(kind), counts[kind])
            for kind in TYPED_ENTITY_KINDS
            if counts[kind]
        ),
        count=len(index.terms),
        lately=recently_active(inputs, index),
        letters=_letter_groups(inputs, index.terms),
    )


def _most_active(index: NameIndex) -> tuple[tuple[int, int], ...]:
    """The names with the most articles in the last days: (place, articles); more, where some tie.

    Others decide nothing, so that a new article changes only the indexes that show it.
    """
    if not index.recent_counts or len(index.terms) <= 2 * index.max_active:
        return ()
    least = max(1, nlargest(index.max_active, index.recent_counts)[-1])
    return tuple((at, count) for at, count in enumerate(index.recent_counts) if count >= least)


def recently_active(inputs: PlanInputs, index: NameIndex) -> RecentlyActive | None:
    """The names most active in the last days; of two alike the one that comes first in order."""
    active = _most_active(index)
    if not active or not index.recent_span:
        return None
    terms = index.terms
    ranked = sorted(active, key=lambda pair: (-pair[1], *_collation_order(inputs, terms[pair[0]])))
    names = tuple(
        _index_entry(terms[at], count, without_variants=True)
        for at, count in ranked[: index.max_active]
    )
    return RecentlyActive(index.recent_span.days, index.recent_span.until, names)


def _letter_groups(inputs: PlanInputs, terms: tuple[Term, ...]) -> tuple[LetterGroup, ...]:
    ordered = sorted((_collation_order(inputs, term), at) for at, term in enumerate(terms))
    pairs = ((order[0], terms[at]) for order, at in ordered)
    return tuple(
        LetterGroup(letter, tuple(_index_entry(term, term.count) for term in within))
        for letter, within in group_by_letter(pairs, lambda term: term.text, inputs.collation_key)
    )


def _collation_order(inputs: PlanInputs, term: Term) -> tuple[bytes, str, Kind, str]:
    """Names that collate alike, as those of two kinds may, by what they are."""
    return inputs.collation_key(term.text), identity(term.text), term.kind, term.slug


def _index_entry(term: Term, count: int, *, without_variants: bool = False) -> IndexEntry:
    address = routes.term_address(term.kind, term.slug)
    return IndexEntry(
        term.text, address, count, term.kind, () if without_variants else _name_variants(term)
    )


def _name_variants(term: Term) -> tuple[str, ...]:
    """Others that its authority file has, and by which somebody may look for it."""
    if term.authority is None:
        return ()
    own = identity(term.text)
    others = (*term.authority.aliases, *term.authority.former)
    return tuple(each.text for each in others if identity(each.text) not in own)
