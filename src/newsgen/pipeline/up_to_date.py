"""Returns the last build's result where a new build would only repeat it, and reads no file.

A build repeats the last one if its input files, options, newsgen itself and the output are
unchanged, and no embargo has ended since. Stamps tell whether a file is unchanged.
"""

from collections.abc import Collection, Mapping
from typing import TYPE_CHECKING

from newsgen.model.digest import digest
from newsgen.model.value import replace
from newsgen.pipeline.request import BuildRequest, BuildResult
from newsgen.pipeline.scan import ScannedFiles
from newsgen.publish.export_files import is_export_file
from newsgen.publish.file_faults import join_stamps, read_stamps
from newsgen.publish.last_build import LastBuild, write_last_build
from newsgen.publish.manifest import ManifestEntry, read_manifest_header
from newsgen.publish.output_state import OutputState
from newsgen.runtime import codec
from newsgen.runtime.clock import time_zone
from newsgen.runtime.stamp import NO_STAMP
from newsgen.store.cache import Cache
from newsgen.store.program_digest import program_digest

if TYPE_CHECKING:
    from newsgen.pipeline.staged_site import StagedSite


def reuse_last_result(
    request: BuildRequest, scanned_files: ScannedFiles, output: OutputState, last_build: LastBuild
) -> BuildResult | None:
    """Return the last build's result again, if nothing has changed since."""
    if (
        not output.matches_last_build
        or output.faults
        or last_build.inputs_digest != _inputs_digest(request, scanned_files)
    ):
        return None
    if not last_build.is_valid_at(request.effective_time(time_zone(last_build.timezone))):
        return None
    last_result = codec.decode(last_build.encoded_result, BuildResult)
    if request.index and last_result.search_outdated:
        return None
    return BuildResult(
        "ok",
        problems=last_result.problems,
        article_count=last_result.article_count,
        omissions=last_result.omissions,
        file_count=last_result.file_count,
        unchanged_count=last_result.file_count,
        up_to_date=True,
        search_outdated=last_result.search_outdated,
    )


def save_build(
    request: BuildRequest,
    scanned_files: ScannedFiles,
    output: OutputState,
    staged_site: "StagedSite",
    entries: Collection[ManifestEntry],
    result: BuildResult,
) -> None:
    """Keep what the next build can use of this one. entries: those of the whole output."""
    build_state = staged_site.build_state
    build_state.save(entries)
    old_stamps = output.stamps
    new_paths = (entry.path for entry in entries if entry.staged or entry.path not in old_stamps)
    stamps = {**old_stamps, **read_stamps(request.out, new_paths)}
    last = LastBuild(
        inputs_digest=_inputs_digest(request, scanned_files) if scanned_files.is_stable() else "",
        valid_since=staged_site.valid_since,
        valid_until=staged_site.valid_until,
        timezone=staged_site.timezone,
        encoded_result=codec.encode(replace(result, explanations=(), changed_paths=())),
        manifest_header=read_manifest_header(request.out),
        stamps=join_stamps(stamps, sorted(entry.path for entry in entries)),
    )
    write_last_build(build_state.cache, request.out, last)


def refresh_last_build(
    cache: Cache,
    request: BuildRequest,
    last_build: LastBuild,
    previous_entries: Mapping[str, ManifestEntry],
    export_entries: Collection[ManifestEntry],
) -> None:
    """Keep the last build valid after an export, which changes only files of its own.

    Args:
        previous_entries: The manifest before the export.
        export_entries: The entries of the files that the export wrote.
    """
    if len(last_build.stamps) != len(previous_entries) * len(NO_STAMP):
        return
    size = len(NO_STAMP)
    # The stamps of the build: a page that was altered since must not count as unchanged.
    old_stamps = {
        path: last_build.stamps[at * size : (at + 1) * size]
        for at, path in enumerate(previous_entries)
    }
    new_stamps = read_stamps(request.out, (entry.path for entry in export_entries))
    page_paths = [path for path, entry in previous_entries.items() if not is_export_file(entry)]
    stamps = join_stamps({**old_stamps, **new_stamps}, sorted([*page_paths, *new_stamps]))
    write_last_build(
        cache,
        request.out,
        replace(last_build, manifest_header=read_manifest_header(request.out), stamps=stamps),
    )


def _inputs_digest(request: BuildRequest, scanned_files: ScannedFiles) -> str:
    """Return the digest of all that a build's result depends on, except the time and the output."""
    options = codec.encode((request.base_url, request.drafts))
    return digest(scanned_files.fingerprint(), options, program_digest())
