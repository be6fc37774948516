"""The problems that articles and names have beside others, such as one that has the same id."""

from collections.abc import Iterator

from newsgen.archive.missing_originals import MissingOriginals
from newsgen.archive.misspelt_names import KnownSpellings, known_spellings, misspelt_name_problem
from newsgen.archive.name_conflicts import NameConflicts
from newsgen.content.site import Site
from newsgen.model.article import Article
from newsgen.model.kind import KIND_BY_KEY, Kind
from newsgen.model.problem import Problem, problem
from newsgen.pages.plan_group import GroupKey
from newsgen.pipeline.article_copies import article_copy_problem
from newsgen.pipeline.name_locations import NameLocations
from newsgen.pipeline.noted_sets import NotedSet
from newsgen.pipeline.parse import ParsedSite
from newsgen.store.archive_database import ArchiveDatabase
from newsgen.store.archive_lists import LANGUAGE
from newsgen.store.problem_archive import ProblemArchive
from newsgen.store.read_notes import PATHS_INDEX


class RivalProblems:
    """Finds the problems of articles (N303, N309, N323) and names (N302, N315)."""

    def __init__(self, site: Site, archive: ProblemArchive, hidden_paths: frozenset[str]) -> None:
        """Take the paths of texts that are not shown."""
        hidden = NotedSet(hidden_paths, "hidden", archive.notes)
        authorities, slugs = site.context.authorities, site.config.slugs
        self._site = site
        self._archive = archive
        self._locate = NameLocations(site).locate
        self._originals = MissingOriginals(archive, hidden, archive.all_faces)
        self._spellings: dict[Kind, KnownSpellings] = {}
        self._conflicts = NameConflicts(archive, authorities, slugs, self._locate)

    def of_article(self, article: Article) -> Iterator[Problem]:
        """Yield the problems of an article."""
        path, first = article.path, self._archive.first_with_id(article)
        if first != path:
            message = f'the id "{article.id}" is that of {first} as well'
            hint, sides = "give one of them another id:", ((path,), (first,))
            yield problem("N303", article.location_of("id"), message, hint, sides)
        if missing := self._originals.problem_of(article):
            for index in (PATHS_INDEX, "hidden"):  # its hint may name any
                self._archive.notes.note_index(index)
            yield missing
        if copy := article_copy_problem(self._site, self._archive, article):
            yield copy

    def of_name(self, subject: str) -> Iterator[Problem]:
        """Yield the problems of a name. subject: that of its timelines."""
        kind, _, text = subject.partition(":")
        term = self._archive.term(KIND_BY_KEY[kind], text)
        if term is None:
            return
        if conflict := self._conflicts.problem_of(term):
            yield conflict
        if term.authority:
            return
        if slip := misspelt_name_problem(self._archive, self._spellings_of, self._locate, term):
            yield slip

    def _spellings_of(self, kind: Kind) -> KnownSpellings:
        if kind not in self._spellings:
            self._spellings[kind] = known_spellings(self._site.context.authorities, kind)
        return self._spellings[kind]


def problem_groups(database: ArchiveDatabase) -> Iterator[GroupKey]:
    """Yield all groups of articles, plain pages and names, those without pages, too."""
    for (path,) in list(database.select("SELECT path FROM places ORDER BY path")):
        yield GroupKey("article", path)
    for (key,) in list(database.select("SELECT key FROM keys WHERE list = 'page addresses'")):
        yield GroupKey("plain page", key.decode())
    for kind, name in list(database.select("SELECT kind, name FROM term_ids")):
        if kind != LANGUAGE:
            yield GroupKey("name", f"{kind}:{name}")


def all_rival_problems(parsed: ParsedSite) -> Iterator[Problem]:
    """Yield the problems of all articles and names of a parsed site."""
    site = parsed.site
    archive = ProblemArchive(parsed.database, site.context.authorities, reads_all=True)
    finder = RivalProblems(site, archive, parsed.hidden_paths)
    for group in problem_groups(parsed.database):
        with archive.notes.captured():  # and forgotten
            if group.kind == "name":
                yield from finder.of_name(group.key)
            elif article := archive.article(group.key):
                yield from finder.of_article(article)
