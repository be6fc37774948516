"""Sites of Nikola: conf.py, and posts with comments above their text or files of metadata."""

import json
from collections.abc import Iterator, Mapping
from posixpath import basename, dirname

from newsgen.importing.document import OldSite
from newsgen.importing.front_matter_formats import Plain
from newsgen.importing.site_folders.permalinks import absolute_path, name_day, url_words
from newsgen.importing.site_folders.python_settings import read_python_settings
from newsgen.importing.site_folders.site_files import (
    SiteFiles,
    SitePage,
    language_suffix,
    text_of,
)

_ENDINGS = (".md", ".markdown", ".mdown", ".html", ".htm", ".rst", ".txt")


def find_nikola_site(files: SiteFiles) -> OldSite | None:
    """Return the site in a folder; None if it is none of Nikola."""
    values = read_python_settings(files.text("conf.py"))
    if "BLOG_TITLE" not in values and "POSTS" not in values:
        return None
    languages = values.get("TRANSLATIONS")
    return OldSite(
        "nikola",
        files.folder,
        title=text_of(values, "BLOG_TITLE") or basename(files.folder.rstrip("/")),
        url=text_of(values, "SITE_URL").rstrip("/"),
        language=text_of(values, "DEFAULT_LANG"),
        timezone=text_of(values, "TIMEZONE"),
        details={
            "content": "",
            "posts": json.dumps(_places(values.get("POSTS"), "posts")),
            "pages": json.dumps(_places(values.get("PAGES"), "pages")),
            "languages": json.dumps(list(languages) if isinstance(languages, dict) else []),
            "default_language": text_of(values, "DEFAULT_LANG"),
            "is_plain": text_of(values, "PRETTY_URLS"),
            "author": text_of(values, "BLOG_AUTHOR"),
        },
    )


def _places(value: Plain | None, default: str) -> dict[str, str]:
    """Return where posts are published by the folders that they lie in."""
    places = {}
    for each in value if isinstance(value, list) else ():
        if isinstance(each, list) and len(each) > 1:
            pattern, target = each[0], each[1]
            if isinstance(pattern, str) and isinstance(target, str):
                places[pattern.partition("*")[0].strip("/")] = target.strip("/")
    return places or {default: default}


def nikola_documents(files: SiteFiles, site: OldSite) -> Iterator[str]:
    """Yield the paths of posts; pages are yielded, too, so that they are named."""
    folders = (*json.loads(site.details["posts"]), *json.loads(site.details["pages"]))
    for path in files.paths:
        if path.endswith(_ENDINGS) and path.startswith(tuple(f"{each}/" for each in folders)):
            yield path


def nikola_page(path: str, values: Mapping[str, Plain], site: OldSite) -> SitePage:
    """Return what Nikola makes of the place and front matter of a document."""
    stem, language = language_suffix(
        basename(path).rpartition(".")[0], json.loads(site.details["languages"])
    )
    places = json.loads(site.details["posts"]) | json.loads(site.details["pages"])
    folder = next((each for each in places if path.startswith(f"{each}/")), "")
    below = dirname(path).removeprefix(folder).strip("/")
    day, rest = name_day(stem)
    slug = text_of(values, "slug") or url_words(stem, keep="._")
    is_plain = site.details["is_plain"] == "false" or text_of(values, "pretty_url") == "False"
    address = "/".join(filter(None, (places.get(folder, ""), below, slug)))
    if language and language != site.details["default_language"]:
        address = f"{language}/{address}"
    return SitePage(
        f"{absolute_path(address)}{'.html' if is_plain else '/'}",
        text_of(values, "slug") or rest,
        day,
        language,
        f"{dirname(path)}/{stem}",
        (),
    )
