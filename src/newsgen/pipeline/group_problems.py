"""The problems of page groups: those of articles, plain pages and names beside all others.

They are kept in the archive database. After an edit only those groups are looked at that are
planned again, as their pages are.
"""

from collections.abc import Iterable, Iterator
from typing import Any

from newsgen.content.site import Site
from newsgen.model.article import Article, PlainPage, Reference
from newsgen.model.problem import Problem
from newsgen.pages import routes
from newsgen.pages.cards import article_address
from newsgen.pages.plan_group import GroupKey
from newsgen.pages.plan_inputs import PlanInputs
from newsgen.pages.static_files import attachments, file_name_problems
from newsgen.pipeline.broken_links import FEW_ADDRESSES, BrokenLinks
from newsgen.pipeline.picture_problems import picture_problems
from newsgen.pipeline.rival_problems import RivalProblems, problem_groups
from newsgen.runtime import codec
from newsgen.store.archive_database import ArchiveDatabase
from newsgen.store.output_paths import address_count
from newsgen.store.page_group_rows import GroupName
from newsgen.store.problem_archive import ProblemArchive
from newsgen.store.read_notes import ReadNotes
from newsgen.store.rival_groups import PROBLEMS_INDEX, problem_key

_KINDS = frozenset(("article", "plain page", "name"))
"""The kinds of groups that can have problems."""


class GroupProblems:
    """Finds the problems of page groups."""

    def __init__(
        self,
        inputs: PlanInputs,
        site: Site,
        archive: ProblemArchive,
        hidden_paths: frozenset[str],
    ) -> None:
        """Take the inputs with all addresses, and the paths of texts that are not shown."""
        self._inputs = inputs
        self._site = site
        self._archive = archive
        self._links = BrokenLinks(inputs, archive, hidden_paths)
        self._rivals = RivalProblems(site, archive, hidden_paths)

    def find(self, group: GroupKey) -> Iterator[Problem]:
        """Yield the problems of a page group."""
        match group.kind:
            case "article":
                if article := self._archive.article(group.key):
                    yield from self._rivals.of_article(article)
                    if not article.withdrawn:
                        yield from self._text_problems(article, article_address(article))
            case "plain page":
                if page := self._archive.plain_page(group.key):
                    yield from self._text_problems(page, page.address)
            case "name":
                yield from self._rivals.of_name(group.key)

    def orphans(self, references: Iterable[tuple[str, tuple[Reference, ...]]]) -> Iterator[Problem]:
        """Yield the problems of links in files that became neither article nor page."""
        with self._archive.notes.captured():
            for path, found in references:
                yield from self._links.problems(path, routes.FRONT_PAGE, found)

    def _text_problems(self, text: Article | PlainPage, address: str) -> Iterator[Problem]:
        yield from self._links.problems(text.path, address, text.references)
        yield from picture_problems(self._site, self._inputs.picture_size, text)
        yield from file_name_problems(attachments(self._inputs, text, address))


class StoredProblems:
    """The problems of all page groups, as they are kept.

    Attributes:
        reads: What was read for the problems of groups that were looked at now.
    """

    def __init__(self, database: ArchiveDatabase, notes: ReadNotes) -> None:
        """Take the database within its transaction, and where reads are noted."""
        self._database = database
        self._notes = notes
        self.reads: dict[GroupKey, ReadNotes] = {}

    def update(self, groups: Iterable[GroupKey] | None, finder: GroupProblems) -> None:
        """Keep the problems that groups have now; None for all groups of an archive."""
        stored = {key for (key,) in self._select("key")}
        for group in problem_groups(self._database) if groups is None else groups:
            if group.kind not in _KINDS:
                continue
            with self._notes.captured() as reads:
                problems = tuple(finder.find(group))
            key = problem_key((group.kind, group.key))
            # Most have none, and then their pages and rules tell when to look again.
            if problems:
                self.reads[group] = reads
                self._database.put("keys", PROBLEMS_INDEX, key, codec.encode(problems))
            elif key in stored:
                self._database.delete("keys", PROBLEMS_INDEX, key)

    def all(self) -> Iterator[Problem]:
        """Yield the problems of all groups."""
        for (value,) in self._select("value"):
            yield from codec.decode(value, tuple[Problem, ...])

    def note_address_count(self) -> list[GroupName]:
        """Note whether addresses are few; return the groups whose hints may be others by that."""
        has_few = int(address_count(self._database) < FEW_ADDRESSES)
        if self._database.get("header", "has few addresses") == (has_few,):
            return []
        self._database.put("header", "has few addresses", has_few)
        pairs = (key.decode().partition("\0") for (key,) in self._select("key"))
        return [(kind, name) for kind, _, name in pairs]

    def _select(self, column: str) -> list[tuple[bytes]]:
        query = f"SELECT {column} FROM keys WHERE list = ? ORDER BY key"
        rows: list[Any] = list(self._database.select(query, PROBLEMS_INDEX))
        return rows
