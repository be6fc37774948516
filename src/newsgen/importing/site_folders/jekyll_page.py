"""What Jekyll makes of the place and the front matter of a document: its address and language."""

from collections.abc import Iterator, Mapping
from datetime import datetime
from fnmatch import fnmatchcase
from posixpath import basename, dirname

from newsgen.importing.document import OldSite
from newsgen.importing.foreign_dates import normal_date
from newsgen.importing.foreign_values.front_matter_formats import Plain
from newsgen.importing.site_folders.permalinks import (
    absolute_path,
    day_parts,
    fill_pattern,
    name_day,
    url_words,
)
from newsgen.importing.site_folders.site_files import (
    SitePage,
    is_language,
    language_suffix,
    text_of,
)
from newsgen.runtime.clock import time_zone

_STYLES = {
    "date": "/:categories/:year/:month/:day/:title:output_ext",
    "pretty": "/:categories/:year/:month/:day/:title/",
    "ordinal": "/:categories/:year/:y_day/:title:output_ext",
    "weekdate": "/:categories/:year/W:week/:short_day/:title:output_ext",
    "none": "/:categories/:title:output_ext",
}
_GROUP_KEYS = ("translation_key", "translation_id", "lang-ref", "lang_ref", "ref", "page_id")


def jekyll_page(path: str, values: Mapping[str, Plain], site: OldSite) -> SitePage:
    """Return what Jekyll makes of the place and front matter of a document."""
    place = path.removeprefix(site.content_folder)
    folders = place.split("/")[:-1]
    marker = next((each for each in folders if each in ("_posts", "_drafts")), "")
    above = folders[: folders.index(marker)] if marker else []
    stem, suffix = language_suffix(basename(path).rpartition(".")[0])
    day, rest = name_day(stem)
    language = (
        text_of(values, "lang", "language", "locale")
        or suffix
        or next((each for each in folders if is_language(each)), "")
    )
    slug = text_of(values, "slug") or rest
    categories = [each for each in (*above, *_categories(values)) if not each.startswith("_")]
    address = fill_pattern(
        _pattern(folders, marker, values, site),
        {
            **day_parts(_local_day(text_of(values, "date"), site.timezone) or day),
            "title": slug,
            "slug": url_words(slug),
            "name": url_words(stem),
            "categories": "/".join(dict.fromkeys(each.casefold() for each in categories)),
            "slugified_categories": "/".join(dict.fromkeys(map(url_words, categories))),
            "output_ext": ".html",
            "collection": "posts" if marker else folders[0].lstrip("_") if folders else "",
            "path": "/".join((*folders[1:], stem)),
            "basename": stem,
        },
    )
    group = next(
        (f"{key}:{text_of(values, key)}" for key in _GROUP_KEYS if text_of(values, key)),
        f"{'/'.join(each for each in folders if not is_language(each))}/{stem}",
    )
    return SitePage(
        absolute_path(address) if address else "",
        url_words(slug, keep="._") if not slug.isascii() else slug,
        day,
        language,
        group,
        tuple(each for each in above if not each.startswith("_") and not is_language(each)),
        marker == "_drafts",
    )


def _pattern(folders: list[str], marker: str, values: Mapping[str, Plain], site: OldSite) -> str:
    """Return the pattern of the address of a post, of a document of a collection, or of a page."""
    own = text_of(values, "permalink")
    style = site.settings["permalink"]
    if own or marker:
        return _STYLES.get(own or style, own or style)
    if not folders or not folders[0].startswith("_"):
        folder = "/".join(folders)
        return f"/{folder}/:basename{_suffix(style)}"
    collections = site.settings["collections"]
    pattern = collections.get(folders[0].removeprefix("_")) or ""
    return _STYLES.get(pattern, pattern) or f"/:collection/:path{_suffix(style)}"


def _suffix(style: str) -> str:
    """Return what Jekyll puts behind addresses that no pattern is for, by that of the posts."""
    pattern = _STYLES.get(style, style)
    return "/" if pattern.endswith("/") else ":output_ext" if pattern.endswith("_ext") else ""


def _local_day(text: str, zone: str) -> str:
    """Return the day of a date in the zone of the site, in which Jekyll names it."""
    written = normal_date(text, "", "en")
    place = time_zone(zone) if zone else None
    if place is None or len(written) <= len("2022-09-13T08:30"):
        return written
    moment = datetime.fromisoformat(written)
    return (moment.astimezone(place) if moment.tzinfo else moment).date().isoformat()


def _categories(values: Mapping[str, Plain]) -> Iterator[str]:
    """Yield the categories of a post; Jekyll parts those of `categories: a b` at blanks."""
    if single := text_of(values, "category"):
        yield single
    several = values.get("categories") or []
    for each in several.split() if isinstance(several, str) else several:
        if isinstance(each, str):
            yield each


def post_values(path: str, values: Mapping[str, Plain], site: OldSite) -> Mapping[str, Plain]:
    """Return front matter with what `defaults:` of the settings say of its folder.

    Those of a longer path count before those of a shorter one. A picture for all documents is that
    of the site, and of none of them.
    """
    place = path.removeprefix(site.content_folder)
    found: list[tuple[int, dict[str, Plain]]] = []
    for each in site.settings.get("defaults", ()):
        scope = each.get("scope") if isinstance(each, dict) else None
        given = each.get("values") if isinstance(each, dict) else None
        if not isinstance(scope, dict) or not isinstance(given, dict):
            continue
        folder = str(scope.get("path") or "").strip("/")
        if _is_below(place, folder) and _is_of_kind(place, str(scope.get("type") or "")):
            if not folder:
                given = {key: value for key, value in given.items() if key != "image"}
            found.append((len(folder), given))
    merged: dict[str, Plain] = {}
    for _, given in sorted(found, key=lambda item: item[0]):
        merged |= given
    return {**merged, **values}


def _is_below(place: str, folder: str) -> bool:
    if "*" in folder:
        return fnmatchcase(place, folder) or fnmatchcase(place, f"{folder}/*")
    return not folder or place == folder or f"{dirname(place)}/".startswith(f"{folder}/")


def _is_of_kind(place: str, kind: str) -> bool:
    folders = place.split("/")[:-1]
    own = next((each for each in folders if each.startswith("_")), "_pages").removeprefix("_")
    return not kind or kind == own or (kind, own) == ("posts", "drafts")
