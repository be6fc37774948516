"""Sites of Jekyll: _posts/, _drafts/, collections, _data/ and _config.yml."""

import json
from collections.abc import Iterator, Mapping
from posixpath import basename, dirname

from newsgen.importing.document import OldSite
from newsgen.importing.foreign_dates import normal_date
from newsgen.importing.front_matter_formats import Plain
from newsgen.importing.site_folders.hugo import names_in_data
from newsgen.importing.site_folders.permalinks import (
    absolute_path,
    day_parts,
    fill_pattern,
    name_day,
    url_words,
)
from newsgen.importing.site_folders.site_files import (
    SiteFiles,
    SitePage,
    is_language,
    is_text,
    language_suffix,
    mapping_of,
    text_of,
)

_STYLES = {
    "date": "/:categories/:year/:month/:day/:title.html",
    "pretty": "/:categories/:year/:month/:day/:title/",
    "ordinal": "/:categories/:year/:y_day/:title.html",
    "weekdate": "/:categories/:year/W:week/:short_day/:title.html",
    "none": "/:categories/:title.html",
}
_SETTINGS = ("_config.yml", "_config.yaml", "_config.toml")
_NAME_FILES = {"authors": "author", "author": "author", "people": "author", "sources": "source"}


def find_jekyll_site(files: SiteFiles) -> OldSite | None:
    """Return the site in a folder; None if it is none of Jekyll."""
    settings = files.settings(_SETTINGS)
    values = settings.values
    source = text_of(values, "source").strip("./")
    prefix = f"{source}/" if source else ""
    has_posts = any("_posts/" in path for path in files.paths)
    if not (has_posts or (settings.path and any(files.below("")))):
        return None
    names: dict[str, dict[str, str]] = {"author": {}, "source": {}, "tag": {}}
    for kind, slug, name in _names(files, prefix):
        names[kind].setdefault(slug.casefold(), name)
    url = f"{text_of(values, 'url').rstrip('/')}/{text_of(values, 'baseurl').strip('/')}"
    author = text_of(values, "author") or text_of(mapping_of(values, "author"), "name")
    return OldSite(
        "jekyll",
        files.folder,
        title=text_of(values, "title", "name") or basename(files.folder.rstrip("/")),
        url=url.rstrip("/") if "://" in url else "",
        language=text_of(values, "lang", "locale", "default_lang"),
        timezone=text_of(values, "timezone"),
        author_names=names["author"],
        source_names=names["source"],
        details={
            "source": prefix,
            "permalink": text_of(values, "permalink") or "date",
            "baseurl": text_of(values, "baseurl").rstrip("/"),
            "collections": json.dumps(_collections(values)),
            "defaults": json.dumps(values.get("defaults") or []),
            "excerpt_separator": text_of(values, "excerpt_separator"),
            "author": author,
            "settings_file": settings.path,
            "settings_error": settings.error,
            "settings_error_line": str(settings.error_line),
        },
    )


def _collections(values: Mapping[str, Plain]) -> dict[str, str]:
    """Return the patterns of collections by their names; empty ones where they have none."""
    value = values.get("collections")
    if isinstance(value, list):
        return {name: "" for name in value if isinstance(name, str)}
    given = mapping_of(values, "collections")
    return {
        name: text_of(each, "permalink") if isinstance(each, dict) else ""
        for name, each in given.items()
    }


def _names(files: SiteFiles, prefix: str) -> Iterator[tuple[str, str, str]]:
    for path in files.paths:
        folder, _, rest = path.removeprefix(prefix).partition("/")
        kind = _NAME_FILES.get(rest.partition("/")[0].partition(".")[0], "")
        if folder == "_data" and kind and not is_text(path):
            slug = basename(path).partition(".")[0] if "/" in rest else ""
            yield from names_in_data(kind, files.settings((path,)).values, slug)
        elif folder in ("_authors", "_people") and is_text(path):
            values = files.front_matter(path).values
            stem = basename(path).rpartition(".")[0]
            name = text_of(values, "name", "display_name", "title")
            for slug in {stem, text_of(values, "short_name", "slug", "username")} - {""}:
                if name:
                    yield "author", slug, name


