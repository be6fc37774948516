"""The corrections page: what was put right, and when, newest first."""

from itertools import groupby

from newsgen.model.article import Article
from newsgen.model.language import direction
from newsgen.model.period import Period
from newsgen.pages import routes
from newsgen.pages.cards import FRONT_CRUMB, article_address
from newsgen.pages.components import CorrectionEntry, CountedPeriod, Crumb, Link
from newsgen.pages.plan_inputs import PlanInputs
from newsgen.pages.views import CorrectionsView


def correction_entries(inputs: PlanInputs) -> tuple[CorrectionEntry, ...]:
    """Every correction, and every update that none explains; withdrawn articles are out of it."""
    changed = (each for each in inputs.archive.articles if each.corrections or each.updated)
    made = (change for article in changed for change in _article_entries(article))
    return tuple(
        sorted(made, key=lambda change: (change.day, change.article.address), reverse=True)
    )


def corrections_view(inputs: PlanInputs, entries: tuple[CorrectionEntry, ...]) -> CorrectionsView:
    """The newest changes; all of them, if they are no more than a name's page lists."""
    years = (
        ()
        if len(entries) <= inputs.config.newest
        else tuple(
            CountedPeriod(year, routes.corrections_address(year), len(within))
            for year, within in entries_by_year(entries)
        )
    )
    return CorrectionsView(
        address=routes.corrections_address(),
        crumbs=(FRONT_CRUMB,),
        period=None,
        count=len(entries),
        changes=entries[: inputs.config.newest],
        years=years,
        policy=policy_address(inputs),
    )


def corrections_year_view(
    inputs: PlanInputs, year: Period, entries: tuple[CorrectionEntry, ...]
) -> CorrectionsView:
    """The changes made in one year."""
    return CorrectionsView(
        address=routes.corrections_address(year),
        crumbs=(FRONT_CRUMB, Crumb(routes.corrections_address())),
        period=year,
        count=len(entries),
        changes=entries,
        years=(),
        policy=policy_address(inputs),
    )


def entries_by_year(
    entries: tuple[CorrectionEntry, ...],
) -> tuple[tuple[Period, tuple[CorrectionEntry, ...]], ...]:
    """Changes that are newest first, by the year they were made in."""
    return tuple(
        (year, tuple(within))
        for year, within in groupby(entries, key=lambda change: Period.of(change.day, "year"))
    )


def policy_address(inputs: PlanInputs) -> str:
    """The address of the page newsgen.yml names as the policy; empty if it names none."""
    wanted = inputs.config.publisher.corrections_policy
    return next((page.address for page in inputs.archive.plain_pages if page.path == wanted), "")


def _article_entries(article: Article) -> tuple[CorrectionEntry, ...]:
    link = Link(article.title, article_address(article))
    days = [(correction.day, correction.note) for correction in article.corrections]
    if article.updated and all(day != article.updated.day for day, _ in days):
        days.append((article.updated.day, ""))
    return tuple(
        CorrectionEntry(day, note, link, article.language, direction(article.language))
        for day, note in days
    )
