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
from newsgen.model.problem import Location
from newsgen.model.tuning import Tuning
from newsgen.model.value import Value


class PlanInputs(Value, frozen=True):
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
    badges: Mapping[str, Literal["draft", "embargoed"]]
    hidden_paths: frozenset[str]
    attachment_paths: frozenset[str]
    static_files: Mapping[str, str]
    root_files: Mapping[str, str]
    collation_key: Callable[[str], bytes]
    dropped_aliases: frozenset[tuple[str, Location]] = frozenset()
    news_paths: frozenset[str] = frozenset()
    tuning: Tuning = Tuning()

    def context_dependent_articles(self) -> Iterator[tuple[str, Article]]:
        """The listed articles, by path, of which the edition says more than they themselves."""
        for path in {*self.badges, *self.archive.respelled_paths}:
            article = self.archive.articles_by_path[path]
            if not article.withdrawn:
                yield path, article

    @property
    def same_as_digest(self) -> str:
        """A digest of what else authority files say names are, as far as articles say it on."""
        if not self.config.base_url:
            return ""
        known = (each for each in self.archive.authorities.entries if each.identifiers or each.urls)
        return digest(*(part for each in known for part in (each.name_line, *each.same_as, "")))

    @property
    def card_key_getter(self) -> Callable[[Article], str]:
        """`made_of`, without asking what is odd where nothing is."""
        return self.card_key if self.badges or self.archive.respelled_paths else attrgetter("face")

    def card_key(self, article: Article) -> str:
        """All that decides an article's card, and what else other pages show of it.

        Equal texts mean equal cards. Most often it is the article's face alone: what else the
        edition says of an article is whether it is early, and how its names are spelled.
        """
        mark = self.badges.get(article.path, "")
        if not mark and article.path not in self.archive.respelled_paths:
            return article.face
        names = map(Name.from_line, article.name_lines.split("\n"))
        spelled = (self.archive.term(name).text for name in names)
        return "\n".join((article.face, mark, *spelled))


def path_on_disk(path: str, paths: Container[str]) -> str | None:
    """A path as the disk has it: archives packed on a Mac hold é as e and an accent apart."""
    if path in paths:
        return path
    forms = (unicodedata.normalize("NFC", path), unicodedata.normalize("NFD", path))
    return next((form for form in forms if form in paths), None)
