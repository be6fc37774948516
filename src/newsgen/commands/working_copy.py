"""The texts of an archive with edits that are not written yet, for commands that change several.

An edit is checked when it is made: the file is parsed again, and must have no new problem.
"""

from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime

from newsgen.content.parse_context import ParseContext
from newsgen.content.parse_file import ParsedFile, SourceFile, parse_file
from newsgen.content.site import Site
from newsgen.content.yaml.value_spans import NotEditable
from newsgen.model.article import Reference
from newsgen.model.command_error import CommandError
from newsgen.model.problem import Problem, apply_severities, errors_in
from newsgen.model.progress import Progress
from newsgen.pipeline.open_session import open_session
from newsgen.pipeline.parse_sources import ParseStage
from newsgen.pipeline.request import BuildRequest
from newsgen.pipeline.scan import scan_site
from newsgen.pipeline.site_loader import load_site
from newsgen.runtime.clock import Stopwatch
from newsgen.runtime.editor_files import read_existing
from newsgen.runtime.file_changes import FileChange
from newsgen.store.file_digests import FileDigests


class WorkingCopy:
    """The files of an archive as parsed, and those that an edit has changed.

    Attributes:
        files: What each file of articles/ and pages/ says, by its path.
        now: The time that decides what is published.
        edited: What changed files say, by the paths that they had.
    """

    def __init__(self, site: Site, files: dict[str, ParsedFile], now: datetime) -> None:
        self.site, self.files, self.now = site, files, now
        self.context: ParseContext = site.context
        self.edited: dict[str, ParsedFile] = {}
        self._old: dict[str, bytes] = {}
        self._new: dict[str, bytes | None] = {}

    def content(self, path: str) -> bytes:
        """Return what a file holds, with the edits made so far."""
        if path not in self._old:
            self._old |= read_existing(self.site.folder, (path,))
        if path not in self._old:
            raise CommandError(f"{path} was deleted meanwhile; nothing was changed")
        return self._new.get(path) or self._old[path]

    def put(self, path: str, content: bytes, new_path: str = "") -> ParsedFile:
        """Give a file another content, and perhaps another path; return what it says then.

        Raises CommandError if it would have a problem that it has not now.
        """
        new_path = new_path or path
        parsed = parse_file(SourceFile(new_path, content), self.context)
        known = self.files[path]
        codes = Counter(problem.code for problem in self._graded(known.problems))
        for problem in self._graded(parsed.problems):
            codes[problem.code] -= 1
            if codes[problem.code] < 0:
                raise CommandError(f"nothing was changed, because of what would be: {problem}")
        self.content(path)
        self._new[path] = content if new_path == path else None
        self._new[new_path] = content
        self.edited[path] = parsed
        return parsed

    def changes(self) -> tuple[FileChange, ...]:
        """Return what is to be written."""
        changes = (FileChange(path, self._old.get(path), new) for path, new in self._new.items())
        return tuple(sorted((one for one in changes if one.old != one.new), key=_path))

    def _graded(self, problems: tuple[Problem, ...]) -> tuple[Problem, ...]:
        return apply_severities(problems, self.site.config.problems)


def _path(change: FileChange) -> str:
    return change.path


def references_in(file: ParsedFile) -> tuple[Reference, ...]:
    """Return all links and pictures of a file that point into the site, published or not."""
    return (
        *(file.article.references if file.article else ()),
        *(file.page.references if file.page else ()),
        *file.withheld_references,
        *file.orphan_references,
    )


@contextmanager
def open_working_copy(request: BuildRequest, progress: Progress) -> Iterator[WorkingCopy]:
    """Parse an archive for a command that edits it.

    Raises CommandError without newsgen.yml, and where a file cannot be edited.
    """
    scanned = scan_site(request.site)
    with open_session(request, Stopwatch(), progress, persistent=False) as session:
        site, problems = load_site(scanned, session.cache)
        if site is None:
            raise CommandError(str(errors_in(problems)[0]))
        digests = FileDigests(session.cache, site.listing, scanned.listed_at)
        files: dict[str, ParsedFile] = {}
        for source in ParseStage(site, digests, session).parse(site.sources):
            files[source.file.path] = source.file
            progress("prepare", len(files), len(site.sources))
        try:
            yield WorkingCopy(site, files, request.effective_time(site.context.zone))
        except NotEditable as error:
            message = f"nothing was changed, because a file cannot be edited in place: {error}"
            raise CommandError(message) from None
