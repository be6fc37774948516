"""The pages of a name: its own, with what is known of it and its articles, and its years."""

from newsgen.archive.survey import Term
from newsgen.archive.timeline import Stretch, stretches
from newsgen.model.article import Article
from newsgen.model.authority import Authority
from newsgen.model.authority import Spelling as Written
from newsgen.model.identifier import REGISTERS, WIKIDATA
from newsgen.model.language import direction
from newsgen.pages import urls
from newsgen.pages.cards import Cards, groups, kind_crumbs, name_crumbs, name_periods
from newsgen.pages.edition import Edition
from newsgen.pages.pieces import Identified, Known, Link, Spelling
from newsgen.pages.views import NameView, PeriodView

_REGISTERS = {each.key: each for each in (WIKIDATA, *REGISTERS)}


def name_view(edition: Edition, term: Term, years: tuple[Stretch, ...], cards: Cards) -> NameView:
    """A name's own page: its newest articles, and the way to every year if those are not all."""
    newest = edition.config.newest
    days = [each.moment.day for each in (*ends(term.articles), *ends(term.mentions))]
    larger, parts = relatives(edition, term)
    return NameView(
        address=urls.name(term.kind, term.slug),
        crumbs=kind_crumbs(term.kind),
        kind=term.kind,
        name=term.text,
        known=_known(term.authority) if term.authority else Known(),
        part_of=larger,
        parts=parts,
        count=len(term.articles),
        mentioned=len(term.mentions),
        first=min(days, default=None),
        latest=max(days, default=None),
        groups=groups(cards, term.articles[:newest]),
        mentions=groups(cards, term.mentions[:newest]),
        years=name_periods(term, years),
    )


def name_period_view(term: Term, stretch: Stretch, cards: Cards, most: int) -> PeriodView:
    """A year of a name, or a month of a year that holds more than `most`."""
    period = stretch.period
    whole = period.span == "month" or stretch.count <= most
    months = () if whole else stretches(stretch.articles, stretch.mentions, "month")
    return PeriodView(
        address=urls.name(term.kind, term.slug, period),
        crumbs=name_crumbs(term, period.wider),
        period=period,
        kind=term.kind,
        name=_link(term),
        count=stretch.count,
        groups=groups(cards, stretch.articles) if whole else (),
        mentions=groups(cards, stretch.mentions) if whole else (),
        periods=name_periods(term, months),
    )


def ends(articles: tuple[Article, ...]) -> tuple[Article, ...]:
    """The newest and the oldest of articles that are newest first."""
    return (*articles[:1], *articles[-1:])


def relatives(edition: Edition, term: Term) -> tuple[Link | None, tuple[Link, ...]]:
    """The larger name that one is part of, and the names that are parts of it."""
    archive = edition.archive
    larger = archive.larger(term)
    return _link(larger) if larger else None, tuple(map(_link, archive.parts.get(term.key, ())))


def _link(term: Term) -> Link:
    return Link(term.text, urls.name(term.kind, term.slug))


def _known(authority: Authority) -> Known:
    return Known(
        description=authority.description,
        spellings=tuple(map(_spelling, authority.aliases)),
        former=tuple(map(_spelling, authority.former)),
        identifiers=tuple(
            Identified(register.label, each.code, register.url.format(each.code.replace(" ", "")))
            for each in authority.identifiers
            if (register := _REGISTERS.get(each.key))
        ),
        urls=authority.urls,
        began=authority.began,
        ended=authority.ended,
    )


def _spelling(written: Written) -> Spelling:
    return Spelling(written.text, written.language, direction(written.language))
