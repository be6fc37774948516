"""Writes the articles of an import, and refreshes those that the archive has already."""

import re
from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path

from newsgen.commands.import_result import ImportedArticle, KnownDocument
from newsgen.content.yaml.value_spans import NotEditable
from newsgen.importing.attached_files import PlacedFile, file_name
from newsgen.importing.draft import Attachment, Draft, Refusal
from newsgen.importing.placement import PlacedArticle, Placement
from newsgen.importing.refresh import refresh_article
from newsgen.model.value import Value, replace
from newsgen.runtime.editor_files import overwrite, read_existing, write_new
from newsgen.runtime.foreign_files import UnreadableFile, read_foreign_file


class ReservedPlace(Value, frozen=True):
    """A draft with the path and the id that its article has or is to have, and notes on it."""

    draft: Draft
    path: str
    identifier: str
    notes: tuple[str, ...]


class ImportWriter:
    """Writes articles into an archive.

    Args:
        site: The folder of the archive.
        our_keys: The keys of newsgen that its own mean.
        is_dry: Whether nothing is written.
    """

    def __init__(
        self, site: Path, placement: Placement, our_keys: Mapping[str, str], *, is_dry: bool
    ) -> None:
        self._site = site
        self._placement = placement
        self._our_keys = our_keys
        self._is_dry = is_dry

    def write(self, place: ReservedPlace) -> ImportedArticle:
        """Write a new article and what it brings along."""
        placed = self._placement.place(place.draft, place.path, place.identifier)
        notes = self._write_files(placed.files)
        if not self._is_dry:
            write_new(self._site / placed.path, placed.content)
        return _imported(placed, (*place.notes, *notes))

    def refresh(self, place: ReservedPlace) -> ImportedArticle | KnownDocument | Refusal:
        """Give an article what its document says now, and say what came of it."""
        draft, path = place.draft, place.path
        old = read_existing(self._site, (path,))[path]
        text = old.decode("utf-8", "replace")
        names = {file_name(each.name) for each in draft.attachments}
        shown = {name for name in names if re.search(rf"(?<![^\s(<\"']){re.escape(name)}", text)}
        placed = self._placement.place(draft, path, "", shown)
        try:
            refreshed = refresh_article(old, placed, self._our_keys)
        except NotEditable as error:
            return Refusal(draft.origin, f"{path} cannot be changed: {error}")
        if refreshed.content == old:
            same = "; ".join(("its text is the same", *refreshed.differences))
            return KnownDocument(draft.origin, path, same)
        notes = self._write_files(placed.files)
        if not self._is_dry:
            overwrite(self._site / path, refreshed.content)
        imported = _imported(
            placed, (*refreshed.changes, *refreshed.differences, *place.notes, *notes)
        )
        return replace(imported, action="updated")

    def _write_files(self, files: tuple[PlacedFile, ...]) -> list[str]:
        """Write what an article brings along; return notes on what cannot be read."""
        notes = []
        for file in () if self._is_dry else files:
            try:
                content = attachment_content(file.attachment)
            except UnreadableFile as error:
                notes.append(f"the file {file.attachment.name} is missing: {error}")
                continue
            with suppress(FileExistsError):
                write_new(self._site / file.path, content)
        return notes


def attachment_content(attachment: Attachment) -> bytes:
    """Return the content of an attachment; raise UnreadableFile."""
    return attachment.content or read_foreign_file(attachment.path)


def is_content_of(site: Path, path: str, attachment: Attachment) -> bool:
    """Return whether a file of the archive has the content of an attachment."""
    try:
        return read_foreign_file(str(site / path)) == attachment_content(attachment)
    except UnreadableFile:
        return False


def _imported(placed: PlacedArticle, notes: tuple[str, ...]) -> ImportedArticle:
    draft = replace(placed.draft, text="", attachments=())
    return ImportedArticle(placed.path, draft, notes, tuple(file.path for file in placed.files))
