"""Files and folders that an editor named → documents, one after another."""

import os
import re
from collections.abc import Iterable, Iterator
from io import BytesIO

from newsgen.importing.detect import HEAD_SIZE, UnknownFormat, detect_format
from newsgen.importing.document import Document, FileInput, OldSite
from newsgen.importing.draft import Refusal
from newsgen.importing.formats import split_by_format
from newsgen.importing.site_folders.old_sites import find_old_site, site_documents
from newsgen.model.escape_controls import escape_controls
from newsgen.model.value import Value, replace
from newsgen.runtime.foreign_files import (
    UnreadableFile,
    is_utf8,
    list_foreign_files,
    open_foreign_file,
)

_SAVED_PAGE_FOLDERS = ("_files", ".files", "_fichiers", "-dateien", "_archivos", "_data")
"""How browsers end the name of the folder with the pictures and scripts of a page."""

_NO_TEXTS = frozenset(
    (
        *("avif", "bmp", "gif", "heic", "ico", "jpeg", "jpg", "png", "svg", "tif", "tiff", "webp"),
        *("7z", "gz", "tar", "zip", "bin", "db", "exe", "sqlite", "pdf"),
        *("css", "js", "json5", "less", "lock", "log", "map", "mjs", "scss", "ts", "webmanifest"),
        *("bat", "c", "cfg", "conf", "cpp", "go", "h", "ini", "java", "jsx", "lua", "pl", "ps1"),
        *("py", "rb", "rs", "sh", "sql", "svelte", "toml", "tsx", "vue", "yaml", "yml"),
        *("eot", "otf", "ttf", "woff", "woff2", "mov", "mp3", "mp4", "ogg", "wav", "webm"),
    )
)
"""Endings of files that belong to pages; in a folder they are passed over."""


_NO_ARTICLES = frozenset(
    (
        *("robots.txt", "humans.txt", "ads.txt", "security.txt", "llms.txt", "requirements.txt"),
        *("package.json", "package-lock.json", "manifest.json", "composer.json", "tsconfig.json"),
        *("license", "license.txt", "license.md", "makefile", "gemfile", "dockerfile", "cname"),
    )
)
"""Names of files that are about a site or a program; in a folder they are passed over."""

_SITEMAP = re.compile(r"sitemap[\w.-]*\.(?:xml|txt)")
_FEED = re.compile(r"\.(?:xml|rss|atom|rdf|json)$", re.IGNORECASE)
_GENERATOR_BY_FILE = {
    "_config.yml": "jekyll",
    "eleventy.config.js": "eleventy",
    "hugo.toml": "hugo",
    "hugo.yaml": "hugo",
    "pelicanconf.py": "pelican",
    "zola.toml": "zola",
}
"""Settings files that only one generator has."""

_ARCHIVE_SETTINGS = "newsgen.yml"


class Sources(Value, frozen=True):
    """What an editor named, sorted out.

    Attributes:
        files: Of folders that are no old sites, and those that were named.
        sites: The old sites that some folders are.
        refusals: Folders and files that cannot be read.
        notes: Sentences about folders.
    """

    files: tuple[FileInput, ...]
    sites: tuple[OldSite, ...]
    refusals: tuple[Refusal, ...] = ()
    notes: tuple[str, ...] = ()


def find_sources(inputs: Iterable[FileInput], archive: str = "") -> Sources:
    """Return the files and old sites of what an editor named.

    archive: The folder of the archive that is imported into.
    """
    finder = _SourceFinder(os.path.realpath(archive) if archive else "")
    for each in inputs:
        if not is_utf8(each.path):
            finder.refuse(each.origin, "", "its name is not UTF-8: rename it")
        elif each.path and os.path.isdir(each.path):
            finder.add_folder(each)
        else:
            finder.files.append(each)
    return Sources(
        tuple(finder.files),
        tuple(finder.sites),
        tuple(finder.refusals),
        tuple(finder.notes),
    )


