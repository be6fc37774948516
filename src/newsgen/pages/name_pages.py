"""The pages of a name: its own, those of its years and months, and those with another name."""

from collections.abc import Iterator, Mapping
from functools import partial

from newsgen.archive.activity import activity
from newsgen.archive.companions import TRACKED_KINDS, WHOLE_STORY
from newsgen.archive.term import Term
from newsgen.archive.term_questions import Companion
from newsgen.archive.term_relations import broader_term, entity_of_tag
from newsgen.model.authority import Spelling
from newsgen.model.kind import ENTITY_KINDS, KIND_BY_KEY, Kind
from newsgen.model.period import Period
from newsgen.model.text_direction import direction
from newsgen.pages import routes
from newsgen.pages.authors import author_name
from newsgen.pages.cards import (
    card_groups,
    first_and_latest_dates,
    kind_crumbs,
    name_crumbs,
    periods_below,
    term_address,
    term_link,
)
from newsgen.pages.maps import place_map
from newsgen.pages.name_periods import NameHistory
from newsgen.pages.page_group import PlannedPage
from newsgen.pages.period_components import CountedPeriod
from newsgen.pages.plan_inputs import PlanInputs
from newsgen.pages.search_pages import SEARCHABLE_KINDS
from newsgen.pages.view_components import (
    CardGroup,
    CompanionGroup,
    CompanionLink,
    IdentifierLink,
    NameVariant,
    TermFacts,
)
from newsgen.pages.views import NameView, PairView

_MAX_COMPANIONS = 8
"""Names of one kind that a name's page shows: more are seldom looked at, and change more often."""


def name_pages(inputs: PlanInputs, key: str) -> Iterator[PlannedPage]:
    """Yield a name's own page."""
    if term := term_of_subject(inputs, key):
        history = NameHistory.of_term(inputs, term)
        yield history.page("name.html", partial(_name_view, history))


def name_period_pages(inputs: PlanInputs, key: str) -> Iterator[PlannedPage]:
    """Yield the page of a year or month of a name."""
    subject, _, period = key.rpartition("|")
    if term := term_of_subject(inputs, subject):
        yield from NameHistory.of_term(inputs, term).period_pages(period)


def pair_pages(inputs: PlanInputs, key: str) -> Iterator[PlannedPage]:
    """Yield the page of two names that share enough stories."""
    if pair := pair_history(inputs, key):
        yield pair.page("pair.html", partial(_pair_view, pair))


def pair_period_pages(inputs: PlanInputs, key: str) -> Iterator[PlannedPage]:
    """Yield the page of a year or month of two names."""
    subject, _, period = key.rpartition("|")
    if pair := pair_history(inputs, subject):
        yield from pair.period_pages(period)


def term_of_subject(inputs: PlanInputs, subject: str) -> Term | None:
    """Return the name of a subject if it has pages: of two with one address (N302) the first."""
    kind, _, text = subject.partition(":")
    term = inputs.questions.term(KIND_BY_KEY[kind], text)
    return term if term and inputs.questions.term_at(term.kind, term.slug) == term else None


def pair_history(inputs: PlanInputs, subject: str) -> NameHistory | None:
    """Return two names together if they have pages."""
    one, two = (term_of_subject(inputs, each) for each in subject.split("\n"))
    if one is None or two is None:
        return None
    has_page = inputs.questions.shared_score(one, two) >= WHOLE_STORY * inputs.config.pairs
    return NameHistory.of_pair(inputs, one, two) if has_page else None


