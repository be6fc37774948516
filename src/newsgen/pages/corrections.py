"""The corrections page: what was put right, and when, newest first."""

from itertools import groupby

from newsgen.model.article import Article
from newsgen.model.language import direction
from newsgen.model.period import Period
from newsgen.pages import routes
from newsgen.pages.cards import FRONT, article_address
from newsgen.pages.components import Change, CountedPeriod, Crumb, Link
from newsgen.pages.plan_inputs import Edition
from newsgen.pages.views import CorrectionsView


def changes(edition: Edition) -> tuple[Change, ...]:
    """Every correction, and every update that none explains; withdrawn articles are out of it."""
    changed = (each for each in edition.archive.articles if each.corrections or each.updated)
    made = (change for article in changed for change in _of(article))
    return tuple(
        sorted(made, key=lambda change: (change.day, change.article.address), reverse=True)
    )


def corrections_view(edition: Edition, made: tuple[Change, ...]) -> CorrectionsView:
    """The newest changes; all of them, if they are no more than a name's page lists."""
    years = (
        ()
        if len(made) <= edition.config.newest
        else tuple(
            CountedPeriod(year, routes.corrections(year), len(within))
            for year, within in by_year(made)
        )
    )
    return CorrectionsView(
        address=routes.corrections(),
        crumbs=(FRONT,),
        period=None,
        count=len(made),
        changes=made[: edition.config.newest],
        years=years,
        policy=policy(edition),
    )


def year_view(edition: Edition, year: Period, within: tuple[Change, ...]) -> CorrectionsView:
    """The changes made in one year."""
    return CorrectionsView(
        address=routes.corrections(year),
        crumbs=(FRONT, Crumb(routes.corrections())),
        period=year,
        count=len(within),
        changes=within,
        years=(),
        policy=policy(edition),
    )


def by_year(made: tuple[Change, ...]) -> tuple[tuple[Period, tuple[Change, ...]], ...]:
    """Changes that are newest first, by the year they were made in."""
    return tuple(
        (year, tuple(within))
        for year, within in groupby(made, key=lambda change: Period.of(change.day, "year"))
    )


def policy(edition: Edition) -> str:
    """The address of the page newsgen.yml names as the policy; empty if it names none."""
    wanted = edition.config.publisher.corrections_policy
    return next((page.address for page in edition.archive.pages if page.path == wanted), "")


def _of(article: Article) -> tuple[Change, ...]:
    link = Link(article.title, article_address(article))
    days = [(correction.day, correction.note) for correction in article.corrections]
    if article.updated and all(day != article.updated.day for day, _ in days):
        days.append((article.updated.day, ""))
    return tuple(
        Change(day, note, link, article.language, direction(article.language)) for day, note in days
    )
