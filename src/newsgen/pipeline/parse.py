"""The parse stage: loads a site, takes in what changed, and finds the problems of its files."""

from collections.abc import Iterable, Iterator
from datetime import datetime

from newsgen.archive.future_dates import dates_of_names
from newsgen.archive.questions import ArchiveQuestions
from newsgen.content.authorities import AUTHORITY_FILES
from newsgen.content.site import Site
from newsgen.model.article import Reference
from newsgen.model.config import CONFIG_FILE
from newsgen.model.omission import Omission
from newsgen.model.problem import Problem, apply_severities, errors_in
from newsgen.model.value import Value, replace
from newsgen.pipeline.parse_sources import ParseStage, prestart_workers
from newsgen.pipeline.request import BuildRequest
from newsgen.pipeline.scan import ScannedFiles
from newsgen.pipeline.set_aside import NONE_SET_ASIDE, SetAside
from newsgen.pipeline.site_loader import load_site
from newsgen.pipeline.source_facts import UNREADABLE_CODES
from newsgen.pipeline.stored_site import SiteDelta, SiteScan, update_stored_site
from newsgen.runtime import codec
from newsgen.store.archive_database import ArchiveDatabase
from newsgen.store.collation import Collation
from newsgen.store.command_session import Session
from newsgen.store.file_digests import FileDigests
from newsgen.store.read_notes import NoNotes
from newsgen.store.source_rows import SourceIndex, SourceRows, split_time_key
from newsgen.store.stored_archive import StoredArchive


class ParsedSite(Value, frozen=True):
    """A site and what its files say, which is in the archive database.

    Attributes:
        database: In a transaction that has brought it to what the files say.
        orphan_references: The links of files that became neither article nor page, by path.
        problems: With the severities of their codes, not yet those of newsgen.yml.
        own_problems: Those of files by themselves, whatever other files say.
        lost_paths: Of texts that are left out because of their problems.
        valid_since, valid_until: What the files say holds from the one until before the other.
    """

    site: Site
    parse_stage: ParseStage
    collation: Collation
    database: ArchiveDatabase
    delta: SiteDelta
    scan: SiteScan
    source_count: int
    orphan_references: tuple[tuple[str, tuple[Reference, ...]], ...]
    omissions: tuple[Omission, ...]
    problems: tuple[Problem, ...]
    own_problems: tuple[Problem, ...]
    lost_paths: frozenset[str]
    valid_since: datetime
    valid_until: datetime | None

    @property
    def hidden_paths(self) -> frozenset[str]:
        """The paths of files that exist and are not shown."""
        return frozenset(omission.path for omission in self.omissions)

    def questions(self) -> ArchiveQuestions:
        """Return what answers questions about the archive to commands that make no pages."""
        authorities, notes = self.site.context.authorities, NoNotes()
        return StoredArchive(self.database, authorities, reads_all=False, notes=notes)


def parse_site(
    request: BuildRequest,
    scanned_files: ScannedFiles,
    session: Session,
    set_aside: SetAside = NONE_SET_ASIDE,
) -> ParsedSite | tuple[Problem, ...]:
    """Parse a site; return only its problems where there is no usable newsgen.yml.

    This begins a transaction of the archive database.

    Args:
        request: What to build.
        scanned_files: Of the site.
        session: What to work with.
        set_aside: The texts that are not read.
    """
    prestart_workers(scanned_files, session)
    site, site_problems = load_site(scanned_files, session.cache)
    if site is None:
        return site_problems
    config = replace(site.config, for_disk=request.for_disk)
    if request.base_url is not None:
        config = replace(config, base_url=request.base_url)
    site = replace(site, config=config)
    site = set_aside.apply(site)
    file_digests = FileDigests(session.cache, site.listing, scanned_files.listed_at)
    errors = errors_in(apply_severities(site_problems, site.config.problems))
    stage = ParseStage(site, file_digests, session, is_sure=not lacks_authority_file(errors))
    session.stopwatch.lap("read")

    database = session.open_archive(request.out)
    collation = Collation(session.cache)
    stored = update_stored_site(request, site, scanned_files, stage, database, session, collation)
    if stored.delta.is_first:
        session.pool.end_workers()  # what they know of names is half of their memory
    rows, now = stored.sources, request.effective_time(site.context.zone)
    names = tuple(dates_of_names(site.context.authorities))
    file_problems = tuple(_problems(rows, "own problems"))
    uncertain = _uncertain_codes(site, site_problems, file_problems)
    uncertain |= {"N325"} if set_aside else set()  # the same holds for files that are not read
    omitted = ((key.decode(), reason) for key, reason in rows.index("omissions"))
    omissions = (*(Omission(*pair) for pair in omitted), *stored.files.omissions())
    session.stopwatch.lap("prepare")
    return ParsedSite(
        site=site,
        parse_stage=stage,
        collation=collation,
        database=database,
        delta=stored.delta,
        scan=stored.scan,
        source_count=rows.count(),
        orphan_references=tuple(
            (key.decode(), codec.decode(value, tuple[Reference, ...]))
            for key, value in rows.index("orphan references")
        ),
        omissions=tuple(sorted(omissions, key=lambda omission: omission.path)),
        problems=(
            *site_problems,
            *(
                each
                for each in (*file_problems, *stored.files.problems())
                if each.code not in uncertain
            ),
            *_problems(rows, "problems of others"),
            *(date.problem() for date in names if date.comes > now),
        ),
        own_problems=(*site_problems, *file_problems),
        lost_paths=frozenset(key.decode() for key, _ in rows.index("lost sources")),
        valid_since=now,
        valid_until=_first_change(rows, (date.comes for date in names if date.comes > now)),
    )


def _problems(rows: SourceRows, index: SourceIndex) -> Iterator[Problem]:
    for _, value in rows.index(index):
        yield from codec.decode(value, tuple[Problem, ...])


def _first_change(rows: SourceRows, times: Iterable[datetime]) -> datetime | None:
    first = next((split_time_key(key)[0] for key, _ in rows.index("times")), None)
    return min((*times, *([first] if first else [])), default=None)


def _uncertain_codes(
    site: Site, site_problems: Iterable[Problem], file_problems: Iterable[Problem]
) -> frozenset[str]:
    """Return the codes of problems that may be no more than consequences of errors."""
    site_errors = errors_in(apply_severities(site_problems, site.config.problems))
    codes = set()
    # Wrong settings for front matter stop the build; what they would have said of keys is unknown.
    if _has_wrong_key_settings(site_errors):
        codes |= {"N104", "N105", "N107"}
    # An authority file that cannot be read stops the build; its names would all be unknown.
    if lacks_authority_file(site_errors):
        codes.add("N304")
    # A file with an error may refer to more than newsgen could read.
    if errors_in(apply_severities(file_problems, site.config.problems)):
        codes.add("N325")
    return frozenset(codes)


def _has_wrong_key_settings(problems: Iterable[Problem]) -> bool:
    """Return whether one of the problems is about `front_matter` in newsgen.yml."""
    in_config = (item for item in problems if item.location.path == CONFIG_FILE)
    return any("front_matter" in item.message for item in in_config)


def lacks_authority_file(problems: Iterable[Problem]) -> bool:
    """Return whether one of the problems keeps an authority file from being read."""
    unreadable = (problem for problem in problems if problem.code in UNREADABLE_CODES)
    return any(problem.location.path in AUTHORITY_FILES for problem in unreadable)
