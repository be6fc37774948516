"""Sites of Nikola: conf.py, and posts with comments above their text or files of metadata."""

from collections.abc import Iterator, Mapping
from posixpath import basename, dirname
from typing import NamedTuple

from newsgen.importing.document import OldSite
from newsgen.importing.foreign_values.front_matter_formats import Plain
from newsgen.importing.site_folders.permalinks import absolute_path, name_day, plain_slug
from newsgen.importing.site_folders.python_settings import read_python_settings
from newsgen.importing.site_folders.site_files import (
    SiteFiles,
    SitePage,
    address_key,
    is_language,
    mapping_of,
    text_of,
)

_SETTINGS = "conf.py"
_USED = (
    *("BLOG_TITLE", "SITE_URL", "DEFAULT_LANG", "TIMEZONE", "POSTS", "PAGES", "STORIES"),
    *("TRANSLATIONS", "PRETTY_URLS", "BLOG_AUTHOR", "COMPILERS", "REDIRECTIONS"),
)
_TEXTS = ("md", "markdown", "mdown", "html", "htm", "rst", "rest", "txt", "ipynb")
_STATES = ("draft", "private", "mathjax")
"""Tags that say how a post is published, not what it is about."""

_OWN_TEXTS = ("description", "summary", "subtitle")
"""What a translation does not have of its original, because it is in another language."""


class _Place(NamedTuple):
    """A folder of texts, the ending of their names, and where their pages are by language."""

    folder: str
    ending: str
    targets: Mapping[str, str]
    is_post: bool


def find_nikola_site(files: SiteFiles) -> OldSite | None:
    """Return the site in a folder; None if it is none of Nikola."""
    settings = read_python_settings(files.text(_SETTINGS))
    values = settings.values
    if "BLOG_TITLE" not in values and "POSTS" not in values:
        return None
    languages = mapping_of(values, "TRANSLATIONS")
    default = text_of(values, "DEFAULT_LANG")
    rst = mapping_of(values, "COMPILERS").get("rest")
    redirections = values.get("REDIRECTIONS")
    return OldSite(
        "nikola",
        files.folder,
        title=_translated(values, "BLOG_TITLE", default) or basename(files.folder.rstrip("/")),
        url=text_of(values, "SITE_URL").rstrip("/"),
        language=default,
        timezone=text_of(values, "TIMEZONE"),
        evidence=_SETTINGS,
        default_language=default,
        default_author=_translated(values, "BLOG_AUTHOR", default),
        settings_fault=settings.fault(_SETTINGS, _USED),
        settings={
            "posts": values.get("POSTS") or [["posts/*", "posts"]],
            "pages": values.get("PAGES") or values.get("STORIES") or [],
            "languages": languages,
            "is_plain": text_of(values, "PRETTY_URLS") == "false",
            "rst_endings": [
                each.strip(".") for each in rst or ["rst", "txt"] if isinstance(each, str)
            ],
            "redirections": redirections if isinstance(redirections, list) else [],
        },
    )


def _translated(values: Mapping[str, Plain], key: str, language: str) -> str:
    """Return a setting that may have a value for each language."""
    by_language = mapping_of(values, key)
    return text_of(values, key) or text_of(by_language, language)


def _places(site: OldSite) -> list[_Place]:
    """Return the places of posts, then those of pages."""
    places = []
    for key in ("posts", "pages"):
        for each in site.settings[key]:
            if isinstance(each, list) and len(each) > 1 and isinstance(each[0], str):
                folder, _, name = each[0].partition("*")
                ending = name.rpartition(".")[2]
                target = each[1]
                targets = target if isinstance(target, dict) else {"": target}
                texts = {code: text for code, text in targets.items() if isinstance(text, str)}
                places.append(_Place(folder.strip("/"), ending, texts, key == "posts"))
    return places


def _place_of(path: str, site: OldSite) -> _Place | None:
    ending = _name_parts(path, site)[2]
    for place in _places(site):
        is_inside = path.startswith(f"{place.folder}/") or not place.folder
        if is_inside and place.ending in ("", ending):
            return place
    return None


def _name_parts(path: str, site: OldSite) -> tuple[str, str, str]:
    """Return the name of a file, its language and its ending: `a.es.rst` and `a.rst.es`."""
    languages = site.settings["languages"]
    *first, last = basename(path).split(".")
    if len(first) > 1 and last in languages:
        return ".".join(first[:-1]), last, first[-1]
    if len(first) > 1 and (first[-1] in languages or (not languages and is_language(first[-1]))):
        return ".".join(first[:-1]), first[-1], last
    return ".".join(first), "", last


def nikola_documents(files: SiteFiles, site: OldSite) -> Iterator[str]:
    """Yield the paths of posts; pages are yielded, too, so that they are named."""
    for path in files.paths:
        if _name_parts(path, site)[2] in _TEXTS and _place_of(path, site):
            yield path


def nikola_values(path: str, values: Mapping[str, Plain], site: OldSite) -> dict[str, Plain]:
    """Return what a post, its file of metadata and the post that it translates say."""
    files = SiteFiles(site.folder)
    stem, language, ending = _name_parts(path, site)
    start = f"{dirname(path)}/{stem}"
    suffix = f".{language}" if language else ""
    merged = {**values, **files.front_matter(f"{start}{suffix}.meta").values}
    if language:
        original = f"{start}.{ending}"
        first = nikola_values(original, files.front_matter(original).values, site)
        for key in _OWN_TEXTS:
            first.pop(key, None)
        merged = {**first, **merged}
    tags = merged.get("tags")
    if isinstance(tags, str):
        names = [each.strip() for each in tags.split(",") if each.strip()]
        kept: list[Plain] = [each for each in names if each.casefold() not in _STATES]
        merged["tags"] = kept
        if {"draft", "private"} & {each.casefold() for each in names}:
            merged["status"] = "draft"
    key = address_key(nikola_page(path, merged, site).address)
    old: list[Plain] = [
        each[0]
        for each in site.settings["redirections"]
        if isinstance(each, list) and len(each) == 2 and address_key(str(each[1])) == key
    ]
    return {**merged, "aliases": old} if old else merged


def nikola_page(path: str, values: Mapping[str, Plain], site: OldSite) -> SitePage:
    """Return what Nikola makes of the place and front matter of a document."""
    stem, language, _ = _name_parts(path, site)
    place = _place_of(path, site)
    folder = place.folder if place else ""
    code = language or site.default_language
    targets = place.targets if place else {}
    target = (targets.get(code) or targets.get("") or "").strip("/")
    below = dirname(path).removeprefix(folder).strip("/")
    day, rest = name_day(stem)
    slug = text_of(values, "slug") or plain_slug(stem, keep="+")
    is_plain = site.settings["is_plain"] or text_of(values, "pretty_url") == "False"
    prefix = site.settings["languages"].get(code, language)
    prefix = prefix.strip("./") if isinstance(prefix, str) else language
    address = "/".join(filter(None, (prefix, target, below, slug)))
    return SitePage(
        f"{absolute_path(address)}{'.html' if is_plain else '/'}",
        text_of(values, "slug") or rest,
        day,
        language,
        f"{dirname(path)}/{stem}",
        is_page=place is not None and not place.is_post,
    )
