"""An output folder in the hands of one build or export.

Takes the folder and the site's cache folder. Locks the output, finishes what a killed build left
half done, and gives a session that can publish. At the end the staging folder is removed, whatever
happened. Raises OutputBusy if another build is at work there.
"""

from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

from newsgen.model.problem import Problem
from newsgen.publish.lock import lock
from newsgen.publish.manifest import Manifest, ManifestEntry, read_manifest
from newsgen.publish.preflight import foreign_file_problems
from newsgen.publish.roll_forward import recover
from newsgen.publish.staging import discard_staging
from newsgen.publish.transaction import ForeignFiles, PublishResult, publish


class OutputSession:
    """A locked output folder, in which nothing is half done."""

    def __init__(self, out: Path, cache_folder: Path) -> None:
        self.out = out
        self._cache_folder = cache_folder

    def read_manifest(self) -> Manifest:
        """Return what newsgen owns in the output."""
        return read_manifest(self.out, self._cache_folder)

    def publish(
        self, previous_entries: Mapping[str, ManifestEntry], entries: Iterable[ManifestEntry]
    ) -> PublishResult | tuple[Problem, ...]:
        """Bring the output to these entries; return a problem for each file in their way (N601).

        Args:
            previous_entries: what the manifest says now, by path.
            entries: the whole new tree, as `transaction.publish` takes it.
        """
        result = publish(self.out, self._cache_folder, previous_entries, entries)
        if isinstance(result, ForeignFiles):
            return foreign_file_problems(self.out, result)
        return result


@contextmanager
def open_output(out: Path, cache_folder: Path) -> Iterator[OutputSession]:
    """Hold an output folder for one build or export."""
    with lock(out):
        try:
            recover(out, cache_folder)
            yield OutputSession(out, cache_folder)
        finally:
            discard_staging(out)
