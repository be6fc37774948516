"""Takes changed sources into the archive database, and brings the stored archive to what they say.

Not only the article that was edited is looked at: what names of files tell of others, articles that
claim the same address, and articles of which something else holds by now.
"""

from collections.abc import Iterable, Iterator
from datetime import datetime

from newsgen.archive.future_dates import dates_of_article
from newsgen.archive.infer_translations import told_article
from newsgen.archive.visibility import (
    address_claim,
    claim_rank,
    is_news,
    rival_problem,
    times_of_change,
    visibility,
)
from newsgen.content.markdown import FILE_PREFIX
from newsgen.content.parse_file import ParsedFile
from newsgen.content.site import Site
from newsgen.model.address_rules import fold_path
from newsgen.model.article import Article, PlainPage, Reference
from newsgen.model.value import Value
from newsgen.pipeline.changed_sources import ChangedSources
from newsgen.pipeline.parse_sources import ParsedSource, ParseStage
from newsgen.pipeline.source_families import SourceFamilies, family_keys
from newsgen.runtime import codec
from newsgen.store.archive_database import ArchiveDatabase
from newsgen.store.archive_update import ArchiveUpdate
from newsgen.store.source_rows import (
    SourceKey,
    SourceRow,
    SourceRows,
    encode_time,
    join_key,
    position,
    split_key,
    split_time_key,
    time_key,
)

UNREADABLE_CODES = frozenset(("N101", "N102", "N109", "N112", "N114", "N118"))
"""Problems that keep a file from being read at all."""


class BuildTime(Value, frozen=True):
    """What decides which articles are shown. drafts: whether those that are not published are."""

    now: datetime
    drafts: bool


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
            touched = map(_claim_of_key, self.rows.touched["claims"])
            return [*dict.fromkeys((*touched, *self._claims))]
        last, several = b"", dict[bytes, None]()
        for key, _ in self.rows.index("claims"):
            claim = _claim_of_key(key)
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
        row = self.rows.get(path)
        page = self._file(path).page if row and row.kind == "page" else None
        if row is None or row.kind != "article" or row.reason:
            self._archive.replace(path, None, is_hidden=bool(row and row.reason))
        else:
            article, now = self._article(path), self._time.now
            badge, _ = visibility(article, now, drafts=self._time.drafts)
            self._archive.replace(path, article, badge, is_news=is_news(article, now))
        self._archive.replace_page(path, page)

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
        keys = [*_keys_of_file(file)]
        reason, place = "", b""
        if not content or path in self._site.stand_ins:
            keys.append(("unsettled sources", path.encode(), 1))
        if not file.article:
            tag = original = ""
        if file.article:
            article = self._told(file.article, tag, original)
            place = position(article)
            keys += self._keys_of_article(article)
            _, reason = visibility(article, self._time.now, drafts=self._time.drafts)
            problems = [
                date.problem() for date in dates_of_article(article) if date.comes > self._time.now
            ]
            if not reason:
                claim, language = address_claim(article), self._site.config.language
                is_foreign, _ = claim_rank(article, language)
                key = join_key(*claim, str(int(is_foreign)), path)
                keys.append(("claims", key, 1))
                if not self._is_first:
                    self._claims[_claim_of_key(key)] = None
                if first := self._rivals.get(path):
                    rival = rival_problem(article, first)
                    problems.append(rival)
                    reason = f"{rival.message} [{rival.code}]"
                    keys.append(("lost sources", path.encode(), 1))
            if problems:
                encoded = codec.encode(problems)
                keys.append(("problems of others", path.encode(), encoded))
        elif not file.page:
            reason = _omission_reason(file)
            keys.append(("lost sources", path.encode(), 1))
        if reason:
            keys.append(("omissions", path.encode(), reason))
        kind = "article" if file.article else "page" if file.page else ""
        row = SourceRow(content, kind, tag, original, reason)  # type: ignore[arg-type]
        self.rows.put(path, row, tuple(keys), place, is_new=is_new)

    def _keys_of_article(self, article: Article) -> Iterator[SourceKey]:
        path, now = article.path, self._time.now
        for key, tag in family_keys(path):
            yield "families", key, tag
        dates = (date.comes for date in dates_of_article(article))
        for time in dict.fromkeys((*times_of_change(article), *dates)):
            if time > now:
                yield "times", time_key(time, path), 1

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


def _keys_of_file(file: ParsedFile) -> Iterator[SourceKey]:
    """Yield what a source says, whatever the time is."""
    key = file.path.encode()
    references = _references(file)
    targets = (one.target for one in references if one.target.startswith(FILE_PREFIX))
    for used in dict.fromkeys(fold_path(target.removeprefix(FILE_PREFIX)) for target in targets):
        yield "file uses", join_key(used, file.path), 1
    if file.problems:
        yield "own problems", key, codec.encode(file.problems)
    if file.orphan_references:
        yield "orphan references", key, codec.encode(file.orphan_references)


def _references(file: ParsedFile) -> tuple[Reference, ...]:
    shown: Article | PlainPage | None = file.article or file.page
    own = shown.references if shown else ()
    return (*own, *file.orphan_references, *file.withheld_references)


def _claim_of_key(key: bytes) -> bytes:
    """Return what begins the keys of all articles with the claim of a key."""
    return b"\0".join((*key.split(b"\0")[:3], b""))


def _omission_reason(file: ParsedFile) -> str:
    """Return why a file is left out: the problem that keeps it from being an article or a page."""
    unreadable = (item for item in file.problems if item.code in UNREADABLE_CODES)
    reason = file.obstacle or next(unreadable, file.problems[0])
    return f"{reason.message} [{reason.code}]"
