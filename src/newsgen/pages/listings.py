"""Pages that list articles: the front page and spans of time.

Listings are by time, never by page number, so an address keeps the set it stands for.
"""

from newsgen.model.article import Article
from newsgen.model.period import Period, Span
from newsgen.pages import routes
from newsgen.pages.cards import CardFactory, card_groups, headline, period_crumbs, site_periods
from newsgen.pages.components import FrontSection
from newsgen.pages.indexes import NameIndex, recently_active, section_terms
from newsgen.pages.period_nav import PeriodNavigation
from newsgen.pages.plan_inputs import PlanInputs
from newsgen.pages.views import FrontView, PeriodView

_HEADLINES_PER_SECTION = 3
"""Of each section on the front page."""

_NARROWER_SPAN: dict[Span, Span] = {"year": "month", "month": "day"}


def front_view(inputs: PlanInputs, entity_index: NameIndex, make_card: CardFactory) -> FrontView:
    """The lead, the newest articles, the sections in newsgen.yml's order, and every year.

    named: all entities.
    """
    articles = inputs.archive.articles
    newest = articles[: inputs.config.newest]
    lead = next((article for article in newest if article.lead), newest[0] if newest else None)
    rest = tuple(article for article in newest if article is not lead)
    return FrontView(
        lead=make_card(lead) if lead else None,
        groups=card_groups(make_card, rest),
        sections=_front_sections(inputs, all_shown=len(newest) == len(articles)),
        lately=recently_active(inputs, entity_index),
        years=site_periods(articles, "year")[::-1],
        count=len(articles),
    )


def _front_sections(inputs: PlanInputs, *, all_shown: bool) -> tuple[FrontSection, ...]:
    """whole: whether the front page shows every article, so that no headline need stand twice."""
    most = 0 if all_shown else _HEADLINES_PER_SECTION
    return tuple(
        FrontSection(
            term.text,
            routes.term_address(term.kind, term.slug),
            term.count,
            tuple(map(headline, term.articles[:most])),
        )
        for term in section_terms(inputs)
    )


def period_view(
    period: Period,
    articles: tuple[Article, ...],
    period_navigation: PeriodNavigation,
    make_card: CardFactory,
    max_articles: int,
) -> PeriodView:
    """The site's page of a year, month or day; one of more than `most` leads to its parts."""
    narrower = _NARROWER_SPAN.get(period.span)
    whole = narrower is None or len(articles) <= max_articles
    return PeriodView(
        address=routes.period_address(period),
        crumbs=period_crumbs(period.wider),
        period=period,
        kind=None,
        names=(),
        count=len(articles),
        groups=card_groups(make_card, articles) if whole else (),
        mentions=(),
        periods=site_periods(articles, narrower) if narrower else (),
        around=period_navigation.period_nav(period),
    )
