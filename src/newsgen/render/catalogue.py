"""Reads message catalogues: translations of messages, as gettext files `languages/TAG.po`.

For each message the site's translation comes before the theme's, and that for zh-Hant-HK before
that for zh-Hant.
"""

import re
from collections.abc import Iterator
from contextlib import suppress
from functools import lru_cache
from gettext import GNUTranslations, NullTranslations
from io import BytesIO, TextIOWrapper
from typing import TYPE_CHECKING

from babel.core import get_global

from newsgen.model.problem import Problem, problem
from newsgen.render.search_path import TemplateSearchPath
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
    ordered = dict.fromkeys((*tags[:-1], *scripts, tags[-1]))
    return tuple(f"{CATALOGUE_FOLDER}/{tag}.po" for tag in ordered)


def load_catalogue(search_path: TemplateSearchPath, language: str) -> NullTranslations:
    """Return the messages of a language; those without a valid translation stay English."""
    messages = NullTranslations()
    for name in reversed(catalogue_names(language)):
        for folder in reversed(search_path.folders):
            if (file := folder / name).is_file():
                with suppress(*_READ_ERRORS):  # check_catalogues reports them
                    nearer = _compile(_parse(file.read_bytes()))
                    nearer.add_fallback(messages)
                    messages = nearer
    return messages


def check_catalogues(search_path: TemplateSearchPath) -> Iterator[Problem]:
    """Yield every problem of every catalogue."""
    for folder in search_path.folders:
        languages = folder / CATALOGUE_FOLDER
        for name in fs.list_folder(languages) if languages.is_dir() else ():
            file = languages / name
            if file.suffix != ".po" or not file.is_file():
                continue
            try:
                faults = _translation_faults(file.read_bytes())
            except _READ_ERRORS as error:
                line = error.args[0] if isinstance(error, _InvalidLine) else 0
                location = search_path.location_in(file, line)
                hint = "write it as gettext does: msgid and msgstr, each a text in quotes, in UTF-8"
                yield problem("N504", location, "is no catalogue that can be read", hint)
                continue
            for line, fault in faults:
                location = search_path.location_in(file, line)
                hint = "keep what stands as %(…)s in the message, and write %% for a percent sign"
                yield problem("N504", location, fault, hint)


def _canonical_subtag(part: str) -> str:
    """Return a part of a tag in the case of RFC 5646: Hant, TW."""
    return part.title() if len(part) == 4 else part.upper() if len(part) == 2 else part.lower()


class _InvalidLine(ValueError):
    """A line, by its number, that Babel would silently misread."""


_LINE = re.compile(r'(?:#.*|(?:msg(?:ctxt|id|id_plural|str(?:\[\d+\])?)\s*)?".*")?')
_PLACEHOLDER = re.compile(r"%\((.*?)\)")
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
    """Return the line and the fault of each wrong translation; raise one of _READ_ERRORS."""
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
    ids, strings = _forms(message.id), _forms(message.string)
    if len(ids) > 1 and len(strings) != forms:
        return f'"{ids[0]}" has {len(strings)} forms, and its language {forms}'
    placeholders = dict.fromkeys(_PLACEHOLDER.findall(" ".join(ids)), "")
    for string in strings:
        try:
            string % placeholders
        except (KeyError, TypeError, ValueError):
            return f'"{string}" asks for what "{ids[0]}" does not have'
    return ""


def _forms(text: object) -> tuple[str, ...]:
    return tuple(map(str, text)) if isinstance(text, list | tuple) else (str(text),)
