"""Sites of Eleventy: its settings are programs, of which only what is plain is read."""

import json
import re
from collections.abc import Iterator, Mapping
from posixpath import basename, dirname

from newsgen.importing.document import OldSite
from newsgen.importing.foreign_dates import normal_date
from newsgen.importing.front_matter_formats import Plain
from newsgen.importing.site_folders.hugo import names_in_data
from newsgen.importing.site_folders.permalinks import (
    absolute_path,
    day_parts,
    name_day,
    url_words,
)
from newsgen.importing.site_folders.site_files import (
    SiteFiles,
    SitePage,
    is_language,
    language_suffix,
    mapping_of,
    text_of,
)

_SETTINGS = (
    *(".eleventy.js", "eleventy.config.js", "eleventy.config.mjs", "eleventy.config.cjs"),
    *(".eleventy.cjs", ".eleventy.mjs", "eleventy.config.ts"),
)
_ENDINGS = (".md", ".markdown", ".html", ".njk", ".liquid", ".mdx")
_SITE_FILES = ("site", "metadata", "meta", "config")
_NO_POSTS = ("index", "404", "readme", "search", "feed", "archive", "tags", "sitemap", "changelog")
_VALUE = re.compile(r"\{\{-?\s*(?P<name>[\w.]+)(?P<filters>[^{}]*?)-?\}\}")
_DATE_FILTER = re.compile(r"[\"']([%\w/ .-]+)[\"']")
_DATE_PARTS = {
    "%Y": "year",
    "%m": "month",
    "%d": "day",
    "yyyy": "year",
    "LL": "month",
    "MM": "month",
    "dd": "day",
    "DD": "day",
    "YYYY": "year",
}


def find_eleventy_site(files: SiteFiles) -> OldSite | None:
    """Return the site in a folder; None if it is none of Eleventy."""
    path = next((each for each in _SETTINGS if files.has_file(each)), "")
    if not path and "@11ty/eleventy" not in files.text("package.json"):
        return None
    program = files.text(path)
    folders = dict(re.findall(r"\b(input|data|output)\s*:\s*[\"']([^\"']*)[\"']", program))
    content = folders.get("input", "").strip("./")
    prefix = f"{content}/" if content else ""
    data = f"{prefix}{folders.get('data', '_data').strip('./')}"
    settings = files.settings(
        f"{data}/{name}.{ending}" for name in _SITE_FILES for ending in ("json", "yaml", "yml")
    )
    values = settings.values
    authors: dict[str, str] = {}
    for name in ("authors", "author", "people"):
        people = files.settings(
            (f"{data}/{name}.json", f"{data}/{name}.yaml", f"{data}/{name}.yml")
        )
        for _, slug, full in names_in_data("author", people.values, ""):
            authors.setdefault(slug.casefold(), full)
    author = text_of(values, "author") or text_of(mapping_of(values, "author"), "name")
    return OldSite(
        "eleventy",
        files.folder,
        title=text_of(values, "title", "name") or basename(files.folder.rstrip("/")),
        url=text_of(values, "url", "baseurl", "baseUrl").rstrip("/"),
        language=text_of(values, "language", "lang", "locale"),
        author_names=authors,
        details={
            "content": prefix,
            "defaults": json.dumps(_folder_data(files, prefix)),
            "author": author,
            "settings_file": settings.path,
            "settings_error": settings.error,
            "settings_error_line": str(settings.error_line),
        },
    )


def _folder_data(files: SiteFiles, prefix: str) -> list[Plain]:
    """Return what data files of folders say, in the form of Jekyll's defaults."""
    defaults: list[Plain] = []
    for path in files.paths:
        folder, name = dirname(path), basename(path)
        stem = name.partition(".")[0]
        is_data = name in (f"{stem}.json", f"{stem}.11tydata.json") and stem == basename(folder)
        if is_data and path.startswith(prefix):
            values = dict(files.settings((path,)).values)
            defaults.append({"scope": {"path": folder}, "values": values})
    return defaults


def eleventy_documents(files: SiteFiles, site: OldSite) -> Iterator[str]:
    """Yield the paths of texts that have front matter and are no lists."""
    prefix = site.details["content"]
    for path in files.paths:
        folders = path.removeprefix(prefix).split("/")[:-1]
        is_inner = any(each.startswith("_") for each in folders)
        if not path.startswith(prefix) or is_inner or not path.endswith(_ENDINGS):
            continue
        stem = basename(path).partition(".")[0].casefold()
        is_bundle = stem == "index" and len(folders) > 1
        if stem in _NO_POSTS and not is_bundle:
            continue
        matter = files.front_matter(path)
        if matter.error or (matter.values and "pagination" not in matter.values):
            yield path


def eleventy_page(path: str, values: Mapping[str, Plain], site: OldSite) -> SitePage:
    """Return what Eleventy makes of the place and front matter of a document."""
    place = path.removeprefix(site.details["content"])
    folder = dirname(place)
    stem, suffix = language_suffix(basename(place).partition(".")[0])
    if stem == "index":
        folder, stem = dirname(folder), basename(folder)
    day, rest = name_day(stem)
    first = folder.split("/")[0]
    language = suffix or (first if is_language(first) else "")
    written = normal_date(text_of(values, "date"), "", "en") or day
    slug = text_of(values, "slug") or rest
    pattern = text_of(values, "permalink")
    address = (
        f"/{folder}/{rest}/" if not pattern else _filled(pattern, values, rest, folder, written)
    )
    bare = "/".join(each for each in folder.split("/") if not is_language(each))
    return SitePage(
        absolute_path(address.removesuffix("index.html")) if address else "",
        slug,
        day,
        language,
        f"{bare}/{stem}",
        (),
    )


def _filled(pattern: str, values: Mapping[str, Plain], name: str, folder: str, day: str) -> str:
    """Return the address of a permalink with Liquid or Nunjucks; empty if a part is unknown."""
    parts = day_parts(day)
    missing = "{%" in pattern

    def part(match: re.Match[str]) -> str:
        nonlocal missing
        filters = match["filters"]
        if match["name"] in ("page.date", "date"):
            form = _DATE_FILTER.search(filters)
            words = form[1] if form else "%Y-%m-%d"
            for token, key in _DATE_PARTS.items():
                words = words.replace(token, parts.get(key, "?"))
            missing = missing or "?" in words or "%" in words
            return words
        known = {"page.fileSlug": name, "page.filePathStem": f"{folder}/{name}"}
        text = known.get(match["name"]) or text_of(values, match["name"])
        missing = missing or not text
        return url_words(text) if "slug" in filters else text

    address = _VALUE.sub(part, pattern)
    return "" if missing else address
