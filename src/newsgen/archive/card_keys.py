"""What decides an article's card, and all else that other pages show of it, as one text."""

from collections.abc import Callable, Mapping
from operator import attrgetter

from newsgen.archive.archive import Archive
from newsgen.archive.visibility import Badge
from newsgen.model.article import Article
from newsgen.model.kind import Name

CardKey = Callable[[Article], str]
"""Returns the card key of an article."""


def card_keys(archive: Archive, badges: Mapping[str, Badge]) -> CardKey:
    """Return the function from an article to its card key.

    Mostly that is the article's face. The archive adds the badge of an article that is not
    published yet, the shown spellings of its names where another article spells them otherwise, and
    the other versions of its story. This is slow, the function quick.
    """
    keys: dict[str, str] = {}
    for path in {*badges, *archive.respelled_paths}:
        article = archive.articles_by_path[path]
        if not article.withdrawn:
            names = map(Name.from_line, article.name_lines.split("\n"))
            spellings = (archive.term(name).text for name in names)
            keys[path] = "\n".join((article.face, badges.get(path, ""), *spellings))
    for path, story in archive.versions.stories().items():
        article = archive.articles_by_path[path]
        parts = (part for version in story for part in (version.path, version.face))
        keys[path] = "\n".join((keys.get(path, article.face), *parts))
    return (lambda article: keys.get(article.path, article.face)) if keys else attrgetter("face")
