"""What an article can lack, and what it can be at a time: words of queries and statistics."""

import re
from collections.abc import Callable, Mapping
from datetime import datetime
from functools import partial

from newsgen.archive.visibility import is_expired, unpublished_reason
from newsgen.content.picture_descriptions import says_nothing
from newsgen.model.article import Article
from newsgen.model.digest import digest
from newsgen.model.kind import ENTITY_KINDS, Kind

Condition = Callable[[Article], bool]
"""Tells of an article whether it is meant."""

BodyReader = Callable[[Article], str]
"""Gives the HTML of an article's text."""

_PICTURE = re.compile(r"<img\b[^>]*>")
_ALT = re.compile(r'\balt="([^"]*)"')
_NO_TEXT = ("", digest(""))


def missing_parts(body: BodyReader) -> Mapping[str, Condition]:
    """Return by word what an article can lack, and what tells that it does.

    A withdrawn article lacks nothing: none of it is shown any more.
    """

    def has_picture(article: Article) -> bool:
        return bool(article.images or _PICTURE.search(body(article)))

    def has_undescribed_picture(article: Article) -> bool:
        if any(not image.alt or says_nothing(image.alt) for image in article.images):
            return True
        tags = map(_ALT.search, _PICTURE.findall(body(article)))
        return any(not tag or not tag[1] or says_nothing(tag[1]) for tag in tags)

    conditions: dict[str, Condition] = {
        "summary": lambda article: not article.summary,
        "picture": lambda article: not has_picture(article),
        "alt": has_undescribed_picture,
        "source_url": lambda article: not article.source_url,
        "archived_url": lambda article: not article.archived_url,
        "retrieved": lambda article: article.retrieved is None,
        "author": lambda article: not article.names(Kind.AUTHOR),
        "section": lambda article: not article.names(Kind.SECTION),
        "tag": lambda article: not article.names(Kind.TAG),
        "name": lambda article: not any(map(article.names, ENTITY_KINDS)),
        "text": lambda article: article.rights == "full" and article.html_digest in _NO_TEXT,
    }
    return {word: partial(_lacks, condition) for word, condition in conditions.items()}


def _lacks(condition: Condition, article: Article) -> bool:
    return not article.withdrawn and condition(article)


def states(now: datetime) -> Mapping[str, Condition]:
    """Return by word what an article can be at a time, and what tells that it is."""
    return {
        "draft": lambda article: article.draft,
        "embargoed": lambda article: bool(article.embargo and article.embargo.at > now),
        "expired": lambda article: is_expired(article, now),
        "withdrawn": lambda article: article.withdrawn is not None,
        "future": lambda article: article.moment.at > now,
        "published": lambda article: not (article.withdrawn or unpublished_reason(article, now)),
        "translation": lambda article: bool(article.translation_of),
    }
