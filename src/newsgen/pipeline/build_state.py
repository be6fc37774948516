"""What the stages of a build hand on: the files they staged, and the stores to save."""

from datetime import datetime

from newsgen.model.problem import Problem
from newsgen.model.value import Value
from newsgen.pipeline.parse_sources import ParseStage
from newsgen.pipeline.request import Explanation
from newsgen.pipeline.stored_site import SiteScan
from newsgen.publish.output_state import OutputState, ShownArchive
from newsgen.publish.transaction import OutputChanges
from newsgen.render.template_digests import TemplateDigests
from newsgen.store.archive_database import ArchiveDatabase
from newsgen.store.cache import Cache
from newsgen.store.collation import Collation


class StagedFiles(Value, frozen=True):
    """What one stage changes in the output, and how many files it made for that.

    new_count: How many files come that the output does not have.
    """

    changes: OutputChanges = OutputChanges()
    new_count: int = 0
    made_count: int = 0
    explanations: tuple[Explanation, ...] = ()
    problems: tuple[Problem, ...] = ()
    search_outdated: bool = False
    has_recent_index: bool = False


class BuildState(Value, frozen=True):
    """What outlives a build: its stores, and how long its result is valid. Holds no article."""

    cache: Cache
    database: ArchiveDatabase
    parse_stage: ParseStage
    collation: Collation
    template_digests: TemplateDigests
    scan: SiteScan
    removed_sources: tuple[str, ...]
    source_count: int
    valid_since: datetime | None
    valid_until: datetime | None
    timezone: str

    def save(self) -> None:
        """Save all stores after a build that published everything."""
        self.parse_stage.save(self.removed_sources, self.source_count)
        self.collation.save()
        self.database.commit()
        self.scan.save()
        self.template_digests.save()

    def shown_archive(self) -> ShownArchive:
        """Return what the output shows after `save`."""
        return ShownArchive(self.database.identity, self.template_digests.frames)

    def save_check(self, output: OutputState) -> None:
        """Save all stores after a build that published nothing.

        An output that shows the stored archive goes on to do so: then the archive stays.
        """
        self.parse_stage.save(self.removed_sources, self.source_count)
        self.collation.save()
        if not self.is_shown(output):
            self.database.commit()
            self.scan.save()

    def is_shown(self, output: OutputState) -> bool:
        """Return whether an output is known to show the archive as it is stored."""
        if output.shown_archive is None or self.database.is_new:
            return False
        return output.shown_archive.archive == self.database.identity
