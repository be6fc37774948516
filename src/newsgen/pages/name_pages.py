"""The pages of a name: its own, with what is known of it and its articles, and its years."""

from newsgen.archive.activity import activity
from newsgen.archive.archive import Term
from newsgen.archive.cooccurrence import TRACKED_KINDS, Companion
from newsgen.archive.timeline import TermPeriod, term_periods
from newsgen.model.article import Article
from newsgen.model.authority import Authority
from newsgen.model.authority import Spelling as Written
from newsgen.model.language import direction
from newsgen.pages import routes
from newsgen.pages.cards import (
    CardFactory,
    card_groups,
    kind_crumbs,
    name_crumbs,
    periods_below,
    term_link,
)
from newsgen.pages.components import ActivityBar, IdentifierLink, Link, NameVariant, TermFacts
from newsgen.pages.pair_pages import companion_groups
from newsgen.pages.plan_inputs import PlanInputs
from newsgen.pages.views import NameView, PeriodView


def name_view(
    inputs: PlanInputs,
    term: Term,
    years: tuple[TermPeriod, ...],
    companions: tuple[Companion, ...],
    make_card: CardFactory,
) -> NameView:
    """A name's own page: its newest articles, and the way to every year if those are not all.

    An event whose articles it can all show is told from the beginning.
    """
    newest = inputs.config.newest
    days = [
        each.moment.day
        for each in (*newest_and_oldest(term.articles), *newest_and_oldest(term.mentions))
    ]
    meant, larger, parts = term_relations(inputs, term)
    address = routes.term_address(term.kind, term.slug)
    story = term.kind.facts.oldest_first and not years
    return NameView(
        address=address,
        crumbs=kind_crumbs(term.kind),
        kind=term.kind,
        name=term.text,
        known=_term_facts(term.authority) if term.authority else TermFacts(),
        meant=meant,
        part_of=larger,
        parts=parts,
        count=len(term.articles),
        mentioned=len(term.mentions),
        first=min(days, default=None),
        latest=max(days, default=None),
        groups=card_groups(make_card, term.articles[:newest], oldest_first=story),
        mentions=card_groups(make_card, term.mentions[:newest], oldest_first=story),
        years=periods_below(address, years),
        activity=_activity_bars(term) if term.kind in TRACKED_KINDS else (),
        company=companion_groups(term, companions),
        feed=routes.feed_address(address) if term.articles and inputs.config.base_url else "",
    )


def _activity_bars(term: Term) -> tuple[ActivityBar, ...]:
    bars = activity(term.articles, term.mentions)
    return tuple(ActivityBar(bar.period, bar.article_count, bar.mention_count) for bar in bars)


def name_period_view(
    term: Term, term_period: TermPeriod, make_card: CardFactory, max_articles: int
) -> PeriodView:
    """A year of a name, or a month of a year that holds more than `most`."""
    period = term_period.period
    whole = period.span == "month" or term_period.count <= max_articles
    months = () if whole else term_periods(term_period.articles, term_period.mentions, "month")
    link = term_link(term)
    story = term.kind.facts.oldest_first
    return PeriodView(
        address=routes.period_address_below(link.address, period),
        crumbs=name_crumbs(term, period.wider),
        period=period,
        kind=term.kind,
        names=(link,),
        count=term_period.count,
        groups=card_groups(make_card, term_period.articles, oldest_first=story) if whole else (),
        mentions=card_groups(make_card, term_period.mentions, oldest_first=story) if whole else (),
        periods=periods_below(link.address, months),
    )


def newest_and_oldest(articles: tuple[Article, ...]) -> tuple[Article, ...]:
    """The newest and the oldest of articles that are newest first."""
    return (*articles[:1], *articles[-1:])


def term_relations(
    inputs: PlanInputs, term: Term
) -> tuple[Link | None, Link | None, tuple[Link, ...]]:
    """What a tag stands for, the larger name that one is part of, and the parts of one."""
    archive = inputs.archive
    meant, larger = archive.entity_of_tag(term), archive.broader_term(term)
    return (
        term_link(meant) if meant else None,
        term_link(larger) if larger else None,
        tuple(map(term_link, archive.parts.get(term.key, ()))),
    )


def _term_facts(authority: Authority) -> TermFacts:
    return TermFacts(
        description=authority.description,
        spellings=tuple(map(_name_variant, authority.aliases)),
        former=tuple(map(_name_variant, authority.former)),
        identifiers=tuple(
            IdentifierLink(each.register.label, each.code, each.url)
            for each in authority.identifiers
        ),
        urls=authority.urls,
        began=authority.began,
        ended=authority.ended,
    )


def _name_variant(spelling: Written) -> NameVariant:
    return NameVariant(spelling.text, spelling.language, direction(spelling.language))
