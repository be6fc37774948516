"""The formats that can be imported, and the two functions of each.

A format is a module of this folder. It is loaded when a document of it is met, because the
libraries of some take a second to load.
"""

from collections.abc import Callable, Iterable, Iterator
from functools import cache
from importlib import import_module
from typing import BinaryIO, NamedTuple

from newsgen.importing.document import Document, FileInput, ImportSettings
from newsgen.importing.draft import Reading, Refusal

Split = Callable[[FileInput, BinaryIO], Iterable[Document | Refusal]]
"""A file of many documents, open → the documents, in one process: quick, and one after another."""

Read = Callable[[Document, bytes, ImportSettings], tuple[Reading, ...]]
"""A document and its bytes → what comes of it, in any process. It raises nothing."""


class Format(NamedTuple):
    """The module of a format, and the names of its functions.

    split: empty if a file is one document.
    """

    module: str
    read: str
    split: str = ""


FORMATS = {
    "text": Format("text_clipping", "read_text_clipping"),
    "html": Format("web_page", "read_web_page"),
    "mhtml": Format("mhtml", "read_mhtml"),
    "markdown": Format("markdown_file", "read_markdown_file"),
    "restructuredtext": Format("markdown_file", "read_markdown_file"),
    "wordpress": Format(
        "wordpress_exports.wordpress", "read_wordpress_item", "split_wordpress_export"
    ),
    "feed": Format("records.feed", "read_feed_entry", "split_feed"),
    "csv": Format("records.csv_table", "read_csv_row", "split_csv_table"),
    "jsonl": Format("records.json_lines", "read_json_line", "split_json_lines"),
    "ninjs": Format("records.ninjs_item", "read_ninjs_item", "split_ninjs"),
}
"""Formats by their names. Old sites (`site_folders`) give `markdown` and `restructuredtext`."""


def split_by_format(name: str, file: FileInput, stream: BinaryIO) -> Iterator[Document | Refusal]:
    """Yield the documents of a file of a format.

    Args:
        stream: The file, open at its start; it is read only if it may have many documents.
    """
    form = FORMATS[name]
    if not form.split:
        content = b"" if file.path else stream.read()
        yield Document(name, file.origin, path=file.path, content=content)
        return
    split: Split = getattr(_module(form.module), form.split)
    yield from split(file, stream)


def read_by_format(
    document: Document, content: bytes, settings: ImportSettings
) -> tuple[Reading, ...]:
    """Return the drafts of a document, and refusals. content: the bytes of its file or its own."""
    form = FORMATS[document.format]
    read: Read = getattr(_module(form.module), form.read)
    return read(document, content, settings)


@cache
def _module(name: str) -> object:
    return import_module(f"newsgen.importing.{name}")
