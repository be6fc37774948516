"""Builds what many views hold: links to names, crumbs, cards of articles, cards by day."""

from collections.abc import Callable

from newsgen.archive.archive import Archive, ListedTerm
from newsgen.archive.timeline import TermPeriod, group_by_date, group_by_period
from newsgen.content.excerpt import shorten
from newsgen.model.article import Article
from newsgen.model.authority import Authority
from newsgen.model.kind import ENTITY_KINDS, Kind, Name
from newsgen.model.period import Period, Span
from newsgen.model.text_direction import direction
from newsgen.pages import routes
from newsgen.pages.plan_inputs import PlanInputs
from newsgen.pages.view_components import Card, CardGroup, CountedPeriod, Crumb, Headline, Link

FRONT_CRUMB = Crumb(routes.FRONT_PAGE)

_CARD_SUMMARY_LENGTH = 220
"""Characters of an article's text on a card, where it has no summary."""


CardFactory = Callable[[Article], Card]
"""Returns an article's card, or an encoded one that stands for it in a view."""


def article_address(article: Article) -> str:
    """Return the address of the page of an article."""
    return routes.dated_address(article)


def addresses_of_texts(archive: Archive) -> dict[str, str]:
    """Return the addresses of all articles, withdrawn ones too, and plain pages, by their paths."""
    articles, pages = archive.articles_by_path.items(), archive.plain_pages
    addresses = {path: article_address(article) for path, article in articles}
    return addresses | {page.path: page.address for page in pages}


def term_address(term: ListedTerm) -> str:
    """Return the address of the page of a name."""
    return routes.name_address(term.kind, term.slug)


def term_link(term: ListedTerm) -> Link:
    """Return a name with the address of its page."""
    return Link(term.text, term_address(term))


def name_link(inputs: PlanInputs, name: Name) -> Link:
    """Return a name that an article declares as all pages show it, with the address of its page."""
    return term_link(inputs.archive.term(name))


def name_links(inputs: PlanInputs, names: tuple[Name, ...]) -> tuple[Link, ...]:
    """Return several names, in their order."""
    return tuple(name_link(inputs, name) for name in names)


def authority_link(inputs: PlanInputs, entry: Authority) -> Link:
    """Return a name that articles mention, with the address of its page."""
    return Link(entry.name, routes.name_address(entry.kind, entry.slug_in(inputs.config.slugs)))


def terms_with_articles(inputs: PlanInputs, kind: Kind) -> tuple[ListedTerm, ...]:
    """Return the names of a kind without sources that have withdrawn articles only."""
    return tuple(term for term in inputs.archive.terms_of_kind(kind) if term.count)


def first_and_latest_dates(term: ListedTerm) -> list[Period]:
    """Return the dates of a name's newest and oldest articles: those about it, and the mentions."""
    groups = (term.stories, term.mention_stories)
    return [group[at].moment.calendar_date for group in groups if group for at in (0, -1)]


def card(inputs: PlanInputs, article: Article) -> Card:
    """Return all that a list shows of an article."""
    return Card(
        address=article_address(article),
        title=article.title,
        moment=article.moment,
        source=name_link(inputs, article.source),
        section=next(iter(name_links(inputs, article.names(Kind.SECTION))), None),
        summary=article.summary or shorten(article.excerpt, _CARD_SUMMARY_LENGTH),
        language=article.language,
        direction=direction(article.language),
        mark=inputs.selection.badges.get(article.path, ""),
        versions=tuple(
            Link(version.language, article_address(version))
            for version in inputs.archive.versions.others(article)
        ),
    )


def headline(article: Article) -> Headline:
    """Return the title of an article with its address."""
    language = article.language
    return Headline(article_address(article), article.title, language, direction(language))


def card_groups(
    make_card: CardFactory, articles: tuple[Article, ...], *, oldest_first: bool = False
) -> tuple[CardGroup, ...]:
    """Return cards of articles that are newest first, by date; oldest first as a story is told."""
    dates = group_by_date(articles)
    if oldest_first:
        dates = tuple((period, members[::-1]) for period, members in reversed(dates))
    return tuple(
        CardGroup(period, routes.period_address(period), tuple(map(make_card, members)))
        for period, members in dates
    )


def site_periods(
    inputs: PlanInputs, articles: tuple[Article, ...], span: Span
) -> tuple[CountedPeriod, ...]:
    """Return the site's own periods of a length that hold any of the articles, newest first."""
    one_of_each = inputs.archive.versions.one_of_each
    return tuple(
        CountedPeriod(period, routes.period_address(period), len(one_of_each(members)))
        for period, members in group_by_period(articles, span)
    )


def periods_below(address: str, term_periods: tuple[TermPeriod, ...]) -> tuple[CountedPeriod, ...]:
    """Return the periods that have pages below the address of a name or of two."""
    return tuple(
        CountedPeriod(entry.period, routes.period_address_below(address, entry.period), entry.count)
        for entry in term_periods
    )


def period_crumbs(period: Period | None) -> tuple[Crumb, ...]:
    """Return the crumbs of a page that lies within a period of the site's own."""
    if period is None:
        return (FRONT_CRUMB,)
    return (*period_crumbs(period.wider), Crumb(routes.period_address(period), period=period))


def kind_crumbs(kind: Kind) -> tuple[Crumb, ...]:
    """Return the crumbs of a name's page: the index of its kind, for entities below that of all."""
    kinds = [kind] if kind not in ENTITY_KINDS or kind is Kind.ENTITY else [Kind.ENTITY, kind]
    return (FRONT_CRUMB, *(Crumb(routes.kind_address(kind), kind=kind) for kind in kinds))


def name_crumbs(term: ListedTerm, period: Period | None = None) -> tuple[Crumb, ...]:
    """Return the crumbs of a page below a name's own, or below that of a period of the name."""
    own = term_address(term)
    crumbs = (*kind_crumbs(term.kind), Crumb(own, label=term.text))
    if period is None:
        return crumbs
    address = routes.period_address_below(own, period)
    return (*crumbs, Crumb(address, label=term.text, period=period))
