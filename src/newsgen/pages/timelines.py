"""The pages of the years and months of a name, or of two names together."""

from collections.abc import Iterator
from functools import partial

from newsgen.archive.archive import Term
from newsgen.archive.timeline import TermPeriod, term_periods
from newsgen.model.article import Article
from newsgen.model.value import Value
from newsgen.pages import routes
from newsgen.pages.cards import CardFactory, card_groups, name_crumbs, periods_below, term_link
from newsgen.pages.page_group import PlannedPage, RouteOwner
from newsgen.pages.views import PeriodView


class Timeline(Value, frozen=True):
    """A name, or two names together, with the address of its page.

    Attributes:
        terms: One name, or two.
        address: The pages of years and months lie below it.
    """

    terms: tuple[Term, ...]
    address: str

    @property
    def oldest_first(self) -> bool:
        """Whether its articles are told from the beginning, as those of an event are."""
        return len(self.terms) == 1 and self.terms[0].kind.facts.oldest_first

    def owner(self) -> RouteOwner:
        """Return who claims its addresses."""
        names = " and ".join(f'"{term.text}"' for term in self.terms)
        name = f"the page of {names} together" if len(self.terms) > 1 else names
        hint = "give it another slug in its authority file"
        return RouteOwner(name, self.terms[0].location, hint)


def years_with_pages(
    articles: tuple[Article, ...], mentions: tuple[Article, ...], newest_count: int
) -> tuple[TermPeriod, ...]:
    """Return the years of a timeline, newest first; none if its own page shows all articles.

    Args:
        articles: The articles about it, newest first.
        mentions: The articles that only mention it, newest first.
        newest_count: How many of both its own page shows.
    """
    if len(articles) <= newest_count and len(mentions) <= newest_count:
        return ()
    return term_periods(articles, mentions, "year")


def year_pages(
    timeline: Timeline, year: TermPeriod, make_card: CardFactory, max_articles: int
) -> Iterator[PlannedPage]:
    """Yield the page of a year, and those of its months if it holds more than `max_articles`."""
    for period in (year, *_months(year, max_articles)):
        address = routes.period_address_below(timeline.address, period.period)
        view = partial(_period_view, timeline, period, make_card, max_articles)
        yield PlannedPage(address, "period.html", timeline.owner, view)


def _months(term_period: TermPeriod, max_articles: int) -> tuple[TermPeriod, ...]:
    """Return the months that have pages of their own; a month has none."""
    if term_period.period.span == "month" or term_period.count <= max_articles:
        return ()
    return term_periods(term_period.articles, term_period.mentions, "month")


def _period_view(
    timeline: Timeline, term_period: TermPeriod, make_card: CardFactory, max_articles: int
) -> PeriodView:
    period, term = term_period.period, timeline.terms[0]
    months = _months(term_period, max_articles)
    groups = partial(card_groups, make_card, oldest_first=timeline.oldest_first)
    return PeriodView(
        address=routes.period_address_below(timeline.address, period),
        crumbs=name_crumbs(term, period.wider if len(timeline.terms) == 1 else None),
        period=period,
        kind=term.kind,
        names=tuple(map(term_link, timeline.terms)),
        count=term_period.count,
        groups=() if months else groups(term_period.articles),
        mentions=() if months else groups(term_period.mentions),
        periods=periods_below(timeline.address, months),
    )
