"""Sites of Zola: config.toml or zola.toml, and content/ with TOML front matter."""

import json
from collections.abc import Iterator, Mapping
from posixpath import basename, dirname

from newsgen.importing.document import OldSite
from newsgen.importing.front_matter_formats import Plain
from newsgen.importing.site_folders.permalinks import absolute_path, name_day, url_words
from newsgen.importing.site_folders.site_files import (
    SiteFiles,
    SitePage,
    language_suffix,
    mapping_of,
    text_of,
)


def find_zola_site(files: SiteFiles) -> OldSite | None:
    """Return the site in a folder; None if it is none of Zola."""
    settings = files.settings(("zola.toml", "config.toml"))
    values = settings.values
    if "base_url" not in values or not files.has_folder("content"):
        return None
    return OldSite(
        "zola",
        files.folder,
        title=text_of(values, "title") or basename(files.folder.rstrip("/")),
        url=text_of(values, "base_url").rstrip("/"),
        language=text_of(values, "default_language"),
        details={
            "content": "content/",
            "languages": json.dumps(list(mapping_of(values, "languages"))),
            "default_language": text_of(values, "default_language"),
            "author": text_of(values, "author"),
            "settings_file": settings.path,
            "settings_error": settings.error,
            "settings_error_line": str(settings.error_line),
        },
    )


def zola_documents(files: SiteFiles, site: OldSite) -> Iterator[str]:
    """Yield the paths of pages; sections are lists and none."""
    for path in files.below(site.details["content"]):
        if path.endswith(".md") and basename(path).split(".")[0] != "_index":
            yield path


def zola_page(path: str, values: Mapping[str, Plain], site: OldSite) -> SitePage:
    """Return what Zola makes of the place and front matter of a document."""
    place = path.removeprefix(site.details["content"])
    folder = dirname(place)
    stem, language = language_suffix(
        basename(place).rpartition(".")[0], json.loads(site.details["languages"])
    )
    group = f"{folder}/{stem}"
    if stem == "index":
        folder, stem = dirname(folder), basename(folder)
    day, rest = name_day(stem)
    slug = text_of(values, "slug") or url_words(rest)
    address = text_of(values, "path") or "/".join(filter(None, (folder, slug)))
    if language and language != site.details["default_language"]:
        address = f"{language}/{address}"
    return SitePage(
        f"{absolute_path(address).rstrip('/')}/",
        slug,
        day,
        language,
        group,
        (folder.split("/")[0],) if folder else (),
    )
