"""The small pieces views are made of: links to names, cards of articles, groups by day, crumbs."""

from collections.abc import Callable

from newsgen.archive.archive import Term
from newsgen.archive.timeline import TermPeriod, group_by_period
from newsgen.content.excerpt import shorten
from newsgen.model.article import Article
from newsgen.model.authority import Authority
from newsgen.model.kind import ENTITY_KINDS, Kind, Name
from newsgen.model.language import direction
from newsgen.model.period import Period, Span
from newsgen.pages import routes
from newsgen.pages.components import Card, CardGroup, CountedPeriod, Crumb, Headline, Link
from newsgen.pages.plan_inputs import PlanInputs

FRONT_CRUMB = Crumb(routes.FRONT_PAGE)

_CARD_SUMMARY_LENGTH = 220
"""Characters of an article's own words on a card, where it has no summary."""


CardFactory = Callable[[Article], Card]
"""Gives an article's card, or what is to stand in its place in a view."""


def article_address(article: Article) -> str:
    """Where an article lives."""
    return routes.dated_address(article.moment.day, article.slug)


def name_link(inputs: PlanInputs, name: Name) -> Link:
    """A name as every page shows it, leading to its own page."""
    return term_link(inputs.archive.term(name))


def name_links(inputs: PlanInputs, names: tuple[Name, ...]) -> tuple[Link, ...]:
    """Several names, in their order."""
    return tuple(name_link(inputs, name) for name in names)


def authority_link(inputs: PlanInputs, entry: Authority) -> Link:
    """A name of the authority files that some article names."""
    return Link(entry.name, routes.term_address(entry.kind, entry.slug_in(inputs.config.slugs)))


def terms_with_articles(inputs: PlanInputs, *kinds: Kind) -> tuple[Term, ...]:
    """The names of kinds that have articles; a source of withdrawn ones alone is not listed."""
    found = (term for kind in kinds for term in inputs.archive.terms_of_kind(kind))
    return tuple(term for term in found if term.articles or term.mentions)


def card(inputs: PlanInputs, article: Article) -> Card:
    """An article in a listing, with all a listing shows of it."""
    return Card(
        address=article_address(article),
        title=article.title,
        moment=article.moment,
        source=name_link(inputs, article.source),
        section=next(iter(name_links(inputs, article.names(Kind.SECTION))), None),
        summary=article.summary or shorten(article.excerpt, _CARD_SUMMARY_LENGTH),
        language=article.language,
        direction=direction(article.language),
        mark=inputs.badges.get(article.path, ""),
    )


def headline(article: Article) -> Headline:
    """An article by its title alone."""
    spoken = article.language
    return Headline(article_address(article), article.title, spoken, direction(spoken))


def card_groups(
    make_card: CardFactory, articles: tuple[Article, ...], *, oldest_first: bool = False
) -> tuple[CardGroup, ...]:
    """Cards of articles that are newest first, by day; or turned round, as a story is told."""
    days = tuple(
        (routes.period_address(day), day, within)
        for day, within in group_by_period(articles, "day")
    )
    if oldest_first:
        days = tuple((address, day, within[::-1]) for address, day, within in reversed(days))
    return tuple(
        CardGroup(day, address, tuple(map(make_card, within))) for address, day, within in days
    )


def site_periods(articles: tuple[Article, ...], span: Span) -> tuple[CountedPeriod, ...]:
    """The site's own spans of time that hold any of the articles."""
    return tuple(
        CountedPeriod(period, routes.period_address(period), len(within))
        for period, within in group_by_period(articles, span)
    )


def periods_below(address: str, term_periods: tuple[TermPeriod, ...]) -> tuple[CountedPeriod, ...]:
    """Spans of time that have pages below an address, that of a name or of two together."""
    return tuple(
        CountedPeriod(each.period, routes.period_address_below(address, each.period), each.count)
        for each in term_periods
    )


def period_crumbs(period: Period | None) -> tuple[Crumb, ...]:
    """The way to a page that lies within a span of the site's own time."""
    if period is None:
        return (FRONT_CRUMB,)
    return (*period_crumbs(period.wider), Crumb(routes.period_address(period), period=period))


def kind_crumbs(kind: Kind) -> tuple[Crumb, ...]:
    """The way to a name: entities have one page for all kinds above their own."""
    above = (
        (Crumb(routes.kind_address(Kind.ENTITY), kind=Kind.ENTITY),) if kind in ENTITY_KINDS else ()
    )
    own = () if kind is Kind.ENTITY else (Crumb(routes.kind_address(kind), kind=kind),)
    return (FRONT_CRUMB, *above, *own)


def term_link(term: Term) -> Link:
    """A name that leads to its own page."""
    return Link(term.text, routes.term_address(term.kind, term.slug))


def name_crumbs(term: Term, period: Period | None = None) -> tuple[Crumb, ...]:
    """The way to a page below a name's own; `period` is the span above it, if any."""
    address = routes.term_address(term.kind, term.slug)
    own = Crumb(address, label=term.text)
    above = routes.period_address_below(address, period) if period else ""
    span = (Crumb(above, label=term.text, period=period),) if period else ()
    return (*kind_crumbs(term.kind), own, *span)
