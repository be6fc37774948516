"""Results of a build that the next one can use. Holds no article and no page."""

from collections.abc import Iterable

from newsgen.model.value import Value
from newsgen.pipeline.outdatedness import view_digest
from newsgen.pipeline.parse_sources import ParseStage
from newsgen.publish.manifest import ManifestEntry
from newsgen.render.template_digests import TemplateDigests
from newsgen.store.cache import Cache
from newsgen.store.collation import Collation
from newsgen.store.file_digests import FileDigests
from newsgen.store.plan_cache import PlanCache
from newsgen.store.previous_views import sweep_views


class BuildState(Value, frozen=True):
    """The stores of a build whose content outlives it."""

    cache: Cache
    file_digests: FileDigests
    parse_stage: ParseStage
    collation: Collation
    plan_cache: PlanCache
    template_digests: TemplateDigests

    def save(self, entries: Iterable[ManifestEntry]) -> None:
        """Save all stores, and remove rows that no entry of the manifest needs."""
        self.file_digests.save()
        self.parse_stage.sweep()
        self.collation.save()
        self.plan_cache.save()
        self.template_digests.save()
        sweep_views(self.cache, [view_digest(entry.key) for entry in entries if entry.key])
