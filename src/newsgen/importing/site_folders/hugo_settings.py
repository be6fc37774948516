"""The settings of a site of Hugo: one file, or many in config/, and the folders of its content."""

from collections.abc import Iterator, Mapping
from posixpath import basename, dirname
from typing import NamedTuple

from newsgen.importing.foreign_values.front_matter_formats import Plain
from newsgen.importing.site_folders.site_files import (
    SettingsFile,
    SiteFiles,
    mapping_of,
    text_of,
)

_ENDINGS = ("toml", "yaml", "yml", "json")
_NAMES = ("hugo", "config")
_FOLDERS = ("config/_default", "config/production")


class ContentFolder(NamedTuple):
    """A folder of texts. language: of all of them, or "". place: where the site has them."""

    folder: str
    language: str = ""
    place: str = ""


def read_hugo_settings(files: SiteFiles) -> SettingsFile:
    """Return what all settings files say together; keys are in lower case, as Hugo reads them.

    The path is that of the first file, and the error is the first, with its file.
    """
    main = files.settings(f"{name}.{ending}" for name in _NAMES for ending in _ENDINGS)
    found = [main] if main.path else []
    for folder in _FOLDERS:
        found += (
            files.settings((path,))
            for path in sorted(files.paths)
            if dirname(path) == folder and path.endswith(tuple(f".{each}" for each in _ENDINGS))
        )
    values: Mapping[str, Plain] = {}
    for read in found:
        values = _merged(values, _lower_keys(_by_name(read)))
    wrong = next((read for read in found if read.error), None)
    if wrong:
        return SettingsFile(wrong.path, values, wrong.error, wrong.error_line)
    return SettingsFile(found[0].path if found else "", values)


def _by_name(read: SettingsFile) -> Mapping[str, Plain]:
    """Return the values of a file as the main file would have them, by its name and language."""
    stem = basename(read.path).rpartition(".")[0]
    name, _, language = stem.partition(".")
    values: dict[str, Plain] = dict(read.values)
    if language and name == "languages":
        return {"languages": {language: values}}
    if name not in _NAMES:
        values = {name: values}
    return {"languages": {language: values}} if language else values


def _merged(values: Mapping[str, Plain], more: Mapping[str, Plain]) -> dict[str, Plain]:
    merged = dict(values)
    for key, value in more.items():
        old = merged.get(key)
        is_both = isinstance(old, dict) and isinstance(value, dict)
        merged[key] = _merged(old, value) if is_both else value  # type: ignore[arg-type]
    return merged


def _lower_keys(values: Mapping[str, Plain]) -> dict[str, Plain]:
    return {
        key.casefold(): _lower_keys(value) if isinstance(value, dict) else value
        for key, value in values.items()
    }


def content_folders(values: Mapping[str, Plain]) -> list[ContentFolder]:
    """Return the folders of texts that settings name; those that lie in others come first."""
    main = text_of(values, "contentDir").strip("./") or "content"
    languages = mapping_of(values, "languages")
    own = [
        ContentFolder(text_of(language, "contentDir").strip("./"), name)
        for name, language in languages.items()
        if isinstance(language, dict) and text_of(language, "contentDir")
    ]
    mounted = list(_mounted_folders(values))
    folders = [*own, *mounted]
    if not mounted and (not own or len(own) < len(languages)):
        folders.append(ContentFolder(main))
    return sorted(dict.fromkeys(folders), key=lambda each: (-len(each.folder), each))


def _mounted_folders(values: Mapping[str, Plain]) -> Iterator[ContentFolder]:
    mounts = mapping_of(values, "module").get("mounts")
    for mount in mounts if isinstance(mounts, list) else ():
        if not isinstance(mount, dict):
            continue
        target = text_of(mount, "target").strip("./")
        if target == "content" or target.startswith("content/"):
            place = target.removeprefix("content").strip("/")
            yield ContentFolder(text_of(mount, "source").strip("./"), text_of(mount, "lang"), place)
