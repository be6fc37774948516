"""What Pelican makes of an article: its values by default and by its path, and its address."""

import re
from collections.abc import Mapping
from datetime import UTC, datetime
from posixpath import basename, dirname

from newsgen.importing.document import OldSite
from newsgen.importing.foreign_dates import normal_date
from newsgen.importing.foreign_values.front_matter_formats import Plain
from newsgen.importing.site_folders.pelican import pelican_folders
from newsgen.importing.site_folders.permalinks import absolute_path, name_day, plain_slug
from newsgen.importing.site_folders.site_files import SitePage, mapping_of, text_of

_FIELD = re.compile(r"\{(\w+)(?::([^{}]*))?\}")
_DAY = re.compile(r"(\d{4})-(\d{2})-(\d{2})(?:T(\d{2}):(\d{2}))?")
_SLOW = re.compile(r"[+*}]\)?[+*{]")
"""A repetition of a repetition: such a pattern may take longer than anybody waits."""


def pelican_values(path: str, values: Mapping[str, Plain], site: OldSite) -> dict[str, Plain]:
    """Return what an article, its path and the site's settings say, but for dates of paths."""
    settings = site.settings
    merged: dict[str, Plain] = {
        key.casefold(): value for key, value in mapping_of(settings, "DEFAULT_METADATA").items()
    }
    merged |= {key: each for key, each in _path_values(path, site).items() if key != "date"}
    merged |= values
    for key in ("tags", "authors"):
        value = merged.get(key)
        if isinstance(value, str):
            parts = value.split(";") if ";" in value else value.split(",")
            merged[key] = [part.strip() for part in parts if part.strip()]
    return merged


def _path_values(path: str, site: OldSite) -> dict[str, str]:
    """Return what the settings read in the path of an article."""
    settings = site.settings
    place = path.removeprefix(site.content_folder)
    found: dict[str, str] = {}
    for start, extra in mapping_of(settings, "EXTRA_PATH_METADATA").items():
        if isinstance(extra, dict) and f"{place}/".startswith(f"{start.strip('/')}/"):
            found |= {key: text for key, text in extra.items() if isinstance(text, str)}
    name = basename(place).rpartition(".")[0]
    for key, text in (("FILENAME_METADATA", name), ("PATH_METADATA", place)):
        pattern = text_of(settings, key)
        if not pattern or _SLOW.search(pattern) or len(text) > 300:
            continue
        try:
            match = re.match(pattern, text)
        except (re.error, RecursionError, OverflowError):
            continue
        for group, said in (match.groupdict() if match else {}).items():
            if said:
                found.setdefault(group.casefold(), said)
    return found


def _default_date(settings: Mapping[str, Plain]) -> str:
    value = settings.get("DEFAULT_DATE") or ""
    if isinstance(value, list):
        numbers = [int(part) for part in value if isinstance(part, str) and part.isdecimal()]
        value = "-".join(f"{number:02}" for number in numbers[:3]) if len(numbers) > 2 else ""
    return normal_date(value, "", "en") if isinstance(value, str) and value != "fs" else ""


def pelican_page(path: str, values: Mapping[str, Plain], site: OldSite) -> SitePage:
    """Return what Pelican makes of the place and front matter of a document."""
    settings = site.settings
    place = path.removeprefix(site.content_folder)
    stem = basename(place).rpartition(".")[0]
    day, rest = name_day(stem)
    named = normal_date(_path_values(path, site).get("date", ""), "", "en") or day
    default = _default_date(settings)
    source = stem if text_of(settings, "SLUGIFY_SOURCE") == "basename" else text_of(values, "title")
    slug = text_of(values, "slug") or plain_slug(source or rest)
    folder = basename(dirname(place))
    articles = pelican_folders(settings, "ARTICLE_PATHS", "ARTICLE_DIR")
    if text_of(settings, "USE_FOLDER_AS_CATEGORY") == "false" or f"{folder}/" in articles:
        folder = ""
    language = text_of(values, "lang")
    pages = pelican_folders(settings, "PAGE_PATHS", "PAGE_DIR") or ("pages/",)
    kind = "PAGE" if place.startswith(pages) else "ARTICLE"
    known = {**values, "slug": slug}
    address = _address(kind, settings, known, site, named or default, folder)
    return SitePage(
        absolute_path(address.removesuffix("index.html")) if address else "",
        slug,
        named or default,
        language,
        slug,
        (folder,) if folder else (),
        is_page=kind == "PAGE",
        date_evidence="" if named or not default else "DEFAULT_DATE in the settings of the site",
    )


def _address(
    kind: str,
    settings: Mapping[str, Plain],
    values: Mapping[str, Plain],
    site: OldSite,
    named: str,
    folder: str,
) -> str:
    """Return the address of a text; empty if a part of it is unknown. kind: ARTICLE or PAGE."""
    if own := text_of(values, "url", "save_as"):
        return own
    default = site.default_language
    language = text_of(values, "lang") or default
    keys, usual = (f"{kind}_URL", f"{kind}_SAVE_AS"), "{slug}.html"
    if language != default:
        keys, usual = (f"{kind}_LANG_URL", f"{kind}_LANG_SAVE_AS"), "{slug}-{lang}.html"
    usual = f"pages/{usual}" if kind == "PAGE" else usual
    category = text_of(values, "category") or folder or text_of(settings, "DEFAULT_CATEGORY")
    author = text_of(values, "author") or _first(values.get("authors")) or site.default_author
    known = {key: text for key, text in values.items() if isinstance(text, str)} | {
        "lang": language,
        "category": plain_slug(category or "misc"),
        "author": plain_slug(author),
    }
    written = normal_date(text_of(values, "date"), "", "en") or named
    missing = False

    def part(match: re.Match[str]) -> str:
        nonlocal missing
        if match[1] == "date" and (found := _DAY.match(written)):
            year, month, number, hour, minute = (int(each or 0) for each in found.groups())
            moment = datetime(year, month, number, hour, minute, tzinfo=UTC)
            return moment.strftime(match[2] or "%Y-%m-%d")
        missing = missing or not known.get(match[1])
        return known.get(match[1], "")

    address = _FIELD.sub(part, text_of(settings, *keys) or usual)
    return "" if missing else address


def _first(value: Plain | None) -> str:
    return next((each for each in value if isinstance(each, str)), "") if value else ""
