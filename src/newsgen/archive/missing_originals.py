"""Translations of articles that are not there (N309), and the originals that were likely meant."""

import re
from collections import defaultdict
from collections.abc import Callable, Collection, Iterable
from functools import cached_property

from newsgen.archive.questions import ArchiveQuestions
from newsgen.content.did_you_mean import Vocabulary, did_you_mean
from newsgen.model.article import Article
from newsgen.model.problem import Problem, problem
from newsgen.model.slug import identity

_ENDING = re.compile(r"\.(?:md|markdown|html?)$", re.IGNORECASE)
_HINT = "write the path of its original, which begins with articles/, or take it out"


class MissingOriginals:
    """Finds translations of nothing; what their hints need of all articles is gathered once."""

    def __init__(
        self,
        questions: ArchiveQuestions,
        hidden_paths: Collection[str],
        faces: Callable[[], Iterable[Article]],
    ) -> None:
        """Take the archive.

        Args:
            questions: What is asked of it.
            hidden_paths: Those of articles that exist and are not shown.
            faces: Gives all articles, withdrawn ones too, as lists may show them; for hints alone.
        """
        self._questions = questions
        self._hidden_paths = hidden_paths
        self._faces = faces

    def problem_of(self, article: Article) -> Problem | None:
        """Return the problem of a translation of itself or of nothing (N309)."""
        original = article.translation_of
        if not original:
            return None
        if original == article.path:
            message, hint = "translation_of: names this article itself", _HINT
        elif self._questions.article(original) or original in self._hidden_paths:
            return None
        else:
            typed = original.removeprefix("articles/")
            name = original if _ENDING.search(original) else typed
            message = f'translation_of: there is no other article "{name}"'
            meant = _meant_path(typed, article, self._paths_by_word)
            hint = f"write {meant}" if meant else did_you_mean(original, self._vocabulary)
            if not hint or article.path in hint:
                hint = _HINT
            if not meant and "://" in typed:
                hint = f"{_HINT}; an original elsewhere belongs into source_url:"
        return problem("N309", article.location_of("translation_of"), message, hint)

    @cached_property
    def _vocabulary(self) -> Vocabulary:
        return Vocabulary((*(face.path for face in self._faces()), *self._hidden_paths))

    @cached_property
    def _paths_by_word(self) -> dict[str, list[str]]:
        """The paths of articles by all that an editor may name one by."""
        paths: dict[str, list[str]] = defaultdict(list)
        for article in self._faces():
            path = article.path
            stem = _ENDING.sub("", path.removeprefix("articles/"))
            day = article.moment.day.isoformat().replace("-", "/")
            words = (
                *(path, stem, stem.rpartition("/")[2], article.id, identity(article.title)),
                *(article.slug, f"{day}/{article.slug}"),
                *(alias.address.strip("/") for alias in article.aliases),
            )
            for word in dict.fromkeys(words):
                paths[word].append(path)
        return paths


def _meant_path(typed: str, article: Article, paths_by_word: dict[str, list[str]]) -> str:
    """Return the path of the only other article that a text names; empty if there is none."""
    text = re.sub(r"^https?:/+[^/]*", "", typed).split("?")[0].split("#")[0]
    path = _ENDING.sub("", text).strip("/")
    _, folder, below = text.rpartition("articles/")
    for word in (folder + below, text, path, _ENDING.sub("", below), identity(typed)):
        if found := [other for other in paths_by_word.get(word, ()) if other != article.path]:
            return found[0] if len(found) == 1 else ""
    parts = path.split("/")
    words = ("/".join(parts[-4:]), parts[-1])
    matches = (
        [one for one in paths_by_word.get(word, ()) if one != article.path] for word in words
    )
    return next((found[0] for found in matches if len(found) == 1), "")
