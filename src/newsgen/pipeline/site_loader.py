"""Loads a site: its configuration, its authorities, and the lists of files to parse or copy.

Opens only newsgen.yml, without which there is no site, and the authority files.
"""

import stat
from datetime import UTC
from functools import partial
from pathlib import Path

from newsgen.content import read_config
from newsgen.content.authorities import read_authorities
from newsgen.content.parse_context import ParseContext, ParseOptions
from newsgen.content.reread_authorities import ReadAuthorities, reread_authorities
from newsgen.content.site import Site
from newsgen.content.stray_files import (
    OtherFiles,
    SourceFiles,
    unread_file_problem,
    unread_folder_problem,
)
from newsgen.model.address_rules import RESERVED_PREFIX
from newsgen.model.authority import AUTHORITY_FOLDER, Authorities
from newsgen.model.config import CONFIG_FILE, SITE_FOLDERS, Config
from newsgen.model.digest import digest
from newsgen.model.file_listing import FileListing, ListedFolder
from newsgen.model.problem import Location, Problem, problem
from newsgen.pipeline.scan import ScannedFiles
from newsgen.runtime import clock, codec
from newsgen.runtime.file_errors import irregular_file, unreadable_file
from newsgen.store.cache import Cache
from newsgen.store.program_digest import program_digest


def load_site(scanned_files: ScannedFiles, cache: Cache) -> tuple[Site | None, tuple[Problem, ...]]:
    """Return the site and its problems so far; None without a usable newsgen.yml."""
    folder, listing = scanned_files.folder, scanned_files.site_listing
    config, problems = load_config(folder)
    if config is None:
        return None, problems
    file_problems = list(listing.problems)
    authorities, authority_problems = _load_authorities(folder, listing, cache, file_problems)
    used_folders = {top for top in SITE_FOLDERS if any(listing.files_in(top))}
    for name in scanned_files.unread_names:
        is_folder = name.endswith("/")
        unread = unread_folder_problem(name[:-1], used_folders) if is_folder else None
        file_problems += filter(None, (unread or unread_file_problem(name),))
    static, root, static_folders = _collect_static(scanned_files, file_problems)
    zone = clock.time_zone(config.timezone) or UTC
    options = ParseOptions.from_config(config)
    context = cache.latest.get(
        "parse context",
        (options, authorities.files_digest),
        partial(ParseContext.create, options, authorities, zone),
    )
    site = Site(
        folder=folder,
        config=config,
        context=context,
        sources=SourceFiles(listing),
        other_files=OtherFiles(listing),
        static_files=static,
        root_files=root,
        templates=_relative_names(listing, "templates"),
        theme_templates=_relative_names(
            scanned_files.theme_listing, scanned_files.theme.templates.name
        ),
        listing=FileListing({**listing.folders, **static_folders}),
    )
    return site, (*problems, *authority_problems, *file_problems)


def load_config(folder: Path) -> tuple[Config | None, tuple[Problem, ...]]:
    """Return the configuration of a site and its problems; None without a usable newsgen.yml."""
    file = folder / CONFIG_FILE
    try:
        if stat.S_IFMT(file.stat().st_mode) not in (stat.S_IFREG, stat.S_IFDIR):
            return None, (irregular_file(CONFIG_FILE),)
        data = file.read_bytes()
    except (FileNotFoundError, NotADirectoryError):
        hint = "go to the archive's folder or name it with -C; newsgen init makes a new one"
        # The path is not relative, as there is no archive that it could be relative to.
        where = Location(file.as_posix())
        message = "there is no such file, so this is no archive"
        return None, (problem("N401", where, message, hint),)
    except OSError as error:
        return None, (unreadable_file(CONFIG_FILE, error),)
    return read_config.read_config(data, clock.TimeZoneNames())


def _relative_names(listing: FileListing, folder: str) -> tuple[str, ...]:
    return tuple(path.removeprefix(f"{folder}/") for path in listing.files_in(folder))


def _collect_static(
    scanned_files: ScannedFiles, problems: list[Problem]
) -> tuple[dict[str, str], dict[str, str], dict[str, ListedFolder]]:
    """Return the static files by name, those for the root, and their folders; the site's files win.

    Files and folders have absolute paths.
    """
    static, root, folders = {}, {}, {}
    theme = scanned_files.theme.static
    for base, top, listing in (
        (theme.parent.as_posix(), theme.name, scanned_files.theme_listing),
        (scanned_files.folder.absolute().as_posix(), "static", scanned_files.site_listing),
    ):
        folders.update({f"{base}/{folder}": files for folder, files in listing.below(top)})
        for path in listing.files_in(top):
            name = path.removeprefix(f"{top}/")
            file = f"{base}/{path}"
            if name.startswith(f"root/{RESERVED_PREFIX}"):
                message = "newsgen keeps this name at the top of the output for itself"
                problems.append(problem("N301", Location(path), message, "rename the file"))
            elif name.startswith("root/"):
                root[name.removeprefix("root/")] = file
            else:
                static[name] = file
    return static, root, folders


def _load_authorities(
    folder: Path, listing: FileListing, cache: Cache, file_problems: list[Problem]
) -> tuple[Authorities, tuple[Problem, ...]]:
    """Return the authorities and their problems, from the cache if no file has changed."""
    files = {}
    for path in listing.files_in(AUTHORITY_FOLDER):
        if path.endswith((".yml", ".yaml")):
            try:
                files[path] = (folder / path).read_bytes()
            except OSError as error:
                file_problems.append(unreadable_file(path, error))
    parts = (part for pair in sorted(files.items()) for part in pair)
    key = program_digest() + digest(*parts)
    return cache.latest.get("authorities", key, partial(_read_authorities, files, key, cache))


def _read_authorities(
    files: dict[str, bytes], key: str, cache: Cache
) -> tuple[Authorities, tuple[Problem, ...]]:
    if row := cache.get("authorities", key.encode()):
        cached = codec.decode(row, ReadAuthorities)
        return Authorities(cached.entries, key, cached.index, cached.change), cached.problems
    since, before = _last_read(cache)
    reread = reread_authorities(before, since, files) if before else None
    loaded, problems = reread or read_authorities(files)
    read = ReadAuthorities(files, loaded.entries, problems, loaded.index, loaded.change)
    row = codec.encode(read)
    cache.put("authorities", [(key.encode(), row)])
    cache.retain("authorities", [key.encode()])
    return Authorities(loaded.entries, key, loaded.index, loaded.change), problems


def _last_read(cache: Cache) -> tuple[str, ReadAuthorities | None]:
    """Return what an earlier build read, after the key of it; None if there is nothing."""
    for key in cache.keys("authorities"):
        if key.startswith(program_digest().encode()) and (row := cache.get("authorities", key)):
            return key.decode(), codec.decode(row, ReadAuthorities)
    return "", None
