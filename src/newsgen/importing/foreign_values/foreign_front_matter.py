"""Front matter of other generators → values of a draft, by the table of what keys mean."""

import re
from collections.abc import Iterator, Mapping

from newsgen.content.front_matter.foreign_keys import meant_key
from newsgen.content.text import one_line
from newsgen.importing.draft import Leftover, Loss
from newsgen.importing.foreign_values.front_matter_formats import ForeignFrontMatter, Plain
from newsgen.model.kind import TYPED_ENTITY_KINDS
from newsgen.model.value import Value, field

_OTHER_MEANINGS = {
    "url": "address",
    "permalink": "address",
    "path": "address",
    "save_as": "address",
    "redirect_from": "aliases",
    "redirects": "aliases",
    "alias": "aliases",
    "old_url": "aliases",
    "publishdate": "embargo",
    "publish_date": "embargo",
    "go_live_date": "embargo",
    "expirydate": "expires",
    "expiry_date": "expires",
    "unpublishdate": "expires",
    "expires": "expires",
    "expire": "expires",
    "published": "published",
    "draft": "draft",
    "hidden": "draft",
    "status": "status",
    "locale": "language",
    "hero": "image",
    "overlay_image": "image",
    "teaser": "image",
    "primary_image": "image",
    "images": "image",
    "og_image": "image",
    "image_description": "image.alt",
    "image_figcaption": "image.caption",
    "tag": "tags",
    "communities": "tags",
    "link": "source_url",
    "external": "source_url",
}
_KEYS = ("title", "source", "date", "authors", "section", "series", "tags", "summary", "language")
_OTHER_KEYS = (
    *("updated", "aliases", "image", "source_url", "slug", "embargo", "expires", "retrieved"),
    *("archived_url", "rights", "dateline", "id"),
)
_LISTS = frozenset(("authors", "tags", "aliases", "image"))
_NESTED = ("extra", "params", "taxonomies", "header", "seo", "metadata")
_TECHNICAL = frozenset(
    (
        *("layout", "type", "template", "weight", "order", "menu", "nav", "nav_order", "toc"),
        *("comments", "comment", "math", "mathjax", "katex", "sitemap", "outputs", "cascade"),
        *("build", "_build", "pagination", "paginate", "markup", "parent", "has_children"),
        *("css", "js", "sidebar", "share", "related", "classes", "ref", "lang-ref", "lang_ref"),
        *("translationkey", "translation_key", "translation_id", "page_id", "layoutname"),
        *("eleventyexcludefromcollections", "eleventycomputed", "eleventynavigation", "resources"),
        *("guid", "post_id", "wordpress_id", "disqus_identifier", "in_search_index", "generator"),
        *("aliases_old", "sort_by", "insert_anchor_links", "isCJKLanguage", "iscjklanguage"),
        *("redirect_to", "excerpt_separator", "collection", "permalinks", "filename"),
        *("keywords_meta", "hide_footer", "showtoc", "tocopen", "has_math", "nocomments"),
        *("pretty_url", "hyphenate"),
    )
)
"""Keys that say how a page is made, not what it is about."""

_OF_A_POST = re.compile(r"(?i:^(?:post|page|article|news))(?:[_-]|(?=[A-Z]))")
_TRUE, _FALSE = ("true", "yes", "1", "on"), ("false", "no", "0", "off")
_ADDRESS = re.compile(r"<[^<>\s]*>|\(?\bhttps?://\S+|\(?\b[\w.+-]+@[\w-]+\.[\w.-]+\)?")
"""An address beside the name of an author."""

_COMMA = re.compile(r"\s*[,;]\s*")
_AND = re.compile(r"\s*;\s*|\s+(?:and|&|[—–](?=\s[a-z]))\s+")
_ACCOUNT = re.compile(r"\s*\(\[?@[^()\[\]]*\]?(?:\([^()]*\))?\)")
_ROLE = re.compile(r"(?!the [A-Z]|(?:de|van|von|di|da|al) )[a-z]\S* ")
_NAME_MARKS = re.compile(r"\[([^\[\]]+)\]\([^()\s]*\)|<[^<>]*>")
_HIDDEN = ("draft", "private", "hidden", "pending", "unpublished", "future")


