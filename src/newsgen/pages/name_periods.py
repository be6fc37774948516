"""The pages of the years and months of a name, of two names together, or of a language."""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property, partial
from itertools import chain

from newsgen.archive.questions import PeriodCount, Timeline
from newsgen.archive.term import Term
from newsgen.model.article import Article
from newsgen.model.config import CONFIG_FILE
from newsgen.model.period import Period, Span
from newsgen.model.problem import Location
from newsgen.pages import routes
from newsgen.pages.cards import (
    FRONT_CRUMB,
    card_groups,
    name_crumbs,
    periods_below,
    term_address,
    term_link,
)
from newsgen.pages.page_group import PlannedPage, RouteOwner
from newsgen.pages.period_views import PeriodView
from newsgen.pages.plan_inputs import PlanInputs
from newsgen.pages.view_components import Crumb
from newsgen.pages.views import LanguageView, NameView, PairView


@dataclass(frozen=True)
class NameHistory:
    """A name with the timelines of the articles about it and of mere mentions.

    Or two names together, or a language, with one timeline.
    """

    inputs: PlanInputs
    terms: tuple[Term, ...]
    timelines: tuple[Timeline, ...]
    language: str = ""

    @classmethod
    def of_term(cls, inputs: PlanInputs, term: Term) -> "NameHistory":
        """Return that of one name."""
        timelines = Timeline.about(term.key), Timeline.mentions(term.key)
        return cls(inputs, (term,), timelines)

    @classmethod
    def of_pair(cls, inputs: PlanInputs, one: Term, two: Term) -> "NameHistory":
        """Return that of two names; the one whose address comes first owns it."""
        terms = (one, two) if term_address(one) < term_address(two) else (two, one)
        return cls(inputs, terms, (Timeline.pair(one.key, two.key),))

    @classmethod
    def of_language(cls, inputs: PlanInputs, language: str) -> "NameHistory":
        """Return that of a language."""
        return cls(inputs, (), (Timeline("language", language),), language)

    @cached_property
    def address(self) -> str:
        """The address of its own page; those of its years and months lie below."""
        if self.language:
            return routes.language_address(self.language)
        addresses = list(map(term_address, self.terms))
        return addresses[0] if len(addresses) == 1 else routes.pair_address(*addresses)

    @cached_property
    def counts(self) -> tuple[int, ...]:
        """The number of stories of each timeline."""
        return tuple(map(self.inputs.questions.count, self.timelines))

    @cached_property
    def newest(self) -> tuple[tuple[Article, ...], ...]:
        """The stories of each timeline that its own page shows: all unless it has years."""
        questions, config = self.inputs.questions, self.inputs.config
        count = config.newest if self._has_years else config.most_stories
        return tuple(questions.newest(timeline, count) for timeline in self.timelines)

    @cached_property
    def years(self) -> tuple[PeriodCount, ...]:
        """The years that have pages, newest first: none if its own page shows all articles."""
        return self._tally("year") if self._has_years else ()

    @cached_property
    def _has_years(self) -> bool:
        more, most = self.inputs.questions.has_more_than, self.inputs.config.most_stories
        return any(more(timeline, most) for timeline in self.timelines)

    def periods(self, years: Iterable[Period] | None = None) -> Iterator[PeriodCount]:
        """Yield the years and months that have pages; of some years alone if they are given."""
        if years is None:
            counted: Iterable[PeriodCount] = self.years
        else:
            tallies = (self._tally("year", year) for year in years if self._has_years)
            counted = chain.from_iterable(tallies)
        yield from chain.from_iterable(map(self.periods_of_year, counted))

    def periods_of_year(self, year: PeriodCount) -> tuple[PeriodCount, ...]:
        """Return a year, and its months if it has too many articles for one page."""
        period, count = year
        return (year, *(self._tally("month", period) if count > self.inputs.config.year else ()))

    def _tally(self, span: Span, within: Period | None = None) -> tuple[PeriodCount, ...]:
        tally = self.inputs.questions.tally
        tallies = [*filter(None, (tally(each, span, within) for each in self.timelines))]
        if len(tallies) < 2:
            return tallies[0] if tallies else ()
        counts: Counter[Period] = Counter()
        for periods in tallies:
            counts.update(dict(periods))
        return tuple(sorted(counts.items(), reverse=True))

    def page(
        self, template: str, view: Callable[[], NameView | PairView | LanguageView]
    ) -> PlannedPage:
        """Return its own page."""
        return PlannedPage(self.address, template, self._owner, view)

    def period_pages(self, text: str) -> Iterator[PlannedPage]:
        """Yield the page of a year or month, as `Period.isoformat` wrote it, if there is one.

        Other years are not read: an article of one is no reason to plan the pages of another.
        """
        period = Period.fromisoformat(text)
        year = Period.of(period.first, "year")
        periods = dict(self.periods([year]))
        if period in periods:
            months = tuple(periods.items())[1:] if period == year else ()
            yield self._period_page((period, periods[period]), months)

    def _period_page(self, period: PeriodCount, months: tuple[PeriodCount, ...]) -> PlannedPage:
        address = routes.period_address_below(self.address, period[0])
        view = partial(self._period_view, period, address, months)
        return PlannedPage(address, "period.html", self._owner, view)

    def _owner(self) -> RouteOwner:
        if self.language:
            hint = "this one is newsgen's own: move the other"
            return RouteOwner("the page of a language", Location(CONFIG_FILE), hint)
        names = " and ".join(f'"{term.text}"' for term in self.terms)
        name = f"the page of {names} together" if len(self.terms) > 1 else names
        hint = "give it another slug in its authority file"
        return RouteOwner(name, self.inputs.questions.location(self.terms[0]), hint)

    def _period_view(
        self, counted: PeriodCount, address: str, months: tuple[PeriodCount, ...]
    ) -> PeriodView:
        (period, count), questions = counted, self.inputs.questions
        is_single = len(self.terms) == 1
        # An event is told from its beginning.
        oldest_first = is_single and self.terms[0].kind.facts.oldest_first
        # The pages of months have all but what is known to the year only.
        stories = questions.known_only_to if months else questions.between
        about, *mentions = (
            card_groups(self.inputs, stories(timeline, period), oldest_first=oldest_first)
            for timeline in self.timelines
        )
        return PeriodView(
            address=address,
            crumbs=self._crumbs(period.wider),
            period=period,
            kind=self.terms[0].kind if self.terms else None,
            names=tuple(map(term_link, self.terms)),
            count=count,
            groups=about,
            mentions=mentions[0] if mentions else (),
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
