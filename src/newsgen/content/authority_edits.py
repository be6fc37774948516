"""Edits of an authority file: an entry gets another name, or is merged into another entry.

Comments, order and quotes stay. Raises `NotEditable` where the file has no place for the edit.
"""

from collections.abc import Iterable, Iterator

from newsgen.content.text import name_text
from newsgen.content.yaml.yaml_data import YamlData
from newsgen.content.yaml.yaml_edit import YamlEdit
from newsgen.model.authority import Authority
from newsgen.model.slug import identity

_SPELLING_KEYS = ("former", "aliases", "also", "notations")


def rename_entry(edit: YamlEdit, key: str, new: str, formers: Iterable[str]) -> None:
    """Give an entry another name, and add former ones. What was a spelling of it is none any more.

    Args:
        edit: Of the authority file.
        key: The name as it is typed now.
        new: What it shall be.
        formers: The names to add.
    """
    for path, text in tuple(_spellings(edit, key)):
        if identity(text) == identity(new):
            _remove_item(edit, path, text)
    edit.rename((key,), new)
    _point_parts(edit, key, new)
    for former in formers:
        _add_spelling(edit, new, "former", "", former)


def merge_entries(
    edit: YamlEdit, old: Authority, new: Authority, formers: Iterable[str]
) -> tuple[str, ...]:
    """Merge an entry into another one, and return the keys of the old that are left out.

    Args:
        edit: Of the authority file.
        old: The entry that goes.
        new: The one that stays.
        formers: The names that it gets as former ones.
    """
    old_key, new_key = entry_key(edit, old), entry_key(edit, new)
    values = edit.value((old_key,))
    keys = values if isinstance(values, dict) else {}
    spellings = tuple(_spellings(edit, old_key))
    if identity(str(edit.value((new_key, "part_of")) or "")) == identity(old.name):
        _remove_key(edit, (new_key, "part_of"))
    edit.remove((old_key,))
    known = {identity(new.name)} | {identity(text) for _, text in _spellings(edit, new_key)}
    pairs = [("former", "", former) for former in formers]
    pairs += [(path[1], path[2] if len(path) > 2 else "", text) for path, text in spellings]
    for key, language, text in pairs:
        if identity(text) not in known:
            known.add(identity(text))
            _add_spelling(edit, new_key, key, language, text)
    dropped = []
    for key, value in keys.items():
        if key in (*_SPELLING_KEYS, "slug") or value is None:
            continue
        if (new_key, key) in edit and edit.value((new_key, key)) != value:
            dropped.append(key)
        elif not (key == "part_of" and identity(str(value)) == identity(new.name)):
            edit.set((new_key, key), value)
    _point_parts(edit, old_key, new.name)
    return tuple(dropped)


def entry_key(edit: YamlEdit, entry: Authority) -> str:
    """Return the key of an entry as it is typed."""
    return next((key for key in edit.data if name_text(key) == entry.name), entry.name)


def _spellings(edit: YamlEdit, name: str) -> Iterator[tuple[tuple[str, ...], str]]:
    """Yield the spellings in an entry, each with its keys: perhaps the last is a language."""
    for key in _SPELLING_KEYS:
        value = edit.value((name, key))
        by_language = value.items() if isinstance(value, dict) else [("", value)]
        for language, items in by_language:
            path = (name, key, language) if language else (name, key)
            for text in _texts(items):
                yield path, text


def _texts(value: YamlData) -> list[str]:
    items = value if isinstance(value, list) else [value]
    return [item for item in items if isinstance(item, str)]


def _add_spelling(edit: YamlEdit, name: str, key: str, language: str, text: str) -> None:
    value = edit.value((name, key))
    if isinstance(value, dict):
        edit.add_item((name, key, language or next(iter(value))), text)
    elif language and value is None:
        edit.set((name, key), {language: [text]})
    else:
        edit.add_item((name, key), text)


def _remove_item(edit: YamlEdit, path: tuple[str, ...], text: str) -> None:
    items = [item for item in _texts(edit.value(path)) if item != text]
    if items:
        edit.set(path, items)
    else:
        _remove_key(edit, path)


def _remove_key(edit: YamlEdit, path: tuple[str, ...]) -> None:
    """Take a key out of an entry, which stays even if nothing is left in it."""
    entry = edit.value(path[:1])
    if isinstance(entry, dict) and len(entry) == 1 and len(path) == 2:
        edit.set(path[:1], None)
    else:
        edit.remove(path)


def _point_parts(edit: YamlEdit, old: str, new: str) -> None:
    """Write the new name where entries are part of the old one."""
    for key in tuple(edit.data):
        if identity(str(edit.value((key, "part_of")) or "")) == identity(old):
            edit.set((key, "part_of"), new)
