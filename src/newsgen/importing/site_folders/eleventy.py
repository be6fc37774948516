"""Sites of Eleventy: its settings are programs, of which only what is plain is read."""

import re
from collections import Counter
from collections.abc import Iterator, Mapping
from fnmatch import fnmatchcase
from posixpath import basename, dirname

from newsgen.importing.document import OldSite
from newsgen.importing.foreign_values.front_matter_formats import Plain
from newsgen.importing.foreign_values.script_values import read_script_values
from newsgen.importing.site_folders.eleventy_page import path_without_endings
from newsgen.importing.site_folders.hugo import names_in_data
from newsgen.importing.site_folders.site_files import SiteFiles, mapping_of, text_of

_SETTINGS = (
    *(".eleventy.js", "eleventy.config.js", "eleventy.config.mjs", "eleventy.config.cjs"),
    *(".eleventy.cjs", ".eleventy.mjs", "eleventy.config.ts"),
)
_ENDINGS = (".md", ".markdown", ".html", ".njk", ".liquid", ".mdx")
_DATA_ENDINGS = ("json", "yaml", "yml", "toml", "js", "cjs", "mjs")
_SITE_FILES = ("site", "metadata", "meta", "config", "settings", "globals")
_AUTHOR_FILES = ("authors", "author", "people", "team", "contributors")
_NO_POSTS = ("index", "404", "readme", "search", "feed", "archive", "tags", "sitemap", "changelog")
_MOST_KEYS = 5
_INNER_FOLDERS = ("_includes", "_layouts", "_data", "_components", "_site", "_cache")
_TITLE_KEYS = ("title", "name", "sitename", "siteTitle", "site_name")
_URL_KEYS = (
    "url",
    "baseurl",
    "base_url",
    "siteurl",
    "site_url",
    "host",
    "origin",
    "domain",
    "base",
)
_FOLDER = re.compile(r"\.set(Input|Data|Includes|Layouts|Output)Directory\(\s*[\"']([^\"']*)[\"']")
_IGNORED = re.compile(r"\.ignores\.add\(\s*[\"']([^\"']+)[\"']")


def find_eleventy_site(files: SiteFiles) -> OldSite | None:
    """Return the site in a folder; None if it is none of Eleventy."""
    path = next((each for each in _SETTINGS if files.has_file(each)), "")
    package = files.settings(("package.json",)).values
    if not path and "@11ty/eleventy" not in files.text("package.json"):
        return None
    folders = _folders(files.text(path), mapping_of(package, "scripts"))
    prefix = _prefix(folders.get("input", ""))
    data = f"{prefix}{_prefix(folders.get('data', '_data'))}"
    settings = files.settings(
        f"{data}{name}.{ending}" for name in _SITE_FILES for ending in _DATA_ENDINGS
    )
    values = settings.values
    for key in ("site", "default"):
        values = {**mapping_of(values, key), **values}
    given, unread = _folder_data(files, prefix)
    author = text_of(values, "author") or text_of(mapping_of(values, "author"), "name")
    inner = [data, f"{prefix}{_prefix(folders.get('includes', '_includes'))}"]
    inner += [f"{prefix}{_prefix(folders[key])}" for key in ("layouts", "output") if key in folders]
    return OldSite(
        "eleventy",
        files.folder,
        title=text_of(values, *_TITLE_KEYS) or basename(files.folder.rstrip("/")),
        url=_address(
            text_of(values, *_URL_KEYS), text_of(package, "homepage"), files.text("CNAME")
        ),
        language=text_of(values, "language", "lang", "locale"),
        timezone="UTC",
        author_names=_author_names(files, data),
        evidence=path or "package.json",
        note=_unread_note(unread),
        content_folder=prefix,
        default_author=author,
        settings_fault=settings.fault,
        settings={"folder_data": given, "ignored": [*inner, *_ignored(files, prefix, path)]},
    )


def _unread_note(keys: list[str]) -> str:
    """Return a sentence on what data files have programs compute; empty if that is nothing."""
    counts = Counter(keys)
    shown = [f"{key} ({count})" for key, count in counts.most_common(_MOST_KEYS)]
    more = [f"{len(counts) - _MOST_KEYS} more"] if len(counts) > _MOST_KEYS else []
    return f"what programs compute was not read: {', '.join((*shown, *more))}" if keys else ""


def _prefix(folder: str) -> str:
    folder = re.sub(r"^(?:\./)+|/+$", "", folder.strip())
    return f"{folder}/" if folder not in ("", ".") else ""


