"""Pages that list articles: the front page, spans of time, names, and indexes of names.

Listings are by time, never by page number, so an address keeps the set it stands for.
"""

import unicodedata
from itertools import groupby

from newsgen.archive.survey import Term
from newsgen.model.article import Article
from newsgen.model.kind import ENTITIES, Kind
from newsgen.model.period import Period, Span
from newsgen.model.slug import identity
from newsgen.pages import urls
from newsgen.pages.cards import (
    FRONT,
    Cards,
    counted,
    groups,
    kind_crumbs,
    period_crumbs,
    site_periods,
)
from newsgen.pages.edition import Edition
from newsgen.pages.pieces import KindNames, Letter
from newsgen.pages.views import EntitiesView, FrontView, IndexView, PeriodView

_NARROWER: dict[Span, Span] = {"year": "month", "month": "day"}


def front_view(edition: Edition, cards: Cards) -> FrontView:
    """The lead, the newest articles, the sections in newsgen.yml's order, and every year."""
    articles = edition.archive.articles
    newest = articles[: edition.config.newest]
    lead = next((article for article in newest if article.lead), newest[0] if newest else None)
    rest = tuple(article for article in newest if article is not lead)
    return FrontView(
        lead=cards(lead) if lead else None,
        groups=groups(cards, rest),
        sections=tuple(counted(term) for term in sections(edition)),
        years=site_periods(articles, "year"),
        count=len(articles),
    )


def sections(edition: Edition) -> tuple[Term, ...]:
    """The sections that have articles, first those of newsgen.yml in its order."""
    listed = {identity(text): place for place, text in enumerate(edition.config.sections)}
    return tuple(
        sorted(
            _filled(edition, Kind.SECTION),
            key=lambda term: (listed.get(identity(term.text), len(listed)), identity(term.text)),
        )
    )


def period_view(
    period: Period, articles: tuple[Article, ...], cards: Cards, most: int
) -> PeriodView:
    """The site's page of a year, month or day; one of more than `most` leads to its parts."""
    narrower = _NARROWER.get(period.span)
    whole = narrower is None or len(articles) <= most
    return PeriodView(
        address=urls.period(period),
        crumbs=period_crumbs(period.wider),
        period=period,
        kind=None,
        names=(),
        count=len(articles),
        groups=groups(cards, articles) if whole else (),
        mentions=(),
        periods=site_periods(articles, narrower) if narrower else (),
    )


def index_view(edition: Edition, kind: Kind) -> IndexView:
    """All names of one kind."""
    if kind is Kind.SECTION:
        names = tuple(counted(term) for term in sections(edition))
        letters: tuple[Letter, ...] = (Letter("", names),) if names else ()
    else:
        letters = _letters(_filled(edition, kind))
    return IndexView(
        address=urls.kind(kind),
        crumbs=kind_crumbs(kind)[:-1],
        kind=kind,
        count=sum(len(letter.names) for letter in letters),
        letters=letters,
    )


def entities_view(edition: Edition) -> EntitiesView:
    """The page of all four kinds of entities, and of those declared without a kind."""
    return EntitiesView(
        address=urls.kind(Kind.ENTITY),
        crumbs=(FRONT,),
        kinds=tuple(
            KindNames(kind, urls.kind(kind), tuple(counted(term) for term in terms))
            for kind in ENTITIES
            if (terms := _filled(edition, kind))
        ),
    )


def _filled(edition: Edition, kind: Kind) -> tuple[Term, ...]:
    """The names of a kind that have articles; a source of withdrawn ones alone is not listed."""
    return tuple(term for term in edition.archive.of(kind) if term.count)


def _letters(terms: tuple[Term, ...]) -> tuple[Letter, ...]:
    """Names by their first letter: alphabets by letter, digits and all else together at the end."""
    ordered = sorted(terms, key=lambda term: (_rank(term.text), identity(term.text)))
    return tuple(
        Letter(letter, tuple(map(counted, within)))
        for (_, letter), within in groupby(ordered, key=lambda term: _rank(term.text))
    )


def _rank(text: str) -> tuple[int, str]:
    first = unicodedata.normalize("NFD", identity(text))[:1]
    if first.isdigit():
        return 1, "0–9"
    # Only letters with case form alphabets short enough to head a list: not Han or Hangul.
    if first.upper() != first:
        return 0, first.upper()
    return 2, "…"
