"""Sites of Pelican: pelicanconf.py, and a folder of articles with header lines."""

import re
from collections.abc import Iterator, Mapping
from datetime import UTC, datetime
from posixpath import basename, dirname

from newsgen.importing.document import OldSite
from newsgen.importing.foreign_dates import normal_date
from newsgen.importing.front_matter_formats import Plain
from newsgen.importing.site_folders.permalinks import absolute_path, name_day, url_words
from newsgen.importing.site_folders.python_settings import read_python_settings
from newsgen.importing.site_folders.site_files import (
    SiteFiles,
    SitePage,
    language_suffix,
    text_of,
)

_FIELD = re.compile(r"\{(\w+)(?::([^{}]*))?\}")
_DAY = re.compile(r"(\d{4})-(\d{2})-(\d{2})(?:T(\d{2}):(\d{2}))?")


def find_pelican_site(files: SiteFiles) -> OldSite | None:
    """Return the site in a folder; None if it is none of Pelican."""
    if not files.has_file("pelicanconf.py"):
        return None
    settings = read_python_settings(files.text("pelicanconf.py"))
    published = read_python_settings(files.text("publishconf.py"))
    values = {**settings.values, **{key: each for key, each in published.values.items() if each}}
    content = text_of(values, "PATH").strip("./") or "content"
    articles = values.get("ARTICLE_PATHS") or values.get("ARTICLE_DIR") or []
    folders = [articles] if isinstance(articles, str) else articles
    pages = values.get("PAGE_PATHS") or ["pages"]
    return OldSite(
        "pelican",
        files.folder,
        title=text_of(values, "SITENAME") or basename(files.folder.rstrip("/")),
        url=text_of(values, "SITEURL").rstrip("/"),
        language=text_of(values, "DEFAULT_LANG"),
        timezone=text_of(values, "TIMEZONE"),
        details={
            "evidence": "pelicanconf.py",
            "content": f"{content}/" if files.has_folder(content) else "",
            "articles": "\n".join(each for each in folders if isinstance(each, str) and each),
            "pages": "\n".join(each for each in pages if isinstance(each, str)),
            "author": text_of(values, "AUTHOR"),
            "pattern": text_of(values, "ARTICLE_URL") or text_of(values, "ARTICLE_SAVE_AS"),
            "language_pattern": text_of(values, "ARTICLE_LANG_URL"),
            "default_language": text_of(values, "DEFAULT_LANG"),
            "category": text_of(values, "DEFAULT_CATEGORY"),
            "slug_source": text_of(values, "SLUGIFY_SOURCE"),
            "folders_say_nothing": text_of(values, "USE_FOLDER_AS_CATEGORY"),
        },
    )


def pelican_documents(files: SiteFiles, site: OldSite) -> Iterator[str]:
    """Yield the paths of articles; pages are yielded, too, so that they are named."""
    prefix = site.details["content"]
    folders = [
        f"{prefix}{each.strip('/')}/" for each in site.details["articles"].split("\n") if each
    ]
    pages = [f"{prefix}{each.strip('/')}/" for each in site.details["pages"].split("\n") if each]
    for path in files.paths:
        is_inside = path.startswith((*folders, *pages) if folders else prefix)
        if is_inside and path.endswith((".md", ".markdown", ".mkd", ".mdown", ".html", ".rst")):
            yield path


def pelican_page(path: str, values: Mapping[str, Plain], site: OldSite) -> SitePage:
    """Return what Pelican makes of the place and front matter of a document."""
    details = site.details
    place = path.removeprefix(details["content"])
    stem, _ = language_suffix(basename(place).rpartition(".")[0])
    day, rest = name_day(stem)
    title = text_of(values, "title")
    source = stem if details["slug_source"] == "basename" else title or rest
    slug = text_of(values, "slug") or url_words(source)
    folder = basename(dirname(place))
    if details["folders_say_nothing"] == "false" or folder in details["articles"].split("\n"):
        folder = ""
    category = text_of(values, "category") or folder or details["category"]
    written = normal_date(text_of(values, "date"), "", "en") or day
    language = text_of(values, "lang")
    is_other = bool(language) and language != details["default_language"]
    pattern = details["pattern"] or "{slug}.html"
    if is_other:
        pattern = details["language_pattern"] or "{slug}-{lang}.html"
    known = {
        "slug": slug,
        "lang": language or details["default_language"],
        "category": url_words(category),
        "author": url_words(text_of(values, "author", "authors") or details["author"]),
        "filename": stem,
        "base_name": stem,
    }
    address = (
        text_of(values, "url") or text_of(values, "save_as") or _filled(pattern, known, written)
    )
    return SitePage(
        absolute_path(address.removesuffix("index.html")) if address else "",
        slug,
        day,
        language,
        slug,
        (folder,) if folder else (),
    )


def _filled(pattern: str, known: Mapping[str, str], day: str) -> str:
    """Return the address of a pattern of Python's format strings; empty if a part is unknown."""
    missing = False

    def part(match: re.Match[str]) -> str:
        nonlocal missing
        if match[1] == "date" and (found := _DAY.match(day)):
            year, month, number, hour, minute = (int(each or 0) for each in found.groups())
            moment = datetime(year, month, number, hour, minute, tzinfo=UTC)
            return moment.strftime(match[2] or "%Y-%m-%d")
        missing = missing or match[1] not in known
        return known.get(match[1], "")

    address = _FIELD.sub(part, pattern)
    return "" if missing else address
