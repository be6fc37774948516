"""The record of the last build into an output, and its result where a build would only repeat it.

A build repeats the last one if its input files, options, newsgen itself and the output are
unchanged, and no embargo has ended since. The record is in the site's cache, one for each output.
"""

import os
from collections.abc import Collection, Mapping
from contextlib import suppress
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from newsgen.model.digest import digest
from newsgen.model.problem import Problem
from newsgen.model.value import Value, replace
from newsgen.pipeline.request import BuildRequest, BuildResult
from newsgen.pipeline.scan import ScannedFiles
from newsgen.publish.export_files import is_export_file
from newsgen.publish.manifest import EntriesByPath, ManifestEntry, read_manifest_header
from newsgen.publish.output_state import OutputState, join_stamps, read_stamps, split_stamps
from newsgen.runtime import codec
from newsgen.runtime.clock import time_zone
from newsgen.runtime.stamp import NO_STAMP
from newsgen.store.cache import Cache
from newsgen.store.program_digest import program_digest

if TYPE_CHECKING:
    from newsgen.pipeline.build_state import BuildState


class LastBuild(Value, frozen=True):
    """A build that published something.

    Attributes:
        encoded_result: The BuildResult of the next build, if nothing changes.
        inputs_digest: Of all that decides the result, but for the time; empty if the stamps of the
            inputs are too young to show the next change.
        valid_since, valid_until: When the result holds, as dates come; None for no limit.
        manifest_header: Of the manifest it left.
        stamps: Of the files in that manifest, joined in its order.
    """

    inputs_digest: str = ""
    valid_since: datetime | None = None
    valid_until: datetime | None = None
    timezone: str = "UTC"
    encoded_result: bytes = b""
    manifest_header: bytes = b""
    stamps: bytes = b""


def read_last_build(cache: Cache, out: Path) -> LastBuild:
    """Return the record of the last build into a folder; an empty one if there is none."""
    if data := cache.get("builds", _key(out)):
        with suppress(codec.DecodeError):
            return codec.decode(data, LastBuild)
    return LastBuild()


def reuse_last_result(
    request: BuildRequest, scanned_files: ScannedFiles, output: OutputState, last: LastBuild
) -> BuildResult | None:
    """Return the last build's result again, if nothing has changed since."""
    if (
        not output.matches_last_build
        or output.faults
        or last.inputs_digest != _inputs_digest(request, scanned_files)
    ):
        return None
    now = request.effective_time(time_zone(last.timezone))
    since, until = last.valid_since, last.valid_until
    if (since and now < since) or (until and now >= until):
        return None
    result = codec.decode(last.encoded_result, BuildResult)
    if (request.index and result.search_outdated) or (result.set_aside and not request.keep_going):
        return None
    return replace(result, repeated_warnings=repeated_warnings(last, result.problems))


def repeated_warnings(last: LastBuild, problems: tuple[Problem, ...]) -> tuple[Problem, ...]:
    """Return those of a build's warnings that the last build had too."""
    if not last.encoded_result:
        return ()
    earlier = frozenset(codec.decode(last.encoded_result, BuildResult).problems)
    return tuple(one for one in problems if one in earlier and one.severity == "warning")


def save_build(
    request: BuildRequest,
    scanned_files: ScannedFiles,
    output: OutputState,
    state: "BuildState",
    entries: Collection[ManifestEntry],
    result: BuildResult,
) -> None:
    """Keep what the next build can use of this one. entries: those of the whole output."""
    state.save(entries)
    old_stamps = output.stamps
    new_paths = (entry.path for entry in entries if entry.staged or entry.path not in old_stamps)
    stamps = {**old_stamps, **read_stamps(request.out, new_paths)}
    next_result = BuildResult(
        result.status,
        problems=result.problems,
        article_count=result.article_count,
        textless_paths=result.textless_paths,
        set_aside=result.set_aside,
        omissions=result.omissions,
        file_count=result.file_count,
        unchanged_count=result.file_count,
        up_to_date=True,
        search_outdated=result.search_outdated,
    )
    last = LastBuild(
        inputs_digest=_inputs_digest(request, scanned_files) if scanned_files.is_stable() else "",
        valid_since=state.valid_since,
        valid_until=state.valid_until,
        timezone=state.timezone,
        encoded_result=codec.encode(next_result),
    )
    _write(state.cache, request.out, last, stamps, [entry.path for entry in entries])


def refresh_last_build(
    cache: Cache,
    out: Path,
    last: LastBuild,
    previous_entries: EntriesByPath,
    export_entries: Collection[ManifestEntry],
) -> None:
    """Keep the last build valid after an export, which changes only files of its own.

    `previous_entries` are those of the manifest before the export.
    """
    if len(last.stamps) != len(previous_entries) * len(NO_STAMP):
        return
    # The stamps of the build: a page that was altered since must not count as unchanged.
    old_stamps = split_stamps(last.stamps, previous_entries)
    new_stamps = read_stamps(out, (entry.path for entry in export_entries))
    page_paths = [path for path, entry in previous_entries.items() if not is_export_file(entry)]
    _write(cache, out, last, {**old_stamps, **new_stamps}, [*page_paths, *new_stamps])


def _write(
    cache: Cache, out: Path, last: LastBuild, stamps: Mapping[str, bytes], paths: Collection[str]
) -> None:
    header = read_manifest_header(out)
    last = replace(last, manifest_header=header, stamps=join_stamps(stamps, sorted(paths)))
    cache.put("builds", [(_key(out), codec.encode(last))])
    cache.sweep("builds", [_key(out)])


def _key(out: Path) -> bytes:
    return digest(program_digest(), os.fsencode(out.resolve())).encode()


def _inputs_digest(request: BuildRequest, scanned_files: ScannedFiles) -> str:
    options = codec.encode((request.base_url, request.drafts))
    return digest(scanned_files.fingerprint(), options, program_digest())