def _folders(program: str, scripts: Mapping[str, Plain]) -> dict[str, str]:
    """Return the folders that settings and the commands of a package name, by their purpose."""
    folders: dict[str, str] = {}
    for key, text in scripts.items():
        match = (
            re.search(r"eleventy\b[^&|]*--input[= ](\S+)", text) if isinstance(text, str) else None
        )
        if match and ("build" in key or "input" not in folders):
            folders["input"] = match[1]
    if match := re.search(r"\bdir\s*:\s*(?=\{)", program):
        given = read_script_values(program[match.end() :]).values
        folders |= {key: value for key, value in given.items() if isinstance(value, str)}
    return folders | {match[1].casefold(): match[2] for match in _FOLDER.finditer(program)}


def _address(*texts: str) -> str:
    """Return the first of some texts that is the address of a site, without a slash at the end."""
    for text in texts:
        address = text.strip().rstrip("/")
        if re.fullmatch(r"[\w-]+(?:\.[\w-]+)+", address):
            address = f"https://{address}"
        is_code = re.match(r"https?://(?:www\.)?(?:github|gitlab|npmjs)\.", address)
        if address.startswith(("http://", "https://")) and not is_code:
            return address
    return ""


def _author_names(files: SiteFiles, data: str) -> dict[str, str]:
    names: dict[str, str] = {}
    for path in files.paths:
        folder, _, rest = path.removeprefix(data).partition("/")
        stem, _, ending = folder.partition(".")
        if not path.startswith(data) or stem not in _AUTHOR_FILES:
            continue
        if (rest or ending).rpartition(".")[2] in _DATA_ENDINGS:
            slug = basename(path).partition(".")[0] if rest else ""
            for _, key, full in names_in_data("author", files.settings((path,)).values, slug):
                names.setdefault(key.casefold(), full)
    return names


def _folder_data(files: SiteFiles, prefix: str) -> tuple[list[Plain], list[str]]:
    """Return what data files say for folders and single documents, and what cannot be read.

    The first is a list of places and values, the whole site before its folders.
    """
    given: list[tuple[str, dict[str, Plain]]] = []
    unread: list[str] = []
    texts = {path_without_endings(path) for path in files.paths if path.endswith(_ENDINGS)}
    for path in files.paths:
        folder, name = dirname(path), basename(path)
        stem, _, ending = name.partition(".")
        is_marked = ending.startswith(("11tydata.", "data."))
        is_inner = any(each in _INNER_FOLDERS for each in folder.split("/"))
        is_data = ending.rpartition(".")[2] in _DATA_ENDINGS and path.startswith(prefix)
        if is_inner or not is_data:
            continue
        is_script = ending.endswith("js")
        is_plain = "." not in ending and not is_script
        is_folder = stem in (basename(folder), "index") and (is_marked or stem == basename(folder))
        place = f"{folder}/" if is_folder else path_without_endings(path)
        if not (is_marked or is_plain) or not (is_folder or place in texts):
            continue
        read = files.settings((path,))
        given.append((place, dict(read.values)))
        unread += read.unread
    given.sort(key=lambda pair: (not pair[0].endswith("/"), len(pair[0])))
    return [[place, values] for place, values in given], unread


def _ignored(files: SiteFiles, prefix: str, settings: str) -> Iterator[str]:
    """Yield the patterns of files that are no documents."""
    for name in dict.fromkeys((".eleventyignore", f"{prefix}.eleventyignore", ".gitignore")):
        for line in files.text(name).split("\n"):
            pattern = line.strip()
            if pattern and pattern[0] not in "#!":
                yield f"{dirname(name)}/{pattern.lstrip('/')}".lstrip("/")
    for match in _IGNORED.finditer(files.text(settings)):
        yield re.sub(r"^(?:\./)+", "", match[1])


def _is_ignored(path: str, patterns: list[str]) -> bool:
    for pattern in patterns:
        bare = pattern.rstrip("/")
        if path == bare or path.startswith(f"{bare}/") or fnmatchcase(path, bare):
            return True
        if "/" not in bare and any(fnmatchcase(part, bare) for part in path.split("/")):
            return True
        if fnmatchcase(path, f"{bare}/*"):
            return True
    return False


def eleventy_documents(files: SiteFiles, site: OldSite) -> Iterator[str]:
    """Yield the paths of texts that have front matter and are no lists."""
    prefix = site.content_folder
    ignored = site.settings["ignored"]
    for path in files.paths:
        folders = path.removeprefix(prefix).split("/")[:-1]
        is_inner = any(each in _INNER_FOLDERS for each in folders)
        if not path.startswith(prefix) or is_inner or not path.endswith(_ENDINGS):
            continue
        stem = basename(path).partition(".")[0].casefold()
        is_bundle = stem == "index" and len(folders) > 1
        if (stem in _NO_POSTS and not is_bundle) or _is_ignored(path, ignored):
            continue
        matter = files.front_matter(path)
        if matter.error or (matter.values and "pagination" not in matter.values):
            yield path
