"""Search indexes: shards of articles → Pagefind's files, staged, over processes.

Pagefind is a program of its own; each shard is given to it as a folder of small documents. What it
writes may differ between two runs over the same documents, though not in what is found; so a shard
that the output holds already is never indexed again.
"""

import os
import subprocess
from collections.abc import Iterable, Iterator, Mapping
from contextlib import closing, contextmanager
from importlib.util import find_spec
from pathlib import Path
from tempfile import TemporaryDirectory

from newsgen.model.value import Value
from newsgen.pages import routes
from newsgen.publish.manifest import Entry
from newsgen.publish.staging import stage
from newsgen.runtime import codec, inspection
from newsgen.runtime.pool import Pool, Work
from newsgen.search.documents import Searchable, document, stand_in
from newsgen.store.bodies import Bodies
from newsgen.store.cache import Cache

_EXTENDED = ("pagefind_bin_extended", "pagefind_extended")
"""The package and the program that also knows the words of Chinese and Japanese."""

_PLAIN = ("pagefind_bin", "pagefind")

_FOLDERS = ("", "filter", "fragment", "index")
_INDEX = ("pagefind-entry.json", ".pf_meta", ".pf_index", ".pf_filter", ".pf_fragment")
_RUNTIME = ("pagefind.js", "pagefind-worker.js", ".pagefind")
"""How the names of files end that searching needs; Pagefind also writes boxes and styles."""


class IndexingFailed(Exception):
    """Pagefind is not there, or ended with an error; str() says which."""


class Stack(Value, frozen=True, array_like=True):
    """The articles of a shard; of a runtime, none.

    address: where its index is to be; key: of each of its files; old: hashes of what newsgen last
    wrote there, by path.
    """

    address: str
    language: str
    key: str
    articles: tuple[Searchable, ...]
    old: Mapping[str, str]


class _Settings(Value, frozen=True):
    site: str
    memory: str
    base: str
    out: str


def knows_all_words() -> bool:
    """Whether the words of Chinese and Japanese can be told apart."""
    return find_spec(_EXTENDED[0]) is not None


def index(
    stacks: Iterable[Stack],
    site: Path,
    base: str,
    memory: Path | None,
    out: Path,
    pool: Pool,
    *,
    alone: bool,
) -> Iterator[tuple[Entry, ...]]:
    """The files of each stack, staged. base: links.base of newsgen.yml; memory: as for `Press`;
    alone: whether in this process.

    Raises IndexingFailed.
    """
    settings = _Settings(str(site), str(memory or ""), base, str(out))
    chunks = map(codec.encode, stacks)
    for result in pool.spread(_worker, lambda: codec.encode(settings), chunks, alone=alone):
        entries, failure = codec.decode(result, tuple[tuple[Entry, ...], str])
        if failure:
            raise IndexingFailed(failure)
        yield entries


@contextmanager
def _worker(data: bytes) -> Iterator[Work]:
    settings = codec.decode(data, _Settings)
    with closing(Cache(Path(settings.memory) if settings.memory else None)) as cache:
        bodies = Bodies(cache, Path(settings.site), settings.base)

        def work(chunk: bytes) -> bytes:
            try:
                entries = _index(codec.decode(chunk, Stack), bodies, Path(settings.out))
            except IndexingFailed as failure:
                return codec.encode(((), str(failure)))
            return codec.encode((entries, ""))

        yield work


def _index(stack: Stack, bodies: Bodies, out: Path) -> tuple[Entry, ...]:
    with TemporaryDirectory() as scratch:
        documents, made = Path(scratch, "documents"), Path(scratch, "index")
        for address, text in _documents(stack, bodies):
            file = documents / routes.file_of(address)
            file.parent.mkdir(parents=True)
            file.write_text(text, "utf-8")
        _run("--site", str(documents), "--output-path", str(made))
        wanted = _INDEX if stack.articles else (*_INDEX, *_RUNTIME)
        folders = [made / name for name in _FOLDERS if (made / name).is_dir()]
        files = [folder / name for folder in folders for name in inspection.names(folder)]
        return tuple(
            _staged(stack, file.relative_to(made), file, out)
            for file in files
            if file.name.endswith(wanted)
        )


def _documents(stack: Stack, bodies: Bodies) -> Iterator[tuple[str, str]]:
    if not stack.articles:
        yield "/", stand_in(stack.language)
    for article in stack.articles:
        html = bodies.html(article.body, article.path) if article.body else ""
        yield article.address, document(article, html)


def _staged(stack: Stack, within: Path, file: Path, out: Path) -> Entry:
    path = stack.address.lstrip("/") + within.as_posix()
    return stage(out, path, file.read_bytes(), stack.key, stack.old.get(path))


def _run(*arguments: str) -> None:
    package, name = _EXTENDED if knows_all_words() else _PLAIN
    spec = find_spec(package)
    if spec is None or spec.origin is None:
        raise IndexingFailed("Pagefind is not installed")
    program = Path(spec.origin).parent / (f"{name}.exe" if os.name == "nt" else name)
    done = subprocess.run(
        (program, "--silent", *arguments), capture_output=True, text=True, check=False
    )
    if done.returncode:
        last = (done.stderr or done.stdout).strip().rpartition("\n")[2]
        raise IndexingFailed(f"Pagefind ended with {done.returncode}: {last}")
