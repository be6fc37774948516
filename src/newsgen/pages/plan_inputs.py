"""All values that the pages of one build are planned from."""

import unicodedata
from collections.abc import Callable, Container
from operator import attrgetter
from urllib.parse import quote

from newsgen.archive.archive import Archive
from newsgen.archive.visibility import Selection
from newsgen.content.site import Site
from newsgen.model.article import Article
from newsgen.model.config import Config
from newsgen.model.kind import Name
from newsgen.model.problem import Location
from newsgen.model.tuning import Tuning
from newsgen.model.value import Value

_TAG_URI_CHARS = "/!$&'()*+,;=:@-._~"
"""What may stand in the specific part of a tag URI (RFC 4151, section 2.1)."""


class PlanInputs(Value, frozen=True):
    """What one build publishes.

    Attributes:
        hidden_paths: Of articles that exist and are not shown.
        collation_key: Returns what sorts a text; its first two bytes stand for its first letter in
            either case.
        dropped_aliases: Aliases that do not redirect because a page has their address.
    """

    site: Site
    archive: Archive
    selection: Selection
    hidden_paths: frozenset[str]
    collation_key: Callable[[str], bytes]
    tuning: Tuning
    dropped_aliases: frozenset[tuple[str, Location]] = frozenset()

    @property
    def config(self) -> Config:
        """The settings of the site."""
        return self.site.config

    def tag_uri(self, specific: str) -> str:
        """Return what `tag_uri` does for the authority that newsgen.yml names."""
        return tag_uri(self.config.id_authority, specific)

    @property
    def card_key(self) -> Callable[[Article], str]:
        """The function from an article to a text that decides its card and all else pages show.

        Mostly that is the article's face. The archive adds the badge of an article that is not
        published yet, the shown spellings of its names where another article spells them
        otherwise, and the other versions of its story. The property is slow, its function quick.
        """
        badges = self.selection.badges
        keys: dict[str, str] = {}
        for path in {*badges, *self.archive.respelled_paths}:
            article = self.archive.articles_by_path[path]
            if not article.withdrawn:
                names = map(Name.from_line, article.name_lines.split("\n"))
                spellings = (self.archive.term(name).text for name in names)
                keys[path] = "\n".join((article.face, badges.get(path, ""), *spellings))
        for path, story in self.archive.versions.stories().items():
            article = self.archive.articles_by_path[path]
            parts = (part for version in story for part in (version.path, version.face))
            keys[path] = "\n".join((keys.get(path, article.face), *parts))
        return (
            (lambda article: keys.get(article.path, article.face)) if keys else attrgetter("face")
        )


def tag_uri(authority: str, specific: str) -> str:
    """Return a tag URI (RFC 4151); empty where nobody is named who gives such ids."""
    return f"tag:{authority}:{quote(specific, safe=_TAG_URI_CHARS)}" if authority else ""


def path_on_disk(path: str, paths: Container[str]) -> str | None:
    """Return a path as the disk has it; None if it is not among the paths.

    Archives packed on a Mac hold é as two characters, e and an accent (NFD).
    """
    if path in paths:
        return path
    forms = (unicodedata.normalize("NFC", path), unicodedata.normalize("NFD", path))
    return next((form for form in forms if form in paths), None)
