"""The pages of a name: its own, those of its years, and those of it with another name."""

from collections.abc import Iterator
from functools import partial

from newsgen.archive.activity import activity
from newsgen.archive.archive import ListedTerm
from newsgen.archive.companions import TRACKED_KINDS, Companion
from newsgen.archive.related import RelatedArticles
from newsgen.model.authority import Spelling
from newsgen.model.kind import Kind
from newsgen.model.text_direction import direction
from newsgen.pages import routes
from newsgen.pages.authors import author_name
from newsgen.pages.cards import (
    CardFactory,
    card_groups,
    first_and_latest_dates,
    kind_crumbs,
    name_crumbs,
    periods_below,
    term_address,
    term_link,
)
from newsgen.pages.name_periods import NameHistory
from newsgen.pages.page_group import PageGroup, PlannedPage
from newsgen.pages.plan_inputs import PlanInputs
from newsgen.pages.view_components import (
    CompanionGroup,
    CompanionLink,
    IdentifierLink,
    Link,
    NameVariant,
    TermFacts,
)
from newsgen.pages.views import NameView, PairView

_MAX_COMPANIONS = 8
"""Names of one kind that a name's page shows: more are seldom looked at, and change more often."""


def name_groups(
    inputs: PlanInputs, related_articles: RelatedArticles, term: ListedTerm, make_card: CardFactory
) -> Iterator[PageGroup]:
    """Yield the group of a name's own page and its pair pages, and one group for each year."""
    config, articles, mentions = inputs.config, term.stories, term.mention_stories
    name = NameHistory.of_term(term, config, make_card)
    year_counts = [(year.period, year.count) for year in name.years]
    counts = (len(articles), len(mentions), first_and_latest_dates(term), year_counts)
    settings = (config.year, config.newest, bool(config.base_url))
    own = (term.kind, term.text, term.slug, term.authority)
    # The digest of all its articles decides the companions, the activity and the pair pages.
    articles_digest = related_articles.term_digest(term)
    relations = _term_relations(inputs, term)
    facts = _term_facts(inputs, term)
    depends_on = ("name", own, relations, facts.organization, counts, articles_digest, settings)
    pages = partial(_name_pages, inputs, related_articles, name)
    newest = (*articles[: config.newest], *mentions[: config.newest])
    yield PageGroup(pages, depends_on, newest)
    for year in name.years:
        parts = (year.period, len(year.articles), config.year)
        year_depends_on = ("year of a name", term.kind, term.text, term.slug, parts)
        year_articles = (*year.articles, *year.mentions)
        yield PageGroup(partial(name.year_pages, year), year_depends_on, year_articles)


def _name_pages(
    inputs: PlanInputs, related_articles: RelatedArticles, name: NameHistory
) -> Iterator[PlannedPage]:
    """Yield the page of a name, and those of it and each companion whose address comes after."""
    (term,) = name.terms
    tracked = term.kind in TRACKED_KINDS
    companions = related_articles.tracked_terms.companions_of(term) if tracked else ()
    yield name.page("name.html", partial(_name_view, inputs, name, companions))
    for companion in companions:
        other = companion.term
        articles = inputs.archive.versions.one_of_each(companion.articles)
        if companion.has_pair_page and name.address < term_address(other):
            pair = NameHistory((term, other), articles, (), name.config, name.make_card)
            yield pair.page("pair.html", partial(_pair_view, pair))
            for year in pair.years:
                yield from pair.year_pages(year)


def _name_view(
    inputs: PlanInputs, name: NameHistory, companions: tuple[Companion, ...]
) -> NameView:
    (term,), newest = name.terms, name.config.newest
    dates = first_and_latest_dates(term)
    entity, larger, parts = _term_relations(inputs, term)
    # An event is told from its beginning if all its articles are shown.
    oldest_first = term.kind.facts.oldest_first and not name.years
    groups = partial(card_groups, name.make_card, oldest_first=oldest_first)
    stories, mentions = name.articles, name.mentions
    has_feed = bool(stories and name.config.base_url)
    return NameView(
        address=name.address,
        crumbs=kind_crumbs(term.kind),
        kind=term.kind,
        name=term.text,
        known=_term_facts(inputs, term),
        meant=entity,
        part_of=larger,
        parts=parts,
        count=len(stories),
        mentioned=len(mentions),
        first=min(dates, default=None),
        latest=max(dates, default=None),
        groups=groups(stories[:newest]),
        mentions=groups(mentions[:newest]),
        years=periods_below(name.address, name.years),
        activity=activity(stories, mentions) if term.kind in TRACKED_KINDS else (),
        company=_companion_groups(term, companions),
        feed=routes.feed_address(name.address) if has_feed else "",
    )


def _pair_view(pair: NameHistory) -> PairView:
    return PairView(
        address=pair.address,
        crumbs=name_crumbs(pair.terms[0]),
        kind=pair.terms[0].kind,
        names=tuple(map(term_link, pair.terms)),
        count=len(pair.articles),
        first=pair.articles[-1].moment.calendar_date,
        latest=pair.articles[0].moment.calendar_date,
        groups=card_groups(pair.make_card, pair.articles[: pair.config.newest]),
        years=periods_below(pair.address, pair.years),
    )


def _term_relations(
    inputs: PlanInputs, term: ListedTerm
) -> tuple[Link | None, Link | None, tuple[Link, ...]]:
    """Return the entity a tag stands for, the larger name one is part of, and the parts of one."""
    archive = inputs.archive
    entity, larger = archive.entity_of_tag(term), archive.broader_term(term)
    return (
        term_link(entity) if entity else None,
        term_link(larger) if larger else None,
        tuple(map(term_link, archive.parts.get(term.key, ()))),
    )


def _term_facts(inputs: PlanInputs, term: ListedTerm) -> TermFacts:
    authority = term.authority
    is_author = term.kind is Kind.AUTHOR
    organization = is_author and author_name(inputs.archive.authorities, term).organization
    if authority is None:
        return TermFacts(organization=organization)
    own = term.text.casefold()
    return TermFacts(
        description=authority.description,
        # One that differs in case alone tells a reader nothing.
        spellings=tuple(
            _name_variant(alias) for alias in authority.aliases if alias.text.casefold() != own
        ),
        former=tuple(map(_name_variant, authority.former)),
        identifiers=tuple(
            IdentifierLink(identifier.register.label, identifier.code, identifier.url)
            for identifier in authority.identifiers
        ),
        urls=authority.urls,
        began=authority.began,
        ended=authority.ended,
        organization=organization,
    )


def _name_variant(spelling: Spelling) -> NameVariant:
    return NameVariant(spelling.text, spelling.language, direction(spelling.language))


def _companion_groups(
    term: ListedTerm, companions: tuple[Companion, ...]
) -> tuple[CompanionGroup, ...]:
    groups: dict[Kind, list[CompanionLink]] = {kind: [] for kind in (*TRACKED_KINDS, Kind.SOURCE)}
    for companion in companions:
        other = companion.term
        if len(groups[other.kind]) < _MAX_COMPANIONS:
            address, together = term_address(other), ""
            if companion.has_pair_page:
                together = routes.pair_address(term_address(term), address)
            link = CompanionLink(other.text, address, companion.count, together)
            groups[other.kind].append(link)
    return tuple(CompanionGroup(kind, tuple(links)) for kind, links in groups.items() if links)
