"""`newsgen list`: the articles that a query means, drafts included, in an order."""

from collections.abc import Callable, Collection, Iterable
from typing import Any, Literal

from newsgen.archive.article_query import read_query
from newsgen.archive.query_criteria import Criterion, QueryScope, split_query
from newsgen.archive.visibility import unpublished_reason
from newsgen.model.article import Article
from newsgen.model.progress import Progress
from newsgen.model.value import Value
from newsgen.pipeline.article_files import ArticleFiles, read_article_files
from newsgen.pipeline.request import BuildRequest
from newsgen.store.collation import Collation

ArticleOrder = Literal["newest", "oldest", "title", "source", "path"]

PUBLISHED = "published"
"""The state of an article that a build shows."""


class ListedArticle(Value, frozen=True):
    """An article of a list. state: published, withdrawn, or why a build does not show it."""

    article: Article
    state: str


class ArticleList(Value, frozen=True):
    """The articles that a query means, in order, and the files that are none for their errors."""

    articles: tuple[ListedArticle, ...]
    unread_paths: tuple[str, ...]


def list_articles(
    request: BuildRequest, query: Iterable[str], order: ArticleOrder, progress: Progress
) -> ArticleList:
    """Return the articles that a query means.

    Raises UnreadableArchive, and CommandError for a query that means nothing.

    Args:
        query: Arguments of a command line; without any, all articles are meant.
    """
    criteria = tuple(split_query(query))

    def step(files: ArticleFiles) -> ArticleList:
        collation = Collation(files.session.cache)
        keys: dict[ArticleOrder, Callable[[Article], Any]] = {
            "newest": lambda article: article.sort_key,
            "oldest": lambda article: article.sort_key,
            "title": lambda article: collation.sort_key(article.title),
            "source": lambda article: collation.sort_key(article.source.text),
            "path": lambda article: article.path,
        }
        articles = sorted(
            select_articles(files, criteria), key=keys[order], reverse=order == "newest"
        )
        collation.save()
        listed = (ListedArticle(each, _state(each, files)) for each in articles)
        return ArticleList(tuple(listed), files.unread_paths)

    return read_article_files(request, step, progress)


def select_articles(files: ArticleFiles, criteria: Collection[Criterion]) -> tuple[Article, ...]:
    """Return the articles that the criteria of a query mean. Raises CommandError."""
    scope = QueryScope(files.articles, files.site.context.authorities, files.now, files.body)
    return tuple(filter(read_query(criteria, scope), files.articles))


def _state(article: Article, files: ArticleFiles) -> str:
    if article.withdrawn:
        return f"withdrawn since {article.withdrawn.day.isoformat()}"
    return unpublished_reason(article, files.now) or PUBLISHED
