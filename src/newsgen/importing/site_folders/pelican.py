"""Sites of Pelican: pelicanconf.py, and a folder of articles with header lines or fields."""

import re
from collections.abc import Iterator, Mapping
from fnmatch import fnmatchcase
from posixpath import basename

from newsgen.importing.document import OldSite
from newsgen.importing.foreign_values.front_matter_formats import Plain
from newsgen.importing.site_folders.python_settings import PythonSettings, read_python_settings
from newsgen.importing.site_folders.site_files import SiteFiles, mapping_of, text_of

_SETTINGS = ("pelicanconf.py", "pelican.conf.py", "pelican_conf.py", "settings.py", "conf.py")
_PUBLISHED = "publishconf.py"
_TAG_PLUGIN = re.compile(r"liquid|jinja|shortcode|ipynb|tags", re.IGNORECASE)
_USED = (
    *("SITENAME", "SITEURL", "PATH", "AUTHOR", "TIMEZONE", "DEFAULT_LANG", "DEFAULT_CATEGORY"),
    *("ARTICLE_PATHS", "ARTICLE_DIR", "ARTICLE_EXCLUDES", "PAGE_PATHS", "PAGE_DIR", "READERS"),
    *("ARTICLE_URL", "ARTICLE_SAVE_AS", "ARTICLE_LANG_URL", "ARTICLE_LANG_SAVE_AS", "MARKUP"),
    *("PAGE_URL", "PAGE_SAVE_AS", "PAGE_LANG_URL", "PAGE_LANG_SAVE_AS"),
    *("DEFAULT_DATE", "DEFAULT_METADATA", "EXTRA_PATH_METADATA", "FILENAME_METADATA"),
    *("PATH_METADATA", "SLUGIFY_SOURCE", "USE_FOLDER_AS_CATEGORY", "IGNORE_FILES"),
)
_ENDINGS = ("md", "markdown", "mkd", "mdown", "html", "htm", "rst")


def find_pelican_site(files: SiteFiles) -> OldSite | None:
    """Return the site in a folder; None if it is none of Pelican."""
    path, settings = "", PythonSettings()
    for path in _SETTINGS:
        settings = read_python_settings(files.text(path))
        if files.has_file(path) and (path == _SETTINGS[0] or "SITENAME" in settings.values):
            break
    else:
        return None
    published = read_python_settings(files.text(_PUBLISHED))
    values = {**settings.values, **{key: each for key, each in published.values.items() if each}}
    unknown = [name for name in _USED if not values.get(name)]
    content = text_of(values, "PATH").strip("./") or "content"
    return OldSite(
        "pelican",
        files.folder,
        title=text_of(values, "SITENAME") or basename(files.folder.rstrip("/")),
        url=text_of(values, "SITEURL").rstrip("/"),
        language=text_of(values, "DEFAULT_LANG"),
        timezone=text_of(values, "TIMEZONE"),
        evidence=path,
        content_folder=f"{content}/" if files.has_folder(content) else "",
        include_folder=f"{content}/{text_of(values, 'CODE_DIR').strip('/') or 'code'}",
        default_language=text_of(values, "DEFAULT_LANG") or "en",
        default_author=text_of(values, "AUTHOR"),
        has_plain_braces=not _may_read_tags(values),
        settings_fault=settings.fault(path, unknown) or published.fault(_PUBLISHED, unknown),
        settings={name: values[name] for name in _USED if name in values},
    )


def _may_read_tags(values: Mapping[str, Plain]) -> bool:
    """Return whether a plug-in may make something of `{% tag %}` and `{{ value }}` in texts."""
    plugins = values.get("PLUGINS")
    names = plugins if isinstance(plugins, list) else [""]
    return any(not name or _TAG_PLUGIN.search(str(name)) for name in names)


def pelican_folders(settings: Mapping[str, Plain], *keys: str) -> tuple[str, ...]:
    """Return folders that the first of some settings names, with a slash at their ends."""
    value = next((settings[key] for key in keys if settings.get(key)), [])
    each = [value] if isinstance(value, str) else value
    names = (name.strip("/") for name in each if isinstance(name, str))
    return tuple(f"{name}/" for name in names if name.strip("."))


def pelican_documents(files: SiteFiles, site: OldSite) -> Iterator[str]:
    """Yield the paths of articles; pages are yielded, too, so that they are named."""
    settings = site.settings
    prefix = site.content_folder
    articles = pelican_folders(settings, "ARTICLE_PATHS", "ARTICLE_DIR")
    pages = pelican_folders(settings, "PAGE_PATHS", "PAGE_DIR") or ("pages/",)
    excluded = pelican_folders(settings, "ARTICLE_EXCLUDES")
    ignored = settings.get("IGNORE_FILES")
    patterns = [each for each in ignored if isinstance(each, str)] if ignored else []
    readers = mapping_of(settings, "READERS")
    unread = {ending for ending, reader in readers.items() if not reader}
    endings = {*_ENDINGS, *(("ipynb",) if "ipynb" in str(settings.get("MARKUP")) else ())} - unread
    for path in files.paths:
        place = path.removeprefix(prefix)
        is_named = not articles or place.startswith((*articles, *pages))
        is_inside = path.startswith(prefix) and is_named and not place.startswith(excluded)
        is_ignored = any(fnmatchcase(part, each) for part in place.split("/") for each in patterns)
        if is_inside and not is_ignored and path.rpartition(".")[2].casefold() in endings:
            yield path
