"""Brings the stored archive to what a site's folder holds, and says what that touched."""

from collections.abc import Iterator
from functools import partial

from newsgen.content.names.changed_names import authority_change, reordered_entries
from newsgen.content.site import Site
from newsgen.model.authority import Authority
from newsgen.model.digest import digest
from newsgen.model.kind import Kind
from newsgen.model.site_changes import SiteChanges
from newsgen.model.slug import identity, lenient_identity
from newsgen.model.value import Value
from newsgen.pipeline.changed_sources import ChangedSources, changed_sources, first_sources
from newsgen.pipeline.parse_sources import ParsedSource, ParseStage
from newsgen.pipeline.request import BuildRequest
from newsgen.pipeline.scan import ScannedFiles
from newsgen.pipeline.source_facts import BuildTime
from newsgen.pipeline.source_update import SourceUpdate
from newsgen.pipeline.unused_files import UnusedFiles
from newsgen.render.picture_copies import maker
from newsgen.runtime import codec
from newsgen.store.archive_database import ArchiveDatabase
from newsgen.store.archive_delta import ArchiveDelta
from newsgen.store.archive_update import ArchiveUpdate
from newsgen.store.collation import Collation
from newsgen.store.command_session import Session
from newsgen.store.program_digest import program_digest
from newsgen.store.search_days import SEARCH_DAYS_KEY, SearchDays
from newsgen.store.source_rows import SourceRows
from newsgen.store.stored_scan import StoredScan


class SiteDelta(Value, frozen=True):
    """What changed in a site since the stored archive was written.

    Attributes:
        is_first: Whether the stored archive was empty.
        archive: What that touched in the archive.
        keys: Authority entries and files that came, went or changed, as keys of an index each.
        removed_sources: The paths of texts that are no more.
        sources: The paths of texts that were taken in or are no more; none of a first archive.
    """

    is_first: bool
    archive: ArchiveDelta
    keys: tuple[tuple[str, bytes], ...]
    removed_sources: tuple[str, ...]
    sources: tuple[str, ...] = ()


class SiteScan:
    """The listing of a site's folder that the stored archive was brought to."""

    def __init__(self, database: ArchiveDatabase, files: ScannedFiles, session: Session) -> None:
        """Take the files as they are listed now, and the database before any change."""
        self._database = database
        self._files = files
        cache, owner = session.cache, database.name.encode()
        self._stored = cache.latest.get("scan", owner, partial(StoredScan, cache, owner))
        listing, token = files.site_listing, database.identity
        known = not database.is_new and token
        self.changes = self._stored.changes(listing, token) if known else None

    def save(self) -> None:
        """Save the listing, after the database was brought to it and saved."""
        if self._database.name and (self.changes is None or self.changes):
            files, token = self._files, self._database.identity
            self._stored.save(files.site_listing, self.changes, files.listed_at, token)


class StoredSite(Value, frozen=True):
    """A site whose stored archive is up to date."""

    delta: SiteDelta
    sources: SourceRows
    files: UnusedFiles
    scan: SiteScan


def settings_digest(request: BuildRequest, site: Site) -> str:
    """Return the digest of all that pages depend on besides the archive and files of the site."""
    settings = (request.drafts, request.tuning, site.config, sorted(site.root_files), maker())
    return digest(codec.encode((program_digest(), settings)))


