"""The job that indexes shards of articles with Pagefind, over processes.

Pagefind is a program of its own: a worker writes the documents into a temporary folder, where
Pagefind writes the index. Equal documents give equal files, because Pagefind is left no names to
narrow by, which it lists in no order: they are in a file of newsgen's own, `names.json`.
"""

import gzip
import json
import os
import subprocess
from collections.abc import Callable, Iterable, Iterator, Mapping
from html import escape
from importlib.util import find_spec
from pathlib import Path
from tempfile import TemporaryDirectory

from newsgen.model.digest import digest
from newsgen.model.value import Value
from newsgen.runtime import fs
from newsgen.runtime.interruption import describe_signal
from newsgen.runtime.job import Job
from newsgen.runtime.pool import Pool
from newsgen.search.documents import SearchDocument, pagefind_document, pagefind_language
from newsgen.search.recent_changes import RecentChanges

_PROGRAM = ("pagefind_bin", "pagefind")
"""The package that holds Pagefind, and the name of the program."""

NAMES_FILE = "names.json"
"""The file of an index with the days and names of its articles."""

_INDEX_FOLDERS = ("", "fragment", "index")
_INDEX_SUFFIXES = ("pagefind-entry.json", ".pf_meta", ".pf_index", ".pf_fragment")
_RUNTIME_SUFFIXES = (*_INDEX_SUFFIXES, "pagefind.js", "pagefind-worker.js", ".pagefind")
"""How the names of files end that searching needs; Pagefind also writes widgets and styles."""

_SIGNATURE = b"pagefind_dcd"
"""What Pagefind's files begin with once they are unpacked."""


class SearchIndex(Value, frozen=True, array_like=True):
    """A finished index.

    Attributes:
        files: The path of each in its folder, and its bytes.
        ids: Of its articles, in their order.
        failure: Why there is none; else empty.
    """

    files: tuple[tuple[str, bytes], ...] = ()
    ids: tuple[str, ...] = ()
    failure: str = ""


class IndexingFailed(Exception):
    """Pagefind is missing, or ended with an error; str() says which."""


class IndexJob(Value, frozen=True, array_like=True):
    """An index to be made: of the articles of a shard, or, without any, of the search runtime.

    Attributes:
        address: The folder of the index.
        name: Of the index, among those of its language.
        key: The key of each of its files in the manifest.
    """

    address: str
    language: str
    name: str
    key: str
    articles: tuple[SearchDocument, ...]


def index_shards(
    jobs: Iterable[IndexJob], pool: Pool, *, serial_limit: int
) -> Iterator[SearchIndex]:
    """Give each index. Raises IndexingFailed. serial_limit: as of `Pool.run`."""
    for _, index in pool.run(INDEX_JOB, None, jobs, chunk_size=1, serial_limit=serial_limit):
        if index.failure:
            raise IndexingFailed(index.failure)
        yield index


def _setup(_: None) -> Callable[[tuple[IndexJob, ...]], SearchIndex]:
    return lambda jobs: _make_index(*jobs)


INDEX_JOB = Job(_setup, type(None), IndexJob, SearchIndex)


def _make_index(job: IndexJob) -> SearchIndex:
    with TemporaryDirectory() as scratch:
        documents, index = Path(scratch, "documents"), Path(scratch, "index")
        documents.mkdir()
        shown: dict[str, Mapping[str, object]] = {}
        for document in job.articles:
            # In one folder: the system needs longer for a folder a page than for all else.
            name = f"{digest(document.address)}.html"
            html, shown[f"/{name}"] = pagefind_document(document, job.name)
            (documents / name).write_text(html, "utf-8")
        if not job.articles:
            # Without any word, Pagefind does not write its runtime.
            body = "<body data-pagefind-body><p>newsgen</p></body>"
            language = escape(pagefind_language(job.language))
            html = f'<!doctype html><html lang="{language}">{body}</html>'
            (documents / "index.html").write_text(html, "utf-8")
        try:
            _run_pagefind("--site", str(documents), "--output-path", str(index))
        except IndexingFailed as failure:
            return SearchIndex(failure=str(failure))
        suffixes = _INDEX_SUFFIXES if job.articles else _RUNTIME_SUFFIXES
        folders = [index / name for name in _INDEX_FOLDERS if (index / name).is_dir()]
        paths = [folder / name for folder in folders for name in fs.list_folder(folder)]
        files = {
            path.relative_to(index).as_posix(): path.read_bytes()
            for path in paths
            if path.name.endswith(suffixes)
        }
        ids = _show_texts(files, shown) if job.articles else {}
        own_ids = tuple(ids[document.address] for document in job.articles)
        if job.articles:
            files[NAMES_FILE] = _names_file(job.articles, own_ids)
        return SearchIndex(tuple(files.items()), own_ids)


def _show_texts(
    files: dict[str, bytes], shown: Mapping[str, Mapping[str, object]]
) -> dict[str, str]:
    """Put the texts into the files that hold the words of articles; return ids by address."""
    ids: dict[str, str] = {}
    for path in [path for path in files if path.endswith(".pf_fragment")]:
        fragment = json.loads(gzip.decompress(files[path]).removeprefix(_SIGNATURE))
        fragment |= shown[fragment["url"]]
        ids[fragment["url"]] = Path(path).stem
        # The time in the head of a gzip file would make equal files differ.
        files[path] = gzip.compress(_SIGNATURE + _json(fragment), 9, mtime=0)
    return ids


def _names_file(documents: tuple[SearchDocument, ...], ids: tuple[str, ...]) -> bytes:
    """Return the names by kind, and of each article id, moment, months and numbers of names."""
    numbers: dict[str, dict[str, int]] = {}
    articles = []
    for document, own_id in zip(documents, ids, strict=True):
        own = {}
        for kind, labels in document.filters.items():
            known = numbers.setdefault(kind, {})
            own[kind] = [known.setdefault(label, len(known)) for label in labels]
        articles.append((own_id, document.moment, document.months, own))
    names = {kind: list(known) for kind, known in numbers.items()}
    return _json({"names": names, "articles": articles})


def recent_file(changes: Mapping[str, RecentChanges]) -> bytes:
    """Return what the search page is told of the articles that changed since they were indexed."""
    return _json({language: (own.count, own.hidden) for language, own in sorted(changes.items())})


def _json(value: object) -> bytes:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":")).encode()


def _run_pagefind(*arguments: str) -> None:
    package, name = _PROGRAM
    spec = find_spec(package)
    if spec is None or spec.origin is None:
        raise IndexingFailed("Pagefind is not installed")
    program = Path(spec.origin).parent / (f"{name}.exe" if os.name == "nt" else name)
    done = subprocess.run(
        (program, "--silent", *arguments), capture_output=True, text=True, check=False
    )
    if done.returncode < 0:
        raise IndexingFailed(f"Pagefind was ended: {describe_signal(-done.returncode)}")
    if done.returncode:
        last = (done.stderr or done.stdout).strip().rpartition("\n")[2]
        raise IndexingFailed(f"Pagefind ended with {done.returncode}: {last}")
