"""Articles that are copies of another, by their names (`a (1).md`) or by their texts."""

from contextlib import suppress

from newsgen.archive.copy_names import originals_by_name
from newsgen.archive.similar_texts import equal_part
from newsgen.content.site import Site
from newsgen.model.article import Article
from newsgen.model.problem import Location, Problem, problem
from newsgen.store.problem_archive import ProblemArchive
from newsgen.store.source_content import read_source

_NEARLY_ALL = 0.9
"""The part of the words that two texts share which are nearly the same."""


def article_copy_problem(site: Site, archive: ProblemArchive, article: Article) -> Problem | None:
    """Return the problem of an article of a site that is a copy of another (N323)."""
    path = article.path
    first = archive.first_with_text(article)
    originals = (archive.article(one) for one in originals_by_name(path))
    original = next(filter(None, originals), None)
    if original and article.html_digest == original.html_digest != "":
        return _copy_problem(path, original.path, "the same text as")
    if original and _are_nearly_same(site, path, original.path):
        return _copy_problem(path, original.path, "nearly the same text as")
    if path not in (first, *originals_by_name(first)):
        return _copy_problem(path, first, "the same title, day and text as")
    return None


def _copy_problem(path: str, original: str, words: str) -> Problem:
    hint = "delete one of the two, or begin its name with _"
    return problem("N323", Location(path), f"has {words} {original}", hint)


def is_nearly_same(one: bytes, other: bytes) -> bool:
    """Return whether nearly all words of each of two sources are in the other as well."""
    texts = [data.decode("utf-8", "replace") for data in (one, other)]
    return min(equal_part(*texts), equal_part(*reversed(texts))) >= _NEARLY_ALL


def _are_nearly_same(site: Site, *paths: str) -> bool:
    with suppress(OSError):
        one, other = (read_source(site, path) for path in paths)
        return is_nearly_same(one, other)
    return False
