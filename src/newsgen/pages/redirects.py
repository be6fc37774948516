"""Former addresses, of articles and of names, and where they lead now."""

from collections.abc import Iterator
from functools import partial

from newsgen.model.address import redirecting
from newsgen.model.kind import CONTROLLED
from newsgen.model.problem import Place
from newsgen.model.slug import slug
from newsgen.pages import routes
from newsgen.pages.cards import article_address
from newsgen.pages.page_group import Claim, Planned
from newsgen.pages.plan_inputs import Edition
from newsgen.pages.views import RedirectsView, RedirectView

REDIRECT = "redirect.html"


def redirects(edition: Edition) -> Iterator[Planned]:
    """A small page at every former address, and the one list of all for hosts that read it."""
    moved = sorted(
        (alias, place, target)
        for alias, target, place in (*_articles(edition), *former_names(edition))
        if (redirecting(alias), place) not in edition.given_up
    )
    for alias, place, target in moved:
        address = redirecting(alias)
        view = partial(RedirectView, address, target)
        remedy = "take the alias out, or move what is there"
        yield Planned(address, REDIRECT, partial(Claim, f"the alias {alias}", place, remedy), view)
    if moved:
        rules = tuple((alias, target) for alias, _, target in moved)
        owner, place = "the list of redirects", Place("newsgen.yml")
        claim = partial(Claim, owner, place, "take the other file out")
        yield Planned(routes.REDIRECTS, "", claim, partial(RedirectsView, routes.REDIRECTS, rules))


def _articles(edition: Edition) -> Iterator[tuple[str, str, Place]]:
    for article in (*edition.archive.articles, *edition.archive.withdrawn):
        for alias in article.aliases:
            yield alias.address, article_address(article), alias.place


def former_names(edition: Edition) -> Iterator[tuple[str, str, Place]]:
    """The pages of former names and where they lead; none where the slug is the same as ever."""
    for kind in CONTROLLED:
        for term in edition.archive.of(kind):
            target = routes.name(kind, term.slug)
            for former in term.authority.former if term.authority else ():
                alias = routes.name(kind, slug(former.text, edition.config.slugs))
                if alias != target:
                    yield alias, target, former.place
