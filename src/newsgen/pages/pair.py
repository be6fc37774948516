"""Names that appear together: on the page of each, and on a page of their own."""

from collections.abc import Iterator
from functools import partial

from newsgen.archive.archive import Term
from newsgen.archive.cooccurrence import FOLLOWED, Met, is_pair
from newsgen.archive.timeline import Stretch, stretches
from newsgen.model.kind import Kind
from newsgen.pages import routes
from newsgen.pages.cards import Cards, groups, name_crumbs, periods_below, term_link
from newsgen.pages.components import Companion, Company
from newsgen.pages.page_group import Claim, Planned
from newsgen.pages.views import PairView, PeriodView

_MOST = 8
"""Names of one kind that a name's page shows: more are seldom looked at, and change more often."""


def companions(term: Term, met: tuple[Met, ...]) -> tuple[Company, ...]:
    """The names one appears with most, by kind."""
    return tuple(
        Company(kind, tuple(_companion(term, each) for each in of_kind[:_MOST]))
        for kind in (*FOLLOWED, Kind.SOURCE)
        if (of_kind := [each for each in met if each.term.kind is kind])
    )


def _companion(term: Term, met: Met) -> Companion:
    link = term_link(met.term)
    own = routes.name(term.kind, term.slug)
    together = routes.pair(own, link.address) if is_pair(term, met) else ""
    return Companion(link.label, link.address, len(met.articles), together)


def pairs(
    term: Term, met: tuple[Met, ...], cards: Cards, newest: int, most: int
) -> Iterator[Planned]:
    """The pages of a name together with others: of each two, that whose address comes first."""
    own = routes.name(term.kind, term.slug)
    for each in met:
        if is_pair(term, each) and own < routes.name(each.term.kind, each.term.slug):
            yield from _pair(term, each, cards, newest, most)


def _pair(term: Term, met: Met, cards: Cards, newest: int, most: int) -> Iterator[Planned]:
    claim = partial(_claim, term, met.term)
    years = stretches(met.articles, (), "year") if len(met.articles) > newest else ()
    view = partial(_pair_view, term, met, years, cards, newest)
    address = _address(term, met)
    yield Planned(address, "pair.html", claim, view)
    for year in years:
        months = stretches(year.articles, (), "month") if year.count > most else ()
        for each in (year, *months):
            period_view = partial(_period_view, term, met, each, cards, most)
            yield Planned(routes.within(address, each.period), "period.html", claim, period_view)


def _address(term: Term, met: Met) -> str:
    return routes.pair(routes.name(term.kind, term.slug), routes.name(met.term.kind, met.term.slug))


def _pair_view(
    term: Term, met: Met, years: tuple[Stretch, ...], cards: Cards, newest: int
) -> PairView:
    articles = met.articles
    return PairView(
        address=_address(term, met),
        crumbs=name_crumbs(term),
        kind=term.kind,
        names=(term_link(term), term_link(met.term)),
        count=len(articles),
        first=articles[-1].moment.day,
        latest=articles[0].moment.day,
        groups=groups(cards, articles[:newest]),
        years=periods_below(_address(term, met), years),
    )


def _period_view(term: Term, met: Met, stretch: Stretch, cards: Cards, most: int) -> PeriodView:
    whole = stretch.period.span == "month" or stretch.count <= most
    months = () if whole else stretches(stretch.articles, (), "month")
    address = _address(term, met)
    return PeriodView(
        address=routes.within(address, stretch.period),
        crumbs=name_crumbs(term),
        period=stretch.period,
        kind=term.kind,
        names=(term_link(term), term_link(met.term)),
        count=stretch.count,
        groups=groups(cards, stretch.articles) if whole else (),
        mentions=(),
        periods=periods_below(address, months),
    )


def _claim(one: Term, two: Term) -> Claim:
    owner = f'the page of "{one.text}" and "{two.text}" together'
    return Claim(owner, one.place, "give it another slug in its authority file")