class _SourceFinder:
    """Sorts out folders that an editor named. archive: where the archive lies."""

    def __init__(self, archive: str) -> None:
        self._archive = archive
        self.files: list[FileInput] = []
        self.sites: list[OldSite] = []
        self.refusals: list[Refusal] = []
        self.notes: list[str] = []

    def add_folder(self, folder: FileInput) -> None:
        """Add the files of a folder, or the old site that it is."""
        place = os.path.realpath(folder.path)
        if place == self._archive:
            message = "it is the archive itself: name the folder that its articles are to come from"
            self.refuse(folder.origin, "", message)
            return
        listing = list_foreign_files(folder.path)
        for path in listing.closed:
            self.refuse(folder.origin, path, "it cannot be opened: see who may read it")
        for path in listing.misnamed:
            self.refuse(folder.origin, path, "its name is not UTF-8: rename it")
        if count := len(listing.not_followed):
            links = "1 link was" if count == 1 else f"{count} links were"
            example = f"{folder.origin.rstrip('/')}/{listing.not_followed[0]}"
            self.notes.append(f"{links} not followed, such as {example}")
        if _ARCHIVE_SETTINGS in listing.paths:
            self.notes.append(f"{folder.origin} is an archive of newsgen; its articles are read")
            self._add_files(
                folder, (each for each in listing.paths if each.startswith("articles/"))
            )
        elif isinstance(site := find_old_site(folder.path, folder.origin), OldSite):
            self.sites.append(site)
            kinds = (_GENERATOR_BY_FILE.get(path, site.kind) for path in listing.paths)
            for other in sorted(set(kinds) - {site.kind}):
                self.notes.append(
                    f"{folder.origin} has settings of {other.capitalize()}, too; they are not read"
                )
        elif isinstance(site, Refusal):
            self.refusals.append(site)
        else:
            own = os.path.relpath(self._archive, place) if self._archive else ".."
            self._add_files(
                folder, (each for each in listing.paths if not each.startswith(f"{own}/"))
            )

    def _add_files(self, folder: FileInput, paths: Iterable[str]) -> None:
        """Add files of a folder, feeds last: pages say more of articles than their entries do."""
        listed = list(paths)
        texts = [path for path in listed if not _is_no_article(path)]
        if count := len(listed) - len(texts):
            files = (
                "1 file is no text, and was"
                if count == 1
                else f"{count} files are no texts, and were"
            )
            self.notes.append(f"{files} passed over")
        if not texts:
            self.refuse(
                folder.origin, "", "there is no text in the folder: name the one with texts"
            )
        for path in sorted(texts, key=lambda path: bool(_FEED.search(path))):
            name = f"{folder.origin.rstrip('/')}/{path}"
            self.files.append(FileInput(f"{folder.path}/{path}", name))

    def refuse(self, folder: str, path: str, message: str) -> None:
        """Refuse a file or folder below a folder, or the folder itself."""
        origin = f"{folder.rstrip('/')}/{path}" if path else folder
        self.refusals.append(Refusal(escape_controls(origin), message))


def _is_no_article(path: str) -> bool:
    *folders, name = path.casefold().split("/")
    return (
        name.rpartition(".")[2] in _NO_TEXTS
        or name in _NO_ARTICLES
        or bool(_SITEMAP.fullmatch(name))
        or any(folder.endswith(_SAVED_PAGE_FOLDERS) for folder in folders)
    )


def find_documents(sources: Sources, standard_input: bytes) -> Iterator[Document | Refusal]:
    """Yield the documents of what an editor named, and refusals of what is none."""
    yield from sources.refusals
    for number, site in enumerate(sources.sites):
        is_empty = True
        for each in site_documents(site, number):
            is_empty = is_empty and isinstance(each, Refusal)
            yield each
        if is_empty:
            message = f"it is a site of {site.kind.capitalize()}, and there is no article in it"
            yield Refusal(site.origin, f"{message}: name the folder that has its texts")
    parts = tuple(file.path for file in sources.files if file.path.casefold().endswith(".xml"))
    for file in sources.files:
        try:
            if len(parts) > 1 and file.path in parts:
                file = replace(file, parts=parts)
            yield from _file_documents(file, standard_input)
        except (UnreadableFile, UnknownFormat) as error:
            yield Refusal(file.origin, str(error))


def _file_documents(file: FileInput, standard_input: bytes) -> Iterator[Document | Refusal]:
    with open_foreign_file(file.path) if file.path else BytesIO(standard_input) as stream:
        head = stream.read(HEAD_SIZE)
        stream.seek(0)
        name = detect_format(os.path.basename(file.path), head)
        yield from split_by_format(name, file, stream)
