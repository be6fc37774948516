"""Builds what many views hold: links to names, crumbs, cards of articles, cards by day."""

from collections.abc import Iterable
from functools import partial

from newsgen.archive.questions import ARTICLES, PeriodCount, Timeline
from newsgen.archive.term import Term
from newsgen.archive.term_questions import CountedTerm
from newsgen.archive.timeline import group_by_date
from newsgen.archive.versions import other_versions
from newsgen.content.excerpt import shorten
from newsgen.model.article import Article
from newsgen.model.kind import ENTITY_KINDS, Kind
from newsgen.model.period import Period, Span
from newsgen.model.text_direction import direction
from newsgen.pages import routes
from newsgen.pages.period_components import CountedPeriod
from newsgen.pages.pictures import article_picture
from newsgen.pages.plan_inputs import PlanInputs
from newsgen.pages.view_components import (
    Card,
    CardGroup,
    Crumb,
    Headline,
    Link,
    Picture,
)

FRONT_CRUMB = Crumb(routes.FRONT_PAGE)

_CARD_SUMMARY_LENGTH = 220
"""Characters of an article's text on a card, where it has no summary."""


def article_address(article: Article) -> str:
    """Return the address of the page of an article."""
    return routes.dated_address(article)


def term_address(term: Term) -> str:
    """Return the address of the page of a name."""
    return routes.name_address(term.kind, term.slug)


def term_link(term: Term) -> Link:
    """Return a name with the address of its page."""
    return Link(term.text, term_address(term))


def declared_links(inputs: PlanInputs, article: Article, kind: Kind) -> tuple[Link, ...]:
    """Return the names of a kind that an article declares, in its order."""
    return tuple(map(term_link, inputs.questions.names_of(article, kind)))


def terms_with_stories(inputs: PlanInputs, kind: Kind) -> tuple[CountedTerm, ...]:
    """Return the names of a kind without sources that have withdrawn articles only."""
    return tuple(pair for pair in inputs.questions.terms(kind) if pair[1])


def first_and_latest_dates(
    inputs: PlanInputs, *timelines: Timeline
) -> tuple[Period, Period] | None:
    """Return the dates of the oldest and the newest article of some timelines; None of none."""
    ends = filter(None, map(inputs.questions.ends, timelines))
    dates = [end for pair in ends for end in pair]
    return (min(dates), max(dates)) if dates else None


def card(inputs: PlanInputs, article: Article) -> Card:
    """Return all that a list shows of an article, or what stands for it in the views of a build."""
    return inputs.cards(article) if inputs.cards else new_card(inputs, article)


def new_card(inputs: PlanInputs, article: Article) -> Card:
    """Return all that a list shows of an article."""
    questions = inputs.questions
    story = questions.versions(article)
    others = other_versions(article, story) if len(story) > 1 else ()
    names = questions.names_of(article, Kind.SOURCE, Kind.SECTION)
    is_folded = inputs.config.fold and questions.repeats_earlier(article)
    summary = article.summary or shorten(article.excerpt, _CARD_SUMMARY_LENGTH)
    return Card(
        address=article_address(article),
        title=article.title,
        moment=article.moment,
        source=term_link(names[0]),
        section=term_link(names[1]) if len(names) > 1 else None,
        summary="" if is_folded else summary,
        language=article.language,
        direction=direction(article.language),
        mark=questions.badge(article),
        versions=tuple(Link(version.language, article_address(version)) for version in others),
        picture=None if is_folded else _thumbnail(inputs, article),
    )


def _thumbnail(inputs: PlanInputs, article: Article) -> Picture | None:
    """Return the picture of a card: no list fetches pictures from other hosts."""
    is_own = article.image and article.image.src.startswith("newsgen:")
    return article_picture(inputs, article) if is_own else None


def headline(article: Article) -> Headline:
    """Return the title of an article with its address."""
    language = article.language
    return Headline(article_address(article), article.title, language, direction(language))


def card_groups(
    inputs: PlanInputs, articles: tuple[Article, ...], *, oldest_first: bool = False
) -> tuple[CardGroup, ...]:
    """Return cards of articles that are newest first, by date; oldest first as a story is told."""
    dates = group_by_date(articles)
    if oldest_first:
        dates = tuple((period, members[::-1]) for period, members in reversed(dates))
    make_card = partial(card, inputs)
    return tuple(
        CardGroup(period, routes.period_address(period), tuple(map(make_card, members)))
        for period, members in dates
    )


def site_periods(
    inputs: PlanInputs, span: Span, within: Period | None = None
) -> tuple[CountedPeriod, ...]:
    """Return the site's own periods of a length that hold articles, the oldest first."""
    return tuple(
        CountedPeriod(period, routes.period_address(period), count)
        for period, count in reversed(inputs.questions.tally(ARTICLES, span, within))
    )


def periods_below(address: str, periods: Iterable[PeriodCount]) -> tuple[CountedPeriod, ...]:
    """Return periods, with their numbers of stories, that have pages below an address."""
    return tuple(
        CountedPeriod(period, routes.period_address_below(address, period), count)
        for period, count in periods
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


def name_crumbs(term: Term, period: Period | None = None) -> tuple[Crumb, ...]:
    """Return the crumbs of a page below a name's own, or below that of a period of the name."""
    own = term_address(term)
    crumbs = (*kind_crumbs(term.kind), Crumb(own, label=term.text))
    if period is None:
        return crumbs
    address = routes.period_address_below(own, period)
    return (*crumbs, Crumb(address, label=term.text, period=period))
