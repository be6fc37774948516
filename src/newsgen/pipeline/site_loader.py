"""What is in a site's folder: configuration, authorities, and the files to read or copy.

Takes the list of its files; opens newsgen.yml and the authority files, and no other.
"""

from collections.abc import Iterator
from datetime import UTC
from pathlib import Path

from newsgen.content import authorities, configuration
from newsgen.content.context import Context, Conventions
from newsgen.content.site import TEXTS, Site
from newsgen.model.address import RESERVED
from newsgen.model.authority import FOLDER, Authorities, Authority
from newsgen.model.config import FILE, Config
from newsgen.model.digest import digest
from newsgen.model.omission import Omission
from newsgen.model.problem import Place, Problem, problem
from newsgen.model.value import Value
from newsgen.pipeline.listing import Listing
from newsgen.pipeline.scan import Inputs
from newsgen.runtime import clock, codec
from newsgen.runtime.file_errors import unreadable
from newsgen.runtime.stat_signature import Stamp
from newsgen.store.cache import Cache
from newsgen.store.fingerprint import itself

_MARKDOWN = (".md", ".markdown")


class _Read(Value, frozen=True, array_like=True):
    entries: tuple[Authority, ...]
    essence: str
    problems: tuple[Problem, ...]


def load(inputs: Inputs, cache: Cache) -> tuple[Site | None, tuple[Problem, ...]]:
    """The site in a folder, and what is wrong with it so far; None without a usable newsgen.yml."""
    folder = inputs.folder
    config, problems = _config(folder)
    if config is None:
        return None, problems
    wrong = list(inputs.own.problems)
    known, found = _authorities(_authority_files(folder, inputs.own, wrong), cache)
    sources, left_out, others = [], [], []
    for path in (path for top in TEXTS for path in inputs.own.below(top)):
        if not path.casefold().endswith(_MARKDOWN):
            others.append(path)
        elif reason := _not_an_article(path):
            left_out.append(Omission(path, reason))
        else:
            sources.append(path)
    static, root, stamps = _static(inputs, wrong)
    zone = clock.zone(config.timezone) or UTC
    site = Site(
        folder=folder,
        config=config,
        context=Context.of(Conventions.of(config), known, zone),
        sources=tuple(sources),
        left_out=tuple(left_out),
        files=frozenset(others),
        static=static,
        root=root,
        templates=tuple(_within(inputs.own, "templates")),
        themed=tuple(_within(inputs.themed, inputs.theme.templates.name)),
        stamps={**inputs.own.files, **stamps},
    )
    return site, (*problems, *found, *wrong)


def _config(folder: Path) -> tuple[Config | None, tuple[Problem, ...]]:
    try:
        data = (folder / FILE).read_bytes()
    except (FileNotFoundError, NotADirectoryError):
        hint = "go to the archive's folder or name it with -C; newsgen init makes a new one"
        # Where no archive is, no path can be relative to one.
        where = Place((folder / FILE).as_posix())
        message = "there is no such file, so this is no archive"
        return None, (problem("N401", where, message, hint),)
    except OSError as error:
        return None, (unreadable(FILE, error),)
    return configuration.read_config(data, clock.Zones())


def _within(listing: Listing, top: str) -> Iterator[str]:
    return (path.removeprefix(f"{top}/") for path in listing.below(top))


def _static(
    inputs: Inputs, problems: list[Problem]
) -> tuple[dict[str, str], dict[str, str], dict[str, Stamp]]:
    """The theme's static files, overlaid by the site's; those for the root; the stamps of all."""
    static, root, stamps = {}, {}, {}
    theme = inputs.theme.static
    for base, top, listing in (
        (theme.parent, theme.name, inputs.themed),
        (inputs.folder.absolute(), "static", inputs.own),
    ):
        for path in listing.below(top):
            name = path.removeprefix(f"{top}/")
            file = str(base / path)
            stamps[file] = listing.files[path]
            if name.startswith(f"root/{RESERVED}"):
                message = "newsgen keeps this name at the top of the output for itself"
                problems.append(problem("N301", Place(path), message, "rename the file"))
            elif name.startswith("root/"):
                root[name.removeprefix("root/")] = file
            else:
                static[name] = file
    return static, root, stamps


def _not_an_article(path: str) -> str:
    """Why a Markdown file is no article; empty if it is one."""
    name = path.rsplit("/", 1)[-1]
    if name.startswith("_"):
        return "its name starts with _"
    if name.split(".")[0].casefold() == "readme":
        return "README file"
    return ""


def _authorities(files: dict[str, bytes], cache: Cache) -> tuple[Authorities, tuple[Problem, ...]]:
    """The controlled names and what is wrong with them, remembered from when they last changed."""
    key = digest(itself(), *(part for pair in sorted(files.items()) for part in pair)).encode()
    if known := cache.get("authorities", key):
        read = codec.decode(known, _Read)
        return Authorities(read.entries, read.essence), read.problems
    names, problems = authorities.read_authorities(files)
    cache.put("authorities", [(key, codec.encode(_Read(names.entries, names.essence, problems)))])
    cache.sweep("authorities", [key])
    return names, problems


def _authority_files(folder: Path, listing: Listing, problems: list[Problem]) -> dict[str, bytes]:
    files = {}
    for path in listing.below(FOLDER):
        if path.endswith((".yml", ".yaml")):
            try:
                files[path] = (folder / path).read_bytes()
            except OSError as error:
                problems.append(unreadable(path, error))
    return files
