"""What a build works with: the cache, the processes that share the work, time and progress."""

from newsgen.model.progress import Progress, ignore_progress
from newsgen.model.tuning import Tuning
from newsgen.model.value import Value, field
from newsgen.runtime.clock import Stopwatch
from newsgen.runtime.pool import Pool
from newsgen.store.cache import Cache


class Session(Value, frozen=True):
    """Open for as long as a build, a check, an export or a search for suggestions takes."""

    cache: Cache
    pool: Pool
    tuning: Tuning = Tuning()
    stopwatch: Stopwatch = field(default_factory=Stopwatch)
    progress: Progress = ignore_progress
