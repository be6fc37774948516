"""The news of Digital.gov as newsgen sites: the whole of it, and the slice that the tests build.

    python tests/corpus/digitalgov.py CORPUS.tar.gz SITE          a site of all its articles
    python tests/corpus/digitalgov.py --slice CORPUS.tar.gz FILE  the slice, packed like the corpus

Articles are copied byte for byte; the authority files are made from the corpus' own files on
topics, authors and sources. Refuses what would have to be decided by hand.
"""

import gzip
import io
import re
import sys
import tarfile
from collections import Counter
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import yaml

FOLDER = Path(__file__).parent
SLICE = FOLDER / "digitalgov-slice.tar.gz"

NOW = datetime(2021, 1, 1, tzinfo=UTC)
"""The time its sites count as: before the first of its articles expires (`expirydate`)."""

SIZE = 205
"""Articles in the slice."""

NEWS, AUTHORS, SOURCES, TOPICS = "news/", "authors/", "sources/", "topics/"
_CONTENT = "digitalgov/content/"
_KEPT = ("digitalgov/LICENSE.md", f"{NEWS}_index.md")

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
        "newsgen.yml": (FOLDER / "newsgen.yml").read_bytes(),
        "authorities/tags.yml": _yaml(topics(files)),
        "authorities/authors.yml": _yaml(authors(files)),
        "authorities/sources.yml": _yaml(sources(files)),
    }
    written |= {f"articles/{path}": data for path, data in _below(files, NEWS)}
    for path, data in written.items():
        target = site / path
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(data)


# --- Authority files -----------------------------------------------------------------------------


def topics(files: Files) -> dict[str, dict[str, Any]]:
    """Topics as controlled tags: by title; articles name them by the name of their folder."""
    made = {}
    for folder, given in _entries(files, TOPICS):
        slug = given.get("slug") or folder
        made[given["title"]] = _entry(
            aliases=(folder, slug), description=given.get("summary"), slug=slug
        )
    return made


def authors(files: Files) -> dict[str, dict[str, Any]]:
    """Authors by display name; articles name them by the name of their folder, or by slug.

    Two people have two files each, made for two accounts: name and agency are the same in both.
    Here they are one author, found by either. One name at two agencies is refused: it may be two
    people.
    """
    agencies: dict[str, str] = {}
    aliases: dict[str, list[str]] = {}
    for folder, given in _entries(files, AUTHORS):
        name, agency = " ".join(given["display_name"].split()), given.get("agency_full_name", "")
        if agencies.setdefault(name, agency) != agency:
            raise ValueError(f"{name}: of {agencies[name]} and of {agency}; one person or two?")
        aliases.setdefault(name, []).extend((folder, given.get("slug", "")))
    return {
        name: _entry(aliases=known, description=agencies[name], slug=known[0])
        for name, known in aliases.items()
    }


def sources(files: Files) -> dict[str, dict[str, Any]]:
    """Sources by name; articles name them by slug, or by the name of their file."""
    made = {}
    for file, given in _entries(files, SOURCES):
        stem = file.removesuffix(".md").removeprefix("source_")
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
    """The folder or file name and the front matter of each name; the list of all is none."""
    for path, data in _below(files, folder):
        if path != "_index.md":
            yield path.split("/")[0], Text(path, data).given


def _below(files: Files, folder: str) -> Iterator[tuple[str, bytes]]:
    return (
        (path.removeprefix(folder), data) for path, data in files.items() if path.startswith(folder)
    )


def _yaml(names: Mapping[str, Any]) -> bytes:
    text: str = yaml.safe_dump(dict(names), allow_unicode=True, sort_keys=False, width=2**20)
    return text.encode()


# --- The slice -----------------------------------------------------------------------------------


@dataclass(frozen=True)
class Text:
    """A file with front matter. path: below the folder it is in."""

    path: str
    data: bytes

    @property
    def head(self) -> str:
        """The YAML between the first two lines of dashes."""
        return self._parts[0]

    @property
    def body(self) -> str:
        """What comes after them."""
        return self._parts[2]

    @property
    def given(self) -> dict[str, Any]:
        """The front matter, every value as it is written; of a key given twice the last."""
        given: dict[str, Any] = yaml.load(self.head, yaml.BaseLoader)
        return given

    @property
    def _parts(self) -> tuple[str, str, str]:
        text = self.data.decode().replace("\r\n", "\n").lstrip()
        return text.removeprefix("---").partition("\n---")

    def says(self, line: str) -> bool:
        """Whether a line of the front matter begins like this pattern."""
        return re.search(f"^(?:{line})", self.head, re.MULTILINE) is not None

    @property
    def keys(self) -> Counter[str]:
        """The keys of the front matter, and how often each is given."""
        return Counter(re.findall(r"^(\w+) *:", self.head, re.MULTILINE))


ODDITIES: Mapping[str, tuple[Callable[[Text], bool], int]] = {
    "a one-digit hour": (lambda text: text.says(r"date: [\d-]{10} \d:"), 12),
    "a time without an offset": (lambda text: text.says(r"date: [\d-]{10} [\d:]+ *$"), 4),
    "a date without a time": (lambda text: text.says(r"date: [\d-]{10} *$"), 3),
    "entities in the title": (lambda text: text.says(r"title:.*&#?\w+;"), 12),
    "entities in the summary": (lambda text: text.says(r"summary:.*&#?\w+;"), 6),
    "a key given twice": (lambda text: max(text.keys.values()) > 1, 13),
    "blank lines at the start": (lambda text: text.data[0] in b"\r\n", 4),
    "a slug that is a number": (lambda text: text.says(r"slug: *[\"']?\d+[\"']? *$"), 1),
    "a slug with percent signs": (lambda text: text.says(r"slug: .*%"), 1),
    "an empty source": (lambda text: text.says(r"source: *(?:[\"']{2})? *$"), 8),
    "a topic in other letters": (lambda text: any(map(_odd, text.given.get("topics", ()))), 10),
    "no title": (lambda text: "title" not in text.keys, 1),
    "a draft": (lambda text: text.says("draft: true"), 1),
    "aliases": (lambda text: text.says("aliases:"), 9),
    "a source": (lambda text: text.says(r"source: *[\"']?\w"), 12),
    "a name beyond ASCII": (lambda text: not text.path.isascii(), 3),
    "CRLF": (lambda text: b"\r\n" in text.data, 2),
}
"""What an article may have, how to tell, and how many of them are taken for it at most."""

