"""Names → rows of `names`, `tags` and `sources`, by kind and identity."""

from collections import defaultdict
from collections.abc import Iterator

from newsgen.archive.archive import Archive, Term
from newsgen.export.columns import Cell, Row
from newsgen.export.rows import address_cells, name_id
from newsgen.model.authority import Authority
from newsgen.model.kind import Kind
from newsgen.model.period import Period
from newsgen.pages.cards import term_address

_UNKNOWN_LANGUAGE = "und"
"""BCP 47's language of a text whose language is not known."""


def name_rows(archive: Archive, base_url: str) -> Iterator[Row]:
    """Every name that has a page."""
    for term in archive.terms.values():
        larger = archive.broader_term(term)
        first, last = _first_and_last_day(term)
        yield (
            name_id(term),
            term.kind.value,
            term.text,
            *_authority_cells(term.authority),
            name_id(larger) if larger else None,
            len(term.articles),
            len(term.mentions),
            first,
            last,
            *address_cells(term_address(term), base_url),
        )


def kind_rows(archive: Archive, kind: Kind, base_url: str) -> Iterator[Row]:
    """The names of one kind, with how much there is of each."""
    for term in archive.terms_of_kind(kind):
        described = term.authority.description if term.authority else ""
        yield (
            name_id(term),
            term.text,
            described or None,
            len(term.articles),
            *_first_and_last_day(term),
            *address_cells(term_address(term), base_url),
        )


def _authority_cells(entry: Authority | None) -> tuple[Cell, ...]:
    """From the description to the end: what only an authority file says."""
    if entry is None:
        return (None,) * 7
    aliases: dict[str, list[str]] = defaultdict(list)
    for each in entry.aliases:
        aliases[each.language or _UNKNOWN_LANGUAGE].append(each.text)
    return (
        entry.description or None,
        {each.register_key: each.code for each in entry.identifiers} or None,
        dict(sorted(aliases.items())) or None,
        tuple(each.text for each in entry.former) or None,
        entry.urls or None,
        _iso_period(entry.began),
        _iso_period(entry.ended),
    )


def _iso_period(period: Period | None) -> str | None:
    return period.isoformat() if period else None


def _first_and_last_day(term: Term) -> tuple[str | None, str | None]:
    """The days of the oldest and the newest article a name appears in."""
    ends = [each for found in (term.articles, term.mentions) for each in (found[:1] + found[-1:])]
    days = sorted(article.moment.day.isoformat() for article in ends)
    return (days[0], days[-1]) if days else (None, None)
