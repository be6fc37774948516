"""A name's own page: what is known of it, and its articles."""

from newsgen.archive.survey import Term
from newsgen.archive.timeline import Divided
from newsgen.model.authority import Authority
from newsgen.model.authority import Spelling as Written
from newsgen.model.identifier import REGISTERS, WIKIDATA
from newsgen.model.language import direction
from newsgen.pages import urls
from newsgen.pages.cards import Cards, groups, kind_crumbs, name_periods
from newsgen.pages.edition import Edition
from newsgen.pages.pieces import Identified, Known, Link, Spelling
from newsgen.pages.views import NameView

_REGISTERS = {each.key: each for each in (WIKIDATA, *REGISTERS)}


def name_view(edition: Edition, term: Term, years: Divided, cards: Cards) -> NameView:
    """A name's own page: its newest articles, and the way to every year if those are not all."""
    articles = term.articles
    larger, parts = relatives(edition, term)
    return NameView(
        address=urls.name(term.kind, term.slug),
        crumbs=kind_crumbs(term.kind),
        kind=term.kind,
        name=term.text,
        known=_known(term.authority) if term.authority else Known(),
        part_of=larger,
        parts=parts,
        count=len(articles),
        first=articles[-1].moment.day if articles else None,
        latest=articles[0].moment.day if articles else None,
        groups=groups(cards, articles[: edition.config.newest]),
        years=name_periods(term, years),
    )


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
