"""The pages about the site itself: subscribing, data, wrong addresses.

The page of feeds, and the file (OPML) with all feeds it lists, leave out the feeds of names: they
are too many to be taken all at once.
"""

from collections.abc import Callable, Iterator
from functools import partial

from newsgen.archive.questions import ARTICLES, WITHDRAWN
from newsgen.model.license import license_of
from newsgen.pages import routes
from newsgen.pages.cards import FRONT_CRUMB, term_address
from newsgen.pages.feeds import feed_languages
from newsgen.pages.indexes import section_terms
from newsgen.pages.machine_views import AccentView, OpmlView
from newsgen.pages.page import View
from newsgen.pages.page_group import PlannedPage, builtin_page
from newsgen.pages.plan_inputs import PlanInputs
from newsgen.pages.view_components import Link
from newsgen.pages.views import DataPageView, FeedsView, NotFoundView, ReadingView


def service_pages(inputs: PlanInputs, key: str = "") -> Iterator[PlannedPage]:
    """Yield the page of an address, or all, that newsgen.yml wants; feeds need the site's own."""
    config = inputs.config
    pages: tuple[tuple[object, str, str, str, Callable[[PlanInputs], View]], ...] = (
        (True, routes.NOT_FOUND, "not_found.html", "the page for wrong addresses", _not_found_view),
        (True, routes.READING, "reading.html", "the reading list", _reading_view),
        (config.data, routes.DATA, "data.html", "the page of the data", _data_page_view),
        (config.base_url, routes.FEEDS, "feeds.html", "the page of feeds", _feeds_view),
        (config.base_url, routes.OPML, "", "the list of feeds", _opml_view),
        (config.accent, routes.ACCENT, "", "the accent colour", _accent_view),
    )
    for condition, address, template, owner, view in pages:
        if condition and key in ("", address):
            yield builtin_page(address, template, owner, partial(view, inputs))


def _not_found_view(_: PlanInputs) -> NotFoundView:
    return NotFoundView(routes.NOT_FOUND)


def _reading_view(_: PlanInputs) -> ReadingView:
    return ReadingView(routes.READING, (FRONT_CRUMB,))


def _data_page_view(inputs: PlanInputs) -> DataPageView:
    """Return the page that leads to the files of an export, which may not exist yet."""
    tally = inputs.questions.tally
    years = {
        period.first.year for each in (ARTICLES, WITHDRAWN) for period, _ in tally(each, "year")
    }
    license_ = license_of(inputs.config.license)
    return DataPageView(routes.DATA, (FRONT_CRUMB,), tuple(sorted(years)), license_)


def _feeds_view(inputs: PlanInputs) -> FeedsView:
    return FeedsView(
        address=routes.FEEDS,
        crumbs=(FRONT_CRUMB,),
        atom=routes.ATOM,
        rss=routes.RSS,
        json=routes.JSON_FEED,
        outline=routes.OPML,
        languages=_language_feeds(inputs),
        sections=_section_feeds(inputs),
    )


def _opml_view(inputs: PlanInputs) -> OpmlView:
    languages = (Link(tag, address) for tag, address in _language_feeds(inputs))
    return OpmlView(routes.OPML, (Link("", routes.ATOM), *languages, *_section_feeds(inputs)))


def _accent_view(_: PlanInputs) -> AccentView:
    return AccentView(routes.ACCENT)


def _language_feeds(inputs: PlanInputs) -> tuple[tuple[str, str], ...]:
    return tuple(
        (tag, routes.feed_address(routes.language_address(tag))) for tag in feed_languages(inputs)
    )


def _section_feeds(inputs: PlanInputs) -> tuple[Link, ...]:
    return tuple(
        Link(term.text, routes.feed_address(term_address(term)))
        for term, _ in section_terms(inputs)
        if inputs.questions.weight(term)
    )
