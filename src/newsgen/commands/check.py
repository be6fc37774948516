"""`newsgen check FILE…`: checks the whole archive, and tells the problems of some files of it.

The whole archive, because a file may be right by itself and wrong beside the others.
"""

from collections.abc import Iterable
from pathlib import Path

from newsgen.model.command_error import CommandError
from newsgen.model.problem import Problem, errors_in
from newsgen.model.progress import Progress
from newsgen.model.value import replace
from newsgen.pipeline.build import check
from newsgen.pipeline.request import BuildRequest, BuildResult
from newsgen.runtime.editor_files import exists


class FileCheck:
    """A check that tells of some files or folders.

    Attributes:
        paths: As `archive_paths` gives them.
        other_error_count: After it has run, the number of errors elsewhere.
    """

    def __init__(self, paths: tuple[str, ...]) -> None:
        self.paths = paths
        self.other_error_count = 0

    def run(self, request: BuildRequest, progress: Progress) -> BuildResult:
        """Check the archive; return the result for the files alone."""
        result = check(request, progress)
        problems = tuple(one for one in result.problems if _is_about(one, self.paths))
        self.other_error_count = len(errors_in(result.problems)) - len(errors_in(problems))
        is_ok = result.status == "problems" and not errors_in(problems)
        return replace(result, status="ok" if is_ok else result.status, problems=problems)


def archive_paths(site: Path, files: Iterable[Path]) -> tuple[str, ...]:
    """Return the paths in the archive of files and folders as they were typed.

    They start from the folder one is in, or from the archive's. Raises CommandError.
    """
    return tuple(_archive_path(site.resolve(), file) for file in files)


def _archive_path(site: Path, file: Path) -> str:
    for candidate in (file, site / file):
        path = candidate.absolute()
        if not exists(path):
            continue
        for whole in (path, path.resolve()):
            if whole.is_relative_to(site):
                return whole.relative_to(site).as_posix()
        raise CommandError(f"{file} is not in the archive {site}: name a file of it")
    raise CommandError(f"there is no file {file}: name one by its path from here")


def _is_about(problem: Problem, paths: tuple[str, ...]) -> bool:
    """Return whether a problem is in one of these files, or names one of them."""
    place = problem.location.path
    return any(
        path == "." or place == path or place.startswith(f"{path}/") or path in problem.message
        for path in paths
    )