def _name_view(name: NameHistory) -> NameView:
    (term,), inputs = name.terms, name.inputs
    dates = first_and_latest_dates(inputs, *name.timelines)
    # An event is told from its beginning if all its articles are shown.
    oldest_first = term.kind.facts.oldest_first and not name.years
    about, mentions = (
        card_groups(inputs, stories, oldest_first=oldest_first) for stories in name.newest
    )
    count, mention_count = name.counts
    parts = inputs.questions.parts(term)
    entity, larger = entity_of_tag(inputs.questions, term), broader_term(inputs.questions, term)
    is_tracked = term.kind in TRACKED_KINDS
    company = _companions(inputs, term) if is_tracked else {}
    return NameView(
        address=name.address,
        crumbs=kind_crumbs(term.kind),
        kind=term.kind,
        name=term.text,
        known=_term_facts(inputs, term),
        meant=term_link(entity) if entity else None,
        part_of=term_link(larger) if larger else None,
        parts=tuple(map(term_link, parts)),
        count=count,
        mentioned=mention_count,
        first=dates[0] if dates else None,
        latest=dates[1] if dates else None,
        groups=about,
        mentions=mentions,
        years=periods_below(name.address, name.years),
        activity=_counted_activity(name, about, mentions) if is_tracked else (),
        company=_companion_groups(inputs, term, company),
        map=place_map(
            (
                *((other.term, other.stories) for other in company.get(Kind.PLACE, ())),
                *((part, 0) for part in parts),
            ),
            own=(term, count + mention_count),
        ),
        feed=routes.feed_address(name.address) if count and inputs.config.base_url else "",
        is_searchable=inputs.config.search and term.kind in SEARCHABLE_KINDS,
    )


def _counted_activity(
    name: NameHistory, about: tuple[CardGroup, ...], mentions: tuple[CardGroup, ...]
) -> tuple[CountedPeriod, ...]:
    """Return the periods with articles of a name; each leads to the narrowest list of these.

    That is the page of a month or a year, or the first date of the period on the name's own page.
    """
    found = activity(name.inputs.questions, *name.timelines)
    if not found:
        return ()
    span = found[0].period.span
    anchors: dict[Period, str] = {}
    for prefix, groups in (("", about), ("mentions-", mentions)) if not name.years else ():
        for date in (group.period for group in groups):
            anchors.setdefault(Period.of(date.first, span), f"{prefix}{date.isoformat()}")
    months = {period for period, _ in name.periods()} if span == "month" else ()

    def address(period: Period) -> str:
        if not name.years:
            return name.address
        page = period if period in months else Period.of(period.first, "year")
        return routes.period_address_below(name.address, page)

    # A story counts on the date of its first version, and may be shown with that of another.
    return tuple(
        CountedPeriod(
            period, address(period), count + mentioned, mentioned, anchors.get(period, "")
        )
        for period, count, mentioned in found
    )


def _pair_view(pair: NameHistory) -> PairView:
    dates = first_and_latest_dates(pair.inputs, *pair.timelines)
    assert dates
    return PairView(
        address=pair.address,
        crumbs=name_crumbs(pair.terms[0]),
        kind=pair.terms[0].kind,
        names=tuple(map(term_link, pair.terms)),
        count=pair.counts[0],
        first=dates[0],
        latest=dates[1],
        groups=card_groups(pair.inputs, pair.newest[0]),
        years=periods_below(pair.address, pair.years),
    )


def _term_facts(inputs: PlanInputs, term: Term) -> TermFacts:
    authority = term.authority
    is_author = term.kind is Kind.AUTHOR
    organization = is_author and author_name(inputs.questions, term).organization
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
        coordinates=authority.coordinates,
    )


def _name_variant(spelling: Spelling) -> NameVariant:
    return NameVariant(spelling.text, spelling.language, direction(spelling.language))


def _companions(inputs: PlanInputs, term: Term) -> dict[Kind, tuple[Companion, ...]]:
    kinds = (*TRACKED_KINDS, Kind.SOURCE)
    return {kind: inputs.questions.companions(term, kind, _MAX_COMPANIONS) for kind in kinds}


def _companion_groups(
    inputs: PlanInputs, term: Term, company: Mapping[Kind, tuple[Companion, ...]]
) -> tuple[CompanionGroup, ...]:
    groups: list[CompanionGroup] = []
    least = WHOLE_STORY * inputs.config.pairs
    for kind, names in company.items():
        links: list[CompanionLink] = []
        for other, count, score in sorted(names, key=lambda name: -name.stories):
            address, together = term_address(other), ""
            if {kind, term.kind} <= {*ENTITY_KINDS} and score >= least:
                together = routes.pair_address(term_address(term), address)
            links.append(CompanionLink(other.text, address, count, together))
        if links:
            groups.append(CompanionGroup(kind, tuple(links)))
    return tuple(groups)
