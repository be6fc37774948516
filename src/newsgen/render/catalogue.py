"""Reads message catalogues, the translations of the theme's English messages.

Takes the folders of templates, which hold catalogues as gettext files `languages/TAG.po`; gives the
messages of a language, and the problems of all catalogues. For each message the site's translation
comes before the theme's, and that for zh-Hant-HK before that for zh-Hant.
"""

import re
from collections.abc import Iterator
from functools import lru_cache
from gettext import GNUTranslations, NullTranslations
from io import BytesIO, TextIOWrapper
from pathlib import Path
from typing import TYPE_CHECKING

from babel.core import get_global

from newsgen.model.problem import Problem, problem
from newsgen.render.loader import TemplateSearchPath
from newsgen.runtime import fs

# Babel's catalogue modules load slowly, and a build in English does not need them.
if TYPE_CHECKING:
    from babel.messages.catalog import Catalog, Message

CATALOGUE_FOLDER = "languages"


def catalogue_names(language: str) -> tuple[str, ...]:
    """Return the files that may hold messages of a language (BCP 47), most specific first."""
    first, *rest = language.replace("_", "-").split("-")
    parts = [first.lower(), *map(_canonical_subtag, rest)]
    tags = ["-".join(parts[:end]) for end in range(len(parts), 0, -1)]
    # zh-TW means zh-Hant-TW (CLDR, likely subtags).
    likely = {} if any(len(part) == 4 for part in parts) else get_global("likely_subtags")
    full_tag = next((likely[key] for tag in tags if (key := tag.replace("-", "_")) in likely), "")
    scripts = [f"{parts[0]}-{part}" for part in full_tag.split("_")[1:] if len(part) == 4]
    return tuple(
        f"{CATALOGUE_FOLDER}/{tag}.po" for tag in dict.fromkeys((*tags[:-1], *scripts, tags[-1]))
    )


def load_catalogue(search_path: TemplateSearchPath, language: str) -> NullTranslations:
    """Return the messages of a language; those without a valid translation stay English."""
    messages = NullTranslations()
    for name in reversed(catalogue_names(language)):
        for folder in reversed(search_path.folders):
            if nearer := _read_catalogue(folder / name):
                nearer.add_fallback(messages)
                messages = nearer
    return messages


def check_catalogues(search_path: TemplateSearchPath) -> Iterator[Problem]:
    """Yield every problem of every catalogue."""
    for folder in search_path.folders:
        for file in _catalogue_files(folder / CATALOGUE_FOLDER):
            try:
                faults = _translation_faults(file.read_bytes())
            except _READ_ERRORS as error:
                location = search_path.location(file, getattr(error, "lineno", 0))
                assert location
                hint = "write it as gettext does: msgid and msgstr, each a text in quotes, in UTF-8"
                yield problem("N504", location, "is no catalogue that can be read", hint)
                continue
            for line, fault in faults:
                location = search_path.location(file, line)
                assert location
                hint = "keep what stands as %(…)s in the message, and write %% for a percent sign"
                yield problem("N504", location, fault, hint)


def _catalogue_files(folder: Path) -> Iterator[Path]:
    names = fs.list_folder(folder) if folder.is_dir() else []
    return (folder / name for name in names if name.endswith(".po"))


def _canonical_subtag(part: str) -> str:
    """Return a part of a tag in the case of RFC 5646: Hant, TW."""
    return part.title() if len(part) == 4 else part.upper() if len(part) == 2 else part.lower()


def _read_catalogue(file: Path) -> GNUTranslations | None:
    try:
        return _compile(_parse(file.read_bytes())) if file.is_file() else None
    except _READ_ERRORS:
        return None  # check_catalogues reports it


class _InvalidLine(ValueError):
    """A line that Babel would silently misread."""

    def __init__(self, number: int) -> None:
        super().__init__(number)
        self.lineno = number


_LINE = re.compile(r'(?:#.*|(?:msg(?:ctxt|id|id_plural|str(?:\[\d+\])?)\s*)?".*")?')
_READ_ERRORS = (ValueError, LookupError)
"""Raised by `_parse` and `_compile`; also for unknown characters, plural forms and encodings."""


def _parse(data: bytes) -> "Catalog":
    from babel.messages.pofile import PoFileError, read_po

    text = TextIOWrapper(BytesIO(data), "utf-8").read()
    for number, line in enumerate(text.split("\n"), start=1):
        if not _LINE.fullmatch(line.strip()):
            raise _InvalidLine(number)
    try:
        return read_po(BytesIO(data), abort_invalid=True)
    except PoFileError as error:
        raise _InvalidLine(error.lineno) from error


def _compile(messages: "Catalog") -> GNUTranslations:
    from babel.messages.mofile import write_mo

    file = BytesIO()
    write_mo(file, messages)
    file.seek(0)
    return GNUTranslations(file)


@lru_cache(maxsize=64)
def _translation_faults(data: bytes) -> tuple[tuple[int, str], ...]:
    """Return the line and the fault of each wrong translation; raise one of _READ_ERRORS.

    Cached, because a preview checks after each edit.
    """
    messages = _parse(data)
    _compile(messages)
    return tuple(
        (message.lineno or 0, fault)
        for message in messages
        if message.id
        and message.string
        and (fault := _translation_fault(message, messages.num_plurals))
    )


def _translation_fault(message: "Message", forms: int) -> str:
    """Return what is wrong with a translation; empty if it is valid."""
    ids, strings = _forms(message.id), _forms(message.string)
    if len(ids) > 1 and len(strings) != forms:
        return f'"{ids[0]}" has {len(strings)} forms, and its language {forms}'
    for string in strings:
        try:
            string % _Placeholders(" ".join(ids))
        except (KeyError, TypeError, ValueError):
            return f'"{string}" asks for what "{ids[0]}" does not have'
    return ""


def _forms(text: object) -> tuple[str, ...]:
    """Return a message, or its singular and plural, from Babel's value."""
    return tuple(map(str, text)) if isinstance(text, list | tuple) else (str(text),)


class _Placeholders(dict[str, str]):
    """A value for every placeholder that a message itself contains."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self._text = text

    def __missing__(self, name: str) -> str:
        if f"%({name})" not in self._text:
            raise KeyError(name)
        return ""
