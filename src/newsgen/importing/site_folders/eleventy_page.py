"""What Eleventy makes of a document: its values, with the data of its folders, and its address."""

import re
from collections.abc import Mapping
from datetime import UTC, datetime
from posixpath import basename, dirname, join

from newsgen.importing.document import OldSite
from newsgen.importing.foreign_dates import normal_date
from newsgen.importing.foreign_values.front_matter_formats import Plain
from newsgen.importing.site_folders.permalinks import absolute_path, day_parts
from newsgen.importing.site_folders.site_files import (
    SitePage,
    is_language,
    language_suffix,
    mapping_of,
    text_of,
)
from newsgen.model.slug import ascii_slug

_NO_DATES = ("last modified", "created", "git last modified", "git created")
_DATED = re.compile(r"\d{4}-\d{2}-\d{2}-(.*)")
_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")
_VALUE = re.compile(r"\{\{-?\s*(?P<name>[\w.]+)(?P<filters>[^{}]*?)-?\}\}")
_FILTER = re.compile(r"\|\s*(\w+)\s*(?:[(:]\s*(?:[\"']([^\"']*)[\"'])?[^|]*)?")
_PLAIN_FILTERS = ("url", "safe", "trim", "strip", "string", "lower", "downcase")
_DATE_PART = re.compile(r"%-?[A-Za-z]|yyyy|YYYY|LLLL|MMMM|LLL|MMM|LL|MM|dd|DD|yy|[LMdD]")
_PART_NAMES = {
    "%Y": "year",
    "yyyy": "year",
    "YYYY": "year",
    "%y": "short_year",
    "yy": "short_year",
    "%m": "month",
    "LL": "month",
    "MM": "month",
    "%-m": "i_month",
    "L": "i_month",
    "M": "i_month",
    "%d": "day",
    "dd": "day",
    "DD": "day",
    "%-d": "i_day",
    "d": "i_day",
    "D": "i_day",
    "%B": "long_month",
    "LLLL": "long_month",
    "MMMM": "long_month",
    "%b": "short_month",
    "LLL": "short_month",
    "MMM": "short_month",
    "%j": "y_day",
}
_FORMS_BY_NAME = (("path", "%Y/%m/%d"), ("year", "%Y"), ("iso", "%Y-%m-%d"), ("html", "%Y-%m-%d"))
"""What filters of dates make that name no form: the first word that is part of their name."""


def eleventy_values(path: str, values: Mapping[str, Plain], site: OldSite) -> Mapping[str, Plain]:
    """Return front matter with what data files say for its folders and for itself."""
    merged: dict[str, Plain] = {}
    own = path_without_endings(path)
    for place, given in site.settings["folder_data"]:
        if path.startswith(place) if place.endswith("/") else own == place:
            merged = _merged(merged, given)
    merged = _merged(merged, values)
    computed = mapping_of(merged, "eleventyComputed")
    plain = {key: value for key, value in computed.items() if "{" not in str(value)}
    whole = {**merged, **plain, **{k: v for k, v in computed.items() if k == "permalink"}}
    if text_of(whole, "date").casefold() in _NO_DATES:
        del whole["date"]
    if not text_of(whole, "title"):
        whole["title"] = next(
            (text_of(values, key) for key in values if key.casefold().endswith("title")), ""
        )
    return whole


def _merged(below: Mapping[str, Plain], above: Mapping[str, Plain]) -> dict[str, Plain]:
    """Return values of two places: lists and mappings of both, else those of the nearer one."""
    merged = dict(below)
    for key, value in above.items():
        name = key.removeprefix("override:")
        old = merged.get(name)
        if name == key == "tags" and isinstance(value, str) and isinstance(old, list):
            value = [value] if value else []
        if name == key and isinstance(old, list) and isinstance(value, list):
            merged[name] = [*old, *(each for each in value if each not in old)]
        elif name == key and isinstance(old, dict) and isinstance(value, dict):
            merged[name] = _merged(old, value)
        else:
            merged[name] = value
    return merged


