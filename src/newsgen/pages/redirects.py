"""Former addresses, of articles and of names, and where they lead now."""

from collections.abc import Iterator
from functools import partial

from newsgen.model.address import redirecting
from newsgen.model.kind import CONTROLLED
from newsgen.model.problem import Place
from newsgen.model.slug import slug
from newsgen.pages import urls
from newsgen.pages.cards import article_address
from newsgen.pages.edition import Edition
from newsgen.pages.planned import Planned
from newsgen.pages.views import RedirectsView, RedirectView


def redirects(edition: Edition) -> Iterator[Planned]:
    """A small page at every former address, and the one list of all for hosts that read it."""
    moved = sorted((*_articles(edition), *_names(edition)))
    for alias, target, place in moved:
        address = redirecting(alias)
        yield Planned(
            address,
            "redirect.html",
            f"the alias {alias}",
            place,
            "take the alias out",
            partial(RedirectView, address, target),
        )
    if moved:
        rules = tuple((alias, target) for alias, target, _ in moved)
        yield Planned(
            urls.REDIRECTS,
            "",
            "the list of redirects",
            Place("newsgen.yml"),
            "take the other file out",
            partial(RedirectsView, urls.REDIRECTS, rules),
        )


def _articles(edition: Edition) -> Iterator[tuple[str, str, Place]]:
    for article in (*edition.archive.articles, *edition.archive.withdrawn):
        for alias in article.aliases:
            yield alias, article_address(article), article.place


def _names(edition: Edition) -> Iterator[tuple[str, str, Place]]:
    """Former names; one whose slug is the same as ever needs no redirect."""
    for kind in CONTROLLED:
        for term in edition.archive.of(kind):
            target = urls.name(kind, term.slug)
            for former in term.authority.former if term.authority else ():
                alias = urls.name(kind, slug(former, edition.config.slugs))
                if alias != target and term.authority:
                    yield alias, target, term.authority.place
