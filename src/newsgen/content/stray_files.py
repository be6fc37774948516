"""Files under articles/ and pages/ that are no articles: what each is, and the way out.

Copies that programs leave beside a file are left out by their names. Of the other files only those
that a text refers to are published; whoever put the rest there may think that they are articles.
"""

import re
from collections.abc import Collection, Container, Iterable, Iterator, Set
from difflib import get_close_matches
from typing import TypeVar

from newsgen.model.config import (
    CONFIG_FILE,
    KEPT_FOLDER,
    KEPT_PREFIX,
    SITE_FOLDERS,
    TEXT_FOLDERS,
    TEXT_PREFIXES,
)
from newsgen.model.file_listing import FileListing
from newsgen.model.lazy_pattern import lazy_pattern
from newsgen.model.problem import Location, Problem, problem

T = TypeVar("T")

MARKDOWN_ENDINGS = (".md", ".markdown")
"""How the names of articles and plain pages end, in any case."""

_BRACKETED = (
    r"conflict(?:ed|ing)? (?:copy|version)|conflict(?:ed)?\)|sfconflict|conflict (?:on|from) \d|"
    r"(?:case|selective sync|unicode encoding) conflict|in konflikt stehende kopie|konfliktkopie|"
    r"(?:copie|copia|cópia|kopia) (?:en|in|em|w) con?fli|конфликт\w* копия"
)
_LEFTOVERS = (
    (r"\.sync-conflict-\d{8}-\d{6}", "a copy that Syncthing made of a conflict"),
    (rf"\((?:[^()]*\b)?(?:{_BRACKETED})[^()]*\)", "a copy that a synchronized folder made"),
    (
        r"_conflict-\d{8}-\d{6}|_conf\(\d+\)|\.conflict(?:\.|$)",
        "a copy that a synchronized folder made",
    ),
    (
        r"-(?:DESKTOP|LAPTOP)-[A-Z0-9]{5,}(?:-\d+)?(?:\.|$)",
        "a copy that OneDrive made of a conflict",
    ),
    (r"[._](?:BASE|LOCAL|REMOTE|BACKUP)[._]\d+\.", "a copy that git made of a conflict"),
    (r"^~\$|^\.~lock\.", "the mark of an office program that has a document open"),
    (r"^~|~(?:\.[^.]+)?$|^#.*#$", "a copy that an editor keeps"),
    (
        r"\.(?:bak|backup|orig|old|rej|tmp|temp|swp|save)(?:\.[^.]+)?$",
        "a copy that an editor keeps",
    ),
)
_LEFTOVER_PATTERNS = tuple((lazy_pattern(form, re.IGNORECASE), name) for form, name in _LEFTOVERS)
_SYSTEM_FILES = frozenset(("thumbs.db", "ehthumbs.db", "desktop.ini"))

_WAY_OUT = "copy its text into a file that ends in .md, and take this one out"
_OTHER_KINDS = {
    "a document of a word processor": "doc docx docm odt rtf pages wpd gdoc",
    "a web page": "html htm xhtml mht mhtml",
    "written in another markup than Markdown": "rst adoc asciidoc org textile tex wiki",
}
_KIND_BY_ENDING = {
    ending: kind for kind, endings in _OTHER_KINDS.items() for ending in endings.split()
}
_TEXT_ENDINGS = frozenset(
    ("txt", "text", "mdx", "mkd", "mkdn", "mdown", "mdwn", "mdtext", "rmd", "qmd", "md_", "")
)
"""Endings of files that are Markdown as soon as they are renamed; the empty one is none at all."""

_SITE_WORDS = """
readme license licence copying changelog changes history contributing contributors authors credits
security todo notes ideas style styleguide style-guide guidelines agents
"""
_ABOUT_THE_SITE = frozenset(_SITE_WORDS.split())
"""Names of files about a site, which lie beside its settings."""

_FOLDER_WORDS = {
    "authorities": "author authors authority names",
    "articles": "posts _posts post content stories news artikel",
    "pages": "_pages",
    "templates": "layouts _layouts",
}
_FOLDER_BY_WORD = {word: name for name, words in _FOLDER_WORDS.items() for word in words.split()}


class OtherFiles(Set[str]):
    """The files of a listing in articles/, pages/ and kept/ that are no texts.

    They are asked of the listing: an archive may have as many pictures as articles.
    """

    def __init__(self, listing: FileListing) -> None:
        self._listing = listing

    def __contains__(self, path: object) -> bool:
        """Return whether this is the path of such a file."""
        return isinstance(path, str) and is_other_path(path) and self._listing.has_file(path)

    def __iter__(self) -> Iterator[str]:
        """Give the paths, folder by folder."""
        tops = (*TEXT_FOLDERS, KEPT_FOLDER)
        files = (path for top in tops for path in self._listing.files_in(top))
        return filter(is_other_path, files)

    def __len__(self) -> int:
        """Return the number of files."""
        return sum(1 for _ in self)

    @classmethod
    def _from_iterable(cls, it: Iterable[T]) -> Set[T]:
        """Return what these files make with others, or without them."""
        return frozenset(it)


