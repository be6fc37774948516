"""The corrections page: the newest corrections and updates, and a page for each year of them."""

from collections.abc import Iterable, Iterator

from newsgen.archive.questions import CORRECTIONS
from newsgen.model.article import Article, Correction
from newsgen.model.period import Period
from newsgen.model.text_direction import direction
from newsgen.pages import routes
from newsgen.pages.cards import FRONT_CRUMB, article_address, periods_below
from newsgen.pages.page_group import PlannedPage, builtin_page
from newsgen.pages.plan_inputs import PlanInputs
from newsgen.pages.view_components import CorrectionEntry, Crumb, Link
from newsgen.pages.views import CorrectionsView


def corrections_pages(inputs: PlanInputs, _: str = "") -> Iterator[PlannedPage]:
    """Yield the page of the newest corrections."""
    newest = inputs.questions.corrections(count=inputs.config.newest)
    years = periods_below(routes.CORRECTIONS, corrections_years(inputs))
    count = inputs.questions.count(CORRECTIONS)
    entries, policy = _entries(newest), _policy_address(inputs)
    view = CorrectionsView(routes.CORRECTIONS, (FRONT_CRUMB,), None, count, entries, years, policy)
    yield builtin_page(view.address, "corrections.html", "the corrections page", lambda: view)


def corrections_years(inputs: PlanInputs) -> tuple[tuple[Period, int], ...]:
    """Return the years that have pages: none if the newest corrections are all."""
    if inputs.questions.count(CORRECTIONS) <= inputs.config.newest:
        return ()
    return inputs.questions.tally(CORRECTIONS, "year")


def corrections_year_pages(inputs: PlanInputs, key: str) -> Iterator[PlannedPage]:
    """Yield the page of the corrections of a year."""
    year = Period.fromisoformat(key)
    if year not in dict(corrections_years(inputs)):
        return
    entries = _entries(inputs.questions.corrections(year))
    address = routes.period_address_below(routes.CORRECTIONS, year)
    crumbs, policy = (FRONT_CRUMB, Crumb(routes.CORRECTIONS)), _policy_address(inputs)
    view = CorrectionsView(address, crumbs, year, len(entries), entries, (), policy)
    yield builtin_page(address, "corrections.html", "a year of the corrections page", lambda: view)


def _entries(notes: Iterable[tuple[Article, Correction]]) -> tuple[CorrectionEntry, ...]:
    return tuple(
        CorrectionEntry(
            correction.day,
            correction.note,
            Link(article.title, article_address(article)),
            article.language,
            direction(article.language),
        )
        for article, correction in notes
    )


def _policy_address(inputs: PlanInputs) -> str:
    path = inputs.config.publisher.corrections_policy
    page = inputs.questions.plain_page(path)
    return page.address if page else ""
