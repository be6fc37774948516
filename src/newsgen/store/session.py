"""What a build works with: the cache of the site, and the processes that share the work."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from newsgen.model.tuning import Tuning
from newsgen.model.value import Value
from newsgen.runtime.pool import Pool, open_pool
from newsgen.store.cache import Cache, open_cache


class Session(Value, frozen=True):
    """Open for as long as a build or a check takes."""

    cache: Cache
    pool: Pool
    tuning: Tuning = Tuning()


@contextmanager
def open_session(
    cache_folder: Path, workers: int, tuning: Tuning, *, persistent: bool
) -> Iterator[Session]:
    """Open a session, and close it at the end. persistent: as for `open_cache`."""
    # Processes end before the cache does, so that all they kept gets into its one file.
    with (
        open_cache(cache_folder, tuning.cache_slack, persistent=persistent) as cache,
        open_pool(workers) as pool,
    ):
        yield Session(cache, pool, tuning)
