"""Decides whether a page is outdated, and puts the reason into words.

The decision is a pure function of a page's entry in the manifest, the key it would have now and the
fault of its file. The words come from the page's last frame inputs and view in the cache; where the
cache lacks them, the words say less.
"""

from collections.abc import Mapping
from typing import Any, Literal

from newsgen.publish.file_faults import FileFault
from newsgen.publish.manifest import ManifestEntry
from newsgen.render.template_digests import ABSENT, FrameInputs
from newsgen.runtime import codec
from newsgen.store.cache import Cache

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
    """Return why a page has to be rendered; None if its file is up to date.

    Args:
        previous: The page's entry in the manifest.
        fault: What is wrong with its file.
    """
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
        view: bytes,
    ) -> str:
        """Return a reason in words.

        Args:
            previous_key: The page's key in the manifest.
            view: The page's view, encoded.
        """
        frame, _, stored_view = (previous_key or "").partition(".")
        match reason:
            case "frame":
                return (
                    ", ".join(_changed_inputs(self._stored_inputs(frame), frame_inputs))
                    or "templates or settings"
                )
            case "view":
                return f"view: {self._view_difference(stored_view, view)}".removesuffix(": ")
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

    def _view_difference(self, stored_view: str, view: bytes) -> str:
        row = self._cache.get("views", stored_view.encode())
        return self._difference(codec.decode(row, dict), codec.decode(view, dict)) if row else ""

    def _difference(self, one: Any, two: Any, where: str = "") -> str:
        """Return where two plain values first differ, as in `groups[0].cards[3].title`; else ''."""
        if isinstance(one, str) and isinstance(two, dict):  # a stored view has a card's digest
            row = self._cache.get("views", one.encode())
            one = codec.decode(row, dict) if row else None
        if isinstance(one, dict) and isinstance(two, dict):
            differences = (
                self._difference(one.get(name), two.get(name), f"{where}.{name}".lstrip("."))
                for name in two
            )
            return next(filter(None, differences), "")
        if isinstance(one, list) and isinstance(two, list):
            if len(one) != len(two):
                return f"{where} ({len(one)} → {len(two)})"
            pairs = enumerate(zip(one, two, strict=True))
            differences = (self._difference(*pair, f"{where}[{at}]") for at, pair in pairs)
            return next(filter(None, differences), "")
        return where if one != two else ""


def _changed_inputs(previous: FrameInputs, current: FrameInputs) -> list[str]:
    """Return the names of the frame inputs that were changed, added or removed."""
    if not previous:
        return []
    before: Mapping[str, str] = dict(previous)
    changed = [name for name, value in current if before.get(name, ABSENT) != value]
    return changed + sorted(before.keys() - dict(current).keys())
