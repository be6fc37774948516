"""`newsgen stats`: how much there is in an archive, of what, and what is missing."""

from collections import Counter
from collections.abc import Callable, Iterable, Mapping

from newsgen.archive.article_traits import missing_parts, states
from newsgen.archive.query_criteria import split_query
from newsgen.commands.list_articles import select_articles
from newsgen.content.markdown.plain_text import html_to_text
from newsgen.model.article import Article
from newsgen.model.kind import Kind, Name, NameKey
from newsgen.model.progress import Progress
from newsgen.model.search_words import count_words
from newsgen.model.value import Value
from newsgen.pipeline.article_files import ArticleFiles, map_bodies, read_article_files
from newsgen.pipeline.request import BuildRequest
from newsgen.runtime.job import Job

_LONGEST = 3
"""How many of the longest articles are told."""


class ArticleLength(Value, frozen=True):
    """An article and the number of its words."""

    path: str
    title: str
    words: int


class ArchiveStats(Value, frozen=True):
    """The numbers of an archive, or of the articles that a query means.

    Attributes:
        total: The number of articles, published or not.
        states: How many of them are drafts, embargoed and so on; words as of a query's `is:`.
        missing: How many of them lack what; words as of a query's `missing:`.
        first_date, last_date: Of the oldest and the newest, as they are known; empty without any.
        words: Of all texts.
        longest: The articles of most words.
        years: How many articles each has, oldest first.
        languages: How many articles each has, the most first.
        names: Of each kind, how many articles each name has, the most first.
        unread_paths: Files with errors, which are not counted.
    """

    total: int
    states: Mapping[str, int]
    missing: Mapping[str, int]
    first_date: str
    last_date: str
    words: int
    longest: tuple[ArticleLength, ...]
    years: Mapping[str, int]
    languages: Mapping[str, int]
    names: Mapping[Kind, Mapping[str, int]]
    unread_paths: tuple[str, ...]


def count_articles(request: BuildRequest, query: Iterable[str], progress: Progress) -> ArchiveStats:
    """Return the numbers of the articles that a query means.

    Raises UnreadableArchive, and CommandError for a query that means nothing.

    Args:
        query: Arguments of a command line; without any, all articles are meant.
    """
    criteria = tuple(split_query(query))

    def step(files: ArticleFiles) -> ArchiveStats:
        articles = sorted(select_articles(files, criteria), key=lambda article: article.sort_key)
        lengths = [
            ArticleLength(article.path, article.title, words)
            for article, words in zip(
                articles, map_bodies(files, WORD_COUNT_JOB, articles), strict=True
            )
        ]
        return ArchiveStats(
            total=len(articles),
            states=_count_each(states(files.now), articles),
            missing=_count_each(missing_parts(files.body), articles),
            first_date=articles[0].moment.edtf() if articles else "",
            last_date=articles[-1].moment.edtf() if articles else "",
            words=sum(length.words for length in lengths),
            longest=tuple(sorted(lengths, key=lambda each: (-each.words, each.path))[:_LONGEST]),
            years=Counter(f"{article.moment.day.year:04}" for article in articles),
            languages=dict(Counter(article.language for article in articles).most_common()),
            names=_name_counts(files, articles),
            unread_paths=files.unread_paths,
        )

    return read_article_files(request, step, progress)


def _count_each(
    conditions: Mapping[str, Callable[[Article], bool]], articles: Iterable[Article]
) -> dict[str, int]:
    return {word: sum(map(condition, articles)) for word, condition in conditions.items()}


def _name_counts(files: ArticleFiles, articles: Iterable[Article]) -> dict[Kind, dict[str, int]]:
    """Return how many articles declare or mention each name, by kind."""
    keys_by_line: dict[str, NameKey] = {}
    texts: dict[NameKey, str] = {}
    counts: Counter[NameKey] = Counter()
    for article in articles:
        keys: dict[NameKey, None] = {}
        for line in filter(None, (*article.name_lines.split("\n"), *article.mentioned_lines)):
            if line not in keys_by_line:
                name = Name.from_line(line)
                keys_by_line[line] = name.key
                texts.setdefault(name.key, name.text)
            keys[keys_by_line[line]] = None
        counts.update(keys.keys())
    by_kind: dict[Kind, dict[str, int]] = {kind: {} for kind in Kind}
    for key, count in counts.most_common():
        by_kind[key[0]][texts[key]] = count
    return by_kind


def _setup(_: None) -> Callable[[tuple[str, ...]], tuple[int, ...]]:
    return lambda htmls: tuple(count_words(html_to_text(html)) for html in htmls)


WORD_COUNT_JOB = Job(_setup, type(None), str, tuple[int, ...])
