"""The files of a site that is watched: listed in full once, and then where something happened.

A watcher may lose events. So the files are listed in full again once nothing happens any more, and
whenever a build asks without an event: because it begins again, or makes search indexes.
"""

from collections.abc import Iterable
from pathlib import Path

from newsgen.pipeline.scan import ScannedFiles, scan_again, scan_site

_MANY_PATHS = 200
"""Above this number of events at once, as when a branch is checked out, all files are listed."""


class WatchedFiles:
    """Lists files for one build after another. `note` what a watcher saw before each."""

    def __init__(self) -> None:
        self._last: ScannedFiles | None = None
        self._events: set[str] | None = None
        self._lists_all = True
        """Whether the last listing was one of all files."""

    def note(self, paths: Iterable[str] | None) -> None:
        """Note where something happened: paths in the site; None if it may be anywhere."""
        if paths is None:
            self._events = None
        elif self._events is not None:
            self._events.update(paths)

    def scan(self, folder: Path) -> ScannedFiles:
        """List the files of the site in this folder."""
        if self._last and self._events and len(self._events) <= _MANY_PATHS:
            self._last = scan_again(self._last, self._events)
            self._lists_all = False
        else:
            self._last = scan_site(folder)
            self._lists_all = True
        self._events = set()
        return self._last

    def missed_changes(self, folder: Path) -> bool:
        """Return whether files have changed of which no event came; then the next scan is in full.

        All files are listed, unless they were when the last build began.
        """
        if self._last is None or self._lists_all:
            return False
        known = self._last.fingerprint()
        missed = self.scan(folder).fingerprint() != known
        if missed:
            self.note(None)
        return missed

    def links(self) -> tuple[str, ...]:
        """Return the paths of symbolic links: what they lead to may lie where nobody watches."""
        return self._last.site_listing.links if self._last else ()
