"""Recognizes the folder of another generator, and gives its documents."""

from collections.abc import Iterator

from newsgen.importing.document import Document, OldSite
from newsgen.importing.draft import Refusal


def find_old_site(folder: str) -> OldSite | Refusal | None:
    """Return the site in a folder; None if it is no site of a generator."""
    return None


def site_documents(site: OldSite, number: int) -> Iterator[Document | Refusal]:
    """Yield the documents of a site. number: of the site in `ImportSettings.sites`."""
    yield from ()
