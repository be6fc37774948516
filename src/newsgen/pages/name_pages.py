"""The pages of a name: its own, those of its years, and those of it with another name."""

from collections.abc import Iterator
from functools import partial

from newsgen.archive.activity import activity
from newsgen.archive.archive import Term
from newsgen.archive.cooccurrence import TRACKED_KINDS, Companion
from newsgen.archive.related import RelatedArticles
from newsgen.archive.timeline import TermPeriod
from newsgen.model.authority import Authority, Spelling
from newsgen.model.text_direction import direction
from newsgen.pages import routes
from newsgen.pages.cards import (
    CardFactory,
    card_groups,
    kind_crumbs,
    newest_and_oldest,
    periods_below,
    term_address,
    term_link,
)
from newsgen.pages.name_view_components import IdentifierLink, NameVariant, TermFacts
from newsgen.pages.page_group import PageGroup, PlannedPage
from newsgen.pages.pair_pages import companion_groups, pair_pages
from newsgen.pages.plan_inputs import PlanInputs
from newsgen.pages.timelines import Timeline, year_pages, years_with_pages
from newsgen.pages.view_components import Link
from newsgen.pages.views import NameView


def name_groups(
    inputs: PlanInputs, related_articles: RelatedArticles, term: Term, make_card: CardFactory
) -> Iterator[PageGroup]:
    """Yield the group of a name's own page and its pair pages, and one group for each year.

    A name has pages of years only where its own page cannot show all articles.
    """
    newest_count, max_articles = inputs.config.newest, inputs.config.year
    articles, mentions = term.articles, term.mentions
    years = years_with_pages(articles, mentions, newest_count)
    days = [
        article.moment.day
        for article in (*newest_and_oldest(articles), *newest_and_oldest(mentions))
    ]
    year_counts = [(year.period, year.count) for year in years]
    counts = (len(articles), len(mentions), days, year_counts)
    relations = _term_relations(inputs, term)
    settings = (max_articles, newest_count, bool(inputs.config.base_url))
    own = (term.kind, term.text, term.slug, term.authority)
    # The digest of all its articles decides the companions, the activity and the pair pages.
    articles_digest = related_articles.term_digest(term)
    depends_on = ("name", own, relations, counts, articles_digest, settings)
    pages = partial(_name_pages, inputs, related_articles, term, years, make_card)
    yield PageGroup(pages, depends_on, (*articles[:newest_count], *mentions[:newest_count]))
    for year in years:
        year_articles = (*year.articles, *year.mentions)
        parts = (year.period, len(year.articles), max_articles)
        year_depends_on = ("year of a name", term.kind, term.text, term.slug, parts)
        timeline = Timeline((term,), term_address(term))
        pages = partial(year_pages, timeline, year, make_card, max_articles)
        yield PageGroup(pages, year_depends_on, year_articles)


def _name_pages(
    inputs: PlanInputs,
    related_articles: RelatedArticles,
    term: Term,
    years: tuple[TermPeriod, ...],
    make_card: CardFactory,
) -> Iterator[PlannedPage]:
    tracked = term.kind in TRACKED_KINDS
    companions = related_articles.cooccurrence.companions_of(term) if tracked else ()
    view = partial(_name_view, inputs, term, years, companions, make_card)
    timeline = Timeline((term,), term_address(term))
    yield PlannedPage(timeline.address, "name.html", timeline.owner, view)
    yield from pair_pages(term, companions, make_card, inputs.config.newest, inputs.config.year)


def _name_view(
    inputs: PlanInputs,
    term: Term,
    years: tuple[TermPeriod, ...],
    companions: tuple[Companion, ...],
    make_card: CardFactory,
) -> NameView:
    """Return a name's own page: its newest articles, and links to the years if those are not all.

    An event is told from its beginning if all its articles are shown.
    """
    newest_count = inputs.config.newest
    days = [
        article.moment.day
        for article in (*newest_and_oldest(term.articles), *newest_and_oldest(term.mentions))
    ]
    entity, larger, parts = _term_relations(inputs, term)
    address = term_address(term)
    groups = partial(
        card_groups, make_card, oldest_first=term.kind.facts.oldest_first and not years
    )
    return NameView(
        address=address,
        crumbs=kind_crumbs(term.kind),
        kind=term.kind,
        name=term.text,
        known=_term_facts(term.authority) if term.authority else TermFacts(),
        meant=entity,
        part_of=larger,
        parts=parts,
        count=len(term.articles),
        mentioned=len(term.mentions),
        first=min(days, default=None),
        latest=max(days, default=None),
        groups=groups(term.articles[:newest_count]),
        mentions=groups(term.mentions[:newest_count]),
        years=periods_below(address, years),
        activity=activity(term.articles, term.mentions) if term.kind in TRACKED_KINDS else (),
        company=companion_groups(term, companions),
        feed=routes.feed_address(address) if term.articles and inputs.config.base_url else "",
    )


def _term_relations(
    inputs: PlanInputs, term: Term
) -> tuple[Link | None, Link | None, tuple[Link, ...]]:
    """Return the entity a tag stands for, the larger name one is part of, and the parts of one."""
    archive = inputs.archive
    entity, larger = archive.entity_of_tag(term), archive.broader_term(term)
    return (
        term_link(entity) if entity else None,
        term_link(larger) if larger else None,
        tuple(map(term_link, archive.parts.get(term.key, ()))),
    )


def _term_facts(authority: Authority) -> TermFacts:
    return TermFacts(
        description=authority.description,
        spellings=tuple(map(_name_variant, authority.aliases)),
        former=tuple(map(_name_variant, authority.former)),
        identifiers=tuple(
            IdentifierLink(identifier.register.label, identifier.code, identifier.url)
            for identifier in authority.identifiers
        ),
        urls=authority.urls,
        began=authority.began,
        ended=authority.ended,
    )


def _name_variant(spelling: Spelling) -> NameVariant:
    return NameVariant(spelling.text, spelling.language, direction(spelling.language))
