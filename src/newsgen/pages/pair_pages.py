"""Names that appear together: the list on the page of each, and the page of two together."""

from collections.abc import Iterator
from functools import partial

from newsgen.archive.archive import Term
from newsgen.archive.cooccurrence import TRACKED_KINDS, Companion, has_pair_page
from newsgen.archive.timeline import TermPeriod
from newsgen.model.article import Article
from newsgen.model.kind import Kind
from newsgen.pages import routes
from newsgen.pages.cards import (
    CardFactory,
    card_groups,
    name_crumbs,
    periods_below,
    term_address,
    term_link,
)
from newsgen.pages.name_view_components import CompanionGroup, CompanionLink
from newsgen.pages.page_group import PlannedPage
from newsgen.pages.timelines import Timeline, year_pages, years_with_pages
from newsgen.pages.views import PairView

_MAX_COMPANIONS = 8
"""Names of one kind that a name's page shows: more are seldom looked at, and change more often."""


def companion_groups(term: Term, companions: tuple[Companion, ...]) -> tuple[CompanionGroup, ...]:
    """Return the most frequent companions of a name, by kind."""
    return tuple(
        CompanionGroup(
            kind, tuple(_companion_link(term, companion) for companion in of_kind[:_MAX_COMPANIONS])
        )
        for kind in (*TRACKED_KINDS, Kind.SOURCE)
        if (of_kind := [companion for companion in companions if companion.term.kind is kind])
    )


def _companion_link(term: Term, companion: Companion) -> CompanionLink:
    link = term_link(companion.term)
    has_page = has_pair_page(term, companion)
    together = routes.pair_address(term_address(term), link.address) if has_page else ""
    return CompanionLink(link.label, link.address, len(companion.articles), together)


def pair_pages(
    term: Term,
    companions: tuple[Companion, ...],
    make_card: CardFactory,
    newest_count: int,
    max_articles: int,
) -> Iterator[PlannedPage]:
    """Yield the pages of a name together with each companion whose address comes after its own.

    Args:
        newest_count: How many articles the page of two names shows.
        max_articles: How many the page of one of its years shows.
    """
    address = term_address(term)
    for companion in companions:
        other, articles = companion.term, companion.articles
        if has_pair_page(term, companion) and address < term_address(other):
            pair = Timeline((term, other), routes.pair_address(address, term_address(other)))
            years = years_with_pages(articles, (), newest_count)
            view = partial(_pair_view, pair, articles, years, make_card, newest_count)
            yield PlannedPage(pair.address, "pair.html", pair.owner, view)
            for year in years:
                yield from year_pages(pair, year, make_card, max_articles)


def _pair_view(
    pair: Timeline,
    articles: tuple[Article, ...],
    years: tuple[TermPeriod, ...],
    make_card: CardFactory,
    newest_count: int,
) -> PairView:
    return PairView(
        address=pair.address,
        crumbs=name_crumbs(pair.terms[0]),
        kind=pair.terms[0].kind,
        names=tuple(map(term_link, pair.terms)),
        count=len(articles),
        first=articles[-1].moment.day,
        latest=articles[0].moment.day,
        groups=card_groups(make_card, articles[:newest_count]),
        years=periods_below(pair.address, years),
    )