class ForeignValues(Value, frozen=True):
    """What front matter says, by newsgen's keys.

    Attributes:
        texts: The text of keys that have one.
        lists: The items of keys that have many; those of `image` are addresses.
        keys: The key of the document for each of ours.
        lines: Its line.
        losses: What has no counterpart.
        leftovers: Keys that say how a page is made.
    """

    texts: Mapping[str, str]
    lists: Mapping[str, tuple[str, ...]]
    keys: Mapping[str, str]
    losses: tuple[Loss, ...] = ()
    lines: Mapping[str, int] = field(default_factory=dict)
    leftovers: tuple[Leftover, ...] = ()


def read_foreign_values(matter: ForeignFrontMatter, values: Mapping[str, Plain]) -> ForeignValues:
    """Return what front matter says.

    Args:
        matter: Of the document: it knows lines.
        values: Its values, with those that the site has for its folder.
    """
    texts: dict[str, str] = {}
    lists: dict[str, tuple[str, ...]] = {}
    keys: dict[str, str] = {}
    losses = [
        Loss(f'the key "{key}" is there twice: the last one counts', line, what=key)
        for key, line in matter.repeated.items()
    ]
    leftovers: list[Leftover] = []
    ordered = sorted(_flat(values), key=lambda pair: _our_key(pair[0]) != pair[0])
    for key, value in ordered:
        ours, line = _our_key(key), matter.lines.get(key, 0)
        if not value or (isinstance(value, str) and not value.strip()):
            continue
        if value == "false" and ours not in ("draft", "published"):
            continue
        if not ours:
            if key.casefold() in _TECHNICAL:
                leftovers.append(Leftover("key for the layout", key))
            else:
                losses.append(Loss(f'the key "{key}" has no counterpart', line, what=key))
        elif ours in _LISTS or ours.startswith("entities."):
            items = tuple(_items(ours, key, value, texts))
            if ours == "authors":
                items, roles = _without_roles(items)
                losses += [
                    Loss(f'of the authors, "{role}" was left out', line, what=f'"{role}"')
                    for role in roles
                ]
            lists[ours] = tuple(dict.fromkeys((*lists.get(ours, ()), *items)))
            keys.setdefault(ours, key)
        elif ours in ("section", "series") and isinstance(value, list):
            rest = _tags_of_list(ours, tuple(_items("tags", key, value, texts)), texts)
            lists["tags"] = tuple(dict.fromkeys((*lists.get("tags", ()), *rest)))
        elif text := one_line(_text(value)):
            if ours not in texts:
                texts[ours], keys[ours] = text, key
            elif texts[ours] != text:
                other = keys[ours]
                losses.append(
                    Loss(f'the key "{key}" was left out: "{other}" counts', line, what=key)
                )
    losses += [Loss(f'the key "{key}" is a program', what=key) for key in matter.unread]
    return ForeignValues(texts, lists, keys, tuple(losses), leftovers=tuple(leftovers))


def is_hidden(values: ForeignValues) -> bool:
    """Return whether front matter says that the document is not published."""
    texts = values.texts
    return (
        texts.get("draft", "").casefold() in _TRUE
        or texts.get("published", "").casefold() in _FALSE
        or texts.get("status", "").casefold() in _HIDDEN
    )


def _flat(values: Mapping[str, Plain]) -> Iterator[tuple[str, Plain]]:
    for key, value in values.items():
        if key.casefold() in _NESTED and isinstance(value, dict):
            yield from value.items()
        else:
            yield key, value


def _our_key(key: str) -> str:
    """Return what a key means here, as in `date`, `post-date` and `postDate`; perhaps empty."""
    ours = _meaning(key)
    if ours or key.casefold() in _TECHNICAL:
        return ours
    part = _OF_A_POST.sub("", key)
    return _meaning(part) if part not in ("", key) else ""


def _meaning(key: str) -> str:
    word = key.casefold().replace("-", "_")
    if word in _OTHER_MEANINGS:
        return _OTHER_MEANINGS[word]
    if word in _KEYS or word in _OTHER_KEYS:
        return word
    if word in _TECHNICAL or key.casefold() in _TECHNICAL:
        return ""
    if word in {kind.value for kind in TYPED_ENTITY_KINDS}:
        return f"entities.{word}"
    ours = meant_key(word) or ""
    known = ours in _KEYS or ours in _OTHER_KEYS or ours.startswith(("image.", "entities."))
    return ours if known else ""


