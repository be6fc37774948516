"""Front matter of a document of Hugo, with what its folders and the settings add to it."""

import re
from collections.abc import Iterator, Mapping
from posixpath import dirname, join, normpath

from newsgen.importing.document import OldSite
from newsgen.importing.foreign_values.front_matter_formats import Plain
from newsgen.importing.site_folders.hugo_page import hugo_page, is_below, placed
from newsgen.importing.site_folders.site_files import mapping_of, text_of

_COVER = re.compile(r"feature|cover|hero|header|thumbnail|banner", re.IGNORECASE)
_PICTURE = re.compile(r"\.(?:jpe?g|png|gif|webp|avif|svg)$", re.IGNORECASE)
_PICTURE_KEYS = ("image", "images", "featured_image", "cover", "thumbnail", "hero", "banner")


def hugo_values(path: str, values: Mapping[str, Plain], site: OldSite) -> Mapping[str, Plain]:
    """Return front matter with what is said for its folder, its picture and whole aliases."""
    added: dict[str, Plain] = {}
    for folder, given in site.settings["cascade"]:
        if is_below(path, folder):
            added |= _meant_for(path, given, site)
    whole = {**added, **values}
    for key in ("params", "Params"):
        if isinstance(added.get(key), dict) and isinstance(values.get(key), dict):
            whole[key] = {**mapping_of(added, key), **mapping_of(values, key)}
    if picture := _cover(values):
        whole["image"] = picture
    aliases = values.get("aliases")
    if isinstance(aliases, list):
        above = dirname(hugo_page(path, whole, site).address.rstrip("/"))
        whole["aliases"] = [
            normpath(join(above, each)) if isinstance(each, str) else each for each in aliases
        ]
    return whole


def read_cascades(folder: str, values: Mapping[str, Plain]) -> Iterator[tuple[str, Plain]]:
    """Yield a folder with each mapping that front matter or settings have for all below it."""
    cascade = next((each for key, each in values.items() if key.casefold() == "cascade"), "")
    for each in cascade if isinstance(cascade, list) else (cascade,):
        if isinstance(each, dict):
            yield folder, each


def _meant_for(path: str, given: Mapping[str, Plain], site: OldSite) -> Mapping[str, Plain]:
    """Return the values of a cascade; none if it is for other pages."""
    target = mapping_of(given, "target") or mapping_of(given, "_target")
    language, place = placed(path, site)
    wanted = text_of(target, "lang")
    is_meant = (
        _fits("page", text_of(target, "kind"))
        and _fits(f"/{place.rpartition('.')[0].removesuffix('/index')}", text_of(target, "path"))
        and (not wanted or _fits(language or site.default_language, wanted))
    )
    values = {key: value for key, value in given.items() if key not in ("target", "_target")}
    return values if is_meant else {}


def _fits(text: str, pattern: str) -> bool:
    """Return whether a text fits a pattern with **, * and {one,other}; all fit an empty one."""
    signs = {"**": ".*", "*": "[^/]*", "{": "(?:", "}": ")", ",": "|"}
    parts = re.split(r"(\*\*|[*{},])", pattern)
    words = "".join(signs.get(part) or re.escape(part) for part in parts if part)
    return not pattern or bool(re.fullmatch(words, text, re.IGNORECASE))


def _cover(values: Mapping[str, Plain]) -> Plain:
    """Return the picture among the resources that front matter describes; "" if it names one."""
    resources = values.get("resources")
    if text_of(values, *_PICTURE_KEYS) or not isinstance(resources, list):
        return ""
    if any(values.get(key) for key in _PICTURE_KEYS):
        return ""
    for each in resources:
        if not isinstance(each, dict) or not _PICTURE.search(text_of(each, "src")):
            continue
        if _COVER.search(f"{text_of(each, 'name')} {text_of(each, 'src')}"):
            said: dict[str, Plain] = {**mapping_of(each, "params"), "src": text_of(each, "src")}
            title = text_of(each, "title")
            return {**said, "caption": title} if title and not text_of(said, "caption") else said
    return ""
