"""Articles that are copies of another, by their names (`a (1).md`) or by their texts."""

import re
from collections.abc import Iterable, Iterator
from contextlib import suppress

from newsgen.archive.similar_texts import equal_part
from newsgen.content.site import Site
from newsgen.model.article import Article
from newsgen.model.problem import Location, Problem, problem
from newsgen.store.source_content import read_source

_COPY = "Copy|copy|Kopie|kopie|Copie|copie|Copia|copia|Cópia|cópia|Kopia|Копия|копия|副本|コピー"
_COPY_NAMES = (
    re.compile(rf"(?P<stem>.+?)(?: ?\(\d+\)| ?[-–—_ ] ?(?:{_COPY})(?: ?\(?\d+\)?)?| \d)"),
    re.compile(rf"(?:(?:{_COPY})[ _-](?:of|von|de|di|van|av)|Копия)[ _-](?P<stem>.+)"),
)
"""How systems call a copy of a file: its name, and that of the original, without their ending."""

_NEARLY_ALL = 0.9
"""The part of the words that two texts share which are nearly the same."""


def article_copy_problems(site: Site, articles: Iterable[Article]) -> Iterator[Problem]:
    """Yield a problem for each article of a site that is a copy of another (N323)."""
    by_path = {article.path: article for article in articles}
    first_by_text: dict[tuple[object, ...], str] = {}
    for path, article in sorted(by_path.items()):
        text = (article.title, article.html_digest, article.moment.day, article.language)
        first = first_by_text.setdefault(text, path) if article.html_digest else path
        original = next((name for name in _originals(path) if name in by_path), "")
        if original and article.html_digest == by_path[original].html_digest != "":
            yield _copy_problem(path, original, "the same text as")
        elif original and _are_nearly_same(site, path, original):
            yield _copy_problem(path, original, "nearly the same text as")
        elif path not in (first, *_originals(first)):
            yield _copy_problem(path, first, "the same title, day and text as")


def _originals(path: str) -> Iterator[str]:
    """Yield the paths of which a path may be a copy, by its name."""
    folder, slash, name = path.rpartition("/")
    stem, dot, ending = name.rpartition(".")
    for pattern in _COPY_NAMES:
        if match := pattern.fullmatch(stem):
            yield f"{folder}{slash}{match['stem']}{dot}{ending}"


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
