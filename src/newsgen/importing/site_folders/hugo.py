"""Sites of Hugo: content/, data/, static/, and settings in TOML, YAML or JSON, or without any."""

import re
from collections.abc import Iterator, Mapping
from posixpath import basename, dirname

from newsgen.importing.document import OldSite
from newsgen.importing.foreign_values.front_matter_formats import Plain
from newsgen.importing.site_folders.hugo_page import is_below, placed
from newsgen.importing.site_folders.hugo_settings import (
    ContentFolder,
    content_folders,
    read_hugo_settings,
)
from newsgen.importing.site_folders.hugo_values import read_cascades
from newsgen.importing.site_folders.site_files import (
    SettingsFile,
    SiteFiles,
    is_text,
    mapping_of,
    text_of,
)

_NAME_FOLDERS = {
    "authors": "author",
    "author": "author",
    "people": "author",
    "contributors": "author",
    "sources": "source",
    "publishers": "source",
}
_OTHER_ENDINGS = (".org", ".adoc", ".asciidoc", ".rst", ".pandoc", ".pdc")
"""Of texts that Hugo reads and an import refuses."""

_NO_SETTINGS = (
    "it has no settings file: old addresses are those that Hugo gives by default, and links to"
    " other pages of the site cannot be made whole"
)
_MARKUP = re.compile(r"\{\{.*?\}\}|<[^<>]*>", re.DOTALL)
_NAME_KEYS = ("display_name", "name", "title")


def find_hugo_site(files: SiteFiles) -> OldSite | None:
    """Return the site in a folder; None if it is none of Hugo."""
    settings = read_hugo_settings(files)
    values = settings.values
    if settings.path.endswith("config.toml") and "base_url" in values:
        return None  # Zola's
    folders = content_folders(values)
    if basename(files.folder.rstrip("/")) == "content" and not settings.path:
        folders = [ContentFolder("")]
    texts = [path for each in folders for path in files.below(each.folder)]
    if not texts:
        return None
    if not settings.path and not any(files.front_matter(path).values for path in texts[:20]):
        return None
    return _hugo_site(files, settings, folders)


def _hugo_site(files: SiteFiles, settings: SettingsFile, folders: list[ContentFolder]) -> OldSite:
    values = settings.values
    languages = mapping_of(values, "languages")
    default = text_of(values, "defaultContentLanguage") or next(iter(languages), "")
    language = mapping_of(languages, default)
    main = next((each.folder for each in folders if each.language == default), folders[-1].folder)
    prefix = f"{main}/" if main else ""
    names: dict[str, dict[str, str]] = {"author": {}, "source": {}, "tag": {}}
    for kind, slug, name in (*_content_names(files, prefix), *_data_names(files)):
        names[kind].setdefault(slug.casefold(), name)
    own = names["source"].get(basename(files.folder.rstrip("/")).casefold(), "")
    home = text_of(files.front_matter(f"{prefix}_index.md").values, "title")
    permalinks = mapping_of(values, "permalinks")
    patterns = {**permalinks, **mapping_of(permalinks, "page")}
    ugly = next((each for key, each in values.items() if key == "uglyurls"), "")
    params = mapping_of(values, "params")
    author = text_of(mapping_of(values, "author"), "name") or text_of(values, "author")
    return OldSite(
        "hugo",
        files.folder,
        title=text_of(values, "title")
        or text_of(language, "title")
        or own
        or site_title_of(home, files),
        url=(text_of(values, "baseURL") or text_of(language, "baseURL"))
        .rstrip("/")
        .replace("http://localhost:1313", ""),
        language=text_of(language, "languageCode", "locale")
        or text_of(values, "languageCode", "locale")
        or default,
        timezone=text_of(values, "timeZone"),
        author_names=names["author"],
        source_names=names["source"],
        tag_names=names["tag"],
        evidence=settings.path,
        note="" if settings.path else _NO_SETTINGS,
        content_folder=prefix,
        default_language=default,
        default_author=author
        or text_of(mapping_of(params, "author"), "name")
        or text_of(params, "author"),
        has_emoji_names=not settings.path or text_of(values, "enableEmoji") == "true",
        settings_fault=settings.fault,
        settings={
            "folders": folders,
            "permalinks": {k: v for k, v in patterns.items() if isinstance(v, str)},
            "languages": list(languages),
            "is_default_in_folder": text_of(values, "defaultContentLanguageInSubdir") == "true",
            "keeps_case": text_of(values, "disablePathToLower") == "true",
            "ugly": ugly,
            "cascade": list(_cascades(files, values, folders)),
        },
    )


