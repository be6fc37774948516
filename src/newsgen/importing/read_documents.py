"""Reads documents in worker processes: each becomes drafts with sketches of their texts."""

from collections.abc import Callable
from functools import partial

from newsgen.archive.similar_texts import text_sketch
from newsgen.content.markdown.convert import convert_markdown
from newsgen.content.markdown.plain_text import html_to_text
from newsgen.importing.document import Document, ImportSettings
from newsgen.importing.draft import Draft, Reading, Refusal
from newsgen.importing.formats import read_by_format
from newsgen.model.problem import Location
from newsgen.model.value import Value
from newsgen.runtime.foreign_files import SIZE_LIMIT, UnreadableFile, read_foreign_file
from newsgen.runtime.job import Job

_READING_ERRORS = (
    *(ArithmeticError, AttributeError, AssertionError, LookupError, MemoryError),
    *(RecursionError, RuntimeError, TypeError, ValueError),
)
"""What libraries raise at documents that they did not expect."""


_WITH_PICTURES = ("html", "mhtml")
"""Formats whose files may hold their pictures."""

_TEXT_LIMIT = 10_000_000
"""The size of the largest text that is read as one article, in bytes."""


class DocumentReading(Value, frozen=True):
    """What comes of a document, and the sketch of the text of each draft; empty for a refusal."""

    readings: tuple[Reading, ...]
    sketches: tuple[bytes, ...]


def _setup_reader(
    settings: ImportSettings,
) -> Callable[[tuple[Document, ...]], tuple[DocumentReading, ...]]:
    return partial(_read_chunk, settings)


def _read_chunk(
    settings: ImportSettings, documents: tuple[Document, ...]
) -> tuple[DocumentReading, ...]:
    return tuple(_with_sketches(read_one_document(document, settings)) for document in documents)


def read_one_document(document: Document, settings: ImportSettings) -> tuple[Reading, ...]:
    """Return what comes of a document; a document that no library can read is refused."""
    try:
        content = document.content
        if document.path and not content:
            limit = SIZE_LIMIT if document.format in _WITH_PICTURES else _TEXT_LIMIT
            content = read_foreign_file(document.path, limit)
        return read_by_format(document, content, settings)
    except UnreadableFile as error:
        return (Refusal(document.origin, str(error)),)
    except _READING_ERRORS as error:
        message = f"it cannot be read as {document.format} ({type(error).__name__}: {error})"
        return (Refusal(document.origin, f"{message[:300]}; copy its text into a file of text"),)


def _with_sketches(readings: tuple[Reading, ...]) -> DocumentReading:
    """Return readings with sketches, made as those of the archive's own articles are."""
    bodies = (
        convert_markdown(each.text, Location("", 1, 1), "/").html if isinstance(each, Draft) else ""
        for each in readings
    )
    return DocumentReading(readings, tuple(text_sketch(html_to_text(html)) for html in bodies))


READ_JOB = Job(_setup_reader, ImportSettings, Document, tuple[DocumentReading, ...])
