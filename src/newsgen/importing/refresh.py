"""An article that was imported, and its document as it is now → the article as it is to be.

The text becomes that of the document. Of the front matter nothing is taken away, because nobody
knows whether an editor wrote it: what is missing is added, and of what differs it is told.
"""

import re
from collections.abc import Mapping

from newsgen.content.front_matter.fences import split_front_matter
from newsgen.content.front_matter.front_matter_edit import FrontMatterEdit
from newsgen.content.yaml.yaml_data import YamlData, YamlValue, value_data
from newsgen.importing.placement import PlacedArticle
from newsgen.model.value import Value

_ADDED = ("authors", "summary", "image", "archived_url")
"""Keys that an article gets if it lacks them."""

_COMPARED = ("title", "source", "date", "authors", "section", "summary", "language")
"""Keys that are told if they differ."""


class RefreshedArticle(Value, frozen=True):
    """The file of an article, perhaps as it was.

    Attributes:
        changes: What is new in it, in sentences.
        differences: What the document says otherwise, in sentences.
    """

    content: bytes
    changes: tuple[str, ...] = ()
    differences: tuple[str, ...] = ()


def refresh_article(
    content: bytes, placed: PlacedArticle, our_keys: Mapping[str, str]
) -> RefreshedArticle:
    """Return an article with what its document says now; raise NotEditable.

    Args:
        content: The file of the article.
        placed: What an import would make of the document.
        our_keys: As for `FrontMatterEdit`.
    """
    edit = FrontMatterEdit(content, placed.path, our_keys)
    changes = []
    for key in _ADDED:
        value = _filled(placed.values.get(key))
        if value and edit.value(key) is None:
            edit.set(key, value)
            changes.append(f"{key}: {_shown(value_data(value))} was added")
    updated = str(placed.values.get("updated") or "")
    if updated[:10] > str(edit.value("updated") or "")[:10]:
        edit.set("updated", updated)
        changes.append(f"updated: {updated}")
    differences = []
    for key in _COMPARED:
        here, there = edit.value(key), value_data(_filled(placed.values.get(key)))
        if there and _items(here) != _items(there):
            stays = f"{_shown(here)} stays" if here else "is not there"
            differences.append(f"{key}: {stays}; the document has {_shown(there)}")
    whole = _with_text(edit.content, placed, changes)
    return RefreshedArticle(whole, tuple(changes), tuple(differences))


def _with_text(content: bytes, placed: PlacedArticle, changes: list[str]) -> bytes:
    """Return an article with the text of its document, and add how much of it is new."""
    whole = content.decode()
    end = "\r\n" if "\r\n" in whole else "\n"
    parts, _ = split_front_matter(whole.removeprefix("\ufeff").replace("\r\n", "\n"), placed.path)
    if parts is None or parts.body.split() == placed.text.split():
        return content
    old, new = _paragraphs(parts.body), _paragraphs(placed.text)
    changes.append(
        f"text: {len(new - old)} of {len(new)} paragraphs are new, {len(old - new)} went"
    )
    head = "".join(re.split(r"(?<=\n)", whole)[: parts.body_location.line - 1])
    return "".join((head, end, placed.text.replace("\n", end), end)).encode()


def _paragraphs(text: str) -> set[str]:
    return {" ".join(each.split()) for each in text.split("\n\n") if each.strip()}


def _filled(value: YamlValue) -> YamlValue:
    """Return a value without what is empty in it."""
    if isinstance(value, Mapping):
        return {key: inner for key, inner in value.items() if inner}
    return value


def _items(value: YamlData) -> YamlData:
    return [value] if isinstance(value, str) else value


def _shown(value: YamlData) -> str:
    """Return a value for a sentence."""
    if isinstance(value, Mapping):
        value = next(iter(value.values()), "")
    items = value if isinstance(value, list) else [value]
    text = ", ".join(map(str, items))
    return f'"{text[:80]}…"' if len(text) > 80 else f'"{text}"'
