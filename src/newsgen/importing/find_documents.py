"""Files and folders that an editor named → documents, one after another."""

import os
from collections.abc import Iterable, Iterator
from io import BytesIO

from newsgen.importing.detect import HEAD_SIZE, UnknownFormat, detect_format
from newsgen.importing.document import Document, FileInput, OldSite
from newsgen.importing.draft import Refusal
from newsgen.importing.formats import split_by_format
from newsgen.importing.site_folders.old_sites import find_old_site, site_documents
from newsgen.model.value import Value
from newsgen.runtime.foreign_files import UnreadableFile, list_foreign_files, open_foreign_file

_SAVED_PAGE_FOLDERS = ("_files", ".files", "_fichiers", "-Dateien", "_archivos", "_data")
"""How browsers end the name of the folder with the pictures and scripts of a page."""

_NO_TEXTS = frozenset(
    (
        *("avif", "bmp", "gif", "heic", "ico", "jpeg", "jpg", "png", "svg", "tif", "tiff", "webp"),
        *("7z", "gz", "tar", "zip", "bin", "db", "exe", "sqlite", "pdf"),
        *("css", "js", "json5", "lock", "log", "map", "mjs", "scss"),
        *("eot", "otf", "ttf", "woff", "woff2", "mov", "mp3", "mp4", "ogg", "wav", "webm"),
    )
)
"""Endings of files that belong to pages; in a folder they are passed over."""


class Sources(Value, frozen=True):
    """What an editor named, sorted out: files, and the old sites that some folders are."""

    files: tuple[FileInput, ...]
    sites: tuple[OldSite, ...]
    refusals: tuple[Refusal, ...] = ()
    passed_over: int = 0


def find_sources(inputs: Iterable[FileInput]) -> Sources:
    """Return the files and old sites of what an editor named.

    passed_over: the number of files of folders that are no texts.
    """
    files: list[FileInput] = []
    sites: list[OldSite] = []
    refusals: list[Refusal] = []
    passed_over = 0
    for each in inputs:
        if not each.path or not os.path.isdir(each.path):
            files.append(each)
            continue
        site = find_old_site(each.path, each.origin)
        if isinstance(site, OldSite):
            sites.append(site)
        elif isinstance(site, Refusal):
            refusals.append(site)
        else:
            for path in list_foreign_files(each.path):
                if _is_part_of_page(path):
                    passed_over += 1
                else:
                    name = f"{each.origin.rstrip('/')}/{path}"
                    files.append(FileInput(f"{each.path}/{path}", name))
    return Sources(tuple(files), tuple(sites), tuple(refusals), passed_over)


def _is_part_of_page(path: str) -> bool:
    folders = path.split("/")[:-1]
    ending = path.rpartition(".")[2].casefold()
    return ending in _NO_TEXTS or any(name.endswith(_SAVED_PAGE_FOLDERS) for name in folders)


def find_documents(sources: Sources, standard_input: bytes) -> Iterator[Document | Refusal]:
    """Yield the documents of what an editor named, and refusals of what is none."""
    yield from sources.refusals
    for number, site in enumerate(sources.sites):
        yield from site_documents(site, number)
    for file in sources.files:
        try:
            yield from _file_documents(file, standard_input)
        except (UnreadableFile, UnknownFormat) as error:
            yield Refusal(file.origin, str(error))


def _file_documents(file: FileInput, standard_input: bytes) -> Iterator[Document | Refusal]:
    with open_foreign_file(file.path) if file.path else BytesIO(standard_input) as stream:
        head = stream.read(HEAD_SIZE)
        stream.seek(0)
        name = detect_format(os.path.basename(file.path), head)
        yield from split_by_format(name, file, stream)
