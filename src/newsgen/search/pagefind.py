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
from newsgen.runtime.pool import Job, Pool
from newsgen.search.documents import SearchDocument, pagefind_document, pagefind_language

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

IndexFiles = tuple[tuple[str, bytes], ...]
"""The files of one index: path in its folder, and bytes."""


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
) -> Iterator[IndexFiles]:
    """Give the files of each index. Raises IndexingFailed. serial_limit: as of `Pool.run`."""
    for _, (files, failure) in pool.run(
        INDEX_JOB, None, jobs, chunk_size=1, serial_limit=serial_limit
    ):
        if failure:
            raise IndexingFailed(failure)
        yield files


def _setup(_: None) -> Callable[[tuple[IndexJob, ...]], tuple[IndexFiles, str]]:
    return lambda jobs: _make_index(*jobs)


INDEX_JOB = Job(_setup, type(None), IndexJob, tuple[IndexFiles, str])


def _make_index(job: IndexJob) -> tuple[IndexFiles, str]:
    """Return the files of an index, or why there are none."""
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
            return (), str(failure)
        suffixes = _INDEX_SUFFIXES if job.articles else _RUNTIME_SUFFIXES
        folders = [index / name for name in _INDEX_FOLDERS if (index / name).is_dir()]
        paths = [folder / name for folder in folders for name in fs.list_folder(folder)]
        files = {
            path.relative_to(index).as_posix(): path.read_bytes()
            for path in paths
            if path.name.endswith(suffixes)
        }
        if job.articles:
            files[NAMES_FILE] = _show_texts(files, job.articles, shown)
        return tuple(files.items()), ""


def _show_texts(
    files: dict[str, bytes],
    documents: tuple[SearchDocument, ...],
    shown: Mapping[str, Mapping[str, object]],
) -> bytes:
    """Put the texts into the files that hold the words of articles, and return the names' file."""
    ids: dict[str, str] = {}
    for path in [path for path in files if path.endswith(".pf_fragment")]:
        fragment = json.loads(gzip.decompress(files[path]).removeprefix(_SIGNATURE))
        fragment |= shown[fragment["url"]]
        ids[fragment["url"]] = Path(path).stem
        # The time in the head of a gzip file would make equal files differ.
        files[path] = gzip.compress(_SIGNATURE + _json(fragment), 9, mtime=0)
    return _names_file(documents, ids)


def _names_file(documents: tuple[SearchDocument, ...], ids: Mapping[str, str]) -> bytes:
    """Return the names by kind, and of each article id, moment, months and numbers of names."""
    numbers: dict[str, dict[str, int]] = {}
    articles = []
    for document in documents:
        own = {}
        for kind, labels in document.filters.items():
            known = numbers.setdefault(kind, {})
            own[kind] = [known.setdefault(label, len(known)) for label in labels]
        articles.append((ids[document.address], document.moment, document.months, own))
    names = {kind: list(known) for kind, known in numbers.items()}
    return _json({"names": names, "articles": articles})


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
