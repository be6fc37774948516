"""Names that appear together: on the page of each, and on a page of their own."""

from collections.abc import Iterator
from functools import partial

from newsgen.archive.archive import Term
from newsgen.archive.cooccurrence import TRACKED_KINDS, Companion, has_pair_page
from newsgen.archive.timeline import TermPeriod, term_periods
from newsgen.model.kind import Kind
from newsgen.pages import routes
from newsgen.pages.cards import CardFactory, card_groups, name_crumbs, periods_below, term_link
from newsgen.pages.components import CompanionGroup, CompanionLink
from newsgen.pages.page_group import PlannedPage, RouteOwner
from newsgen.pages.views import PairView, PeriodView

_MAX_COMPANIONS = 8
"""Names of one kind that a name's page shows: more are seldom looked at, and change more often."""


def companion_groups(term: Term, companions: tuple[Companion, ...]) -> tuple[CompanionGroup, ...]:
    """The names one appears with most, by kind."""
    return tuple(
        CompanionGroup(
            kind, tuple(_companion_link(term, each) for each in of_kind[:_MAX_COMPANIONS])
        )
        for kind in (*TRACKED_KINDS, Kind.SOURCE)
        if (of_kind := [each for each in companions if each.term.kind is kind])
    )


def _companion_link(term: Term, companion: Companion) -> CompanionLink:
    link = term_link(companion.term)
    own = routes.term_address(term.kind, term.slug)
    together = routes.pair_address(own, link.address) if has_pair_page(term, companion) else ""
    return CompanionLink(link.label, link.address, len(companion.articles), together)


def pair_pages(
    term: Term,
    companions: tuple[Companion, ...],
    make_card: CardFactory,
    newest_count: int,
    max_articles: int,
) -> Iterator[PlannedPage]:
    """The pages of a name together with others: of each two, that whose address comes first."""
    own = routes.term_address(term.kind, term.slug)
    for each in companions:
        if has_pair_page(term, each) and own < routes.term_address(each.term.kind, each.term.slug):
            yield from _pages_of_pair(term, each, make_card, newest_count, max_articles)


def _pages_of_pair(
    term: Term, companion: Companion, make_card: CardFactory, newest_count: int, max_articles: int
) -> Iterator[PlannedPage]:
    claim = partial(_pair_owner, term, companion.term)
    years = (
        term_periods(companion.articles, (), "year")
        if len(companion.articles) > newest_count
        else ()
    )
    view = partial(_pair_view, term, companion, years, make_card, newest_count)
    address = _pair_address(term, companion)
    yield PlannedPage(address, "pair.html", claim, view)
    for year in years:
        months = term_periods(year.articles, (), "month") if year.count > max_articles else ()
        for each in (year, *months):
            period_view = partial(_period_view, term, companion, each, make_card, max_articles)
            yield PlannedPage(
                routes.period_address_below(address, each.period), "period.html", claim, period_view
            )


def _pair_address(term: Term, companion: Companion) -> str:
    return routes.pair_address(
        routes.term_address(term.kind, term.slug),
        routes.term_address(companion.term.kind, companion.term.slug),
    )


def _pair_view(
    term: Term,
    companion: Companion,
    years: tuple[TermPeriod, ...],
    make_card: CardFactory,
    newest_count: int,
) -> PairView:
    articles = companion.articles
    return PairView(
        address=_pair_address(term, companion),
        crumbs=name_crumbs(term),
        kind=term.kind,
        names=(term_link(term), term_link(companion.term)),
        count=len(articles),
        first=articles[-1].moment.day,
        latest=articles[0].moment.day,
        groups=card_groups(make_card, articles[:newest_count]),
        years=periods_below(_pair_address(term, companion), years),
    )


def _period_view(
    term: Term,
    companion: Companion,
    term_period: TermPeriod,
    make_card: CardFactory,
    max_articles: int,
) -> PeriodView:
    whole = term_period.period.span == "month" or term_period.count <= max_articles
    months = () if whole else term_periods(term_period.articles, (), "month")
    address = _pair_address(term, companion)
    return PeriodView(
        address=routes.period_address_below(address, term_period.period),
        crumbs=name_crumbs(term),
        period=term_period.period,
        kind=term.kind,
        names=(term_link(term), term_link(companion.term)),
        count=term_period.count,
        groups=card_groups(make_card, term_period.articles) if whole else (),
        mentions=(),
        periods=periods_below(address, months),
    )


def _pair_owner(one: Term, two: Term) -> RouteOwner:
    owner = f'the page of "{one.text}" and "{two.text}" together'
    return RouteOwner(owner, one.location, "give it another slug in its authority file")
