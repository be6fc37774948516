"""What a build learned that the next one can use; it holds no article and no page."""

from collections.abc import Iterable

from newsgen.model.value import Value
from newsgen.pipeline.outdatedness import view_of
from newsgen.pipeline.parse import Preparation
from newsgen.publish.manifest import Entry
from newsgen.render.template_digests import Frames
from newsgen.store.cache import Cache
from newsgen.store.collation import Collation
from newsgen.store.file_hashes import Contents
from newsgen.store.plan_cache import Register
from newsgen.store.previous_views import sweep


class Learned(Value, frozen=True):
    """Everything that remembers."""

    cache: Cache
    contents: Contents
    preparation: Preparation
    collation: Collation
    register: Register
    frames: Frames

    def keep(self, entries: Iterable[Entry]) -> None:
        """Remember what was learned, and forget what none of the entries needs any more."""
        self.contents.keep()
        self.preparation.sweep()
        self.collation.keep()
        self.register.keep()
        self.frames.keep()
        sweep(self.cache, [view_of(entry.key) for entry in entries if entry.key])
