"""Pages that list articles: the front page and spans of time.

Listings are by time, never by page number, so an address keeps the set it stands for.
"""

from newsgen.model.article import Article
from newsgen.model.period import Period, Span
from newsgen.pages import routes
from newsgen.pages.cards import Cards, groups, headline, period_crumbs, site_periods
from newsgen.pages.components import FrontSection
from newsgen.pages.indexes import Indexed, lately, sections
from newsgen.pages.period_nav import Surroundings
from newsgen.pages.plan_inputs import Edition
from newsgen.pages.views import FrontView, PeriodView

_HEADLINES = 3
"""Of each section on the front page."""

_NARROWER: dict[Span, Span] = {"year": "month", "month": "day"}


def front_view(edition: Edition, named: Indexed, cards: Cards) -> FrontView:
    """The lead, the newest articles, the sections in newsgen.yml's order, and every year.

    named: all entities.
    """
    articles = edition.archive.articles
    newest = articles[: edition.config.newest]
    lead = next((article for article in newest if article.lead), newest[0] if newest else None)
    rest = tuple(article for article in newest if article is not lead)
    return FrontView(
        lead=cards(lead) if lead else None,
        groups=groups(cards, rest),
        sections=_sections(edition, whole=len(newest) == len(articles)),
        lately=lately(edition, named),
        years=site_periods(articles, "year")[::-1],
        count=len(articles),
    )


def _sections(edition: Edition, *, whole: bool) -> tuple[FrontSection, ...]:
    """whole: whether the front page shows every article, so that no headline need stand twice."""
    most = 0 if whole else _HEADLINES
    return tuple(
        FrontSection(
            term.text,
            routes.name(term.kind, term.slug),
            term.count,
            tuple(map(headline, term.articles[:most])),
        )
        for term in sections(edition)
    )


def period_view(
    period: Period,
    articles: tuple[Article, ...],
    around: Surroundings,
    cards: Cards,
    most: int,
) -> PeriodView:
    """The site's page of a year, month or day; one of more than `most` leads to its parts."""
    narrower = _NARROWER.get(period.span)
    whole = narrower is None or len(articles) <= most
    return PeriodView(
        address=routes.period(period),
        crumbs=period_crumbs(period.wider),
        period=period,
        kind=None,
        names=(),
        count=len(articles),
        groups=groups(cards, articles) if whole else (),
        mentions=(),
        periods=site_periods(articles, narrower) if narrower else (),
        around=around.around(period),
    )
