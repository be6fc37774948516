"""The job that indexes shards of articles with Pagefind, over processes.

Pagefind is a program of its own: a worker writes the documents into a temporary folder, where
Pagefind writes the index. Two runs over the same documents may give other bytes, though the same is
found; so a shard whose index is published already must not be indexed again.
"""

import os
import subprocess
from collections.abc import Callable, Iterable, Iterator
from html import escape
from importlib.util import find_spec
from pathlib import Path
from tempfile import TemporaryDirectory

from newsgen.model.value import Value
from newsgen.pages import routes
from newsgen.runtime import fs
from newsgen.runtime.pool import Job, Pool
from newsgen.search.documents import SearchDocument, pagefind_html

_EXTENDED_PROGRAM = ("pagefind_bin_extended", "pagefind_extended")
"""The package and the program that also knows the words of Chinese and Japanese."""

_BASIC_PROGRAM = ("pagefind_bin", "pagefind")

_INDEX_FOLDERS = ("", "filter", "fragment", "index")
_INDEX_SUFFIXES = ("pagefind-entry.json", ".pf_meta", ".pf_index", ".pf_filter", ".pf_fragment")
_RUNTIME_SUFFIXES = (*_INDEX_SUFFIXES, "pagefind.js", "pagefind-worker.js", ".pagefind")
"""How the names of files end that searching needs; Pagefind also writes widgets and styles."""

IndexFiles = tuple[tuple[str, bytes], ...]
"""The files of one index: path in its folder, and bytes."""


class IndexingFailed(Exception):
    """Pagefind is missing, or ended with an error; str() says which."""


class IndexJob(Value, frozen=True, array_like=True):
    """An index to be made: of the articles of a shard, or, without any, of the search runtime.

    Attributes:
        address: The folder of the index.
        key: The key of each of its files in the manifest.
    """

    address: str
    language: str
    key: str
    articles: tuple[SearchDocument, ...]


def supports_cjk() -> bool:
    """Return whether the words of Chinese and Japanese can be told apart."""
    return find_spec(_EXTENDED_PROGRAM[0]) is not None


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
        for address, html in _documents(job):
            file = documents / routes.output_path(address)
            file.parent.mkdir(parents=True)
            file.write_text(html, "utf-8")
        try:
            _run_pagefind("--site", str(documents), "--output-path", str(index))
        except IndexingFailed as failure:
            return (), str(failure)
        suffixes = _INDEX_SUFFIXES if job.articles else _RUNTIME_SUFFIXES
        folders = [index / name for name in _INDEX_FOLDERS if (index / name).is_dir()]
        files = [folder / name for folder in folders for name in fs.list_folder(folder)]
        needed = [file for file in files if file.name.endswith(suffixes)]
        return tuple((file.relative_to(index).as_posix(), file.read_bytes()) for file in needed), ""


def _documents(job: IndexJob) -> Iterator[tuple[str, str]]:
    """Yield the address and HTML of each document."""
    if not job.articles:
        # Without any word, Pagefind does not write its runtime.
        body = "<body data-pagefind-body><p>newsgen</p></body>"
        yield "/", f'<!doctype html><html lang="{escape(job.language)}">{body}</html>'
    for document in job.articles:
        yield document.address, pagefind_html(document)


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
