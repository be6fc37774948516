"""Sites of Zola: config.toml or zola.toml, and content/ with TOML or YAML front matter."""

import re
from collections.abc import Iterator, Mapping
from fnmatch import fnmatchcase
from posixpath import basename, dirname

from newsgen.importing.document import OldSite
from newsgen.importing.foreign_values.front_matter_formats import Plain
from newsgen.importing.site_folders.hugo import site_title_of
from newsgen.importing.site_folders.permalinks import absolute_path
from newsgen.importing.site_folders.site_files import (
    SiteFiles,
    SitePage,
    language_suffix,
    mapping_of,
    text_of,
)
from newsgen.model.slug import ascii_slug

_DATED_NAME = re.compile(
    r"(?P<moment>\d{4}-\d{2}-\d{2}(?:T\d{2}:\d{2}:\d{2}(?:\.\d+)?(?:Z|[+-]\d{2}:\d{2}))?)"
    r"(?:\s?[_-](?P<rest>.+))?"
)
_UNSAFE = re.compile(r"[<>:\"/\\|?*]")


def find_zola_site(files: SiteFiles) -> OldSite | None:
    """Return the site in a folder; None if it is none of Zola."""
    settings = files.settings(("zola.toml", "config.toml"))
    values = settings.values
    if "base_url" not in values or not files.has_folder("content"):
        return None
    default = text_of(values, "default_language") or "en"
    home = text_of(files.front_matter("content/_index.md").values, "title")
    extra = mapping_of(values, "extra")
    slugs = mapping_of(values, "slugify")
    return OldSite(
        "zola",
        files.folder,
        title=text_of(values, "title") or site_title_of(home, files),
        url=text_of(values, "base_url").rstrip("/"),
        language=default,
        timezone="UTC",
        evidence=settings.path,
        content_folder="content/",
        default_language=default,
        default_author=text_of(values, "author")
        or text_of(extra, "author")
        or text_of(mapping_of(extra, "author"), "name"),
        has_emoji_names=text_of(mapping_of(values, "markdown"), "render_emoji") == "true",
        settings_fault=settings.fault,
        settings={
            "languages": list(mapping_of(values, "languages")),
            "ignored": values.get("ignored_content") or [],
            "slugs": text_of(slugs, "paths") or "on",
            "keeps_dates": text_of(slugs, "paths_keep_dates") == "true",
        },
    )


def zola_documents(files: SiteFiles, site: OldSite) -> Iterator[str]:
    """Yield the paths of pages; sections are lists and none."""
    ignored = site.settings["ignored"]
    for path in files.below(site.content_folder):
        is_page = path.endswith(".md") and basename(path).split(".")[0] != "_index"
        if is_page and not any(fnmatchcase(path, pattern) for pattern in ignored):
            yield path


def zola_page(path: str, values: Mapping[str, Plain], site: OldSite) -> SitePage:
    """Return what Zola makes of the place and front matter of a document."""
    place = path.removeprefix(site.content_folder)
    folder = dirname(place)
    stem, language = language_suffix(basename(place).rpartition(".")[0], site.settings["languages"])
    group = f"{folder}/{stem}"
    if stem == "index" and folder:
        folder, stem = dirname(folder), basename(folder)
    dated = _DATED_NAME.fullmatch(stem)
    rest = dated["rest"] if dated and not site.settings["keeps_dates"] else ""
    slug = _zola_slug(text_of(values, "slug") or rest or stem, site.settings["slugs"])
    address = text_of(values, "path")
    if not address:
        is_other = language not in ("", site.default_language)
        parts = (language if is_other else "", folder, "" if stem == "index" else slug)
        address = "/".join(filter(None, parts))
    if text_of(values, "render") == "false":
        address = ""
    return SitePage(
        f"{absolute_path(address).rstrip('/')}/" if address else "",
        slug,
        dated["moment"] if dated else "",
        language,
        group,
        (folder.split("/")[0],) if folder else (),
    )


def _zola_slug(text: str, way: str) -> str:
    """Return the part of an address that Zola makes of a name. way: on, safe or off."""
    if way == "off":
        return text
    if way == "safe":
        return _UNSAFE.sub("", text.rstrip(" ."))
    # Ours drops these signs, Zola puts a hyphen in their place.
    parted = re.sub(r"['\u2019,.:]", " ", text)
    return ascii_slug(parted)
