"""The page that tells how to subscribe, and the file (OPML) with all feeds it lists.

The feeds of names are on neither: they are too many to be taken all at once.
"""

from functools import partial

from newsgen.pages import routes
from newsgen.pages.cards import FRONT_CRUMB, term_address
from newsgen.pages.feed_subjects import feed_languages, language_home
from newsgen.pages.indexes import section_terms
from newsgen.pages.machine_views import OpmlView
from newsgen.pages.page_group import PlannedPage, builtin_page
from newsgen.pages.plan_inputs import PlanInputs
from newsgen.pages.service_views import FeedsView
from newsgen.pages.view_components import Link


def feeds_page(inputs: PlanInputs) -> PlannedPage:
    """Return the page of feeds."""
    view = partial(_feeds_view, inputs)
    return builtin_page(routes.FEEDS, "feeds.html", "the page of feeds", view)


def opml_page(inputs: PlanInputs) -> PlannedPage:
    """Return the file that lists the same feeds."""
    return builtin_page(routes.OPML, "", "the list of feeds", partial(_opml_view, inputs))


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


def _language_feeds(inputs: PlanInputs) -> tuple[tuple[str, str], ...]:
    return tuple((tag, routes.feed_address(language_home(tag))) for tag in feed_languages(inputs))


def _section_feeds(inputs: PlanInputs) -> tuple[Link, ...]:
    return tuple(
        Link(term.text, routes.feed_address(term_address(term)))
        for term in section_terms(inputs)
        if term.articles
    )
