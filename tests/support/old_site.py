"""Folders of other generators for tests: their files, and what an import reads from them."""

from collections.abc import Mapping
from pathlib import Path

from newsgen.importing.document import Document, ImportSettings
from newsgen.importing.draft import Draft, Reading, Refusal
from newsgen.importing.read_documents import read_one_document
from newsgen.importing.site_folders.old_sites import find_old_site, site_documents


def read_site(folder: Path, files: Mapping[str, str]) -> tuple[list[Draft], list[Refusal]]:
    """The drafts and refusals of a site of these files."""
    for path, content in files.items():
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / path).write_text(content, encoding="utf-8")
    site = find_old_site(str(folder))
    assert site is not None
    assert not isinstance(site, Refusal)
    readings: list[Reading] = []
    for each in site_documents(site, 0):
        if isinstance(each, Document):
            readings += read_one_document(each, ImportSettings(sites=(site,)))
        else:
            readings.append(each)
    drafts = [each for each in readings if isinstance(each, Draft)]
    return drafts, [each for each in readings if isinstance(each, Refusal)]
