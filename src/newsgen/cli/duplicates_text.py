"""Formats groups of articles that may be one: lines for people, and JSON."""

from collections.abc import Iterator
from typing import Any

from newsgen.cli.result_text import pluralize
from newsgen.commands.duplicates import DuplicateGroup, Duplicates, TextPair
from newsgen.model.article import Article
from newsgen.model.escape_controls import escape_controls


def duplicates_lines(duplicates: Duplicates) -> Iterator[str]:
    """Yield the lines for people: of each group first the oldest article."""
    count = pluralize(duplicates.article_count, "article")
    if not duplicates.groups:
        yield f"No two of {count} are nearly the same."
        return
    members = sum(len(group.articles) for group in duplicates.groups)
    groups = pluralize(len(duplicates.groups), "group")
    yield f"{groups} of articles that may be one: {members:,} of {count}."
    for group in duplicates.groups:
        first = group.articles[0]
        yield ""
        yield _heading(first)
        for article, pair in zip(group.articles[1:], group.pairs, strict=True):
            yield f"  {_heading(article)}"
            yield f"    {_likeness(article, pair, first)}"


def _heading(article: Article) -> str:
    words = (article.moment.calendar_date.edtf(), article.source.text, article.title)
    return f"{article.path}  {escape_controls(', '.join(words))}"


def _likeness(article: Article, pair: TextPair, first: Article) -> str:
    """Return how much of an article is equal to which other one."""
    other, equal, other_equal = pair.first, pair.equal, pair.first_equal
    if article is pair.first:
        other, equal, other_equal = pair.second, other_equal, equal
    where = "the first" if other is first else escape_controls(other.path)
    if equal == other_equal == 1:
        text = f"the same text as {where}"
    elif equal >= other_equal:
        text = f"{_percent(equal)} of its words are in {where}"
    else:
        text = f"has {_percent(other_equal)} of the words of {where}"
    return f"{text}; the same source_url" if pair.same_address else text


def _percent(part: float) -> str:
    return "all" if part == 1 else f"{int(100 * part)} %"


def duplicates_json(duplicates: Duplicates) -> dict[str, Any]:
    """Return the object that `--json` prints; docs/commands.md describes it."""
    return {
        "articles": duplicates.article_count,
        "groups": list(map(_group_json, duplicates.groups)),
        "unread": list(duplicates.unread_paths),
    }


def _group_json(group: DuplicateGroup) -> dict[str, Any]:
    return {
        "articles": [
            {
                "path": article.path,
                "title": article.title,
                "date": article.moment.edtf(),
                "source": article.source.text,
                "language": article.language,
                "source_url": article.source_url or None,
            }
            for article in group.articles
        ],
        "pairs": [
            {
                "older": pair.first.path,
                "newer": pair.second.path,
                "of_older": round(pair.first_equal, 4),
                "of_newer": round(pair.equal, 4),
                "same_source_url": pair.same_address,
            }
            for pair in group.pairs
        ],
    }