def update_stored_site(
    request: BuildRequest,
    site: Site,
    files: ScannedFiles,
    stage: ParseStage,
    database: ArchiveDatabase,
    session: Session,
    collation: Collation,
) -> StoredSite:
    """Change the stored archive, within its transaction, to what a site holds."""
    settings = settings_digest(request, site)
    if request.clean or database.get("header", "settings") != (settings,):
        database.clear()
        database.put("header", "settings", settings)
    is_first = database.is_new
    config, authorities = site.config, site.context.authorities
    scan = SiteScan(database, files, session)
    concerned = None if is_first else _concerned_sources(database, stage, scan.changes)
    archive = ArchiveUpdate(
        database, authorities, config.slugs, config.language, collation.sort_key
    )
    keys = list(_change_authorities(database, archive, site))
    database.put("header", "names known since", stage.names.first)
    time = BuildTime(now=request.effective_time(site.context.zone), drafts=request.drafts)
    update = SourceUpdate(database, site, stage, archive, time)
    changed = (
        first_sources(site)
        if is_first
        else changed_sources(site, stage, update.rows, scan.changes, concerned)
    )
    update.run(changed, _parsed(changed, site, stage, session))
    unused_files = UnusedFiles(database, site, archive, files.listed_at)
    keys += unused_files.update(update.rows, scan.changes)
    archive_delta = archive.finish()
    if config.search and SearchDays(database).update(archive_delta, is_first=is_first):
        keys.append(SEARCH_DAYS_KEY)
    if is_first:  # all is new, and nobody asks what
        archive_delta = ArchiveDelta({}, {}, {}, frozenset(), {})
    delta = SiteDelta(
        is_first, archive_delta, tuple(keys), changed.removed, tuple(update.changed_paths)
    )
    return StoredSite(delta, update.rows, unused_files, scan)


def _parsed(
    changed: ChangedSources, site: Site, stage: ParseStage, session: Session
) -> Iterator[ParsedSource]:
    paths = changed.parsed
    total = len(site.sources) if paths is site.sources else len([*paths])
    for count, source in enumerate(stage.parse(paths), 1):
        yield source
        session.progress("prepare", count, total)


def _stored_entries(database: ArchiveDatabase) -> tuple[Authority, ...]:
    """Return the entries of the authority files that the stored archive was made with."""
    row = database.get("header", "authority entries")
    return codec.decode(row[0], tuple[Authority, ...]) if row else ()


def _concerned_sources(
    database: ArchiveDatabase, stage: ParseStage, changes: SiteChanges | None
) -> frozenset[str] | None:
    """Return the sources whose names may mean something else; None if that is not known.

    Of a file that was written, the signature may be that of another content: one that a build has
    read which was not published, and that is no more.
    """
    names, since = database.get("header", "names"), database.get("header", "names known since")
    if names == (stage.names.state,) and since == (stage.names.first,):
        return frozenset()
    if not names or changes is None or (since != (stage.names.first,) and stage.names.first):
        return None
    ((articles,),) = database.select("SELECT count(*) FROM places")
    found = stage.names.concerned_paths(names[0], partial(_stored_entries, database), articles)
    return None if found is None else found.union(changes.changed)


def _change_authorities(
    database: ArchiveDatabase, archive: ArchiveUpdate, site: Site
) -> Iterator[tuple[str, bytes]]:
    """Look up the names of changed entries again, and yield these as keys of an index."""
    authorities = site.context.authorities
    names = database.get("header", "names")
    if names == (authorities.files_digest,):
        return
    since = names[0] if names else ""
    change = authority_change(authorities, since, partial(_stored_entries, database))
    database.put("header", "names", authorities.files_digest)
    database.put("header", "authority entries", codec.encode(authorities.entries))
    if database.is_new or change is None:
        return
    old, new = ([one.without_places() for one in each] for each in (change.old, change.new))
    both = {*old} & {*new}
    entries = (entry for entry in (*old, *new) if entry not in both)
    for entry in dict.fromkeys((*entries, *reordered_entries(old, new))):
        yield (
            "authority addresses",
            f"{entry.kind.value}/{entry.slug_in(site.config.slugs)}".encode(),
        )
        for spelling in entry.declarable_spellings:
            yield "spellings", f"{entry.kind.value}:{spelling.text}".encode()
            for name in {identity(spelling.text), lenient_identity(spelling.text)}:
                archive.touch_names(((entry.kind, name), (Kind.TAG, name)))
                yield "authorities", f"{entry.kind.value}:{name}".encode()