def eleventy_page(path: str, values: Mapping[str, Plain], site: OldSite) -> SitePage:
    """Return what Eleventy makes of the place and front matter of a document."""
    place = path.removeprefix(site.content_folder)
    folder = dirname(place)
    file_name = basename(place)
    name = file_name[: file_name.rindex(".")]
    raw = _without_day(name)
    file_slug = _without_day(basename(folder)) if raw == "index" else raw
    stem, suffix = language_suffix(file_slug)
    first = folder.split("/")[0]
    language = suffix or (first if is_language(first) else "")
    day = normal_date(next(iter(_DAY.findall(place)), ""), "", "en")
    written = _utc_day(normal_date(text_of(values, "date"), "UTC", "en")) or day
    pattern = text_of(values, "permalink") or text_of(mapping_of(values, "permalink"), "build")
    if pattern == "false":
        address = ""
    elif pattern:
        known = {"page.fileSlug": file_slug, "page.filePathStem": join("/", folder, raw)}
        address = _filled(pattern, known, values, written)
    else:
        is_folder = name in ("index", basename(folder))
        address = f"/{join(folder, '' if is_folder else name)}".rstrip("/") + "/"
    bare = "/".join(each for each in folder.split("/") if not is_language(each))
    return SitePage(
        absolute_path(re.sub(r"(?<=/)index\.html$", "", address)) if address else "",
        text_of(values, "slug") or stem,
        day,
        language,
        f"{bare}/{_without_day(language_suffix(name)[0])}",
        (),
    )


def path_without_endings(path: str) -> str:
    """Return the path of a file without what follows the first point of its name."""
    return join(dirname(path), basename(path).partition(".")[0])


def _without_day(name: str) -> str:
    match = _DATED.search(name)
    return match[1] if match else name


def _utc_day(date: str) -> str:
    """Return the day of a date in UTC, in which Eleventy writes addresses."""
    if len(date) <= 10:
        return date
    return datetime.fromisoformat(date).astimezone(UTC).date().isoformat()


def _filled(pattern: str, known: Mapping[str, str], values: Mapping[str, Plain], day: str) -> str:
    """Return the address of a permalink with Liquid or Nunjucks; empty if a part is unknown."""
    missing = "{%" in pattern

    def part(match: re.Match[str]) -> str:
        nonlocal missing
        filters = [(each[1], each[2] or "") for each in _FILTER.finditer(match["filters"])]
        if match["name"] in ("page.date", "date"):
            text = _date_text(filters, day_parts(day))
        else:
            text = known.get(match["name"]) or _text_at(values, match["name"])
            for name, _ in filters:
                if "slug" in name.casefold():
                    text = _eleventy_slug(text)
                elif name not in _PLAIN_FILTERS:
                    text = ""
                elif name in ("lower", "downcase"):
                    text = text.lower()
        missing = missing or not text
        return text

    address = _VALUE.sub(part, pattern)
    return "" if missing or "{{" in address else address


def _text_at(values: Mapping[str, Plain], name: str) -> str:
    """Return the text that a name with dots means."""
    *above, last = name.split(".")
    for key in above:
        values = mapping_of(values, key)
    return text_of(values, last)


def _date_text(filters: list[tuple[str, str]], parts: Mapping[str, str]) -> str:
    """Return a date as filters write it; empty if it is not known how."""
    form = next((text for _, text in filters if text), "")
    if not form and filters:
        name = filters[0][0].casefold()
        form = next((form for word, form in _FORMS_BY_NAME if word in name), "")
    names = [_PART_NAMES.get(each, "") for each in _DATE_PART.findall(form)]
    if not names or not all(parts.get(name) for name in names):
        return ""
    text = _DATE_PART.sub(lambda match: parts[_PART_NAMES[match[0]]], form)
    return _eleventy_slug(text) if any("slug" in name.casefold() for name, _ in filters) else text


def _eleventy_slug(text: str) -> str:
    return ascii_slug(re.sub(r"['\u2019]", "", text).replace("&", " and "))