class SourceFiles(Collection[str]):
    """The texts of a listing: the files of articles and plain pages.

    They are asked of the listing, as other files are.
    """

    def __init__(
        self,
        listing: FileListing,
        left_out: Container[str] = (),
        stand_ins: Collection[str] = (),
    ) -> None:
        """Take the paths that are left out, and those that are there whatever the listing says."""
        self._listing = listing
        self._left_out = left_out
        self._stand_ins = stand_ins

    def __contains__(self, path: object) -> bool:
        """Return whether this is the path of a text."""
        if not isinstance(path, str) or path in self._left_out:
            return False
        if path in self._stand_ins:
            return True
        return is_text_path(path) and not omission_reason(path) and self._listing.has_file(path)

    def __iter__(self) -> Iterator[str]:
        """Give the paths, folder by folder."""
        for path in markdown_files(self._listing):
            if path not in self._left_out and not omission_reason(path):
                yield path
        yield from (path for path in self._stand_ins if not self._listing.has_file(path))

    def __len__(self) -> int:
        """Return the number of texts."""
        return sum(1 for _ in self)


def is_text_path(path: str) -> bool:
    """Return whether a path may be that of a text."""
    return path.startswith(TEXT_PREFIXES) and is_markdown(path)


def is_other_path(path: str) -> bool:
    """Return whether a path may be that of a file that texts refer to."""
    is_beside = path.startswith(TEXT_PREFIXES) and not is_markdown(path)
    return is_beside or path.startswith(KEPT_PREFIX)


def markdown_files(listing: FileListing) -> Iterator[str]:
    """Yield the paths of all files that are texts by their endings."""
    files = (path for top in TEXT_FOLDERS for path in listing.files_in(top))
    return (path for path in files if is_markdown(path))


def is_markdown(path: str) -> bool:
    """Return whether a file is one of an article or a plain page by its ending."""
    return path.casefold().endswith(MARKDOWN_ENDINGS)


def omission_reason(path: str) -> str:
    """Return why a file is no article by its name; empty if it may be one."""
    *folders, name = path.split("/")
    if "_drafts" in folders:
        return "it is in a folder _drafts"
    if name.startswith("_"):
        return "its name starts with _"
    if name.split(".")[0].casefold() == "readme":
        return "README file"
    return leftover_reason(path)


def leftover_reason(path: str) -> str:
    """Return what a file is that a program left beside another; empty if it is none."""
    name = path.rpartition("/")[2]
    kinds = (kind for pattern, kind in _LEFTOVER_PATTERNS if pattern.search(name))
    kind = next(kinds, "")
    way_out = "take over what is new in it and delete it" if "copy" in kind else "delete it"
    return f"{kind}: {way_out}" if kind else ""


def is_system_file(path: str) -> bool:
    """Return whether a file is one that Windows puts into folders."""
    return path.rpartition("/")[2].casefold() in _SYSTEM_FILES


def stray_file_problem(path: str) -> Problem:
    """Return the problem of a file that is no article and that no text refers to."""
    stem, dot, ending = path.rpartition("/")[2].rpartition(".")
    ending = ending.strip().casefold() if dot and stem else ""
    if kind := _KIND_BY_ENDING.get(ending):
        message = f"is {kind}, which newsgen does not read"
        return problem("N324", Location(path), message, _WAY_OUT)
    if ending in _TEXT_ENDINGS or ending.startswith(("md", "markdown")):
        name = stem if ending else path.rpartition("/")[2]
        name = name if is_markdown(name) else f"{name}.md"
        message = "is not read, because its name does not end in .md"
        hint = f"rename it to {name} if it is an article, or take it out"
        return problem("N324", Location(path), message, hint)
    message = "is not published, because no text refers to it"
    return problem("N325", Location(path), message, "name it in a text, or take it out")


def unread_file_problem(name: str) -> Problem | None:
    """Return the problem of a file beside newsgen.yml that looks like an article; None if not.

    Files such as README.md are about the archive, and so is what begins with _.
    """
    stem, _, ending = name.rpartition(".")
    if f".{ending.casefold()}" not in MARKDOWN_ENDINGS or name.startswith(("_", ".", "~")):
        return None
    if stem.isupper() or stem.casefold() in _ABOUT_THE_SITE or leftover_reason(name):
        return None
    message = f"is not read, because it stands beside {CONFIG_FILE}"
    hint = "move it into articles/ if it is an article, or begin its name with _"
    return problem("N324", Location(name), message, hint)


def unread_folder_problem(folder: str, used_folders: Collection[str]) -> Problem | None:
    """Return the problem of a folder of the site that newsgen does not read, but others may.

    None if its name is like none of those that newsgen reads. used_folders: those with files.
    """
    name = folder.casefold()
    nearest = get_close_matches(name, SITE_FOLDERS, n=1, cutoff=0.8)
    known = nearest[0] if nearest else _FOLDER_BY_WORD.get(name, "")
    if not known or (known in used_folders and not nearest):
        return None
    message = f"newsgen does not read a folder of this name beside {CONFIG_FILE}"
    hint = f"rename it to {known}, or move its files there"
    return problem("N326", Location(folder), message, hint)
