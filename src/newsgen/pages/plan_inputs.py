"""All values that the pages of one build are planned from."""

import unicodedata
from collections.abc import Callable, Collection, Container, Mapping
from urllib.parse import quote

from newsgen.archive.questions import ArchiveQuestions
from newsgen.model.article import Article
from newsgen.model.config import Config
from newsgen.model.picture_size import PictureSize
from newsgen.model.problem import Location
from newsgen.model.tuning import Tuning
from newsgen.model.value import Value, field
from newsgen.pages.machine_views import FeedItem
from newsgen.pages.view_components import Card

_TAG_URI_CHARS = "/!$&'()*+,;=:@-._~"
"""What may stand in the specific part of a tag URI (RFC 4151, section 2.1)."""


class CopiedFiles(Value, frozen=True):
    """The files of a site that are copied as they are, if a page leads to them or in any case.

    Attributes:
        other: As `Site.other_files`.
        static: As `Site.static_files`.
        root: As `Site.root_files`.
    """

    other: Collection[str] = frozenset()
    static: Mapping[str, str] = field(default_factory=dict)
    root: Mapping[str, str] = field(default_factory=dict)


class PlanInputs(Value, frozen=True):
    """What the pages of one build are planned from.

    Attributes:
        config: The settings of the site.
        files: Those of the site that are copied.
        questions: The archive.
        collation_key: Returns what sorts a text; its first two bytes stand for its first letter in
            either case.
        dropped_aliases: Aliases that do not redirect because a page has their address.
        addresses: Of all pages and files, for links; empty until they are known.
        picture_size: Returns the size of a picture by its path in the site's folder, or None.
        cards, feed_items: Return what stands for an article's card and for its entry in feeds, made
            once for all pages; None where each page makes its own.
    """

    config: Config
    files: CopiedFiles
    questions: ArchiveQuestions
    collation_key: Callable[[str], bytes]
    tuning: Tuning
    dropped_aliases: frozenset[tuple[str, Location]] = frozenset()
    addresses: Collection[str] = frozenset()
    picture_size: Callable[[str], PictureSize | None] = lambda path: None
    cards: Callable[[Article], Card] | None = None
    feed_items: Callable[[Article], FeedItem] | None = None

    def tag_uri(self, specific: str) -> str:
        """Return what `tag_uri` does for the authority that newsgen.yml names."""
        return tag_uri(self.config.id_authority, specific)


def tag_uri(authority: str, specific: str) -> str:
    """Return a tag URI (RFC 4151); empty where nobody is named who gives such ids."""
    return f"tag:{authority}:{quote(specific, safe=_TAG_URI_CHARS)}" if authority else ""


def path_on_disk(path: str, paths: Container[str]) -> str | None:
    """Return a path as the disk has it; None if it is not among the paths.

    Archives packed on a Mac hold é as two characters, e and an accent (NFD).
    """
    if path in paths:
        return path
    return next((form for form in path_forms(path) if form in paths), None)


def path_forms(path: str) -> tuple[str, ...]:
    """Return a path and how disks of other systems may have it."""
    return path, unicodedata.normalize("NFC", path), unicodedata.normalize("NFD", path)
