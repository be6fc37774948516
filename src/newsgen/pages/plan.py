"""Which pages exist: the whole archive as a stream of planned pages.

The stream can be walked twice, once for its addresses and once for its pages, and never lies in
memory as a whole.
"""

from collections.abc import Callable, Iterator
from functools import partial

from newsgen.archive.survey import Term
from newsgen.archive.timeline import divide
from newsgen.model.article import Article
from newsgen.model.kind import Kind
from newsgen.model.period import Period, Span
from newsgen.model.problem import Place
from newsgen.pages import urls
from newsgen.pages.article import article_view, plain_view, tombstone_view
from newsgen.pages.cards import article_address
from newsgen.pages.changes import by_year, changes, corrections_view, year_view
from newsgen.pages.edition import Edition
from newsgen.pages.listings import (
    entities_view,
    front_view,
    index_view,
    name_period_view,
    name_spans,
    name_view,
    period_view,
)
from newsgen.pages.planned import Planned
from newsgen.pages.references import Lookup
from newsgen.pages.views import NotFoundView, View

_SPANS: tuple[Span, ...] = ("year", "month", "day")


def plan(edition: Edition, lookup: Lookup) -> Iterator[Planned]:
    """Every page but the redirects, in an order that depends on nothing but the archive.

    lookup: may know no addresses yet, as long as no page is asked for its view.
    """
    yield _own(urls.FRONT, "front.html", "the front page", partial(front_view, edition))
    yield from _articles(edition, lookup)
    yield from _plain_pages(edition, lookup)
    yield from _periods(edition)
    for kind in Kind:
        yield _index(edition, kind)
        for term in _one_a_slug(edition.archive.of(kind)):
            yield from _name(edition, term)
    yield from _corrections(edition)
    not_found = partial(NotFoundView, urls.NOT_FOUND)
    yield _own(urls.NOT_FOUND, "not_found.html", "the page for wrong addresses", not_found)


def _own(address: str, template: str, owner: str, view: Callable[[], View]) -> Planned:
    """A page that newsgen makes of itself, and that what an editor adds must not displace."""
    place = Place("newsgen.yml")
    return Planned(
        address, template, owner, place, "this one is newsgen's own: move the other", view
    )


def _articles(edition: Edition, lookup: Lookup) -> Iterator[Planned]:
    for article in edition.archive.articles:
        yield _article(article, "article.html", partial(article_view, edition, article, lookup))
    for article in edition.archive.withdrawn:
        yield _article(article, "tombstone.html", partial(tombstone_view, edition, article))


def _article(article: Article, template: str, view: Callable[[], View]) -> Planned:
    remedy = f"give one of them another slug, as in slug: {article.slug}-2"
    address = article_address(article)
    return Planned(address, template, article.path, article.slug_place, remedy, view)


def _plain_pages(edition: Edition, lookup: Lookup) -> Iterator[Planned]:
    for page in edition.archive.pages:
        view = partial(plain_view, edition, page, lookup)
        remedy = "rename the file under pages/"
        yield Planned(page.address, "plain.html", page.path, page.place, remedy, view)


def _periods(edition: Edition) -> Iterator[Planned]:
    """Years, months and days, those of withdrawn articles too: their addresses lead somewhere."""
    for span in _SPANS:
        held = dict(divide(edition.archive.articles, span))
        for article in edition.archive.withdrawn:
            held.setdefault(Period.of(article.moment.day, span), ())
        for period, within in sorted(held.items()):
            view = partial(period_view, edition, period, within)
            yield _own(urls.period(period), "period.html", f"the page of a {span}", view)


def _index(edition: Edition, kind: Kind) -> Planned:
    if kind is Kind.ENTITY:
        view: Callable[[], View] = partial(entities_view, edition)
        return _own(urls.kind(kind), "entities.html", "the index of all entities", view)
    view = partial(index_view, edition, kind)
    return _own(urls.kind(kind), "index.html", f"the index of {kind}", view)


def _name(edition: Edition, term: Term) -> Iterator[Planned]:
    owner, remedy = f'"{term.text}"', "give it another slug in its authority file"
    place = term.place
    address = urls.name(term.kind, term.slug)
    view: Callable[[], View] = partial(name_view, edition, term)
    yield Planned(address, "name.html", owner, place, remedy, view)
    for period, within in name_spans(edition, term):
        address = urls.name(term.kind, term.slug, period)
        view = partial(name_period_view, edition, term, period, within)
        yield Planned(address, "period.html", owner, place, remedy, view)


def _one_a_slug(terms: tuple[Term, ...]) -> Iterator[Term]:
    """Of two names with one slug, which the survey has refused (N302), only the first."""
    taken = set()
    for term in terms:
        if term.slug not in taken:
            taken.add(term.slug)
            yield term


def _corrections(edition: Edition) -> Iterator[Planned]:
    made = changes(edition)
    view = partial(corrections_view, edition, made)
    yield _own(urls.corrections(), "corrections.html", "the corrections page", view)
    if len(made) > edition.config.newest:
        for year, within in by_year(made):
            view = partial(year_view, edition, year, within)
            owner = "a year of the corrections page"
            yield _own(urls.corrections(year), "corrections.html", owner, view)
