"""`newsgen duplicates`: articles with the same text, nearly the same, or the same source address.

A translation is no duplicate of its original, and a withdrawn article of none.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache

from newsgen.archive.similar_texts import SimilarTexts, equal_part
from newsgen.archive.versions import find_versions
from newsgen.content.markdown.plain_text import html_to_text
from newsgen.model.article import Article
from newsgen.model.progress import Progress
from newsgen.model.value import Value
from newsgen.model.web_page_key import web_page_key
from newsgen.pipeline.article_files import ArticleFiles, read_article_files
from newsgen.pipeline.request import BuildRequest
from newsgen.pipeline.sketch_texts import sketch_texts

_ESTIMATE_ERROR = 0.1
"""By how much the part that sketches tell may be less than the exact one."""

_TEXTS_IN_MEMORY = 500


class TextPair(Value, frozen=True):
    """Two articles that may be one, the older first.

    Attributes:
        equal: The part of the second one's words that the first has too, from 0 to 1.
        first_equal: The part of the first one's words that the second has.
        same_address: Whether both are from the same source address.
    """

    first: Article
    second: Article
    equal: float
    first_equal: float
    same_address: bool

    @property
    def part(self) -> float:
        """How much is equal, of the text of which it is more."""
        return max(self.equal, self.first_equal)


class DuplicateGroup(Value, frozen=True):
    """Articles that may be one, the oldest first, and the pairs of them that are alike.

    For each article but the first there is a pair with that which it is most like.
    """

    articles: tuple[Article, ...]
    pairs: tuple[TextPair, ...]


class Duplicates(Value, frozen=True):
    """The groups of an archive, those first that are most alike; and what was looked through."""

    groups: tuple[DuplicateGroup, ...]
    article_count: int
    unread_paths: tuple[str, ...]


def find_duplicates(request: BuildRequest, minimum: float, progress: Progress) -> Duplicates:
    """Return the articles that are there twice, or nearly. Raises UnreadableArchive.

    Args:
        minimum: The part of a text, from 0 to 1, from which on it is nearly another.
    """

    def step(files: ArticleFiles) -> Duplicates:
        shown = (article for article in files.articles if not article.withdrawn)
        articles = sorted(shown, key=lambda article: article.sort_key)
        groups = _groups(articles, list(_pairs(files, articles, minimum)))
        ranked = sorted(groups, key=lambda group: -max(pair.part for pair in group.pairs))
        return Duplicates(tuple(ranked), len(articles), files.unread_paths)

    return read_article_files(request, step, progress)


def _pairs(files: ArticleFiles, articles: Sequence[Article], minimum: float) -> Iterator[TextPair]:
    """Yield the pairs of articles, which come oldest first, that may be one."""
    versions = find_versions(tuple(articles), frozenset(), files.site.config.language)
    similar_texts = SimilarTexts()
    for number, sketch in enumerate(sketch_texts(files, articles)):
        similar_texts.add(str(number), sketch)
    similar = similar_texts.pairs(minimum - _ESTIMATE_ERROR)
    of_one_address = set(_same_addresses(articles))

    @lru_cache(maxsize=_TEXTS_IN_MEMORY)
    def text_of(number: int) -> str:
        return html_to_text(files.body(articles[number]))

    for one, two in sorted(of_one_address | {(int(one), int(two)) for one, two, _ in similar}):
        first, second = articles[one], articles[two]
        if first.language != second.language and second in versions.get(first.path, ()):
            continue
        same_address = (one, two) in of_one_address
        texts = text_of(one), text_of(two)
        equal, first_equal = equal_part(*reversed(texts)), equal_part(*texts)
        if same_address or max(equal, first_equal) >= minimum:
            yield TextPair(first, second, equal, first_equal, same_address)


def _same_addresses(articles: Sequence[Article]) -> Iterator[tuple[int, int]]:
    """Yield the numbers of articles in one language from one address, each with the first."""
    first_numbers: dict[tuple[str, str], int] = {}
    for number, article in enumerate(articles):
        if address := web_page_key(article.source_url):
            first = first_numbers.setdefault((address, article.language), number)
            if first != number:
                yield first, number


def _groups(articles: Iterable[Article], pairs: Sequence[TextPair]) -> Iterator[DuplicateGroup]:
    """Yield the articles that pairs connect, each group with the best pair of each article."""
    leaders: dict[str, str] = {}

    def leader(path: str) -> str:
        while leaders.get(path, path) != path:
            path = leaders[path] = leaders.get(leaders[path], leaders[path])
        return path

    pairs_by_path: dict[str, list[TextPair]] = defaultdict(list)
    for pair in pairs:
        paths = pair.first.path, pair.second.path
        leaders[leader(paths[1])] = leader(paths[0])
        for path in paths:
            pairs_by_path[path].append(pair)
    members: dict[str, list[Article]] = defaultdict(list)
    for article in articles:
        if article.path in pairs_by_path:
            members[leader(article.path)].append(article)
    for group in members.values():
        best = [
            # With an older article, where there is one: max takes the first of equals.
            max(pairs_by_path[article.path], key=lambda pair: (pair.second is article, pair.part))
            for article in group[1:]
        ]
        yield DuplicateGroup(tuple(group), tuple(best))
