"""Everything the pages are made from, in one value."""

import unicodedata
from collections.abc import Callable, Container, Iterator, Mapping
from operator import attrgetter
from typing import Literal

from newsgen.archive.archive import Archive
from newsgen.model.article import Article
from newsgen.model.config import Config
from newsgen.model.digest import digest
from newsgen.model.kind import Name
from newsgen.model.problem import Place
from newsgen.model.value import Value


class Edition(Value, frozen=True):
    """What one build publishes.

    early: path of an article that only --drafts shows → how it is marked.
    hidden: paths of files that look like articles and are not shown.
    files: paths under articles/ and pages/ of everything else: what articles may refer to.
    fresh: as in `Selection`.
    given_up: aliases that are not to redirect, because a page has their address.
    collate: text → what sorts it; its first two bytes stand for its first letter, in any case.
    static: name under static/ → the file to copy; root: likewise, for the root of the archive.
    """

    config: Config
    archive: Archive
    early: Mapping[str, Literal["draft", "embargoed"]]
    hidden: frozenset[str]
    files: frozenset[str]
    static: Mapping[str, str]
    root: Mapping[str, str]
    collate: Callable[[str], bytes]
    given_up: frozenset[tuple[str, Place]] = frozenset()
    fresh: frozenset[str] = frozenset()

    def odd(self) -> Iterator[tuple[str, Article]]:
        """The listed articles, by path, of which the edition says more than they themselves."""
        for path in {*self.early, *self.archive.respelled}:
            article = self.archive.by_path[path]
            if not article.withdrawn:
                yield path, article

    @property
    def identities(self) -> str:
        """A digest of what else authority files say names are, as far as articles say it on."""
        if not self.config.base_url:
            return ""
        known = (each for each in self.archive.authorities.entries if each.identifiers or each.urls)
        return digest(*(part for each in known for part in (each.line, *each.same_as, "")))

    @property
    def said(self) -> Callable[[Article], str]:
        """`made_of`, without asking what is odd where nothing is."""
        return self.made_of if self.early or self.archive.respelled else attrgetter("face")

    def made_of(self, article: Article) -> str:
        """All that decides an article's card, and what else other pages show of it.

        Equal texts mean equal cards. Most often it is the article's face alone: what else the
        edition says of an article is whether it is early, and how its names are spelled.
        """
        mark = self.early.get(article.path, "")
        if not mark and article.path not in self.archive.respelled:
            return article.face
        names = map(Name.of, article.declared.split("\n"))
        spelled = (self.archive.term(name).text for name in names)
        return "\n".join((article.face, mark, *spelled))


def spelled(path: str, known: Container[str]) -> str | None:
    """A path as the disk has it: archives packed on a Mac hold é as e and an accent apart."""
    if path in known:
        return path
    forms = (unicodedata.normalize("NFC", path), unicodedata.normalize("NFD", path))
    return next((form for form in forms if form in known), None)
