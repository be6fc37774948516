"""The pages of the years and months of a name, of two names together, or of a language."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cached_property, partial

from newsgen.archive.archive import ListedTerm
from newsgen.archive.timeline import TermPeriod, articles_of_span_only, term_periods
from newsgen.model.article import Article
from newsgen.model.config import CONFIG_FILE, Config
from newsgen.model.period import Period
from newsgen.model.problem import Location
from newsgen.pages import routes
from newsgen.pages.cards import (
    FRONT_CRUMB,
    CardFactory,
    card_groups,
    name_crumbs,
    periods_below,
    term_address,
    term_link,
)
from newsgen.pages.page_group import PlannedPage, RouteOwner
from newsgen.pages.view_components import Crumb
from newsgen.pages.views import LanguageView, NameView, PairView, PeriodView


@dataclass(frozen=True)
class NameHistory:
    """A name, or two together; the articles about them and mere mentions, newest first.

    Or a language, without a name and mentions, and the articles in it.
    """

    terms: tuple[ListedTerm, ...]
    articles: tuple[Article, ...]
    mentions: tuple[Article, ...]
    config: Config
    make_card: CardFactory
    language: str = ""

    @classmethod
    def of_term(cls, term: ListedTerm, config: Config, make_card: CardFactory) -> "NameHistory":
        """Return that of one name."""
        return cls((term,), term.stories, term.mention_stories, config, make_card)

    @cached_property
    def address(self) -> str:
        """The address of its own page; those of its years and months lie below."""
        if self.language:
            return routes.language_address(self.language)
        addresses = list(map(term_address, self.terms))
        return addresses[0] if len(addresses) == 1 else routes.pair_address(*addresses)

    @cached_property
    def years(self) -> tuple[TermPeriod, ...]:
        """The years that have pages, newest first: none if its own page shows all articles."""
        newest = self.config.newest
        if len(self.articles) <= newest and len(self.mentions) <= newest:
            return ()
        return term_periods(self.articles, self.mentions, "year")

    def periods_of_year(self, year: TermPeriod) -> tuple[TermPeriod, ...]:
        """Return a year, and its months if it has too many articles for one page."""
        return (year, *self._months(year))

    def page(
        self, template: str, view: Callable[[], NameView | PairView | LanguageView]
    ) -> PlannedPage:
        """Return its own page."""
        return PlannedPage(self.address, template, self._owner, view)

    def year_pages(self, year: TermPeriod) -> Iterator[PlannedPage]:
        """Yield the pages of a year and its months."""
        for period in self.periods_of_year(year):
            address = routes.period_address_below(self.address, period.period)
            view = partial(self._period_view, period, address)
            yield PlannedPage(address, "period.html", self._owner, view)

    def _owner(self) -> RouteOwner:
        if self.language:
            hint = "this one is newsgen's own: move the other"
            return RouteOwner("the page of a language", Location(CONFIG_FILE), hint)
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
        months, is_single = self._months(period), len(self.terms) == 1
        # An event is told from its beginning.
        oldest_first = is_single and self.terms[0].kind.facts.oldest_first
        groups = partial(card_groups, self.make_card, oldest_first=oldest_first)
        about, mentions = period.articles, period.mentions
        if months:  # their pages have all but what is known to the year only
            about, mentions = (articles_of_span_only(each, "year") for each in (about, mentions))
        return PeriodView(
            address=address,
            crumbs=self._crumbs(period.period.wider),
            period=period.period,
            kind=self.terms[0].kind if self.terms else None,
            names=tuple(map(term_link, self.terms)),
            count=period.count,
            groups=groups(about),
            mentions=groups(mentions),
            periods=periods_below(self.address, months[::-1]),
            language=self.language,
        )

    def _crumbs(self, period: Period | None) -> tuple[Crumb, ...]:
        """Return the crumbs of a page below its own, or below that of a period."""
        if self.terms:
            return name_crumbs(self.terms[0], period if len(self.terms) == 1 else None)
        own = (FRONT_CRUMB, Crumb(routes.LANGUAGES), Crumb(self.address, language=self.language))
        if period is None:
            return own
        address = routes.period_address_below(self.address, period)
        return (*own, Crumb(address, period=period))
