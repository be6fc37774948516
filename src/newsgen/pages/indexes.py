"""Indexes of names: of a kind, or of all entities, by letter, and those most active lately.

Takes an edition; gives the views, and the facts that decide them.
"""

from collections import Counter
from heapq import nlargest

from newsgen.archive.lately import Last, last
from newsgen.archive.survey import Term
from newsgen.model.kind import ENTITIES, Kind
from newsgen.model.slug import identity
from newsgen.pages import urls
from newsgen.pages.cards import FRONT, filled, kind_crumbs
from newsgen.pages.edition import Edition
from newsgen.pages.letters import by_letter
from newsgen.pages.listings import sections
from newsgen.pages.pieces import KindNames, Lately, Letter, Listed
from newsgen.pages.views import EntitiesView, IndexView

_MOST = 12
"""Names that are said to be the most active; in an index of no more than twice as many, none is."""

_Active = tuple[Last, tuple[tuple[int, int], ...]]
"""The last days, and which names could be the most active in them: (place, articles)."""


def index_view(edition: Edition, kind: Kind) -> IndexView:
    """All names of one kind; sections in the order of newsgen.yml, without letters."""
    terms = _terms(edition, kind)
    if kind is Kind.SECTION:
        names = tuple(_listed(term, term.count) for term in terms)
        letters: tuple[Letter, ...] = (Letter("", names),) if names else ()
    else:
        letters = _letters(edition, terms)
    return IndexView(
        address=urls.kind(kind),
        crumbs=kind_crumbs(kind)[:-1],
        kind=kind,
        count=len(terms),
        lately=_lately(edition, terms),
        letters=letters,
    )


def entities_view(edition: Edition) -> EntitiesView:
    """The page of all four kinds of entities, and of those declared without a kind."""
    terms = _terms(edition, Kind.ENTITY)
    counts = Counter(term.kind for term in terms)
    return EntitiesView(
        address=urls.kind(Kind.ENTITY),
        crumbs=(FRONT,),
        kinds=tuple(
            KindNames(kind, urls.kind(kind), counts[kind])
            for kind in ENTITIES
            if counts[kind] and kind is not Kind.ENTITY
        ),
        count=len(terms),
        lately=_lately(edition, terms),
        letters=_letters(edition, terms),
    )


def index_facts(edition: Edition, kind: Kind) -> tuple[object, ...]:
    """All that decides the view of an index, but for the order of names, which never changes."""
    terms = _terms(edition, kind)
    names = [(term.kind, term.text, term.slug, term.count, _spellings(term)) for term in terms]
    return "index", kind, names, _active(edition, terms)


def _terms(edition: Edition, kind: Kind) -> tuple[Term, ...]:
    """What an index lists."""
    if kind is Kind.SECTION:
        return sections(edition)
    return filled(edition, *(ENTITIES if kind is Kind.ENTITY else (kind,)))


def _active(edition: Edition, terms: tuple[Term, ...]) -> _Active | None:
    """The names with the most articles in the last days; more than are shown, where some tie."""
    span = last(edition.archive.articles)
    if span is None or len(terms) <= 2 * _MOST:
        return None
    counts = [span.count(term.articles) + span.count(term.mentions) for term in terms]
    least = max(1, nlargest(_MOST, counts)[-1])
    found = tuple((at, count) for at, count in enumerate(counts) if count >= least)
    return (span, found) if found else None


def _lately(edition: Edition, terms: tuple[Term, ...]) -> Lately | None:
    """The most active, the one that comes first in order where two are alike."""
    active = _active(edition, terms)
    if active is None:
        return None
    span, found = active
    ranked = sorted(found, key=lambda pair: (-pair[1], *_order(edition, terms[pair[0]])))
    names = tuple(_listed(terms[at], count, bare=True) for at, count in ranked[:_MOST])
    return Lately(span.days, span.until, names)


def _letters(edition: Edition, terms: tuple[Term, ...]) -> tuple[Letter, ...]:
    ordered = sorted(terms, key=lambda term: _order(edition, term))
    return tuple(
        Letter(letter, tuple(_listed(term, term.count) for term in within))
        for letter, within in by_letter(ordered, lambda term: term.text, edition.collate)
    )


def _order(edition: Edition, term: Term) -> tuple[bytes, str, Kind, str]:
    """Names that collate alike, as those of two kinds may, by what they are."""
    return edition.collate(term.text), identity(term.text), term.kind, term.slug


def _listed(term: Term, count: int, *, bare: bool = False) -> Listed:
    address = urls.name(term.kind, term.slug)
    return Listed(term.text, address, count, term.kind, () if bare else _spellings(term))


def _spellings(term: Term) -> tuple[str, ...]:
    """Others that its authority file has, and by which somebody may look for it."""
    if term.authority is None:
        return ()
    own = identity(term.text)
    others = (*term.authority.aliases, *term.authority.former)
    return tuple(each.text for each in others if identity(each.text) not in own)
