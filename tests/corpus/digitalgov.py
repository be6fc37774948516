"""The news of Digital.gov as newsgen sites: the whole of it, and the slice that the tests build.

    python tests/corpus/digitalgov.py CORPUS.tar.gz SITE          a site of all its articles
    python tests/corpus/digitalgov.py --slice CORPUS.tar.gz FILE  the slice, packed like the corpus

Articles are copied byte for byte. The authority files are made from the corpus' own files on
topics, authors and sources. Refuses what would have to be decided by hand.
"""

import gzip
import io
import re
import sys
import tarfile
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any

import yaml

HERE = Path(__file__).parent
SLICE = HERE / "digitalgov-slice.tar.gz"

NEWS, AUTHORS, SOURCES, TOPICS = "news/", "authors/", "sources/", "topics/"
_CONTENT = "digitalgov/content/"
_LICENCE = "digitalgov/LICENSE.md"

Files = Mapping[str, bytes]
"""Files of the corpus by their path below digitalgov/content/; the licence by its own."""


def read(corpus: Path) -> dict[str, bytes]:
    """The files in a packed corpus, sorted by path."""
    files = {}
    with tarfile.open(corpus) as packed:
        for member in packed:
            if content := packed.extractfile(member):
                files[member.name.removeprefix(_CONTENT)] = content.read()
    return dict(sorted(files.items()))


def make_site(files: Files, site: Path) -> None:
    """Write a site of these files into a folder."""
    written = {
        "newsgen.yml": (HERE / "newsgen.yml").read_bytes(),
        "authorities/tags.yml": _yaml(topics(files)),
        "authorities/authors.yml": _yaml(authors(files)),
        "authorities/sources.yml": _yaml(sources(files)),
    }
    for path, data in _below(files, NEWS):
        written[f"articles/{path}"] = data
    for path, data in written.items():
        target = site / path
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(data)


# --- Authority files -----------------------------------------------------------------------------


def topics(files: Files) -> dict[str, dict[str, Any]]:
    """Topics as controlled tags: by title; articles name them by the name of their folder."""
    made = {}
    for path, given in _entries(files, TOPICS):
        folder = path.split("/")[0]
        slug = given.get("slug") or folder
        made[given["title"]] = _entry(
            aliases=(folder, slug), description=given.get("summary"), slug=slug
        )
    return made


def authors(files: Files) -> dict[str, dict[str, Any]]:
    """Authors by display name; articles name them by slug, or by folder where there is none.

    Two people each have two files, made for two accounts: the name and the agency are the same in
    both. They are one author here, found by either slug. One name at two agencies is refused: it
    may be two people.
    """
    agencies: dict[str, str] = {}
    aliases: dict[str, list[str]] = {}
    for path, given in _entries(files, AUTHORS):
        name, agency = " ".join(given["display_name"].split()), given.get("agency_full_name", "")
        if agencies.setdefault(name, agency) != agency:
            raise ValueError(f"{name}: of {agencies[name]} and of {agency}; one person or two?")
        aliases.setdefault(name, []).extend((path.split("/")[0], given.get("slug", "")))
    return {
        name: _entry(aliases=aliases[name], description=agencies[name], slug=aliases[name][0])
        for name in aliases
    }


def sources(files: Files) -> dict[str, dict[str, Any]]:
    """Sources by name; articles name them by slug, or by the file's own name."""
    made = {}
    for path, given in _entries(files, SOURCES):
        stem = path.removesuffix(".md").removeprefix("source_")
        slug = given.get("slug") or stem
        made[given["name"]] = _entry(
            aliases=(slug, stem),
            description=given.get("summary"),
            urls=(given["domain"],),
            slug=slug,
        )
    return made


def _entry(**values: Any) -> dict[str, Any]:
    """What an authority file says of a name: lists with each item once, nothing empty."""
    listed = {
        key: list(dict.fromkeys(filter(None, value))) if key in ("aliases", "urls") else value
        for key, value in values.items()
    }
    return {key: value for key, value in listed.items() if value}


def _entries(files: Files, folder: str) -> Iterator[tuple[str, dict[str, Any]]]:
    """The front matter of a folder's files but its index, every value as it is written."""
    for path, data in _below(files, folder):
        if path != "_index.md":
            yield path, yaml.load(front_matter(data), yaml.BaseLoader)


def _below(files: Files, folder: str) -> Iterator[tuple[str, bytes]]:
    return (
        (path.removeprefix(folder), data) for path, data in files.items() if path.startswith(folder)
    )


def _yaml(names: Mapping[str, Any]) -> bytes:
    text = yaml.safe_dump(dict(names), allow_unicode=True, sort_keys=False, width=2**20)
    return text.encode()


def front_matter(data: bytes) -> str:
    """The YAML between the first two lines of dashes."""
    return data.decode().replace("\r\n", "\n").lstrip().split("\n---", 1)[0].removeprefix("---")
