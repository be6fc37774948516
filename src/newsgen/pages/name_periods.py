"""The pages of the years and months of a name, or of two names together."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cached_property, partial

from newsgen.archive.archive import Term
from newsgen.archive.timeline import TermPeriod, articles_of_span_only, term_periods
from newsgen.model.article import Article
from newsgen.model.config import Config
from newsgen.pages import routes
from newsgen.pages.cards import (
    CardFactory,
    card_groups,
    name_crumbs,
    periods_below,
    term_address,
    term_link,
)
from newsgen.pages.page_group import PlannedPage, RouteOwner
from newsgen.pages.views import NameView, PairView, PeriodView


@dataclass(frozen=True)
class NameHistory:
    """A name, or two names together; the articles about them and mere mentions, newest first."""

    terms: tuple[Term, ...]
    articles: tuple[Article, ...]
    mentions: tuple[Article, ...]
    config: Config
    make_card: CardFactory

    @cached_property
    def address(self) -> str:
        """The address of its own page; those of its years and months lie below."""
        addresses = list(map(term_address, self.terms))
        return addresses[0] if len(addresses) == 1 else routes.pair_address(*addresses)

    @cached_property
    def years(self) -> tuple[TermPeriod, ...]:
        """The years that have pages, newest first: none if its own page shows all articles."""
        newest = self.config.newest
        if len(self.articles) <= newest and len(self.mentions) <= newest:
            return ()
        return term_periods(self.articles, self.mentions, "year")

    def page(self, template: str, view: Callable[[], NameView | PairView]) -> PlannedPage:
        """Return its own page."""
        return PlannedPage(self.address, template, self._owner, view)

    def year_pages(self, year: TermPeriod) -> Iterator[PlannedPage]:
        """Yield the page of a year, and those of its months if it has too many articles for one."""
        for period in (year, *self._months(year)):
            address = routes.period_address_below(self.address, period.period)
            view = partial(self._period_view, period, address)
            yield PlannedPage(address, "period.html", self._owner, view)

    def _owner(self) -> RouteOwner:
        names = " and ".join(f'"{term.text}"' for term in self.terms)
        name = f"the page of {names} together" if len(self.terms) > 1 else names
        hint = "give it another slug in its authority file"
        return RouteOwner(name, self.terms[0].location, hint)

    def _months(self, period: TermPeriod) -> tuple[TermPeriod, ...]:
        """Return the months that have pages of their own; a month has none."""
        if period.period.span == "month" or period.count <= self.config.year:
            return ()
        return term_periods(period.articles, period.mentions, "month")

    def _period_view(self, period: TermPeriod, address: str) -> PeriodView:
        term, months = self.terms[0], self._months(period)
        is_single = len(self.terms) == 1
        # An event is told from its beginning.
        oldest_first = is_single and term.kind.facts.oldest_first
        groups = partial(card_groups, self.make_card, oldest_first=oldest_first)
        about, mentions = period.articles, period.mentions
        if months:  # their pages have all but what is known to the year only
            about, mentions = (articles_of_span_only(each, "year") for each in (about, mentions))
        return PeriodView(
            address=address,
            crumbs=name_crumbs(term, period.period.wider if is_single else None),
            period=period.period,
            kind=term.kind,
            names=tuple(map(term_link, self.terms)),
            count=period.count,
            groups=groups(about),
            mentions=groups(mentions),
            periods=periods_below(self.address, months),
        )
