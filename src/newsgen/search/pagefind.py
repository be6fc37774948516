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
from newsgen.publish.manifest import ManifestEntry
from newsgen.publish.staging import stage_bytes
from newsgen.runtime import codec, fs
from newsgen.runtime.pool import ChunkFunction, Pool
from newsgen.search.documents import SearchDocument, pagefind_html, placeholder_html
from newsgen.store.bodies import BodyStore
from newsgen.store.cache import Cache

_EXTENDED_PROGRAM = ("pagefind_bin_extended", "pagefind_extended")
"""The package and the program that also knows the words of Chinese and Japanese."""

_BASIC_PROGRAM = ("pagefind_bin", "pagefind")

_INDEX_FOLDERS = ("", "filter", "fragment", "index")
_INDEX_SUFFIXES = ("pagefind-entry.json", ".pf_meta", ".pf_index", ".pf_filter", ".pf_fragment")
_RUNTIME_SUFFIXES = ("pagefind.js", "pagefind-worker.js", ".pagefind")
"""How the names of files end that searching needs; Pagefind also writes boxes and styles."""


class IndexingFailed(Exception):
    """Pagefind is not there, or ended with an error; str() says which."""


class IndexJob(Value, frozen=True, array_like=True):
    """The articles of a shard; of a runtime, none.

    address: where its index is to be; key: of each of its files; old: hashes of what newsgen last
    wrote there, by path.
    """

    address: str
    language: str
    key: str
    articles: tuple[SearchDocument, ...]
    previous_hashes: Mapping[str, str]


class _IndexSettings(Value, frozen=True):
    site_folder: str
    cache_folder: str
    links_base: str
    out: str


def supports_cjk() -> bool:
    """Whether the words of Chinese and Japanese can be told apart."""
    return find_spec(_EXTENDED_PROGRAM[0]) is not None


def index_shards(
    jobs: Iterable[IndexJob],
    site_folder: Path,
    links_base: str,
    cache_folder: Path | None,
    out: Path,
    pool: Pool,
    *,
    serial: bool,
) -> Iterator[tuple[ManifestEntry, ...]]:
    """The files of each stack, staged. base: links.base of newsgen.yml; memory: as for `Press`;
    alone: whether in this process.

    Raises IndexingFailed.
    """
    settings = _IndexSettings(str(site_folder), str(cache_folder or ""), links_base, str(out))
    chunks = map(codec.encode, jobs)
    for result in pool.map_chunks(_worker, lambda: codec.encode(settings), chunks, serial=serial):
        entries, failure = codec.decode(result, tuple[tuple[ManifestEntry, ...], str])
        if failure:
            raise IndexingFailed(failure)
        yield entries


@contextmanager
def _worker(data: bytes) -> Iterator[ChunkFunction]:
    settings = codec.decode(data, _IndexSettings)
    with closing(Cache(Path(settings.cache_folder) if settings.cache_folder else None)) as cache:
        bodies = BodyStore(cache, Path(settings.site_folder), settings.links_base)

        def work(chunk: bytes) -> bytes:
            try:
                entries = _index_shard(codec.decode(chunk, IndexJob), bodies, Path(settings.out))
            except IndexingFailed as failure:
                return codec.encode(((), str(failure)))
            return codec.encode((entries, ""))

        yield work


def _index_shard(job: IndexJob, bodies: BodyStore, out: Path) -> tuple[ManifestEntry, ...]:
    with TemporaryDirectory() as scratch:
        documents, made = Path(scratch, "documents"), Path(scratch, "index")
        for address, text in _documents(job, bodies):
            file = documents / routes.output_path(address)
            file.parent.mkdir(parents=True)
            file.write_text(text, "utf-8")
        _run_pagefind("--site", str(documents), "--output-path", str(made))
        wanted = _INDEX_SUFFIXES if job.articles else (*_INDEX_SUFFIXES, *_RUNTIME_SUFFIXES)
        folders = [made / name for name in _INDEX_FOLDERS if (made / name).is_dir()]
        files = [folder / name for folder in folders for name in fs.list_folder(folder)]
        return tuple(
            _stage_file(job, file.relative_to(made), file, out)
            for file in files
            if file.name.endswith(wanted)
        )


def _documents(job: IndexJob, bodies: BodyStore) -> Iterator[tuple[str, str]]:
    if not job.articles:
        yield "/", placeholder_html(job.language)
    for article in job.articles:
        html = bodies.html(article.body_digest, article.path) if article.body_digest else ""
        yield article.address, pagefind_html(article, html)


def _stage_file(job: IndexJob, relative_path: Path, file: Path, out: Path) -> ManifestEntry:
    path = job.address.lstrip("/") + relative_path.as_posix()
    return stage_bytes(out, path, file.read_bytes(), job.key, job.previous_hashes.get(path))


def _run_pagefind(*arguments: str) -> None:
    package, name = _EXTENDED_PROGRAM if supports_cjk() else _BASIC_PROGRAM
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
