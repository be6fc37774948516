"""Loads a site: its configuration, its authorities, and the lists of files to parse or copy.

Takes the scanned files; gives the site and its problems. Opens only newsgen.yml and the authority
files. Without a usable newsgen.yml there is no site.
"""

from collections.abc import Iterator
from datetime import UTC
from pathlib import Path

from newsgen.content import authorities, read_config
from newsgen.content.parse_context import ParseContext, ParseOptions
from newsgen.content.site import Site
from newsgen.model.address_rules import RESERVED_PREFIX
from newsgen.model.authority import AUTHORITY_FOLDER, Authorities, Authority
from newsgen.model.config import CONFIG_FILE, TEXT_FOLDERS, Config
from newsgen.model.digest import digest
from newsgen.model.omission import Omission
from newsgen.model.problem import Location, Problem, problem
from newsgen.model.value import Value
from newsgen.pipeline.scan import FileListing, ScannedFiles
from newsgen.runtime import clock, codec
from newsgen.runtime.file_errors import unreadable_file
from newsgen.runtime.stamp import Stamp
from newsgen.store.cache import Cache
from newsgen.store.program_digest import program_digest

_MARKDOWN = (".md", ".markdown")


class _CachedAuthorities(Value, frozen=True, array_like=True):
    entries: tuple[Authority, ...]
    parse_digest: str
    problems: tuple[Problem, ...]


def load_site(scanned_files: ScannedFiles, cache: Cache) -> tuple[Site | None, tuple[Problem, ...]]:
    """Return the site and its problems so far; None without a usable newsgen.yml."""
    folder = scanned_files.folder
    config, problems = _load_config(folder)
    if config is None:
        return None, problems
    file_problems = list(scanned_files.site_listing.problems)
    authority_entries, authority_problems = _load_authorities(
        _read_authority_files(folder, scanned_files.site_listing, file_problems), cache
    )
    sources, omissions, other_files = [], [], []
    for path in (path for top in TEXT_FOLDERS for path in scanned_files.site_listing.files_in(top)):
        if not path.casefold().endswith(_MARKDOWN):
            other_files.append(path)
        elif reason := _omission_reason(path):
            omissions.append(Omission(path, reason))
        else:
            sources.append(path)
    static, root, stamps = _collect_static(scanned_files, file_problems)
    zone = clock.time_zone(config.timezone) or UTC
    site = Site(
        folder=folder,
        config=config,
        context=ParseContext.create(ParseOptions.from_config(config), authority_entries, zone),
        sources=tuple(sources),
        omissions=tuple(omissions),
        other_files=frozenset(other_files),
        static_files=static,
        root_files=root,
        templates=tuple(_relative_names(scanned_files.site_listing, "templates")),
        theme_templates=tuple(
            _relative_names(scanned_files.theme_listing, scanned_files.theme.templates.name)
        ),
        stamps={**scanned_files.site_listing.files, **stamps},
    )
    return site, (*problems, *authority_problems, *file_problems)


def _load_config(folder: Path) -> tuple[Config | None, tuple[Problem, ...]]:
    try:
        data = (folder / CONFIG_FILE).read_bytes()
    except (FileNotFoundError, NotADirectoryError):
        hint = "go to the archive's folder or name it with -C; newsgen init makes a new one"
        # The path is not relative, as there is no archive that it could be relative to.
        where = Location((folder / CONFIG_FILE).as_posix())
        message = "there is no such file, so this is no archive"
        return None, (problem("N401", where, message, hint),)
    except OSError as error:
        return None, (unreadable_file(CONFIG_FILE, error),)
    return read_config.read_config(data, clock.TimeZoneNames())


def _relative_names(listing: FileListing, folder: str) -> Iterator[str]:
    return (path.removeprefix(f"{folder}/") for path in listing.files_in(folder))


def _collect_static(
    scanned_files: ScannedFiles, problems: list[Problem]
) -> tuple[dict[str, str], dict[str, str], dict[str, Stamp]]:
    """Return the static files by name, those for the root, and the stamps of all.

    A file of the site replaces one of the theme with the same name.
    """
    static, root, stamps = {}, {}, {}
    theme = scanned_files.theme.static
    for base, top, listing in (
        (theme.parent, theme.name, scanned_files.theme_listing),
        (scanned_files.folder.absolute(), "static", scanned_files.site_listing),
    ):
        for path in listing.files_in(top):
            name = path.removeprefix(f"{top}/")
            file = str(base / path)
            stamps[file] = listing.files[path]
            if name.startswith(f"root/{RESERVED_PREFIX}"):
                message = "newsgen keeps this name at the top of the output for itself"
                problems.append(problem("N301", Location(path), message, "rename the file"))
            elif name.startswith("root/"):
                root[name.removeprefix("root/")] = file
            else:
                static[name] = file
    return static, root, stamps


def _omission_reason(path: str) -> str:
    """Return why a Markdown file is no article; empty if it is one."""
    name = path.rsplit("/", 1)[-1]
    if name.startswith("_"):
        return "its name starts with _"
    if name.split(".")[0].casefold() == "readme":
        return "README file"
    return ""


def _load_authorities(
    files: dict[str, bytes], cache: Cache
) -> tuple[Authorities, tuple[Problem, ...]]:
    """Return the authorities and their problems, from the cache if no file has changed."""
    key = digest(
        program_digest(), *(part for pair in sorted(files.items()) for part in pair)
    ).encode()
    if row := cache.get("authorities", key):
        cached = codec.decode(row, _CachedAuthorities)
        return Authorities(cached.entries, cached.parse_digest), cached.problems
    loaded, problems = authorities.read_authorities(files)
    cache.put(
        "authorities",
        [(key, codec.encode(_CachedAuthorities(loaded.entries, loaded.parse_digest, problems)))],
    )
    cache.sweep("authorities", [key])
    return loaded, problems


def _read_authority_files(
    folder: Path, listing: FileListing, problems: list[Problem]
) -> dict[str, bytes]:
    files = {}
    for path in listing.files_in(AUTHORITY_FOLDER):
        if path.endswith((".yml", ".yaml")):
            try:
                files[path] = (folder / path).read_bytes()
            except OSError as error:
                problems.append(unreadable_file(path, error))
    return files
