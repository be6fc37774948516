"""The plain pages: texts under pages/ that are not news."""

from collections.abc import Iterator
from functools import partial

from newsgen.model.article import PlainPage
from newsgen.model.text_direction import direction
from newsgen.pages.cards import FRONT_CRUMB
from newsgen.pages.link_resolver import LinkResolver
from newsgen.pages.page_group import PageGroup, PlannedPage, RouteOwner, single_page_group
from newsgen.pages.plan_inputs import PlanInputs
from newsgen.pages.views import PlainPageView


def plain_page_groups(inputs: PlanInputs, link_resolver: LinkResolver) -> Iterator[PageGroup]:
    """Yield a group for each plain page."""
    for page in inputs.archive.plain_pages:
        owner = partial(RouteOwner, page.path, page.location, "rename the file under pages/")
        view = partial(_plain_page_view, page, link_resolver)
        planned = PlannedPage(page.address, "plain.html", owner, view, page.path)
        yield single_page_group(planned, link_resolver.broken_links(page.path, page.references))


def _plain_page_view(page: PlainPage, link_resolver: LinkResolver) -> PlainPageView:
    return PlainPageView(
        address=page.address,
        crumbs=(FRONT_CRUMB,),
        title=page.title,
        language=page.language,
        direction=direction(page.language),
        description=page.summary,
        body=page.html_digest,
        targets=link_resolver.target_addresses(page.address, page.references),
    )
