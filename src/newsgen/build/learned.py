"""What a build learned that the next one can use; it holds no article and no page."""

from collections.abc import Iterable

from newsgen.engine.cache import Cache
from newsgen.engine.collation import Collation
from newsgen.engine.folder.contents import Contents
from newsgen.engine.output.manifest import Entry
from newsgen.engine.sources.preparing import Preparation
from newsgen.engine.stale.frames import Frames
from newsgen.engine.stale.outline import sweep
from newsgen.engine.stale.reasons import view_of
from newsgen.engine.stale.register import Register
from newsgen.model.value import Value


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
