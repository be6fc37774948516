"""The front page: a lead, the newest articles, the sections and the years."""

from collections.abc import Iterator
from functools import partial

from newsgen.archive.questions import ARTICLES, Timeline
from newsgen.model.kind import Kind
from newsgen.model.period import Period
from newsgen.pages import routes
from newsgen.pages.cards import card, card_groups, headline, site_periods, term_address
from newsgen.pages.indexes import recently_active, section_terms
from newsgen.pages.language_pages import language_links
from newsgen.pages.page_group import PlannedPage, builtin_page
from newsgen.pages.period_components import MonthCalendar
from newsgen.pages.period_pages import month_calendar
from newsgen.pages.plan_inputs import PlanInputs
from newsgen.pages.view_components import FrontSection
from newsgen.pages.views import FrontView

_HEADLINES_PER_SECTION = 3
_BESIDE_LEAD = 3


def front_pages(inputs: PlanInputs, _: str = "") -> Iterator[PlannedPage]:
    """Yield the front page."""
    view = partial(_front_view, inputs)
    yield builtin_page(routes.FRONT_PAGE, "front.html", "the front page", view)


def _front_view(inputs: PlanInputs) -> FrontView:
    questions = inputs.questions
    newest, count = questions.newest(ARTICLES, inputs.config.newest), questions.count(ARTICLES)
    leads = (story for story in newest if any(each.lead for each in questions.versions(story)))
    lead = next(leads, newest[0] if newest else None)
    others = tuple(article for article in newest if article is not lead)
    # A headline of a section would only repeat an article if the page shows all of them.
    headline_count = 0 if len(newest) == count else _HEADLINES_PER_SECTION
    return FrontView(
        lead=card(inputs, lead) if lead else None,
        second=tuple(card(inputs, article) for article in others[:_BESIDE_LEAD]),
        groups=card_groups(inputs, others[_BESIDE_LEAD:]),
        sections=tuple(
            FrontSection(
                term.text,
                term_address(term),
                term_count,
                tuple(map(headline, questions.newest(Timeline.about(term.key), headline_count))),
            )
            for term, term_count in section_terms(inputs)
        ),
        lately=recently_active(inputs, Kind.ENTITY),
        calendar=_newest_month(inputs),
        years=site_periods(inputs, "year"),
        count=count,
        languages=language_links(inputs),
    )


def _newest_month(inputs: PlanInputs) -> MonthCalendar | None:
    """Return the calendar of the newest month that holds articles."""
    ends = inputs.questions.ends(ARTICLES)
    year = Period.of(ends[1].first, "year") if ends else None
    months = inputs.questions.tally(ARTICLES, "month", year) if year else ()
    return month_calendar(inputs, months[0][0]) if months else None