def jekyll_documents(files: SiteFiles, site: OldSite) -> Iterator[str]:
    """Yield the paths of documents: posts, drafts, those of collections, and pages."""
    prefix = site.details["source"]
    collections = json.loads(site.details["collections"])
    for path in files.below(prefix):
        folders = path.removeprefix(prefix).split("/")[:-1]
        if "_posts" in folders or "_drafts" in folders:
            yield path
        elif folders and folders[0].startswith("_"):
            name = folders[0].removeprefix("_")
            if name in collections and name not in ("authors", "people", "pages"):
                yield path
        elif files.front_matter(path).values and basename(path).partition(".")[0] not in (
            *("index", "404", "README", "search", "feed", "archive", "tags", "categories"),
        ):
            yield path


def jekyll_page(path: str, values: Mapping[str, Plain], site: OldSite) -> SitePage:
    """Return what Jekyll makes of the place and front matter of a document."""
    details = site.details
    place = path.removeprefix(details["source"])
    folders = place.split("/")[:-1]
    marker = next((each for each in folders if each in ("_posts", "_drafts")), "")
    above = folders[: folders.index(marker)] if marker else []
    below = folders[folders.index(marker) + 1 :] if marker else []
    stem, suffix = language_suffix(basename(path).rpartition(".")[0])
    day, rest = name_day(stem)
    language = suffix or next((each for each in (*above, *below) if is_language(each)), "")
    categories = [*(each for each in above if not each.startswith("_")), *_categories(values)]
    written = normal_date(text_of(values, "date"), "", "en") or day
    slug = text_of(values, "slug") or rest
    collection = folders[0].removeprefix("_") if folders and not marker else ""
    parts = {
        **day_parts(written),
        "title": slug,
        "slug": url_words(slug),
        "name": url_words(rest),
        "categories": "/".join(url_words(each) for each in dict.fromkeys(categories)),
        "output_ext": ".html",
        "collection": collection,
        "path": "/".join((*folders[1:], stem)),
        "basename": stem,
    }
    pattern = text_of(values, "permalink")
    if not pattern and collection and not marker:
        pattern = json.loads(details["collections"]).get(collection) or ""
        pattern = pattern or ("/:collection/:path.html" if folders[0][0] == "_" else f"/{place}")
        pattern = pattern if folders[0][0] == "_" else f"{pattern.rpartition('.')[0]}.html"
    elif not pattern:
        pattern = details["permalink"]
    pattern = _STYLES.get(pattern, pattern).replace(":output_ext", ".html")
    address = fill_pattern(pattern, parts)
    group = next(
        (f"{key}:{text_of(values, key)}" for key in _GROUP_KEYS if text_of(values, key)),
        f"{'/'.join(each for each in folders if not is_language(each))}/{stem}",
    )
    sections = tuple(each for each in above if not each.startswith("_") and not is_language(each))
    return SitePage(
        absolute_path(address) if address else "",
        url_words(slug, keep="._") if not slug.isascii() else slug,
        day,
        language,
        group,
        sections,
        marker == "_drafts",
    )


_GROUP_KEYS = ("translation_key", "translation_id", "lang-ref", "lang_ref", "ref", "page_id")


def _categories(values: Mapping[str, Plain]) -> list[str]:
    value = values.get("categories") or values.get("category") or ""
    if isinstance(value, list):
        return [each for each in value if isinstance(each, str)]
    return value.split() if isinstance(value, str) else []


def post_values(path: str, values: Mapping[str, Plain], site: OldSite) -> dict[str, Plain]:
    """Return front matter with what `defaults:` of the settings say for its folder."""
    merged: dict[str, Plain] = {}
    defaults = json.loads(site.details.get("defaults", "[]"))
    place = path.removeprefix(site.details.get("source", ""))
    for each in defaults if isinstance(defaults, list) else ():
        scope = each.get("scope") if isinstance(each, dict) else None
        given = each.get("values") if isinstance(each, dict) else None
        if not isinstance(scope, dict) or not isinstance(given, dict):
            continue
        folder = str(scope.get("path") or "").strip("/")
        kind = str(scope.get("type") or "")
        is_in = not folder or place.startswith(f"{folder}/") or dirname(place) == folder
        if is_in and (kind in ("", "posts", "drafts") or f"_{kind}/" in f"{place}"):
            merged |= given
    return {**merged, **values}
