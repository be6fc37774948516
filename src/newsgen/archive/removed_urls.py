"""Addresses that were published and are no more, each with the line that would redirect it."""

import re
from collections.abc import Iterable

from newsgen.model.kind import CONTROLLED_KINDS
from newsgen.model.value import Value

_LANGUAGE = "[a-z]{2,3}(?:-[a-z0-9]+)*"
_ARTICLE_PAGE = re.compile(
    rf"(?:{_LANGUAGE}/\d{{4}}/\d{{2}}/\d{{2}}/[^/]+|"
    rf"\d{{4}}/\d{{2}}/\d{{2}}/[^/]+(?:/{_LANGUAGE})?)/index\.html"
)
_NAME_PAGE = re.compile(rf"({'|'.join(CONTROLLED_KINDS)})/[^/]+/index\.html")


class RemovedUrl(Value, frozen=True):
    """An address that readers may still use, and how to make it lead somewhere."""

    address: str
    hint: str


def removed_urls(deleted_paths: Iterable[str]) -> tuple[RemovedUrl, ...]:
    """Return those of the deleted output files that were an article's or a name's own page."""
    removed = []
    for path in deleted_paths:
        address = "/" + path.removesuffix("index.html")
        if _ARTICLE_PAGE.fullmatch(path):
            hint = f"to keep it, add to the article that took its place: aliases: [{address}]"
        elif name := _NAME_PAGE.fullmatch(path):
            file = f"authorities/{name[1]}.yml"
            hint = f"if the name was merged into another, add it under that one's former: in {file}"
        else:
            continue
        removed.append(RemovedUrl(address, hint))
    return tuple(removed)
