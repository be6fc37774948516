"""The page that compares names over time: those with most articles, or by script any others."""

from collections import Counter
from collections.abc import Iterator
from functools import partial

from newsgen.archive.companions import TRACKED_KINDS
from newsgen.archive.questions import Timeline
from newsgen.archive.term import Term
from newsgen.archive.term_questions import CountedTerm
from newsgen.model.kind import ENTITY_KINDS
from newsgen.model.period import Period, Span
from newsgen.pages import routes
from newsgen.pages.cards import FRONT_CRUMB, site_periods, term_address, term_link
from newsgen.pages.page_group import PlannedPage, builtin_page
from newsgen.pages.period_components import ComparedPeriod
from newsgen.pages.period_views import TrendsView
from newsgen.pages.plan_inputs import PlanInputs
from newsgen.pages.view_components import Link

_MAX_COMPARED = 5
"""Names that one chart compares: more lines cannot be told apart."""

_MAX_CHOICES = 100
"""Names that the page offers by itself."""


def trends_pages(inputs: PlanInputs, _: str = "") -> Iterator[PlannedPage]:
    """Yield the page of trends, if there are names to compare."""
    if names := inputs.questions.most_frequent_names(_MAX_CHOICES, *TRACKED_KINDS):
        view = partial(_trends_view, inputs, names)
        yield builtin_page(routes.TRENDS, "trends.html", "the page of trends", view)


def _trends_view(inputs: PlanInputs, named: tuple[CountedTerm, ...]) -> TrendsView:
    names = [term for term, _ in named]
    # Entities first: most tags are wide, and nearly every article has one.
    compared = sorted(names, key=lambda term: term.kind not in ENTITY_KINDS)[:_MAX_COMPARED]
    years = site_periods(inputs, "year")
    span: Span = "year" if len(years) > 1 else "month"
    counts = [_story_counts(inputs, term, span) for term in compared]
    periods = years if span == "year" else site_periods(inputs, "month", years[0].period)
    return TrendsView(
        address=routes.TRENDS,
        crumbs=(FRONT_CRUMB,),
        names=tuple(map(term_link, compared)),
        periods=tuple(
            ComparedPeriod(one.period, one.address, tuple(count[one.period] for count in counts))
            for one in periods
        ),
        choices=tuple(
            Link(term.text, term_address(term))
            for term in sorted(names, key=lambda term: (term.text.casefold(), term.key))
        ),
    )


def _story_counts(inputs: PlanInputs, term: Term, span: Span) -> Counter[Period]:
    """Return the number of stories of each period that are about a name or mention it."""
    counts = Counter[Period]()
    for timeline in (Timeline.about(term.key), Timeline.mentions(term.key)):
        counts.update(dict(inputs.questions.tally(timeline, span)))
    return counts
