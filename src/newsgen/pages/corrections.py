"""The corrections page: the newest corrections and updates, and a page for each year of them."""

from collections import defaultdict
from collections.abc import Iterator
from datetime import date

from newsgen.model.article import Article
from newsgen.model.period import Period
from newsgen.model.text_direction import direction
from newsgen.pages import routes
from newsgen.pages.cards import FRONT_CRUMB, article_address
from newsgen.pages.page_group import PlannedPage, builtin_page
from newsgen.pages.plan_inputs import PlanInputs
from newsgen.pages.view_components import CorrectionEntry, CountedPeriod, Crumb, Link
from newsgen.pages.views import CorrectionsView


def corrections_pages(inputs: PlanInputs) -> Iterator[PlannedPage]:
    """Yield the page of the newest corrections, and the years if it cannot show all of them."""
    entries = sorted(
        _correction_entries(inputs),
        key=lambda entry: (entry.day, entry.article.address),
        reverse=True,
    )
    newest = tuple(entries[: inputs.config.newest])
    years: dict[Period, list[CorrectionEntry]] = defaultdict(list)
    for entry in entries if len(newest) < len(entries) else ():
        years[Period.of(entry.day, "year")].append(entry)
    path = inputs.config.publisher.corrections_policy
    policy = next((page.address for page in inputs.archive.plain_pages if page.path == path), "")
    own = routes.CORRECTIONS
    links = tuple(
        CountedPeriod(year, routes.period_address_below(own, year), len(members))
        for year, members in years.items()
    )
    view = CorrectionsView(own, (FRONT_CRUMB,), None, len(entries), newest, links, policy)
    yield _page(view, "the corrections page")
    crumbs = (FRONT_CRUMB, Crumb(own))
    for year, members in years.items():
        address = routes.period_address_below(own, year)
        view = CorrectionsView(address, crumbs, year, len(members), tuple(members), (), policy)
        yield _page(view, "a year of the corrections page")


def _page(view: CorrectionsView, owner: str) -> PlannedPage:
    return builtin_page(view.address, "corrections.html", owner, lambda: view)


def _correction_entries(inputs: PlanInputs) -> Iterator[CorrectionEntry]:
    """Yield every correction, and every update without one; those of a story and a day once."""
    for article in inputs.archive.articles:
        if not (notes := _notes(article)):
            continue
        story = inputs.archive.versions.of(article)
        before = story[: story.index(article)]
        told = {day for version in before for day, _ in _notes(version)}
        for day, note in notes:
            if day not in told:
                link = Link(article.title, article_address(article))
                language = article.language
                yield CorrectionEntry(day, note, link, language, direction(language))


def _notes(article: Article) -> list[tuple[date, str]]:
    notes = [(correction.day, correction.note) for correction in article.corrections]
    if article.updated and all(day != article.updated.day for day, _ in notes):
        notes.append((article.updated.day, ""))
    return notes
