"""Takes changed sources into the archive database, and brings the stored archive to what they say.

Not only the article that was edited is looked at: what names of files tell of others, articles that
claim the same address, and articles of which something else holds by now.
"""

from collections.abc import Iterable, Iterator

from newsgen.archive.infer_translations import told_article
from newsgen.archive.visibility import is_news, visibility
from newsgen.content.parse_file import ParsedFile
from newsgen.content.site import Site
from newsgen.model.article import Article
from newsgen.pipeline.changed_sources import ChangedSources
from newsgen.pipeline.parse_sources import ParsedSource, ParseStage
from newsgen.pipeline.source_facts import (
    BuildTime,
    claim_of_key,
    facts_of_article,
    facts_of_other,
)
from newsgen.pipeline.source_families import SourceFamilies
from newsgen.store.archive_database import ArchiveDatabase
from newsgen.store.archive_update import ArchiveUpdate
from newsgen.store.source_rows import (
    SourceKey,
    SourceKind,
    SourceRow,
    SourceRows,
    encode_time,
    position,
    split_key,
    split_time_key,
)


class SourceUpdate:
    """One change of the sources; `run` does it, and notes `changed_paths` if there were any."""

    def __init__(
        self,
        database: ArchiveDatabase,
        site: Site,
        stage: ParseStage,
        archive: ArchiveUpdate,
        time: BuildTime,
    ) -> None:
        """Take what parses sources, and what changes the stored archive."""
        self._database = database
        self._site = site
        self._stage = stage
        self._archive = archive
        self._time = time
        self._is_first = database.is_new
        self.rows = SourceRows(database)
        self.changed_paths: dict[str, None] = {}
        self._claims: dict[bytes, None] = {}
        self._rivals: dict[str, Article] = {}
        """By path, the article that has the address which another claims."""

    def run(self, changed: ChangedSources, parsed: Iterable[ParsedSource]) -> None:
        """Take in what changed. parsed: the sources to be parsed."""
        for source in parsed:
            path = source.file.path
            is_renewed = changed.renewed is None or path in changed.renewed
            row = self.rows.get(path) if not self._is_first else None
            if row is None or is_renewed or row.content != source.content_digest:
                told = (row.tag, row.original) if row else ("", "")
                self._put(path, source.content_digest, source.file, *told, is_new=self._is_first)
                self._note_change(path)
        for path, reason in changed.left_out.items():
            keys: tuple[SourceKey, ...] = (("omissions", path.encode(), reason),)
            if path in self._site.left_out:
                keys += (("unsettled sources", path.encode(), 1),)
            if self.rows.put(path, SourceRow(reason=reason), keys, b""):
                self._note_change(path)
        for path in changed.removed:
            self.rows.remove(path)
            self._note_change(path)
        self.rows.save_count()
        if self._is_first or self.changed_paths:
            self._tell_languages()
        self._look_at_times()
        self._settle_claims()
        if self._is_first or self.changed_paths:
            self._database.put("header", "time", encode_time(self._time.now))
        for path in self.rows.paths() if self._is_first else self._in_order():
            self._write(path)

    def _note_change(self, path: str) -> None:
        if not self._is_first:
            self.changed_paths[path] = None

    def _tell_languages(self) -> None:
        config = self._site.config
        families = SourceFamilies(self._database, self.rows, self._own_article)
        seeds = list(self.changed_paths)
        told = families.settle(seeds, config.language, config.languages_in_addresses)
        for own, article in list(told):
            tag = article.language if article.language != own.language else ""
            original = article.translation_of if not own.translation_of else ""
            row = self._row(own.path)
            if (row.tag, row.original) != (tag, original):
                self._put_again(own.path, tag, original)

    def _look_at_times(self) -> None:
        """Look again at articles for which something else holds since the last build."""
        now, stored = encode_time(self._time.now), self._database.get("header", "time")
        if self._is_first:
            return
        if not stored or stored[0] > now:
            paths = list(self.rows.paths())
        else:
            known = (split_time_key(key) for key, _ in self.rows.index("times"))
            paths = [path for time, path in known if time <= self._time.now]
        for path in paths:
            row = self._row(path)
            if row.kind == "article":
                self._put_again(path, row.tag, row.original)

    def _settle_claims(self) -> None:
        """Find who has each address that was touched; the others have a problem."""
        for claim in self._touched_claims():
            members = [(split_key(key)[4], key) for key, _ in self.rows.index("claims", claim)]
            first: Article | None = None
            for number, (path, _) in enumerate(members):
                row = self._row(path)
                was_rival = bool(row.reason)
                if number and first is None:
                    first = self._article(members[0][0])
                if number or was_rival:
                    if number and first:
                        self._rivals[path] = first
                    self._put_again(path, row.tag, row.original)

    def _touched_claims(self) -> list[bytes]:
        """Return what begins the keys of each claim that was touched."""
        if not self._is_first:
            touched = map(claim_of_key, self.rows.touched["claims"])
            return [*dict.fromkeys((*touched, *self._claims))]
        last, several = b"", dict[bytes, None]()
        for key, _ in self.rows.index("claims"):
            claim = claim_of_key(key)
            if claim == last:
                several[claim] = None
            last = claim
        return [*several]

    def _in_order(self) -> Iterator[str]:
        """Give the paths of what changed, articles in their order in time."""
        rows = (self._database.get("sources", path) for path in self.changed_paths)
        positions = ((row[0] if row else b"") for row in rows)
        pairs = sorted(zip(positions, self.changed_paths, strict=True))
        return (path for _, path in pairs)

    def _write(self, path: str) -> None:
        """Bring the stored archive to what a source says."""
        row = self._row(path)
        file = self._stage.read(path, row.content) if row.kind else None
        if file and file.article and not row.reason:
            article, now = self._told(file.article, row.tag, row.original), self._time.now
            badge, _ = visibility(article, now, drafts=self._time.drafts)
            self._archive.replace(path, article, badge, is_news=is_news(article, now))
        else:
            self._archive.replace(path, None, is_hidden=bool(row.reason))
        self._archive.replace_page(path, file.page if file else None)

    def _put_again(self, path: str, tag: str, original: str) -> None:
        """Put a source into its row again, since something else holds for it."""
        self._put(path, self._row(path).content, self._file(path), tag, original)
        self._note_change(path)

    def _put(
        self,
        path: str,
        content: str,
        file: ParsedFile,
        tag: str,
        original: str,
        *,
        is_new: bool = False,
    ) -> None:
        """Put a source into its row, with all that follows from it."""
        place = b""
        if file.article:
            article = self._told(file.article, tag, original)
            place, language = position(article), self._site.config.language
            facts = facts_of_article(file, article, self._time, language, self._rivals.get(path))
        else:
            tag = original = ""
            facts = facts_of_other(file)
        keys = facts.keys
        if not self._is_first:
            self._claims |= {claim_of_key(key): None for index, key, _ in keys if index == "claims"}
        if not content or path in self._site.stand_ins:
            keys += (("unsettled sources", path.encode(), 1),)
        kind: SourceKind = "article" if file.article else "page" if file.page else ""
        row = SourceRow(content, kind, tag, original, facts.reason)
        self.rows.put(path, row, keys, place, is_new=is_new)

    def _row(self, path: str) -> SourceRow:
        return self.rows.get(path) or SourceRow()

    def _file(self, path: str) -> ParsedFile:
        return self._stage.read(path, self._row(path).content)

    def _own_article(self, path: str) -> Article:
        """Return an article as it says itself."""
        article = self._file(path).article
        assert article
        return article

    def _article(self, path: str) -> Article:
        """Return an article with what names of files tell of it."""
        row = self._row(path)
        return self._told(self._own_article(path), row.tag, row.original)

    def _told(self, article: Article, tag: str, original: str) -> Article:
        config = self._site.config
        if not (tag or original):
            return article
        return told_article(article, tag, original, config.language, config.languages_in_addresses)
