"""Whether a build would only repeat the last one, told from stamps alone, without reading a file.

What a build is made from is all its inputs, what was asked for, newsgen itself and the time, since
embargoes end. If none of it changed and the output stands as it was left, the answer is known.
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
    """The last build's outcome again, if nothing has changed since."""
    if (
        not output.matches_last_build
        or output.faults
        or last_build.inputs_digest != _inputs_digest(request, scanned_files)
    ):
        return None
    if not last_build.is_valid_at(request.effective_time(time_zone(last_build.timezone))):
        return None
    outcome = codec.decode(last_build.encoded_result, BuildResult)
    if request.index and outcome.search_outdated:
        return None
    again = BuildResult(
        "ok",
        problems=outcome.problems,
        article_count=outcome.article_count,
        omissions=outcome.omissions,
        file_count=outcome.file_count,
        unchanged_count=outcome.file_count,
        up_to_date=True,
        search_outdated=outcome.search_outdated,
    )
    return again


def save_build(
    request: BuildRequest,
    scanned_files: ScannedFiles,
    output: OutputState,
    staged_site: "StagedSite",
    entries: Collection[ManifestEntry],
    result: BuildResult,
) -> None:
    """Keep what the next build can use of this one. entries: all that the output holds."""
    learned = staged_site.build_state
    learned.save(entries)
    known = output.stamps
    fresh = (each.path for each in entries if each.staged or each.path not in known)
    standing = {**known, **read_stamps(request.out, fresh)}
    last = LastBuild(
        inputs_digest=_inputs_digest(request, scanned_files) if scanned_files.is_stable() else "",
        valid_since=staged_site.valid_since,
        valid_until=staged_site.valid_until,
        timezone=staged_site.timezone,
        encoded_result=codec.encode(replace(result, explanations=(), changed_paths=())),
        manifest_header=read_manifest_header(request.out),
        stamps=join_stamps(standing, sorted(entry.path for entry in entries)),
    )
    write_last_build(learned.cache, request.out, last)


def refresh_last_build(
    cache: Cache,
    request: BuildRequest,
    last_build: LastBuild,
    previous_entries: Mapping[str, ManifestEntry],
    export_entries: Collection[ManifestEntry],
) -> None:
    """Let what is known of the last build hold on after an export, which touches none of its files.

    last: of that build, whose manifest had the entries `old`; own: what is export's now.
    """
    if len(last_build.stamps) != len(previous_entries) * len(NO_STAMP):
        return
    size = len(NO_STAMP)
    # Those it left: a page that somebody has altered since must not count as it stands now.
    known = {
        path: last_build.stamps[at * size : (at + 1) * size]
        for at, path in enumerate(previous_entries)
    }
    now = read_stamps(request.out, (entry.path for entry in export_entries))
    left = [path for path, entry in previous_entries.items() if not is_export_file(entry)]
    together = join_stamps({**known, **now}, sorted([*left, *now]))
    write_last_build(
        cache,
        request.out,
        replace(last_build, manifest_header=read_manifest_header(request.out), stamps=together),
    )


def _inputs_digest(request: BuildRequest, scanned_files: ScannedFiles) -> str:
    """The digest of all that decides what a build comes to, but for the time."""
    asked = codec.encode((request.base_url, request.drafts))
    return digest(scanned_files.fingerprint(), asked, program_digest())
