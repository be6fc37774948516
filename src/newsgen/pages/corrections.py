"""The corrections page: the newest corrections and updates, and a page for each year of them."""

from collections.abc import Iterator
from functools import partial
from itertools import groupby

from newsgen.model.article import Article
from newsgen.model.period import Period
from newsgen.model.text_direction import direction
from newsgen.pages import routes
from newsgen.pages.cards import FRONT_CRUMB, article_address
from newsgen.pages.page_group import PlannedPage, builtin_page
from newsgen.pages.plan_inputs import PlanInputs
from newsgen.pages.view_components import CorrectionEntry, CountedPeriod, Crumb, Link
from newsgen.pages.views import CorrectionsView

_TEMPLATE = "corrections.html"


def corrections_pages(inputs: PlanInputs) -> Iterator[PlannedPage]:
    """Yield the page of the newest corrections, and the years if it cannot show all of them."""
    entries = _correction_entries(inputs)
    years = _entries_by_year(entries) if len(entries) > inputs.config.newest else ()
    view = partial(_newest_view, inputs, entries, years)
    yield builtin_page(routes.corrections_address(), _TEMPLATE, "the corrections page", view)
    for year, members in years:
        view = partial(_year_view, inputs, year, members)
        owner = "a year of the corrections page"
        yield builtin_page(routes.corrections_address(year), _TEMPLATE, owner, view)


_Entries = tuple[CorrectionEntry, ...]
_EntriesByYear = tuple[tuple[Period, _Entries], ...]


def _correction_entries(inputs: PlanInputs) -> _Entries:
    """Return every correction, and every update without one, newest first."""
    entries = (entry for article in inputs.archive.articles for entry in _article_entries(article))
    return tuple(
        sorted(entries, key=lambda entry: (entry.day, entry.article.address), reverse=True)
    )


def _article_entries(article: Article) -> _Entries:
    days = [(correction.day, correction.note) for correction in article.corrections]
    if article.updated and all(day != article.updated.day for day, _ in days):
        days.append((article.updated.day, ""))
    if not days:
        return ()
    link = Link(article.title, article_address(article))
    return tuple(
        CorrectionEntry(day, note, link, article.language, direction(article.language))
        for day, note in days
    )


def _entries_by_year(entries: _Entries) -> _EntriesByYear:
    return tuple(
        (year, tuple(members))
        for year, members in groupby(entries, key=lambda entry: Period.of(entry.day, "year"))
    )


def _newest_view(inputs: PlanInputs, entries: _Entries, years: _EntriesByYear) -> CorrectionsView:
    return CorrectionsView(
        address=routes.corrections_address(),
        crumbs=(FRONT_CRUMB,),
        period=None,
        count=len(entries),
        changes=entries[: inputs.config.newest],
        years=tuple(
            CountedPeriod(year, routes.corrections_address(year), len(members))
            for year, members in years
        ),
        policy=_policy_address(inputs),
    )


def _year_view(inputs: PlanInputs, year: Period, entries: _Entries) -> CorrectionsView:
    return CorrectionsView(
        address=routes.corrections_address(year),
        crumbs=(FRONT_CRUMB, Crumb(routes.corrections_address())),
        period=year,
        count=len(entries),
        changes=entries,
        years=(),
        policy=_policy_address(inputs),
    )


def _policy_address(inputs: PlanInputs) -> str:
    """Return the address of the page newsgen.yml names as the policy; empty if it names none."""
    path = inputs.config.publisher.corrections_policy
    return next((page.address for page in inputs.archive.plain_pages if page.path == path), "")
