"""The parse stage: loads a site, parses its sources and makes the archive of visible articles."""

from collections.abc import Iterable

from newsgen.archive.archive import Archive
from newsgen.archive.build_archive import build_archive
from newsgen.archive.infer_translations import infer_translations
from newsgen.archive.visibility import Selection, select_visible
from newsgen.content.authorities import AUTHORITY_FILES
from newsgen.content.markdown import FILE_PREFIX
from newsgen.content.parse_file import ParsedFile, SourceFile, name_locations
from newsgen.content.site import Site
from newsgen.content.stray_files import is_system_file, leftover_reason, stray_file_problem
from newsgen.model.address_rules import fold_path
from newsgen.model.article import Article, Reference, keys_of_names
from newsgen.model.config import CONFIG_FILE
from newsgen.model.kind import Kind
from newsgen.model.omission import Omission
from newsgen.model.problem import Location, Problem, apply_severities, errors_in
from newsgen.model.slug import identity
from newsgen.model.value import Value, replace
from newsgen.pipeline.article_copies import article_copy_problems
from newsgen.pipeline.parse_sources import ParseStage, prestart_workers
from newsgen.pipeline.request import BuildRequest
from newsgen.pipeline.scan import ScannedFiles
from newsgen.pipeline.set_aside import NONE_SET_ASIDE, SetAside
from newsgen.pipeline.site_loader import load_site
from newsgen.store.command_session import Session
from newsgen.store.file_digests import FileDigests
from newsgen.store.source_content import read_source

_UNREADABLE_CODES = frozenset(("N101", "N102", "N109", "N112", "N114", "N118"))
"""Problems that keep a file from being read at all."""


class ParsedSite(Value, frozen=True):
    """A site and what its files say.

    Attributes:
        hidden_paths: Files that exist and are not shown.
        orphan_references: The links of files that became neither article nor page, by path.
        problems: With the severities of their codes, not yet those of newsgen.yml.
        own_problems: Those of files by themselves, whatever other files say.
        lost_paths: Of texts that are left out because of their problems.
    """

    site: Site
    parse_stage: ParseStage
    selection: Selection
    archive: Archive
    hidden_paths: frozenset[str]
    orphan_references: tuple[tuple[str, tuple[Reference, ...]], ...]
    omissions: tuple[Omission, ...]
    problems: tuple[Problem, ...]
    own_problems: tuple[Problem, ...]
    lost_paths: frozenset[str]


def parse_site(
    request: BuildRequest,
    scanned_files: ScannedFiles,
    session: Session,
    set_aside: SetAside = NONE_SET_ASIDE,
) -> ParsedSite | tuple[Problem, ...]:
    """Parse a site; return only its problems where there is no usable newsgen.yml.

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
    if request.base_url is not None:
        site = replace(site, config=replace(site.config, base_url=request.base_url))
    site = set_aside.apply(site)
    file_digests = FileDigests(session.cache, site.listing, scanned_files.listed_at)
    parse_stage = ParseStage(site, file_digests, session)
    session.stopwatch.lap("read")

    files: list[ParsedFile] = []
    for file in parse_stage:
        files.append(file)
        session.progress("prepare", len(files), len(site.sources))
    selection = select_visible(
        infer_translations(
            tuple(file.article for file in files if file.article),
            site.config.language,
            site.config.languages_in_addresses,
        ),
        site.context.authorities,
        request.effective_time(site.context.zone),
        drafts=request.drafts,
        language=site.config.language,
    )
    leftovers, stray_problems = _stray_files(site, files)
    unusable = [file for file in files if not file.article and not file.page]
    omissions = (
        *site.omissions,
        *(Omission(file.path, _omission_reason(file)) for file in unusable),
        *selection.omissions,
        *leftovers,
    )
    hidden_paths = frozenset(omission.path for omission in omissions)
    session.stopwatch.lap("prepare")

    archive, archive_problems = build_archive(
        selection.articles,
        tuple(file.page for file in files if file.page),
        site.context.authorities,
        site.config.slugs,
        site.config.language,
        hidden_paths,
        _NameLocations(site).locate,
    )
    file_problems = [problem for file in files for problem in file.problems]
    uncertain = _uncertain_codes(site, site_problems, file_problems)
    uncertain |= {"N325"} if set_aside else set()  # the same holds for files that are not read
    rivals = (one.location.path for one in selection.problems if one.code == "N312")
    return ParsedSite(
        site,
        parse_stage,
        selection,
        archive,
        hidden_paths,
        tuple((file.path, file.orphan_references) for file in files if file.orphan_references),
        omissions,
        (
            *site_problems,
            *(each for each in (*file_problems, *stray_problems) if each.code not in uncertain),
            *selection.problems,
            *archive_problems,
            *article_copy_problems(site, selection.articles),
        ),
        (*site_problems, *file_problems),
        frozenset((*(file.path for file in unusable), *rivals)),
    )


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


class _NameLocations:
    """Where articles declare names: those in memory know the place of their keys only."""

    def __init__(self, site: Site) -> None:
        self._site = site
        self._by_article: dict[tuple[str, tuple[str, ...]], dict[str, Location]] = {}

    def locate(self, article: Article, kind: Kind, text: str) -> Location:
        """Return the location of a name in the front matter of an article."""
        keys = keys_of_names(kind)
        if (article.path, keys) not in self._by_article:
            self._by_article[article.path, keys] = self._read(article.path, keys)
        locations = self._by_article[article.path, keys]
        return locations.get(identity(text)) or article.location_of_names(kind)

    def _read(self, path: str, keys: tuple[str, ...]) -> dict[str, Location]:
        try:
            data = read_source(self._site, path)
        except OSError:  # it was deleted since; the next build will know
            return {}
        return name_locations(SourceFile(path, data), keys, self._site.context.options.rename)


def _has_wrong_key_settings(problems: Iterable[Problem]) -> bool:
    """Return whether one of the problems is about `front_matter` in newsgen.yml."""
    in_config = (item for item in problems if item.location.path == CONFIG_FILE)
    return any("front_matter" in item.message for item in in_config)


def lacks_authority_file(problems: Iterable[Problem]) -> bool:
    """Return whether one of the problems keeps an authority file from being read."""
    unreadable = (problem for problem in problems if problem.code in _UNREADABLE_CODES)
    return any(problem.location.path in AUTHORITY_FILES for problem in unreadable)


def _omission_reason(file: ParsedFile) -> str:
    """Return why a file is left out: the problem that keeps it from being an article or a page."""
    unreadable = (item for item in file.problems if item.code in _UNREADABLE_CODES)
    reason = file.obstacle or next(unreadable, file.problems[0])
    return f"{reason.message} [{reason.code}]"


def _stray_files(
    site: Site, files: Iterable[ParsedFile]
) -> tuple[tuple[Omission, ...], tuple[Problem, ...]]:
    """Return the files beside articles that no text refers to: leftovers, and all others."""
    used = {
        fold_path(reference.target.removeprefix(FILE_PREFIX))
        for file in files
        for references in (
            file.article.references if file.article else (),
            file.page.references if file.page else (),
            file.orphan_references,
            file.withheld_references,
        )
        for reference in references
        if reference.target.startswith(FILE_PREFIX)
    }
    unused = [path for path in sorted(site.other_files) if fold_path(path) not in used]
    reasons = {path: leftover_reason(path) for path in unused}
    omissions = (Omission(path, reason) for path, reason in reasons.items() if reason)
    strays = (path for path in unused if not reasons[path] and not is_system_file(path))
    return tuple(omissions), tuple(map(stray_file_problem, strays))
