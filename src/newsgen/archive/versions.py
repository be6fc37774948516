"""Which articles are versions of one story, and which of them stands for it in a list.

A story is an article with its translations, and with theirs. A list shows it once: as the version
in the archive's language, else as the original, else as the first by language and path. Two
articles in one language are never taken for each other, whatever they are translations of.
"""

from collections import defaultdict
from collections.abc import Container, Iterable, Mapping

from newsgen.model.article import Article


def lead_version(article: Article, story: tuple[Article, ...]) -> Article:
    """Return the version that stands for an article's story in a list of the whole archive."""
    return article if story[0].language == article.language else story[0]


def other_versions(article: Article, story: tuple[Article, ...]) -> tuple[Article, ...]:
    """Return the versions in other languages, one of each, in the order of their languages."""
    first = {version.language: version for version in reversed(story)}
    return tuple(first[tag] for tag in sorted(first) if tag != article.language)


def version_in_language(article: Article, story: tuple[Article, ...], language: str) -> Article:
    """Return the version for readers of a language; the article itself if there is none."""
    if article.language == language:
        return article
    near = language.partition("-")[0]
    exact = (version for version in story if version.language == language)
    alike = (version for version in story if version.language.partition("-")[0] == near)
    return next(exact, None) or next(alike, article)


def find_versions(
    articles: tuple[Article, ...], hidden_paths: frozenset[str], language: str
) -> Mapping[str, tuple[Article, ...]]:
    """Return the stories that have several versions, in order, by the path of each version.

    Withdrawn articles are no versions, but a translation of one is of its story.

    Args:
        articles: All that a build shows, withdrawn ones included.
        hidden_paths: The paths of those that exist and are not shown.
        language: That of the archive.
    """
    originals = {
        article.path: article.translation_of for article in articles if article.translation_of
    }
    if not originals:
        return {}
    paths = hidden_paths.union(article.path for article in articles)
    originals = {path: original for path, original in originals.items() if original in paths}
    stories: dict[str, list[Article]] = defaultdict(list)
    for article in articles:
        if not article.withdrawn:
            stories[_first_original(article.path, originals)].append(article)

    several = (story for story in stories.values() if len(story) > 1)
    ranked = (rank_versions(story, language, originals) for story in several)
    return {version.path: story for story in ranked for version in story}


def rank_versions(
    versions: Iterable[Article], language: str, translated: Container[str]
) -> tuple[Article, ...]:
    """Return the versions of a story in the order in which they stand for it.

    Args:
        versions: All of them.
        language: That of the archive.
        translated: The paths of those that are translations of others.
    """

    def rank(version: Article) -> tuple[bool, bool, bool, str, str]:
        tag, near = version.language, language.partition("-")[0]
        is_translation = version.path in translated
        return tag != language, tag.partition("-")[0] != near, is_translation, tag, version.path

    return tuple(sorted(versions, key=rank))


def _first_original(path: str, originals: Mapping[str, str]) -> str:
    """Return what a text was first translated from; of texts in a circle the first by path."""
    chain: list[str] = []
    while path not in chain:
        chain.append(path)
        path = originals.get(path, path)
    return min(chain[chain.index(path) :])
