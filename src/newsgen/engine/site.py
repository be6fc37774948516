"""A site's folder → what is in it: configuration, authorities, and the files to read or copy.

Opens newsgen.yml and the authority files; lists the rest without opening it. Refuses symbolic
links that lead out of the site (N119) and what is not a regular file (N118).
"""

import errno
import os
import stat
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC
from pathlib import Path

from newsgen.archive.selection import Omission
from newsgen.engine import clock
from newsgen.engine.theme import default_theme
from newsgen.model.address import RESERVED
from newsgen.model.config import Config
from newsgen.model.problem import Place, Problem, problem
from newsgen.reading import authorities, configuration
from newsgen.reading.context import Context

_TEXTS = (".md", ".markdown")


@dataclass(frozen=True, slots=True)
class Site:
    """What a site's folder holds. All paths are relative to it, with forward slashes.

    sources: of articles and plain pages; files: what else lies in articles/ and pages/.
    static, root: name below static/ (or static/root/) → absolute path; the site's own win over the
    theme's.
    """

    folder: Path
    context: Context
    sources: tuple[str, ...]
    left_out: tuple[Omission, ...]
    files: frozenset[str]
    static: dict[str, str]
    root: dict[str, str]


def load(folder: Path) -> tuple[Site | None, tuple[Problem, ...]]:
    """The site in a folder, and what is wrong with it so far; None without a usable newsgen.yml."""
    config, problems = _config(folder)
    if config is None:
        return None, problems
    listed: list[Problem] = []
    known, found = authorities.read_authorities(_authority_files(folder, listed))
    sources, left_out, others = [], [], []
    for path in (*_listing(folder, "articles", listed), *_listing(folder, "pages", listed)):
        if not path.casefold().endswith(_TEXTS):
            others.append(path)
        elif reason := _not_an_article(path):
            left_out.append(Omission(path, reason))
        else:
            sources.append(path)
    static, root = _static(folder, listed)
    list(_listing(folder, "templates", listed))  # for its problems: Jinja reads the files
    zone = clock.zone(config.timezone) or UTC
    site = Site(
        folder=folder,
        context=Context(config, known, zone),
        sources=tuple(sources),
        left_out=tuple(left_out),
        files=frozenset(others),
        static=static,
        root=root,
    )
    return site, (*problems, *found, *listed)


def _config(folder: Path) -> tuple[Config | None, tuple[Problem, ...]]:
    try:
        data = (folder / configuration.FILE).read_bytes()
    except (FileNotFoundError, NotADirectoryError):
        hint = "go to the archive's folder or name it with -C; newsgen init makes a new one"
        # Where no archive is, no path can be relative to one.
        where = Place((folder / configuration.FILE).as_posix())
        message = "there is no such file, so this is no archive"
        return None, (problem("N401", where, message, hint),)
    except OSError as error:
        return None, (unreadable(configuration.FILE, error),)
    return configuration.read_config(data, clock.Zones())


def unreadable(path: str, error: OSError) -> Problem:
    """The problem of a file that the system does not let newsgen read."""
    reason = error.strerror or str(error)
    denied = error.errno in (errno.EACCES, errno.EPERM)
    hint = "check the file's permissions" if denied else "put a readable file there"
    return problem("N118", Place(path), f"cannot be read: {reason}", hint)


def _static(folder: Path, problems: list[Problem]) -> tuple[dict[str, str], dict[str, str]]:
    """The theme's static files, overlaid by the site's own; those for the root apart."""
    static, root = {}, {}
    theme = default_theme().static
    for base, top in ((theme.parent, theme.name), (folder.absolute(), "static")):
        for path in _listing(base, top, problems):
            name = path.removeprefix(f"{top}/")
            if name.startswith(f"root/{RESERVED}"):
                message = "newsgen keeps this name at the top of the output for itself"
                problems.append(problem("N301", Place(path), message, "rename the file"))
            elif name.startswith("root/"):
                root[name.removeprefix("root/")] = str(base / path)
            else:
                static[name] = str(base / path)
    return static, root


def _not_an_article(path: str) -> str:
    """Why a Markdown file is no article; empty if it is one."""
    name = path.rsplit("/", 1)[-1]
    if name.startswith("_"):
        return "its name starts with _"
    if name.split(".")[0].casefold() == "readme":
        return "README file"
    return ""


def _listing(base: Path, top: str, problems: list[Problem]) -> Iterator[str]:
    """Every regular file below a folder of the site, sorted; no link is followed out of it."""
    if leads_out(base, base / top):
        problems.append(_linked(top, "that leads out of the site"))
        return
    yield from _below(base, top, problems)


def _below(base: Path, top: str, problems: list[Problem]) -> Iterator[str]:
    try:
        with os.scandir(base / top) as found:
            entries = sorted(found, key=lambda entry: entry.name)
    except (FileNotFoundError, NotADirectoryError):
        return
    except OSError as error:
        problems.append(unreadable(top, error))
        return
    for entry in entries:
        path = f"{top}/{entry.name}"
        # Hidden files are the system's or an editor's, but for those a host looks for at the root.
        if entry.name.startswith(".") and not path.startswith("static/root/"):
            continue
        if wrong := _refusal(base, path, entry):
            problems.append(wrong)
        elif entry.is_dir(follow_symlinks=False):
            yield from _below(base, path, problems)
        else:
            yield path


def _refusal(base: Path, path: str, entry: os.DirEntry[str]) -> Problem | None:
    """Why an entry of a folder is neither read nor copied nor looked into."""
    try:
        entry.name.encode()
    except UnicodeEncodeError:
        shown = path.encode("utf-8", "backslashreplace").decode()
        return problem("N118", Place(shown), "its name is not UTF-8", "rename it")
    if "\\" in entry.name:
        message = "its name holds a backslash, which stands between folders on other systems"
        return problem("N118", Place(path), message, "rename it")
    if entry.is_symlink():
        if leads_out(base, Path(entry.path)):
            return _linked(path, "that leads out of the site")
        if not os.path.exists(entry.path):
            return _linked(path, "that leads to nothing")
        if entry.is_dir():
            return _linked(path, "to a folder")
    if entry.is_dir() or stat.S_ISREG(entry.stat().st_mode):
        return None
    return problem("N118", Place(path), "is not a regular file", "take it out")


def leads_out(base: Path, path: Path) -> bool:
    """Whether a path is a symbolic link to something that is not below the site's folder."""
    if not os.path.islink(path):
        return False
    return not Path(os.path.realpath(path)).is_relative_to(os.path.realpath(base))


def _linked(path: str, where: str) -> Problem:
    hint = "put the file itself there, or take the link out"
    return problem("N119", Place(path), f"is a symbolic link {where}", hint)


def _authority_files(folder: Path, problems: list[Problem]) -> dict[str, bytes]:
    files = {}
    for path in _listing(folder, authorities.FOLDER, problems):
        if path.endswith((".yml", ".yaml")):
            try:
                files[path] = (folder / path).read_bytes()
            except OSError as error:
                problems.append(unreadable(path, error))
    return files
