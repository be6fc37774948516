"""The pages of a name: its own, with what is known of it and its articles, and its years."""

from newsgen.archive.activity import activity
from newsgen.archive.archive import Term
from newsgen.archive.cooccurrence import FOLLOWED, Met
from newsgen.archive.timeline import Stretch, stretches
from newsgen.model.article import Article
from newsgen.model.authority import Authority
from newsgen.model.authority import Spelling as Written
from newsgen.model.kind import Kind
from newsgen.model.language import direction
from newsgen.pages import routes
from newsgen.pages.cards import Cards, groups, kind_crumbs, name_crumbs, periods_below, term_link
from newsgen.pages.components import Bar, Identified, Known, Link, Spelling
from newsgen.pages.pair import companions
from newsgen.pages.plan_inputs import Edition
from newsgen.pages.views import NameView, PeriodView


def name_view(
    edition: Edition,
    term: Term,
    years: tuple[Stretch, ...],
    met: tuple[Met, ...],
    cards: Cards,
) -> NameView:
    """A name's own page: its newest articles, and the way to every year if those are not all.

    An event whose articles it can all show is told from the beginning.
    """
    newest = edition.config.newest
    days = [each.moment.day for each in (*ends(term.articles), *ends(term.mentions))]
    meant, larger, parts = relatives(edition, term)
    address = routes.name(term.kind, term.slug)
    story = term.kind is Kind.EVENT and not years
    return NameView(
        address=address,
        crumbs=kind_crumbs(term.kind),
        kind=term.kind,
        name=term.text,
        known=_known(term.authority) if term.authority else Known(),
        meant=meant,
        part_of=larger,
        parts=parts,
        count=len(term.articles),
        mentioned=len(term.mentions),
        first=min(days, default=None),
        latest=max(days, default=None),
        groups=groups(cards, term.articles[:newest], oldest_first=story),
        mentions=groups(cards, term.mentions[:newest], oldest_first=story),
        years=periods_below(address, years),
        activity=_activity(term) if term.kind in FOLLOWED else (),
        company=companions(term, met),
        feed=routes.feed(address) if term.articles and edition.config.base_url else "",
    )


def _activity(term: Term) -> tuple[Bar, ...]:
    bars = activity(term.articles, term.mentions)
    return tuple(Bar(bar.period, bar.articles, bar.mentions) for bar in bars)


def name_period_view(term: Term, stretch: Stretch, cards: Cards, most: int) -> PeriodView:
    """A year of a name, or a month of a year that holds more than `most`."""
    period = stretch.period
    whole = period.span == "month" or stretch.count <= most
    months = () if whole else stretches(stretch.articles, stretch.mentions, "month")
    link = term_link(term)
    story = term.kind is Kind.EVENT
    return PeriodView(
        address=routes.within(link.address, period),
        crumbs=name_crumbs(term, period.wider),
        period=period,
        kind=term.kind,
        names=(link,),
        count=stretch.count,
        groups=groups(cards, stretch.articles, oldest_first=story) if whole else (),
        mentions=groups(cards, stretch.mentions, oldest_first=story) if whole else (),
        periods=periods_below(link.address, months),
    )


def ends(articles: tuple[Article, ...]) -> tuple[Article, ...]:
    """The newest and the oldest of articles that are newest first."""
    return (*articles[:1], *articles[-1:])


def relatives(edition: Edition, term: Term) -> tuple[Link | None, Link | None, tuple[Link, ...]]:
    """What a tag stands for, the larger name that one is part of, and the parts of one."""
    archive = edition.archive
    meant, larger = archive.meant(term), archive.larger(term)
    return (
        term_link(meant) if meant else None,
        term_link(larger) if larger else None,
        tuple(map(term_link, archive.parts.get(term.key, ()))),
    )


def _known(authority: Authority) -> Known:
    return Known(
        description=authority.description,
        spellings=tuple(map(_spelling, authority.aliases)),
        former=tuple(map(_spelling, authority.former)),
        identifiers=tuple(
            Identified(each.register.label, each.code, each.url) for each in authority.identifiers
        ),
        urls=authority.urls,
        began=authority.began,
        ended=authority.ended,
    )


def _spelling(written: Written) -> Spelling:
    return Spelling(written.text, written.language, direction(written.language))