def _cascades(
    files: SiteFiles, values: Mapping[str, Plain], folders: list[ContentFolder]
) -> Iterator[tuple[str, Plain]]:
    """Yield what the settings, then what pages of folders say for all below them."""
    yield from read_cascades("", values)
    for path in sorted({path for each in folders for path in files.below(each.folder)}):
        if _stem(path).split(".")[0] == "_index":
            yield from read_cascades(dirname(path), files.front_matter(path).values)


def site_title_of(home: str, files: SiteFiles) -> str:
    """Return the title of a home page, if it names the site; else the name of the folder."""
    is_plain = home.casefold() in ("", "home", "homepage", "index", "welcome", "blog")
    folder = files.folder.rstrip("/").removesuffix("/content")
    return basename(folder) if is_plain else home


def _content_names(files: SiteFiles, prefix: str) -> Iterator[tuple[str, str, str]]:
    """Yield the kind, slug and name of what pages of authors, sources and terms say."""
    for path in files.below(prefix):
        folder, _, rest = path.removeprefix(prefix).partition("/")
        kind = _NAME_FOLDERS.get(folder, "")
        stem = basename(dirname(path)) if _is_index(path) else _stem(path)
        is_term = _is_index(path) and rest.count("/") == 1
        if not rest or (_is_index(path) and rest.count("/") == 0) or not (kind or is_term):
            continue
        values = files.front_matter(path).values
        name = text_of(values, *_NAME_KEYS)
        if not name or (kind and text_of(values, "date") and not is_term):
            continue
        slugs = {stem, text_of(values, "slug"), stem.removeprefix(f"{kind}_")} - {""}
        for slug in sorted(slugs):
            yield kind or "tag", slug, name


def _data_names(files: SiteFiles) -> Iterator[tuple[str, str, str]]:
    for path in files.paths:
        folder, _, rest = path.partition("/")
        if folder not in ("data", "_data") or not path.endswith(
            (".toml", ".yaml", ".yml", ".json")
        ):
            continue
        kind = _NAME_FOLDERS.get(rest.partition("/")[0].partition(".")[0], "")
        if kind:
            values = files.settings((path,)).values
            yield from names_in_data(kind, values, _stem(path) if "/" in rest else "")


def names_in_data(
    kind: str, values: Mapping[str, Plain], slug: str
) -> Iterator[tuple[str, str, str]]:
    """Yield the kind, slug and name of what a data file says: one name, or many by their slugs.

    Args:
        slug: The name of a file that is about one; empty if it is about many.
    """
    if slug and text_of(values, *_NAME_KEYS):
        yield kind, slug, text_of(values, *_NAME_KEYS)
        return
    items = values.get("items")
    pairs = (
        [
            (text_of(each, "slug", "id", "key", "username", "short_name"), each)
            for each in items
            if isinstance(each, dict)
        ]
        if isinstance(items, list)
        else list(values.items())
    )
    for key, value in pairs:
        name = value if isinstance(value, str) else ""
        if isinstance(value, dict):
            parts = (text_of(value, "first_name"), text_of(value, "last_name"))
            name = text_of(value, *_NAME_KEYS, "full_name") or " ".join(filter(None, parts))
        if key and name:
            yield kind, key, name


def hugo_documents(files: SiteFiles, site: OldSite) -> Iterator[str]:
    """Yield the paths of documents that may be articles."""
    folders = [ContentFolder(*each).folder for each in site.settings["folders"]]
    for path in files.paths:
        if not any(is_below(path, each) for each in folders):
            continue
        if not (is_text(path) or path.casefold().endswith(_OTHER_ENDINGS)):
            continue
        if _stem(path).split(".")[0] == "_index":
            if _MARKUP.sub("", files.front_matter(path).body).strip():
                yield path  # It is refused: a list with words of its own.
            continue
        if _is_part_of_bundle(files, path):
            continue
        first = placed(path, site)[1].partition("/")[0]
        if first in _NAME_FOLDERS and not text_of(files.front_matter(path).values, "date"):
            continue
        yield path


def _is_part_of_bundle(files: SiteFiles, path: str) -> bool:
    """Return whether a text is a resource of the page in its folder."""
    return not _is_index(path) and any(
        files.has_file(f"{dirname(path)}/index.{ending}") for ending in ("md", "html")
    )


def _is_index(path: str) -> bool:
    return _stem(path).split(".")[0] in ("index", "_index")


def _stem(path: str) -> str:
    return basename(path).rpartition(".")[0]
