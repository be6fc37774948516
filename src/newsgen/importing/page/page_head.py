"""What a page says of itself for machines: its meta elements, and its linked data (JSON-LD)."""

import json
import re
from collections.abc import Iterator, Mapping
from html import unescape
from typing import Any

from newsgen.content.text import one_line
from newsgen.importing.markup.tree import HtmlElement, elements, words_of
from newsgen.model.value import Value

_ARTICLE = re.compile(
    r"(?:News|Tech|Scholarly|Medical\w*|Report\w*|Opinion\w*|Analysis\w*|Review\w*|Satirical"
    r"|Background\w*|AskPublic\w*|Advertiser\w*)?Article|BlogPosting|LiveBlogPosting|Review|Report"
    r"|SocialMediaPosting|DiscussionForumPosting|Recipe|HowTo"
)
_LESS = re.compile(r"(?:Web|Item|Profile|About|Medical\w*)Page|VideoObject|Book|Chapter")
_LIST = re.compile(r"CollectionPage|SearchResultsPage|ItemList")
_MOST_NODES = 2000


class PageHead(Value, frozen=True):
    """What a page says of itself.

    Attributes:
        metas: Contents of meta elements by their names in lower case, with a colon for a full stop.
        article: The linked data of the article; empty without.
        kinds: The types of all things in its linked data.
        names: Names of things in its linked data by their `@id`.
    """

    metas: Mapping[str, tuple[str, ...]]
    article: Mapping[str, Any]
    kinds: tuple[str, ...]
    names: Mapping[str, str]

    def meta(self, *names: str) -> str:
        """Return the first of some meta elements that says something."""
        return next((text for name in names for text in self.metas.get(name, ())), "")

    def data(self, *names: str) -> str:
        """Return the first text of the linked data of the article under some names."""
        return next(filter(None, (one_line(text_of_data(self.article.get(n))) for n in names)), "")

    @property
    def is_list(self) -> bool:
        """Whether the page says that it is a list."""
        return not self.article and any(_LIST.fullmatch(kind) for kind in self.kinds)


def read_page_head(root: HtmlElement) -> PageHead:
    """Return what a page says of itself."""
    metas: dict[str, list[str]] = {}
    for attribute in ("property", "name", "itemprop"):
        for element in elements(root, "meta"):
            content = one_line(element.get("content") or "")
            for name in (element.get(attribute) or "").casefold().split() if content else ():
                metas.setdefault(name.replace(".", ":"), []).append(content)
    nodes = list(_nodes(root))
    kinds = tuple(kind for node in nodes for kind in _kinds(node))
    names = {
        str(node["@id"]): text_of_data(node["name"])
        for node in nodes
        if node.get("@id") and node.get("name")
    }
    article: Mapping[str, Any] = {}
    for pattern in (_ARTICLE, _LESS):
        matches = [n for n in nodes if any(pattern.fullmatch(kind) for kind in _kinds(n))]
        if matches:
            article = max(matches, key=len)
            break
    return PageHead({k: tuple(v) for k, v in metas.items()}, article, kinds, names)


def text_of_data(value: object) -> str:
    """Return the first text in a value of linked data."""
    if isinstance(value, list):
        return next(filter(None, map(text_of_data, value)), "")
    if isinstance(value, dict):
        return text_of_data(value.get("name") or value.get("@value") or value.get("url"))
    if isinstance(value, str):
        return re.sub(r"<[^<>]{1,200}>", "", unescape(value))
    return ""


def marked_texts(root: HtmlElement, property_name: str) -> list[str]:
    """Return the texts of elements with a property of microdata, outside of the head."""
    return [
        one_line(element.get("content") or element.get("datetime") or words_of(element))
        for element in root.iter()
        if property_name in (element.get("itemprop") or "").split() and element.tag != "meta"
    ]


def _nodes(root: HtmlElement) -> Iterator[dict[str, Any]]:
    todo: list[object] = []
    for script in elements(root, "script"):
        if "ld+json" in (script.get("type") or "").casefold():
            text = (script.text or "").strip().removeprefix("<![CDATA[").removesuffix("]]>")
            try:
                todo.append(json.loads(text.strip().rstrip(";"), strict=False))
            except (ValueError, RecursionError):
                continue
    count = 0
    while todo and count < _MOST_NODES:
        node = todo.pop(0)
        count += 1
        if isinstance(node, list):
            todo += node
        elif isinstance(node, dict):
            yield node
            todo += [
                node[key] for key in ("@graph", "mainEntity", "itemListElement") if key in node
            ]


def _kinds(node: Mapping[str, Any]) -> list[str]:
    kinds = node.get("@type") or ()
    return [
        str(kind).rpartition("/")[2] for kind in (kinds if isinstance(kinds, list) else [kinds])
    ]