def _tags_of_list(ours: str, items: tuple[str, ...], texts: dict[str, str]) -> tuple[str, ...]:
    """Return the items that become tags, of a list where there is one text here.

    The first series counts; of several sections nobody knows which one is meant.
    """
    if ours == "series" and items:
        texts.setdefault(ours, items[0])
        return items[1:]
    return items


def _items(ours: str, key: str, value: Plain, texts: dict[str, str]) -> Iterator[str]:
    """Yield the texts of a list, however it is written.

    texts: gets what a picture says of itself.
    """
    if isinstance(value, list):
        for item in value:
            if isinstance(item, str):
                yield from _whole_names(item) if ours == "authors" else (one_line(item),)
            else:
                yield from _items(ours, key, item, texts)
        return
    if isinstance(value, dict):
        yield from _item_of_mapping(ours, value, texts)
        return
    if ours == "tags":
        yield from _words(key, value)
    elif ours == "authors":
        yield from _names(value)
    elif ours.startswith("entities."):
        yield from filter(None, map(one_line, _COMMA.split(value)))
    else:
        yield one_line(value)


def _item_of_mapping(ours: str, value: Mapping[str, Plain], texts: dict[str, str]) -> Iterator[str]:
    keys: tuple[str, ...] = ("name", "display_name", "title", "slug")
    if ours == "image":
        keys = ("src", "path", "url", "image", "file", "feature", "teaser", "relative_path")
        for inner, said in value.items():
            meant = meant_key(f"image_{inner}") or meant_key(inner) or ""
            if inner in ("alt", "caption", "credit", "title", "description", "attribution"):
                same = {"title": "caption", "description": "caption", "attribution": "credit"}
                meant = f"image.{same.get(inner, inner)}"
            if meant.startswith("image.") and isinstance(said, str) and said.strip():
                texts.setdefault(meant, one_line(said))
    for key in keys:
        inner_value = value.get(key)
        if isinstance(inner_value, str) and inner_value.strip():
            yield one_line(inner_value)
            return


def _words(key: str, value: str) -> Iterator[str]:
    """Yield tags of one text: parted by commas, else by blanks where Jekyll parts them so."""
    text = value.strip().strip("[]")
    if "," in text or ";" in text:
        parts = _COMMA.split(text)
    else:
        parts = text.split() if key.casefold() in ("tags", "categories") else [text]
    yield from (one_line(part).strip("\"'") for part in parts if part.strip("\"' "))


def _names(value: str) -> Iterator[str]:
    text = re.sub(r"^(?:by|By)\s+", "", _ADDRESS.sub("", _plain_names(value)).strip() or value)
    for part in _AND.split(text):
        pieces = re.split(r"\s*,\s*(?:and\s+)?", part)
        are_whole = all(" " in piece.strip() for piece in pieces if piece)
        yield from map(one_line, filter(None, pieces if are_whole else [part]))


def _plain_names(value: str) -> str:
    """Return names without links, tags and accounts behind them."""
    return _NAME_MARKS.sub(r"\1", _ACCOUNT.sub("", value)).strip()


def _without_roles(names: tuple[str, ...]) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Return names, and what only says what a person does: words behind a name, in lower case."""
    roles = tuple(name for name in names[1:] if _ROLE.match(name))
    return tuple(name for name in names if name not in roles), roles


def _whole_names(value: str) -> Iterator[str]:
    """Yield the names in one item of a list: more than one if each has more than one word."""
    value = _plain_names(value)
    parts = [one_line(part) for part in _AND.split(value)]
    if len(parts) > 1:
        parts = [name for part in parts for name in map(one_line, part.split(",")) if name]
    yield from parts if all(re.search(" |^@", part) for part in parts) else [one_line(value)]


def _text(value: Plain) -> str:
    if isinstance(value, str):
        return value
    if isinstance(value, list):
        return _text(value[0]) if value else ""
    return next(
        (each for key in ("name", "title", "text", "url") if (each := _text(value.get(key, "")))),
        "",
    )
