"""Where Hugo publishes a document: by its place, its front matter and the site's permalinks."""

import re
import unicodedata
from collections.abc import Mapping, Sequence
from posixpath import basename, dirname, join

from newsgen.importing.document import OldSite
from newsgen.importing.foreign_dates import normal_date
from newsgen.importing.foreign_values.front_matter_formats import Plain
from newsgen.importing.site_folders.hugo_settings import ContentFolder
from newsgen.importing.site_folders.permalinks import (
    absolute_path,
    day_parts,
    fill_pattern,
    name_day,
)
from newsgen.importing.site_folders.site_files import (
    SitePage,
    is_language,
    language_suffix,
    text_of,
)

_DATE_KEYS = ("date", "publishDate", "pubdate", "published", "lastmod", "modified")
"""Of which Hugo takes the first, if its settings do not say otherwise."""
_SLICE = re.compile(r":sections\[(?P<first>\d+|last)?(?P<colon>:)?(?P<end>\d+|last)?\]")
_BESIDE_HYPHEN = re.compile(r"\s+(?=-)|(?<=-)\s+")


def hugo_page(path: str, values: Mapping[str, Plain], site: OldSite) -> SitePage:
    """Return what Hugo makes of the place and front matter of a document."""
    languages = site.settings["languages"]
    language, place = placed(path, site)
    above = dirname(place)
    stem, suffix = language_suffix(_stem(place), languages)
    language = suffix or language
    group = text_of(values, "translationKey") or f"{above}/{stem}"
    if stem == "index":
        above, stem = dirname(above), basename(above)
    sections = tuple(filter(None, above.split("/")))
    day, rest = name_day(stem)
    slug = text_of(values, "slug")
    address = _address(stem, slug, sections, day, values, site)
    is_whole = text_of(values, "url").startswith("/")
    is_prefixed = language != site.default_language or site.settings["is_default_in_folder"]
    if language and is_prefixed and not is_whole:
        address = f"/{language.lower()}{absolute_path(address)}"
    return SitePage(
        absolute_path(address),
        slug or (rest if day else stem),
        day,
        language,
        group,
        sections[:1],
        is_page=stem == "_index",
    )


def placed(path: str, site: OldSite) -> tuple[str, str]:
    """Return the language of the folder of content that a path lies in, and the place in it."""
    languages = site.settings["languages"]
    folders = [ContentFolder(*each) for each in site.settings["folders"]]
    found = next((each for each in folders if is_below(path, each.folder)), ContentFolder(""))
    place, language = join(found.place, path[len(found.folder) :].lstrip("/")), found.language
    first = place.partition("/")[0]
    is_first = first in languages or (not languages and is_language(first))
    if "/" in place and not language and is_first:
        place, language = place.partition("/")[2], first
    return language, place


def is_below(path: str, folder: str) -> bool:
    """Return whether a path lies in a folder; all paths lie in that without a name."""
    return not folder or path.startswith(f"{folder}/")


def _address(
    stem: str,
    slug: str,
    sections: Sequence[str],
    day: str,
    values: Mapping[str, Plain],
    site: OldSite,
) -> str:
    """Return the address of a page without its language."""
    if address := text_of(values, "url"):
        return address
    keeps_case = site.settings["keeps_case"]
    first = sections[0] if sections else ""
    pattern = text_of(site.settings["permalinks"], first or "/")
    title = text_of(values, "title")
    parts = {
        **day_parts(normal_date(text_of(values, *_DATE_KEYS), "", "en") or day),
        "section": first,
        "sections": "/".join(sections),
        "title": title,
        "slug": slug or title,
        "filename": stem,
        "contentbasename": stem,
        "slugorfilename": slug or stem,
        "slugorcontentbasename": slug or stem,
    }
    parts = {key: _path_words(text.replace("/", "-"), keeps_case) for key, text in parts.items()}
    parts["sections"] = _path_words("/".join(sections), keeps_case)
    pattern = _SLICE.sub(lambda match: _path_words(_sliced(match, sections), keeps_case), pattern)
    address = fill_pattern(pattern, parts) if pattern else ""
    if not address:
        address = _path_words(f"/{'/'.join((*sections, slug or stem))}/", keeps_case)
    ugly = site.settings["ugly"]
    if ugly == "true" or (isinstance(ugly, dict) and text_of(ugly, first) == "true"):
        address = f"{address.rstrip('/').removesuffix('.html')}.html"
    return address


def _sliced(match: re.Match[str], sections: Sequence[str]) -> str:
    """Return the folders that a part such as :sections[1:] stands for."""
    last = len(sections) - 1
    first, end = (
        last if text == "last" else int(text) if text else None
        for text in (match["first"], match["end"])
    )
    if match["colon"]:
        return "/".join(sections[slice(first, end)])
    return sections[first] if first is not None and 0 <= first < len(sections) else ""


def _path_words(text: str, keeps_case: bool) -> str:
    """Return words as Hugo puts them into addresses: blanks become hyphens, other signs go."""
    kept = "".join(filter(_is_path_sign, unicodedata.normalize("NFC", text).strip()))
    words = "-".join(_BESIDE_HYPHEN.sub("", kept).split())
    return words if keeps_case else words.lower()


def _is_path_sign(sign: str) -> bool:
    is_mark = unicodedata.category(sign)[0] == "M"
    return sign.isalnum() or sign.isspace() or sign in "./_#+~-@%" or is_mark


def _stem(path: str) -> str:
    return basename(path).rpartition(".")[0]
