"""Builds the rows of the tables of names, tags and sources, by kind and identity."""

from collections import defaultdict
from collections.abc import Iterator

from newsgen.archive.archive import Archive, Term
from newsgen.export.article_rows import address_cells, name_id
from newsgen.export.columns import Cell, Row
from newsgen.model.authority import Authority
from newsgen.model.kind import Kind
from newsgen.pages.cards import term_address

_UNKNOWN_LANGUAGE = "und"
"""BCP 47's code of an unknown language."""


def name_rows(archive: Archive, base_url: str) -> Iterator[Row]:
    """Yield a row of `names` for each name that has a page."""
    for term in archive.terms.values():
        broader = archive.broader_term(term)
        yield (
            name_id(term),
            term.kind.value,
            term.text,
            *_authority_cells(term.authority),
            name_id(broader) if broader else None,
            len(term.articles),
            len(term.mentions),
            *_first_and_last_day(term),
            *address_cells(term_address(term), base_url),
        )


def kind_rows(archive: Archive, kind: Kind, base_url: str) -> Iterator[Row]:
    """Yield a row of `tags` or `sources` for each name of a kind."""
    for term in archive.terms_of_kind(kind):
        yield (
            name_id(term),
            term.text,
            (term.authority and term.authority.description) or None,
            len(term.articles),
            *_first_and_last_day(term),
            *address_cells(term_address(term), base_url),
        )


def _authority_cells(entry: Authority | None) -> tuple[Cell, ...]:
    """Return the cells from `description` to `ended`, which only an authority file fills."""
    if entry is None:
        return (None,) * 7
    aliases: dict[str, list[str]] = defaultdict(list)
    for alias in entry.aliases:
        aliases[alias.language or _UNKNOWN_LANGUAGE].append(alias.text)
    return (
        entry.description or None,
        {code.register_key: code.code for code in entry.identifiers} or None,
        dict(sorted(aliases.items())) or None,
        tuple(name.text for name in entry.former) or None,
        entry.urls or None,
        entry.began.isoformat() if entry.began else None,
        entry.ended.isoformat() if entry.ended else None,
    )


def _first_and_last_day(term: Term) -> tuple[str | None, str | None]:
    """Return the days of the oldest and the newest article a name appears in."""
    lists = (term.articles, term.mentions)
    ends = [article for articles in lists for article in (articles[:1] + articles[-1:])]
    days = [article.moment.day.isoformat() for article in ends]
    return min(days, default=None), max(days, default=None)
