"""What an import is asked for, and what comes of it."""

from collections.abc import Mapping
from typing import Literal

from newsgen.importing.complete import EditorChoices
from newsgen.importing.document import FileInput
from newsgen.importing.draft import Draft, Refusal
from newsgen.model.problem import Problem
from newsgen.model.value import Value, field
from newsgen.pipeline.request import BuildRequest
from newsgen.suggest.suggestions import UnknownName


class ImportRequest(Value, frozen=True):
    """What to import, and how.

    Attributes:
        build: The archive, and the number of workers.
        inputs: Files and folders; a path of "" is standard input.
        standard_input: What was read from there.
        retrieved: The day on which the documents were read; empty if the editor did not say.
        url: The address of the one document; empty if the editor did not say.
        publish: Whether articles are published; else they are drafts.
        dry_run: Whether nothing is written.
        update: Whether articles that the archive has already get what the document says now.
        with_pictures: Whether pictures are brought along that are no part of an old site.
        with_copies: Whether texts are imported that the archive has from another address.
    """

    build: BuildRequest
    inputs: tuple[FileInput, ...]
    standard_input: bytes = b""
    choices: EditorChoices = EditorChoices()
    retrieved: str = ""
    url: str = ""
    publish: bool = False
    dry_run: bool = False
    update: bool = False
    with_pictures: bool = False
    with_copies: bool = False


class ImportedArticle(Value, frozen=True):
    """An article that an import wrote, or would write.

    Attributes:
        path: Its file in the archive.
        draft: What it was made of; without its text and the content of attachments.
        notes: Sentences about what was decided.
        files: The paths of what it brought along.
        action: What was done to its file.
        names: Names that it declares or mentions, by the key of their kind.
    """

    path: str
    draft: Draft
    notes: tuple[str, ...] = ()
    files: tuple[str, ...] = ()
    action: Literal["new", "updated"] = "new"
    names: Mapping[str, tuple[str, ...]] = field(default_factory=dict)


class KnownDocument(Value, frozen=True):
    """A document that the archive has already.

    Attributes:
        origin: The document.
        path: The article that has it.
        reason: Why it is the same, in words that follow "because".
    """

    origin: str
    path: str
    reason: str


class ImportResult(Value, frozen=True):
    """What came of an import.

    Attributes:
        problems: Of the new articles, as `newsgen check` finds them.
        unknown_names: Names in their texts that no authority file has.
        site_notes: Sentences about old sites and folders.
        failure: Why it stopped early; empty if it did not.
    """

    articles: tuple[ImportedArticle, ...] = ()
    known_documents: tuple[KnownDocument, ...] = ()
    refusals: tuple[Refusal, ...] = ()
    problems: tuple[Problem, ...] = ()
    unknown_names: tuple[UnknownName, ...] = ()
    site_notes: tuple[str, ...] = ()
    failure: str = ""
