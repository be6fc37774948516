"""What the stages of a build hand on: the files they staged, and the stores to save."""

from collections.abc import Iterable
from datetime import datetime

from newsgen.model.problem import Problem
from newsgen.model.value import Value
from newsgen.pipeline.outdatedness import view_digest
from newsgen.pipeline.parse_sources import ParseStage
from newsgen.pipeline.request import Explanation
from newsgen.publish.manifest import ManifestEntry
from newsgen.render.template_digests import TemplateDigests
from newsgen.store.archive_database import ArchiveDatabase
from newsgen.store.cache import Cache
from newsgen.store.collation import Collation
from newsgen.store.previous_views import sweep_views


class StagedFiles(Value, frozen=True):
    """The files of one stage, of which made_count are new and wait in the staging folder."""

    entries: tuple[ManifestEntry, ...] = ()
    made_count: int = 0
    explanations: tuple[Explanation, ...] = ()
    problems: tuple[Problem, ...] = ()
    search_outdated: bool = False


class BuildState(Value, frozen=True):
    """What outlives a build: its stores, and how long its result is valid. Holds no article."""

    cache: Cache
    database: ArchiveDatabase
    parse_stage: ParseStage
    collation: Collation
    template_digests: TemplateDigests
    valid_since: datetime | None
    valid_until: datetime | None
    timezone: str

    def save(self, entries: Iterable[ManifestEntry]) -> None:
        """Save all stores, and remove rows that no entry of the manifest needs."""
        self.parse_stage.save()
        self.collation.save()
        self.database.commit()
        self.template_digests.save()
        sweep_views(self.cache, [view_digest(entry.key) for entry in entries if entry.key])
