"""The record of the last build into an output, and its result where a build would only repeat it.

A build repeats the last one if its input files, options, newsgen itself and the output are
unchanged, and no embargo has ended since. The record is in the site's cache, one for each output.
"""

import os
from contextlib import suppress
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from newsgen.model.digest import digest
from newsgen.model.problem import Problem
from newsgen.model.value import Value, replace
from newsgen.pipeline.request import BuildRequest, BuildResult
from newsgen.pipeline.scan import ScannedFiles
from newsgen.publish.output_manifest import OutputManifest
from newsgen.publish.output_state import OutputState, ShownArchive
from newsgen.runtime import codec
from newsgen.runtime.clock import time_zone
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
        manifest: The identity of the manifest it left.
        turn: The path of the output after which the next build is to look.
        shown_archive: The archive that the output shows.
    """

    inputs_digest: str = ""
    valid_since: datetime | None = None
    valid_until: datetime | None = None
    timezone: str = "UTC"
    encoded_result: bytes = b""
    manifest: bytes = b""
    turn: str = ""
    shown_archive: ShownArchive | None = None


def read_last_build(cache: Cache, out: Path) -> LastBuild:
    """Return the record of the last build into a folder; an empty one if there is none."""
    if data := cache.get("builds", _key(out)):
        with suppress(codec.DecodeError):
            return codec.decode(data, LastBuild)
    return LastBuild()


def reuse_last_result(
    request: BuildRequest,
    scanned_files: ScannedFiles,
    output: OutputState,
    last: LastBuild,
) -> BuildResult | None:
    """Return the last build's result again, if nothing has changed since."""
    if (
        not last.inputs_digest  # after an edit of just now nobody can tell
        or not output.matches_last_build
        or output.faults
        or last.inputs_digest != _inputs_digest(request, scanned_files)
    ):
        return None
    now = request.effective_time(time_zone(last.timezone))
    since, until = last.valid_since, last.valid_until
    if (since and now < since) or (until and now >= until):
        return None
    result = codec.decode(last.encoded_result, BuildResult)
    if (request.index and result.search_outdated) or (request.verify and result.has_recent_index):
        return None
    if result.set_aside and not request.keep_going:
        return None
    return replace(result, repeated_warnings=repeated_warnings(last, result.problems))


def repeated_warnings(last: LastBuild, problems: tuple[Problem, ...]) -> tuple[Problem, ...]:
    """Return those of a build's warnings that the last build had too."""
    if not last.encoded_result:
        return ()
    earlier = frozenset(codec.decode(last.encoded_result, BuildResult).problems)
    return tuple(one for one in problems if one in earlier and one.severity == "warning")


def save_build(
    cache: Cache,
    request: BuildRequest,
    scanned_files: ScannedFiles,
    output: OutputState,
    manifest: OutputManifest,
    state: "BuildState",
    result: BuildResult,
) -> None:
    """Keep the result of a build for the next.

    Args:
        cache: Where it is kept.
        request: What was built.
        scanned_files: Of the site.
        output: The output as it stood before.
        manifest: That of the whole output, as it is now.
        state: Of the build; it is saved.
        result: Of the build.
    """
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
        base_url=result.base_url,
        search_outdated=result.search_outdated,
        has_recent_index=result.has_recent_index,
    )
    last = LastBuild(
        inputs_digest=_inputs_digest(request, scanned_files) if scanned_files.is_stable() else "",
        valid_since=state.valid_since,
        valid_until=state.valid_until,
        timezone=state.timezone,
        encoded_result=codec.encode(next_result),
        shown_archive=state.shown_archive(),
    )
    keep_last_build(cache, last, manifest, output.next_turn)


def keep_last_build(cache: Cache, last: LastBuild, manifest: OutputManifest, turn: str) -> None:
    """Keep the record of the last build, which left this manifest, or whose pages it still has."""
    key = _key(manifest.out)
    last = replace(last, manifest=manifest.identity(), turn=turn)
    cache.put("builds", [(key, codec.encode(last))])
    cache.sweep("builds", [key])


def _key(out: Path) -> bytes:
    return digest(program_digest(), os.fsencode(out.resolve())).encode()


def _inputs_digest(request: BuildRequest, scanned_files: ScannedFiles) -> str:
    options = codec.encode((request.base_url, request.drafts, request.for_disk))
    return digest(scanned_files.fingerprint(), options, program_digest())
