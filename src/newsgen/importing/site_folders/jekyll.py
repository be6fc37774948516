"""Sites of Jekyll: _posts/, _drafts/, collections, _data/ and _config.yml."""

from collections.abc import Iterable, Iterator, Mapping
from fnmatch import fnmatchcase
from posixpath import basename
from urllib.parse import urlsplit

from newsgen.importing.document import OldSite
from newsgen.importing.foreign_values.front_matter_formats import Plain
from newsgen.importing.site_folders.hugo import names_in_data
from newsgen.importing.site_folders.site_files import (
    SiteFiles,
    is_text,
    mapping_of,
    nested_texts,
    text_of,
)

_SETTINGS = ("_config.yml", "_config.yaml", "_config.toml")
_OTHER_MARKUP = (".textile", ".org", ".adoc", ".asciidoc", ".rst")
"""Endings of posts in other markup, which are named and refused."""

_NAME_FILES = {"authors": "author", "author": "author", "people": "author", "sources": "source"}


def find_jekyll_site(files: SiteFiles) -> OldSite | None:
    """Return the site in a folder; None if it is none of Jekyll."""
    settings = files.settings(_SETTINGS)
    if not settings.path and (inner := _inner_folder(files)):
        return find_jekyll_site(SiteFiles(f"{files.folder.rstrip('/')}/{inner}"))
    values = settings.values
    source = text_of(values, "source").strip("./")
    prefix = f"{source}/" if source else ""
    has_posts = any("_posts/" in path for path in files.paths)
    if not (has_posts or (settings.path and any(files.below("")))):
        return None
    names: dict[str, dict[str, str]] = {"author": {}, "source": {}, "tag": {}}
    for kind, slug, name in _names(files, prefix):
        names[kind].setdefault(slug.casefold(), name)
    url = f"{text_of(values, 'url').rstrip('/')}/{text_of(values, 'baseurl').strip('/')}"
    author = text_of(values, "author") or text_of(mapping_of(values, "author"), "name")
    return OldSite(
        "jekyll",
        files.folder,
        title=text_of(values, "title", "name")
        or urlsplit(url).netloc.removeprefix("www.")
        or basename(files.folder.rstrip("/")),
        url=url.rstrip("/") if "://" in url else "",
        language=text_of(values, "lang", "locale", "default_lang"),
        timezone=text_of(values, "timezone"),
        author_names=names["author"],
        source_names=names["source"],
        evidence=settings.path,
        content_folder=prefix,
        include_folder=f"{prefix}{text_of(values, 'includes_dir').strip('./') or '_includes'}",
        default_author=author,
        summary_mark=text_of(values, "excerpt_separator"),
        has_emoji_names="jemoji" in (values.get("plugins") or ()),
        texts=nested_texts(values, "site."),
        settings_fault=settings.fault,
        settings={
            "permalink": text_of(values, "permalink") or "date",
            "collections": _collections(values),
            "exclude": _excluded(values),
            "defaults": values.get("defaults") or [],
        },
    )


def _inner_folder(files: SiteFiles) -> str:
    """Return the folder in which the site lies, such as docs; empty if it is none or not sure."""
    folders = {path.partition("/")[0] for path in files.paths if "/_posts/" in path}
    inner = [
        each for each in folders if any(files.has_file(f"{each}/{name}") for name in _SETTINGS)
    ]
    return inner[0] if len(inner) == 1 and len(folders) == 1 else ""


def _excluded(values: Mapping[str, Plain]) -> list[str]:
    value = values.get("exclude") or []
    patterns = [value] if isinstance(value, str) else value
    return [each.strip("/") for each in patterns if isinstance(each, str) and each.strip("/.")]


def _collections(values: Mapping[str, Plain]) -> dict[str, str]:
    """Return the patterns of collections by their names; empty ones where they have none."""
    value = values.get("collections")
    if isinstance(value, list):
        return {name: "" for name in value if isinstance(name, str)}
    given = mapping_of(values, "collections")
    return {
        name: text_of(each, "permalink") if isinstance(each, dict) else ""
        for name, each in given.items()
    }


def _names(files: SiteFiles, prefix: str) -> Iterator[tuple[str, str, str]]:
    for path in files.paths:
        folder, _, rest = path.removeprefix(prefix).partition("/")
        kind = _NAME_FILES.get(rest.partition("/")[0].partition(".")[0], "")
        if folder == "_data" and kind and not is_text(path):
            slug = basename(path).partition(".")[0] if "/" in rest else ""
            yield from names_in_data(kind, files.settings((path,)).values, slug)
        elif folder in ("_authors", "_people") and is_text(path):
            values = files.front_matter(path).values
            stem = basename(path).rpartition(".")[0]
            name = text_of(values, "name", "display_name", "title")
            for slug in {stem, text_of(values, "short_name", "slug", "username")} - {""}:
                if name:
                    yield "author", slug, name


def jekyll_documents(files: SiteFiles, site: OldSite) -> Iterator[str]:
    """Yield the paths of documents: posts, drafts, those of collections, and pages."""
    prefix = site.content_folder
    collections = site.settings["collections"]
    excluded = site.settings["exclude"]
    for path in files.paths:
        place = path.removeprefix(prefix)
        folders = place.split("/")[:-1]
        if not path.startswith(prefix) or _is_excluded(place, excluded):
            continue
        if "_posts" in folders or "_drafts" in folders:
            if is_text(path) or path.endswith(_OTHER_MARKUP):
                yield path
        elif not is_text(path):
            continue
        elif folders and folders[0].startswith("_"):
            name = folders[0].removeprefix("_")
            if name in collections and name not in ("authors", "people"):
                yield path
        elif files.front_matter(path).values:
            yield path


def _is_excluded(place: str, patterns: Iterable[str]) -> bool:
    """Return whether settings leave a file out, by its name, its folder or a pattern."""
    return any(f"{place}/".startswith(f"{each}/") or fnmatchcase(place, each) for each in patterns)
