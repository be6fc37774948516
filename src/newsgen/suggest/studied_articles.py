"""The articles whose texts are studied, by numbers: of each its path and its story are kept."""

from collections.abc import Iterable, Iterator
from functools import lru_cache

from newsgen.archive.questions import ArchiveQuestions
from newsgen.model.article import Article
from newsgen.store.parse_cache import BodyStore
from newsgen.suggest.text_studies import ArticleText, read_text


class StudiedArticles:
    """Articles of an archive, numbered in the order in which they are read, newest first."""

    def __init__(self, questions: ArchiveQuestions, bodies: BodyStore) -> None:
        """Begin with no article."""
        self._questions = questions
        self._bodies = bodies
        self._paths: list[str] = []
        # Of those with several versions: the story, the rank in it, the language.
        self._versions: dict[int, tuple[str, int, str]] = {}
        self.text = lru_cache(maxsize=200)(self._text)  # many names are in the same articles

    def read(self, articles: Iterable[Article]) -> Iterator[ArticleText]:
        """Yield the texts of articles that are not withdrawn, and number these."""
        for article in articles:
            if article.withdrawn:
                continue
            story = self._questions.versions(article)
            if len(story) > 1:
                rank = [version.path for version in story].index(article.path)
                self._versions[len(self._paths)] = story[0].path, rank, article.language
            self._paths.append(article.path)
            yield read_text(self._bodies, article)

    def path(self, number: int) -> str:
        """Return the path of an article."""
        return self._paths[number]

    def _text(self, number: int) -> str:
        """Return the text of an article."""
        article = self._questions.article(self._paths[number])
        return read_text(self._bodies, article).plain_text if article else ""

    def count_stories(self, numbers: Iterable[int] | None = None) -> int:
        """Return the number of articles, of all or of some, with each story taken as one.

        Two articles in one language are two, as in lists.
        """
        numbers = range(len(self._paths)) if numbers is None else tuple(numbers)
        leading: dict[str, tuple[int, str]] = {}
        versions = [self._versions[number] for number in numbers if number in self._versions]
        for story, rank, language in versions:
            leading[story] = min(leading.get(story, (rank, language)), (rank, language))
        shown = sum(1 for story, _, language in versions if leading[story][1] == language)
        return len(numbers) - len(versions) + shown
