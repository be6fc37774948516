"""`newsgen export --zip`: packs the archive into one file that anybody can open from a disk.

The pages are built into a folder of their own, so that the next time only what changed is made.
"""

from pathlib import Path

from newsgen.model.command_error import CommandError
from newsgen.model.config import SITE_FOLDERS
from newsgen.model.progress import Progress, ignore_progress
from newsgen.model.value import replace
from newsgen.pipeline.build import build
from newsgen.pipeline.request import BuildRequest, BuildResult
from newsgen.publish.preflight import DISK_FOLDER
from newsgen.publish.transaction import open_output
from newsgen.runtime.zip_file import write_zip

_SERVER_FILES = frozenset(("_headers", "_redirects", ".nojekyll", "CNAME", "404.html"))
"""Files for a server alone."""


def export_zip(
    target: Path, request: BuildRequest, progress: Progress = ignore_progress
) -> BuildResult:
    """Build the archive for a disk and pack it into a file, whose old content is replaced.

    Returns the result of the build, with the size of the file as a notice. Raises CommandError
    where the file cannot be written, or would be a part of the archive.
    """
    folder = request.cache_folder / DISK_FOLDER
    _refuse_own_folder(target, request)
    result = build(replace(request, out=folder, for_disk=True), progress)
    if result.status not in ("ok", "incomplete"):
        return result
    with open_output(folder, request.cache_folder) as manifest:
        paths = [entry.path for entry, _ in manifest.all() if entry.path not in _SERVER_FILES]
        try:
            size = write_zip(target, folder, paths, target.stem)
        except OSError as error:
            raise CommandError(f"{target} cannot be written: {error.strerror}") from error
    notice = f"Packed {len(paths):,} files into {target}: {size / 1_000_000:,.1f} MB."
    return replace(result, notices=(*result.notices, notice))


def _refuse_own_folder(target: Path, request: BuildRequest) -> None:
    """Raise CommandError for a file without a name, or among what the archive is built from."""
    if not target.stem.strip("."):
        raise CommandError(f'"{target}" is no name of a file: write one such as my-archive.zip')
    if not _is_unicode(target.stem):
        message = f'"{target}" is not in UTF-8, as names in a zip file are'
        raise CommandError(f"{message}: write a name such as my-archive.zip")
    own = [request.cache_folder, *(request.site / name for name in SITE_FOLDERS)]
    place = target.resolve()
    if around := next((each for each in own if place.is_relative_to(each.resolve())), None):
        message = f"{target} would be a part of the archive itself, in {around.name}"
        raise CommandError(f"{message}: name a file outside of that folder")


def _is_unicode(name: str) -> bool:
    """Return whether a name can be written in UTF-8: bytes that are none stand as surrogates."""
    try:
        name.encode()
    except UnicodeEncodeError:
        return False
    return True
