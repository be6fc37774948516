"""Decides whether a page is outdated, and puts the reason into words.

The words come from the cache and the archive; what these lack, they do not say.
"""

from typing import Literal

from newsgen.publish.manifest import FileFault, ManifestEntry
from newsgen.render.template_digests import ABSENT, FrameInputs
from newsgen.runtime import codec
from newsgen.store.cache import Cache
from newsgen.store.encoded_pages import EncodedPage, PageRow, changed_field

OutdatednessReason = Literal["new", "unknown", "frame", "view"] | FileFault

UNKNOWN_REASON = "not known what it was made from"
"""The words after a build that was killed, or with --clean."""


def page_key(frame: str, view: str) -> str:
    """Return the key of a page; equal keys mean equal bytes. Both parts are digests."""
    return f"{frame}.{view}"


def view_digest(key: str) -> str:
    """Return the digest of the view in a page's key; empty if it has none."""
    return key.partition(".")[2]


def outdatedness_reason(
    previous: ManifestEntry | None, key: str, fault: FileFault | None
) -> OutdatednessReason | None:
    """Return why the page with this entry in the manifest is outdated; None if it is up to date."""
    if previous is None:
        return "new"
    if previous.key is None:
        return "unknown"
    if previous.key != key:
        return "view" if previous.key.partition(".")[0] == key.partition(".")[0] else "frame"
    return fault


class Explainer:
    """Puts reasons into words."""

    def __init__(self, cache: Cache) -> None:
        self._cache = cache
        self._frame_inputs: dict[str, FrameInputs] = {}

    def explain(
        self,
        reason: OutdatednessReason,
        previous_key: str | None,
        frame_inputs: FrameInputs,
        page: EncodedPage,
        earlier: PageRow | None,
    ) -> str:
        """Return a reason in words. earlier: the page's row in the archive before this build."""
        frame, _, shown_view = (previous_key or "").partition(".")
        match reason:
            case "frame":
                changed = _changed_inputs(self._stored_inputs(frame), frame_inputs)
                return ", ".join(changed) or "templates or settings"
            case "view":
                if earlier and earlier.view_digest == shown_view:
                    return f"view: {changed_field(earlier, page)}".removesuffix(": ")
                return "view"
            case _:
                return UNKNOWN_REASON if reason == "unknown" else reason

    def explain_copy(self, reason: OutdatednessReason | None, file: str) -> str:
        """Return why a file was copied, in words."""
        match reason:
            case None | "frame" | "view":
                return f"file {file}"
            case _:
                return UNKNOWN_REASON if reason == "unknown" else reason

    def _stored_inputs(self, frame: str) -> FrameInputs:
        if frame not in self._frame_inputs:
            row = self._cache.get("frames", frame.encode())
            self._frame_inputs[frame] = codec.decode(row, FrameInputs) if row else ()
        return self._frame_inputs[frame]


def _changed_inputs(previous: FrameInputs, current: FrameInputs) -> list[str]:
    if not previous:
        return []
    before = dict(previous)
    changed = [name for name, value in current if before.get(name, ABSENT) != value]
    return changed + sorted(before.keys() - dict(current).keys())
