"""Formats lists of articles: as a table of a terminal, a line each for pipes, CSV and JSON."""

import json
from collections.abc import Callable, Iterator, Mapping
from typing import Any

import click

from newsgen.commands.list_articles import PUBLISHED, ArticleList, ListedArticle
from newsgen.export.columns import Cell, Column, Table
from newsgen.model.article import Article
from newsgen.model.escape_controls import escape_controls
from newsgen.model.kind import ENTITY_KINDS, Kind

_DATE_WIDTH = 12
_LEAST_TITLE_WIDTH = 20


def _texts(article: Article, kind: Kind) -> tuple[str, ...]:
    return tuple(dict.fromkeys(name.text for name in article.names(kind)))


_COLUMNS: Mapping[str, Callable[[Article], Cell]] = {
    "path": lambda article: article.path,
    "id": lambda article: article.id,
    "date": lambda article: article.moment.edtf(),
    "title": lambda article: article.title,
    "source": lambda article: article.source.text,
    "section": lambda article: next(iter(_texts(article, Kind.SECTION)), None),
    "series": lambda article: next(iter(_texts(article, Kind.SERIES)), None),
    "authors": lambda article: _texts(article, Kind.AUTHOR),
    "tags": lambda article: _texts(article, Kind.TAG),
    **{
        kind.value: (lambda article, kind=kind: _texts(article, kind))  # type: ignore[misc]
        for kind in ENTITY_KINDS
    },
    "language": lambda article: article.language,
    "embargo": lambda article: article.embargo.isoformat() if article.embargo else None,
    "expires": lambda article: article.expiry.isoformat() if article.expiry else None,
    "withdrawn": lambda article: article.withdrawn.day.isoformat() if article.withdrawn else None,
    "translation_of": lambda article: article.translation_of or None,
    "source_url": lambda article: article.source_url or None,
    "archived_url": lambda article: article.archived_url or None,
    "summary": lambda article: article.summary or None,
}
"""What is told of an article besides its state."""


def article_json(entry: ListedArticle) -> dict[str, Any]:
    """Return an article as JSON; docs/commands.md describes it."""
    cells = {name: cell(entry.article) for name, cell in _COLUMNS.items()}
    return {"path": cells.pop("path"), "state": _state_word(entry), **cells}


def _state_word(entry: ListedArticle) -> str:
    return entry.state.partition(" ")[0]


def list_json(articles: ArticleList) -> str:
    """Return the object that `--json` prints."""
    rows = list(map(article_json, articles.articles))
    value = {"articles": rows, "unread": list(articles.unread_paths)}
    return json.dumps(value, indent=2, ensure_ascii=False)


def list_csv(articles: ArticleList) -> str:
    """Return the articles as CSV with a header."""
    from newsgen.export.csv_jsonl import csv_text

    columns = tuple(Column(name, "string", "") for name in ("state", *_COLUMNS))
    rows = (
        (_state_word(entry), *(cell(entry.article) for cell in _COLUMNS.values()))
        for entry in articles.articles
    )
    return csv_text(Table("articles", "", "", columns), rows)


def list_lines(articles: ArticleList) -> Iterator[str]:
    """Yield a line for each article, its columns parted by tabs, nothing cut off."""
    for entry in articles.articles:
        article = entry.article
        cells = (
            article.moment.calendar_date.edtf(),
            entry.state,
            article.source.text,
            article.title,
        )
        yield "\t".join(map(escape_controls, (*cells, article.path)))


def list_table(articles: ArticleList, width: int) -> Iterator[str]:
    """Yield two lines for each article, for a terminal of a width: its title, and its path."""
    from rich.cells import cell_len, set_cell_size

    sources = {entry.article.source.text for entry in articles.articles}
    source_width = min(max(map(cell_len, sources), default=0), width // 4)
    title_width = max(width - _DATE_WIDTH - source_width - 2, _LEAST_TITLE_WIDTH)

    def fit(text: str, size: int) -> str:
        text = escape_controls(text)
        if cell_len(text) > size:
            text = set_cell_size(text, size - 1).rstrip() + "…"
        return set_cell_size(text, size)

    for entry in articles.articles:
        article = entry.article
        day = click.style(f"{article.moment.calendar_date.edtf():<{_DATE_WIDTH}}", bold=True)
        title, source = fit(article.title, title_width), fit(article.source.text, source_width)
        yield f"{day}{title}  {source}".rstrip()
        path = click.style(escape_controls(article.path), dim=True)
        state = "" if entry.state == PUBLISHED else click.style(f"  {entry.state}", fg="yellow")
        yield f"{'':<{_DATE_WIDTH}}{path}{state}"
