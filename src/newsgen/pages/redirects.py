"""Former addresses, of articles and of names, and where they lead now."""

from collections.abc import Iterator
from functools import partial

from newsgen.model.address import redirect_address
from newsgen.model.kind import CONTROLLED_KINDS
from newsgen.model.problem import Location
from newsgen.model.slug import slug
from newsgen.pages import routes
from newsgen.pages.cards import article_address
from newsgen.pages.page_group import PlannedPage, RouteOwner
from newsgen.pages.plan_inputs import PlanInputs
from newsgen.pages.views import RedirectsView, RedirectView

REDIRECT_TEMPLATE = "redirect.html"


def plan_redirects(inputs: PlanInputs) -> Iterator[PlannedPage]:
    """A small page at every former address, and the one list of all for hosts that read it."""
    moved = sorted(
        (alias, place, target)
        for alias, target, place in (*_article_aliases(inputs), *former_name_aliases(inputs))
        if (redirect_address(alias), place) not in inputs.dropped_aliases
    )
    for alias, place, target in moved:
        address = redirect_address(alias)
        view = partial(RedirectView, address, target)
        remedy = "take the alias out, or move what is there"
        yield PlannedPage(
            address,
            REDIRECT_TEMPLATE,
            partial(RouteOwner, f"the alias {alias}", place, remedy),
            view,
        )
    if moved:
        rules = tuple((alias, target) for alias, _, target in moved)
        owner, place = "the list of redirects", Location("newsgen.yml")
        claim = partial(RouteOwner, owner, place, "take the other file out")
        yield PlannedPage(
            routes.REDIRECTS, "", claim, partial(RedirectsView, routes.REDIRECTS, rules)
        )


def _article_aliases(inputs: PlanInputs) -> Iterator[tuple[str, str, Location]]:
    for article in (*inputs.archive.articles, *inputs.archive.withdrawn_articles):
        for alias in article.aliases:
            yield alias.address, article_address(article), alias.location


def former_name_aliases(inputs: PlanInputs) -> Iterator[tuple[str, str, Location]]:
    """The pages of former names and where they lead; none where the slug is the same as ever."""
    for kind in CONTROLLED_KINDS:
        for term in inputs.archive.terms_of_kind(kind):
            target = routes.term_address(kind, term.slug)
            for former in term.authority.former if term.authority else ():
                alias = routes.term_address(kind, slug(former.text, inputs.config.slugs))
                if alias != target:
                    yield alias, target, former.location
