"""Sites of Hugo: content/, data/, static/, and settings in TOML, YAML or JSON, or without any."""

import json
from collections.abc import Iterator, Mapping
from posixpath import basename, dirname

from newsgen.importing.document import OldSite
from newsgen.importing.foreign_dates import normal_date
from newsgen.importing.front_matter_formats import Plain
from newsgen.importing.site_folders.permalinks import (
    absolute_path,
    day_parts,
    fill_pattern,
    name_day,
    url_words,
)
from newsgen.importing.site_folders.site_files import (
    SettingsFile,
    SiteFiles,
    SitePage,
    is_language,
    is_text,
    language_suffix,
    mapping_of,
    text_of,
)

_SETTINGS = tuple(
    f"{folder}{name}.{ending}"
    for folder in ("", "config/_default/")
    for name in ("hugo", "config")
    for ending in ("toml", "yaml", "yml", "json")
)
_NAME_FOLDERS = {
    "authors": "author",
    "author": "author",
    "people": "author",
    "contributors": "author",
    "sources": "source",
    "publishers": "source",
}
_NAME_KEYS = ("display_name", "name", "title")


def find_hugo_site(files: SiteFiles) -> OldSite | None:
    """Return the site in a folder; None if it is none of Hugo."""
    settings = files.settings(_SETTINGS)
    content = text_of(settings.values, "contentDir") or "content"
    prefix = f"{content.strip('/')}/"
    if basename(files.folder.rstrip("/")) == "content" and not settings.path:
        content, prefix = "", ""
    texts = tuple(files.below(prefix))
    has_matter = any(files.front_matter(path).values for path in texts[:20])
    if not settings.path and not (texts and has_matter):
        return None
    if settings.path.endswith("config.toml") and "base_url" in settings.values:
        return None  # Zola's
    if settings.path and not texts:
        return None
    return _hugo_site(files, settings, prefix)


def _hugo_site(files: SiteFiles, settings: SettingsFile, prefix: str) -> OldSite:
    values = settings.values
    languages = dict(mapping_of(values, "languages"))
    for ending in ("toml", "yaml", "yml", "json"):
        languages |= files.settings((f"config/_default/languages.{ending}",)).values
    permalinks = dict(mapping_of(values, "permalinks"))
    for ending in ("toml", "yaml", "yml", "json"):
        permalinks |= files.settings((f"config/_default/permalinks.{ending}",)).values
    permalinks = {**permalinks, **mapping_of(permalinks, "page")}
    folders = {
        name: text_of(language, "contentDir").strip("/")
        for name, language in languages.items()
        if isinstance(language, dict) and text_of(language, "contentDir")
    }
    default = text_of(values, "defaultContentLanguage") or next(iter(languages), "")
    names: dict[str, dict[str, str]] = {"author": {}, "source": {}, "tag": {}}
    for kind, slug, name in (*_content_names(files, prefix), *_data_names(files)):
        names[kind].setdefault(slug.casefold(), name)
    own = names["source"].get(basename(files.folder.rstrip("/")).casefold(), "")
    home = text_of(files.front_matter(f"{prefix}_index.md").values, "title")
    language = mapping_of(languages, default)
    return OldSite(
        "hugo",
        files.folder,
        title=text_of(values, "title")
        or text_of(language, "title")
        or own
        or site_title_of(home, files),
        url=text_of(values, "baseURL").rstrip("/").replace("http://localhost:1313", ""),
        language=text_of(language, "languageCode", "locale")
        or text_of(values, "languageCode", "locale")
        or default,
        timezone=text_of(values, "timeZone"),
        author_names=names["author"],
        source_names=names["source"],
        tag_names=names["tag"],
        details={
            "content": prefix,
            "permalinks": json.dumps({k: v for k, v in permalinks.items() if isinstance(v, str)}),
            "languages": json.dumps(list(languages)),
            "language_folders": json.dumps(folders),
            "default_language": default,
            "keeps_case": text_of(values, "disablePathToLower"),
            "is_ugly": text_of(values, "uglyURLs"),
            "assets": "static assets",
            "settings_file": settings.path,
            "settings_error": settings.error,
            "settings_error_line": str(settings.error_line),
        },
    )


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
    prefix = site.details["content"]
    folders = json.loads(site.details["language_folders"]).values()
    for path in files.paths:
        is_content = path.startswith((prefix, *(f"{folder}/" for folder in folders)))
        if not is_content or not is_text(path) or _stem(path).split(".")[0] == "_index":
            continue
        folder = path.removeprefix(prefix).partition("/")[0]
        if folder in _NAME_FOLDERS and not text_of(files.front_matter(path).values, "date"):
            continue
        if _is_part_of_bundle(files, path):
            continue
        yield path


def _is_part_of_bundle(files: SiteFiles, path: str) -> bool:
    """Return whether a text is a resource of the page in its folder."""
    return not _is_index(path) and any(
        files.has_file(f"{dirname(path)}/index.{ending}") for ending in ("md", "html")
    )


def hugo_page(path: str, values: Mapping[str, Plain], site: OldSite) -> SitePage:
    """Return what Hugo makes of the place and front matter of a document."""
    details = site.details
    languages = json.loads(details["languages"])
    place, language = path, ""
    for name, folder in json.loads(details["language_folders"]).items():
        if path.startswith(f"{folder}/"):
            place, language = path.removeprefix(f"{folder}/"), name
    if not language:
        place = path.removeprefix(details["content"])
        first = place.partition("/")[0]
        if "/" in place and (first in languages or (not languages and is_language(first))):
            place, language = place.partition("/")[2], first
    folder = dirname(place)
    stem, suffix = language_suffix(_stem(place), languages)
    language = suffix or language
    group = text_of(values, "translationKey") or f"{folder}/{stem}"
    if stem == "index":
        folder, stem = dirname(folder), basename(folder)
    sections = tuple(filter(None, folder.split("/")))
    day, rest = name_day(stem)
    slug = text_of(values, "slug")
    title = url_words(text_of(values, "title"))
    pattern = json.loads(details["permalinks"]).get(sections[0] if sections else "", "")
    written = normal_date(text_of(values, "date", "publishDate"), "", "en") or day
    parts = {
        **day_parts(written),
        "section": sections[0] if sections else "",
        "sections": "/".join(sections),
        "title": title,
        "slug": slug or title,
        "filename": stem,
        "contentbasename": stem,
        "slugorfilename": slug or stem,
        "slugorcontentbasename": slug or stem,
    }
    address = text_of(values, "url")
    if not address and pattern:
        address = fill_pattern(pattern, parts)
    elif not address:
        address = f"/{'/'.join((*sections, slug or stem))}/".replace(" ", "-")
        address = address if details["keeps_case"] == "true" else address.lower()
        if details["is_ugly"] == "true":
            address = f"{address.rstrip('/')}.html"
    if language and language != details["default_language"] and not text_of(values, "url"):
        address = f"/{language}{absolute_path(address)}"
    return SitePage(
        absolute_path(address),
        slug or (rest if day else stem),
        day,
        language,
        group,
        sections[:1],
    )


def _is_index(path: str) -> bool:
    return _stem(path).split(".")[0] in ("index", "_index")


def _stem(path: str) -> str:
    return basename(path).rpartition(".")[0]