_WORDS = (re.compile(r"\{\{[<%]\s*([\w-]+)"), re.compile(r"(?<!\{)<([A-Za-z][A-Za-z0-9]*)"))
"""A shortcode, and what is or looks like a tag."""

WATCHED = (
    "2013/03/2013-03-12-how-to-get-started-with-apis.md",
    "2014/04/2014-04-03-can-federal-agencies-use-getty-images-free-share-tool.md",
    "2014/09/2014-09-11-prepareathon-2014-disaster-preparedness-in-the-palm-of-your-hand.md",
    "2016/03/2016-03-10-check-your-refund-status-and-pay-your-taxes-with-irs2go.md",
    "2016/08/2016-08-02-trends-on-tuesday-latino-users-lead-mobile-use-in-u-s.md",
    "2020/09/2020-09-09-6-ways-government-innovators-building-stronger.md",
)
"""Articles whose text newsgen once spoilt: it was moved, lost or shown as code."""


def take_slice(files: Files) -> dict[str, bytes]:
    """WATCHED articles, those with every oddity, shortcode and tag, and others up to SIZE.

    The others lie evenly among the rest. With the authors, sources and topics that they name, and
    with the licence.
    """
    news = {path: Text(path, data) for path, data in _below(files, NEWS) if path != "_index.md"}
    texts = news.values()
    chosen = {*WATCHED, *_same_month_and_slug(texts), *_at_an_alias(texts)}
    for has, most in ODDITIES.values():
        chosen.update([text.path for text in texts if has(text)][:most])
    for words in _WORDS:
        first: dict[str, str] = {}
        for text in texts:
            for word in words.findall(text.body):
                first.setdefault(word, text.path)
        chosen.update(first.values())
    rest = [path for path in news if path not in chosen]
    missing = min(SIZE - len(chosen), len(rest))
    chosen.update(rest[number * len(rest) // missing] for number in range(missing))
    articles = [news[path] for path in sorted(chosen)]
    kept = [f"{NEWS}{text.path}" for text in articles] + list(_named(files, articles))
    return {path: files[path] for path in sorted((*kept, *_KEPT))}


def pack(files: Files, target: Path) -> None:
    """Pack files like the corpus; the same files make the same archive, whoever packs them."""
    plain = io.BytesIO()
    with tarfile.open(fileobj=plain, mode="w", format=tarfile.PAX_FORMAT) as packed:
        for path, data in sorted(files.items()):
            member = tarfile.TarInfo(path if path in _KEPT[:1] else _CONTENT + path)
            member.size = len(data)
            packed.addfile(member, io.BytesIO(data))
    target.write_bytes(gzip.compress(plain.getvalue(), mtime=0))


def _odd(topic: str) -> bool:
    return topic != topic.lower().replace(" ", "-")


def _same_month_and_slug(news: Collection[Text]) -> Iterator[str]:
    """Articles that are not the only one of their month with their slug."""
    groups: dict[tuple[str, str], list[str]] = {}
    for text in news:
        given = text.given
        groups.setdefault((given["date"][:7], given["slug"]), []).append(text.path)
    for paths in groups.values():
        if len(paths) > 1:
            yield from paths


def _at_an_alias(news: Collection[Text]) -> Iterator[str]:
    """Articles at an address that another article has as an alias."""
    aliases = {alias for text in news for alias in text.given.get("aliases", ())}
    for text in news:
        if f"/{text.given['date'][:10].replace('-', '/')}/{text.given['slug']}/" in aliases:
            yield text.path


def _named(files: Files, articles: Iterable[Text]) -> Iterator[str]:
    """The files on the authors, sources and topics of articles, and on Digital.gov itself.

    An author's second file comes along.
    """
    named = {TOPICS: set[str](), AUTHORS: set[str](), SOURCES: {"digitalgov"}}
    for text in articles:
        given = text.given
        named[TOPICS] |= {topic.lower().replace(" ", "-") for topic in given.get("topics", ())}
        named[AUTHORS] |= set(given.get("authors", ()))
        named[SOURCES].add(given.get("source", ""))
    for known in authors(files).values():
        if named[AUTHORS].intersection(known["aliases"]):
            named[AUTHORS].update(known["aliases"])
    for folder, names in named.items():
        for path, data in _below(files, folder):
            own = path.split("/")[0].removesuffix(".md").removeprefix("source_")
            if own in names or Text(path, data).given.get("slug") in names:
                yield folder + path


def main(arguments: list[str]) -> None:
    """What the module says at its top."""
    if len(arguments) == 3 and arguments[0] == "--slice":
        pack(take_slice(read(Path(arguments[1]))), Path(arguments[2]))
    elif len(arguments) == 2:
        make_site(read(Path(arguments[0])), Path(arguments[1]))
    else:
        sys.exit(__doc__)


if __name__ == "__main__":
    main(sys.argv[1:])
