"""The files of an old site, as its generator finds them."""

import re
from collections.abc import Iterable, Iterator, Mapping
from functools import cached_property

from newsgen.importing.decode import decode_foreign_text
from newsgen.importing.document import SettingsFault
from newsgen.importing.foreign_values.front_matter_formats import (
    ForeignFrontMatter,
    Plain,
    read_data_text,
    read_foreign_front_matter,
)
from newsgen.importing.foreign_values.notebook_text import read_notebook
from newsgen.importing.foreign_values.rst_front_matter import read_rst_front_matter
from newsgen.model.value import Value, field
from newsgen.runtime.foreign_files import (
    UnreadableFile,
    list_foreign_files,
    path_inside,
    read_foreign_file,
)

_MADE_FOLDERS = ("node_modules", "_site", "public", "output", "vendor", "themes", "exampleSite")
"""Folders that a generator makes, or that hold the work of others."""

TEXT_ENDINGS = ("md", "markdown", "mkd", "mkdn", "mdown", "mdx", "html", "htm")
_LANGUAGES = frozenset(
    (
        *("ar", "be", "bg", "bn", "ca", "cs", "da", "de", "el", "en", "eo", "es", "et", "eu"),
        *("fa", "fi", "fr", "ga", "gl", "he", "hi", "hr", "hu", "hy", "id", "is", "it", "ja"),
        *("ka", "kk", "ko", "ky", "lt", "lv", "mk", "ms", "nb", "nl", "nn", "no", "pl", "pt"),
        *("ro", "ru", "sk", "sl", "sq", "sr", "sv", "ta", "tg", "th", "tr", "uk", "ur", "uz"),
        *("vi", "zh"),
    )
)
_LANGUAGE = re.compile(r"([A-Za-z]{2})(?:[-_][A-Za-z]{2,4})?")


class SitePage(Value, frozen=True):
    """What a generator makes of the place and the front matter of a document.

    Attributes:
        address: The path of its page on the old site; empty if that is not known.
        slug: The last part of it.
        date: The day that its file name says.
        language: That its place says, as the site writes it.
        group: What it has in common with its translations; empty if it can have none.
        sections: The folders or categories that it is filed under.
        is_draft: Whether its place says that it is not published.
        is_page: Whether its place says that it is a page beside the articles.
        date_evidence: What says the date, if that is not the name of the file.
    """

    address: str = ""
    slug: str = ""
    date: str = ""
    language: str = ""
    group: str = ""
    sections: tuple[str, ...] = ()
    is_draft: bool = False
    is_page: bool = False
    date_evidence: str = ""


class SettingsFile(Value, frozen=True):
    """What a settings file says. path: empty if there is none. error: why it cannot be read.

    unread: Keys whose values are programs.
    """

    path: str = ""
    values: Mapping[str, Plain] = field(default_factory=dict)
    error: str = ""
    error_line: int = 0
    unread: tuple[str, ...] = ()

    @property
    def fault(self) -> SettingsFault | None:
        """Why it cannot be read; None if it can."""
        return SettingsFault(self.path, self.error, self.error_line) if self.error else None


class SiteFiles:
    """A folder that may be an old site. Paths are relative to it."""

    def __init__(self, folder: str) -> None:
        self.folder = folder

    @cached_property
    def paths(self) -> tuple[str, ...]:
        """All its files but those that were made of others."""
        return tuple(
            path
            for path in list_foreign_files(self.folder).paths
            if not any(f"{name}/" in f"{path.rpartition('/')[0]}/" for name in _MADE_FOLDERS[:1])
            and path.split("/")[0] not in _MADE_FOLDERS
        )

    def has_file(self, path: str) -> bool:
        """Return whether there is a file; hidden ones count, too."""
        return bool(path_inside(self.folder, path))

    def has_folder(self, path: str) -> bool:
        """Return whether there are files below a path."""
        return any(each.startswith(f"{path.strip('/')}/") for each in self.paths)

    def below(self, folder: str) -> Iterator[str]:
        """Yield the paths of texts below a folder."""
        prefix = f"{folder.strip('/')}/" if folder.strip("/.") else ""
        return (path for path in self.paths if path.startswith(prefix) and is_text(path))

    def text(self, path: str) -> str:
        """Return the text of a file; empty if it cannot be read."""
        place = path_inside(self.folder, path)
        try:
            return decode_foreign_text(read_foreign_file(place)).text if place else ""
        except UnreadableFile:
            return ""

    def front_matter(self, path: str) -> ForeignFrontMatter:
        """Return the front matter of a file."""
        read = read_rst_front_matter if is_rst(path) else read_foreign_front_matter
        if path.casefold().endswith(".ipynb"):
            read = read_notebook
        return read(self.text(path))

    def settings(self, paths: Iterable[str]) -> SettingsFile:
        """Return what the first of some settings files says."""
        path = next((each for each in paths if self.has_file(each)), "")
        if not path:
            return SettingsFile()
        read = read_data_text(self.text(path), path)
        return SettingsFile(path, read.values, read.error, read.error_line, read.unread)


def is_rst(path: str) -> bool:
    """Return whether a file is reStructuredText by the ending of its name."""
    return path.rpartition(".")[2].casefold() in ("rst", "rest")


def is_text(path: str) -> bool:
    """Return whether a file may be a document by the ending of its name."""
    return path.rpartition(".")[2].casefold() in TEXT_ENDINGS


def text_of(values: Mapping[str, Plain], *keys: str) -> str:
    """Return the first of some values that is a text with words; their letters' case is one."""
    lower = {key.casefold(): value for key, value in values.items()}
    for key in keys:
        value = lower.get(key.casefold(), "")
        if isinstance(value, str) and value.strip():
            return value.strip()
    return ""


def mapping_of(values: Mapping[str, Plain], key: str) -> Mapping[str, Plain]:
    """Return a value that is a mapping; an empty one for anything else."""
    lower = {each.casefold(): value for each, value in values.items()}
    value = lower.get(key.casefold())
    return value if isinstance(value, dict) else {}


def nested_texts(values: Mapping[str, Plain], prefix: str) -> dict[str, str]:
    """Return the texts of nested values by names such as `site.author.name`.

    prefix: Of the names, such as `site.`.
    """
    texts: dict[str, str] = {}
    for key, value in values.items():
        if isinstance(value, dict):
            texts |= nested_texts(value, f"{prefix}{key}.")
        elif isinstance(value, str):
            texts[f"{prefix}{key}"] = value
    return texts


def language_suffix(stem: str, languages: Iterable[str] = ()) -> tuple[str, str]:
    """Return a file name without the language at its end, and that language, as in `x.fr`."""
    name, dot, suffix = stem.rpartition(".")
    return (name, suffix) if dot and is_language(suffix, languages) else (stem, "")


def is_language(text: str, languages: Iterable[str] = ()) -> bool:
    """Return whether a part of a name is a language: one of the site's, or a well-known one."""
    match = _LANGUAGE.fullmatch(text)
    return text in languages or bool(match and match[1].casefold() in _LANGUAGES)


def address_key(address: str) -> str:
    """Return what is equal for all spellings of an address of a page."""
    path = address.partition("#")[0].partition("?")[0].strip("/").casefold()
    path = path.removesuffix("index.html").removesuffix(".html").removesuffix(".htm")
    return f"/{path.rstrip('/')}"
