"""Why a page is drawn again: the one decision about staleness, and its reason in words.

The decision is a pure function of what the manifest says of a page, the key it would have now and
how its file stands. The words come from what the cache still knows of the page's last frame and
view; without that they only say less.
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
"""As after a build that was killed, or with --clean."""


def page_key(frame: str, view: str) -> str:
    """The key of a page: equal keys mean equal bytes. Both parts are digests."""
    return f"{frame}.{view}"


def view_digest(key: str) -> str:
    """The digest of the view in a page's key; empty if it has none."""
    return key.partition(".")[2]


def outdatedness_reason(
    previous: ManifestEntry | None, key: str, fault: FileFault | None
) -> OutdatednessReason | None:
    """Why a page has to be drawn; None if it is what it would be.

    old: what the manifest says of the page; fault: what is wrong with its file.
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
        self._recipes: dict[str, FrameInputs] = {}

    def explain(
        self,
        reason: OutdatednessReason,
        previous_key: str | None,
        frame_inputs: FrameInputs,
        view: bytes,
    ) -> str:
        """A reason in words. old: the page's key in the manifest; view: what it shows, encoded."""
        frame, _, outline = (previous_key or "").partition(".")
        match reason:
            case "frame":
                return (
                    ", ".join(_changed_inputs(self._recipe(frame), frame_inputs))
                    or "templates or settings"
                )
            case "view":
                return f"view: {self._view_difference(outline, view)}".removesuffix(": ")
            case _:
                return UNKNOWN_REASON if reason == "unknown" else reason

    def explain_copy(self, reason: OutdatednessReason | None, file: str) -> str:
        """Why a file was copied, in words."""
        match reason:
            case None | "frame" | "view":
                return f"file {file}"
            case _:
                return UNKNOWN_REASON if reason == "unknown" else reason

    def _recipe(self, frame: str) -> FrameInputs:
        if frame not in self._recipes:
            known = self._cache.get("frames", frame.encode())
            self._recipes[frame] = codec.decode(known, FrameInputs) if known else ()
        return self._recipes[frame]

    def _view_difference(self, outline: str, view: bytes) -> str:
        known = self._cache.get("views", outline.encode())
        return (
            self._difference(codec.decode(known, dict), codec.decode(view, dict)) if known else ""
        )

    def _difference(self, one: Any, two: Any, where: str = "") -> str:
        """Where two plain values first differ: `groups[0].cards[3].title`; empty if they do not."""
        if isinstance(one, str) and isinstance(two, dict):  # an outline has the digest of a card
            known = self._cache.get("views", one.encode())
            one = codec.decode(known, dict) if known else None
        if isinstance(one, dict) and isinstance(two, dict):
            found = (
                self._difference(one.get(name), two.get(name), f"{where}.{name}".lstrip("."))
                for name in two
            )
            return next(filter(None, found), "")
        if isinstance(one, list) and isinstance(two, list):
            if len(one) != len(two):
                return f"{where} ({len(one)} → {len(two)})"
            pairs = enumerate(zip(one, two, strict=True))
            found = (self._difference(*pair, f"{where}[{at}]") for at, pair in pairs)
            return next(filter(None, found), "")
        return where if one != two else ""


def _changed_inputs(previous: FrameInputs, current: FrameInputs) -> list[str]:
    """What of a recipe is not as it was."""
    if not previous:
        return []
    known: Mapping[str, str] = dict(previous)
    changed = [what for what, value in current if known.get(what, ABSENT) != value]
    return changed + sorted(known.keys() - dict(current).keys())
