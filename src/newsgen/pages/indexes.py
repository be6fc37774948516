"""Indexes of names: of a kind, or of all entities, by letter, and those most active lately.

Takes an edition; gives the views, and the facts that decide them.
"""

from collections import Counter
from collections.abc import Mapping
from heapq import nlargest
from itertools import chain

from newsgen.archive.archive import Term
from newsgen.archive.recent import Last, last
from newsgen.model.kind import ENTITIES, TYPED_ENTITIES, Kind
from newsgen.model.slug import identity
from newsgen.model.value import Value
from newsgen.pages import routes
from newsgen.pages.cards import FRONT, filled, kind_crumbs
from newsgen.pages.components import KindNames, Lately, Letter, Listed
from newsgen.pages.index_letters import by_letter
from newsgen.pages.plan_inputs import Edition
from newsgen.pages.views import EntitiesView, IndexView

_MOST = 12
"""Names that are said to be the most active; in an index of no more than twice as many, none is."""


class Indexed(Value, frozen=True):
    """What an index lists, in no order yet; `names` and `recent` say all that it shows of it.

    recent: of each term the articles of the last days, none if there are no such days.
    """

    span: Last | None
    terms: tuple[Term, ...]
    names: tuple[tuple[object, ...], ...]
    recent: tuple[int, ...]


def indexed(edition: Edition) -> Mapping[Kind, Indexed]:
    """What every index lists; each name is looked at once, though two indexes may have it."""
    span = last(edition.archive.articles)
    found = {kind: _indexed(edition, kind, span) for kind in Kind}
    every = [found[kind] for kind in ENTITIES]
    found[Kind.ENTITY] = Indexed(
        span,
        tuple(chain.from_iterable(each.terms for each in every)),
        tuple(chain.from_iterable(each.names for each in every)),
        tuple(chain.from_iterable(each.recent for each in every)),
    )
    return found


def _indexed(edition: Edition, kind: Kind, span: Last | None) -> Indexed:
    terms = sections(edition) if kind is Kind.SECTION else filled(edition, kind)
    recent = (span.count(each.articles) + span.count(each.mentions) for each in terms if span)
    names = ((kind, each.text, each.slug, each.count, _spellings(each)) for each in terms)
    return Indexed(span, terms, tuple(names), tuple(recent))


def sections(edition: Edition) -> tuple[Term, ...]:
    """The sections that have articles, first those of newsgen.yml in its order."""
    listed = {identity(text): place for place, text in enumerate(edition.config.sections)}
    return tuple(
        sorted(
            filled(edition, Kind.SECTION),
            key=lambda term: (listed.get(identity(term.text), len(listed)), identity(term.text)),
        )
    )


def index_facts(found: Indexed) -> tuple[object, ...]:
    """All that decides the view of an index, but for the order of names, which never changes."""
    active = _active(found)
    return "index", found.names, active and (found.span, active)


def index_view(edition: Edition, kind: Kind, found: Indexed) -> IndexView:
    """All names of one kind; sections in the order of newsgen.yml, without letters."""
    if kind is Kind.SECTION:
        names = tuple(_listed(term, term.count) for term in found.terms)
        letters: tuple[Letter, ...] = (Letter("", names),) if names else ()
    else:
        letters = _letters(edition, found.terms)
    return IndexView(
        address=routes.kind(kind),
        crumbs=kind_crumbs(kind)[:-1],
        kind=kind,
        count=len(found.terms),
        lately=lately(edition, found),
        letters=letters,
    )


def entities_view(edition: Edition, found: Indexed) -> EntitiesView:
    """The page of all four kinds of entities, and of those declared without a kind."""
    counts = Counter(term.kind for term in found.terms)
    return EntitiesView(
        address=routes.kind(Kind.ENTITY),
        crumbs=(FRONT,),
        kinds=tuple(
            KindNames(kind, routes.kind(kind), counts[kind])
            for kind in TYPED_ENTITIES
            if counts[kind]
        ),
        count=len(found.terms),
        lately=lately(edition, found),
        letters=_letters(edition, found.terms),
    )


def _active(found: Indexed) -> tuple[tuple[int, int], ...]:
    """The names with the most articles in the last days: (place, articles); more, where some tie.

    Others decide nothing, so that a new article changes only the indexes that show it.
    """
    if not found.recent or len(found.terms) <= 2 * _MOST:
        return ()
    least = max(1, nlargest(_MOST, found.recent)[-1])
    return tuple((at, count) for at, count in enumerate(found.recent) if count >= least)


def lately(edition: Edition, found: Indexed) -> Lately | None:
    """The names most active in the last days; of two alike the one that comes first in order."""
    active = _active(found)
    if not active or not found.span:
        return None
    terms = found.terms
    ranked = sorted(active, key=lambda pair: (-pair[1], *_order(edition, terms[pair[0]])))
    names = tuple(_listed(terms[at], count, bare=True) for at, count in ranked[:_MOST])
    return Lately(found.span.days, found.span.until, names)


def _letters(edition: Edition, terms: tuple[Term, ...]) -> tuple[Letter, ...]:
    ordered = sorted((_order(edition, term), at) for at, term in enumerate(terms))
    pairs = ((order[0], terms[at]) for order, at in ordered)
    return tuple(
        Letter(letter, tuple(_listed(term, term.count) for term in within))
        for letter, within in by_letter(pairs, lambda term: term.text, edition.collate)
    )


def _order(edition: Edition, term: Term) -> tuple[bytes, str, Kind, str]:
    """Names that collate alike, as those of two kinds may, by what they are."""
    return edition.collate(term.text), identity(term.text), term.kind, term.slug


def _listed(term: Term, count: int, *, bare: bool = False) -> Listed:
    address = routes.name(term.kind, term.slug)
    return Listed(term.text, address, count, term.kind, () if bare else _spellings(term))


def _spellings(term: Term) -> tuple[str, ...]:
    """Others that its authority file has, and by which somebody may look for it."""
    if term.authority is None:
        return ()
    own = identity(term.text)
    others = (*term.authority.aliases, *term.authority.former)
    return tuple(each.text for each in others if identity(each.text) not in own)
