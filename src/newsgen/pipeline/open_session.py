"""What commands work with, open for one build or kept open for many.

The preview builds again and again: opening the cache, the database of the archive and worker
processes for each build would take longer than the build.
"""

from collections.abc import Iterator
from contextlib import AbstractContextManager, ExitStack, contextmanager
from pathlib import Path
from typing import Self

from newsgen.model.progress import Progress
from newsgen.model.value import replace
from newsgen.pipeline.request import BuildRequest
from newsgen.runtime import fs
from newsgen.runtime.clock import Stopwatch
from newsgen.runtime.pool import Pool, open_pool
from newsgen.store.archive_database import DATABASE_ERRORS
from newsgen.store.cache import CACHE_FILE, Cache
from newsgen.store.command_session import OpenDatabases, Session
from newsgen.store.program_digest import describe_program


class OpenSession:
    """Opens a session when it is used first. A use that ends with an exception closes it.

    Other processes may change or remove the files meanwhile: each use looks whether they have.
    """

    def __init__(self, *, is_kept: bool = False) -> None:
        """is_kept: Whether it stays open after a use, for another on the same site."""
        self._is_kept = is_kept
        self._stack = ExitStack()
        self._session: Session | None = None
        self._opened_for: object = None
        self._cluster_notices: tuple[str, ...] = ()
        """Why the cluster was lost: whatever is tried again does without it."""

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def close(self) -> None:
        """Close what is open."""
        self._session = None
        self._stack.close()

    @contextmanager
    def use(
        self, request: BuildRequest, stopwatch: Stopwatch, progress: Progress, *, persistent: bool
    ) -> Iterator[Session]:
        """Give the session; unless persistent, with a temporary cache where there is none yet."""
        stays_open = False
        try:
            opened_for = (
                *(request.cache_folder, request.workers, request.cluster),
                request.tuning,
            )
            if self._opened_for != opened_for:
                self.close()
            if self._session:
                self._session.refresh()
            session = self._session = self._session or self._open(request, persistent=persistent)
            self._opened_for = opened_for
            try:
                yield replace(session, stopwatch=stopwatch, progress=progress)
                session.databases.settle()
            except DATABASE_ERRORS:
                session.databases.discard()
                raise
            stays_open = self._is_kept and persistent
        finally:
            last = self._session
            if request.cluster and last is not None and not last.pool.is_remote:
                self._cluster_notices = last.pool.notices
            if not stays_open:
                self.close()

    def _open(self, request: BuildRequest, *, persistent: bool) -> Session:
        stack, folder = self._stack, request.cache_folder
        if not persistent and fs.file_kind(folder / CACHE_FILE) != "file":
            from tempfile import TemporaryDirectory  # loading it is felt where nothing has changed

            folder = Path(stack.enter_context(TemporaryDirectory(ignore_cleanup_errors=True)))
        cache = Cache(folder, request.tuning.cache_slack)
        stack.callback(cache.close)
        # The pool ends before the cache, so that all rows of its jobs get into the one file.
        pool = stack.enter_context(_open_pool(request, self._cluster_notices))
        databases = OpenDatabases(folder)
        stack.callback(databases.close)
        return Session(cache, pool, request.tuning, databases=databases)


def _open_pool(request: BuildRequest, notices: tuple[str, ...]) -> AbstractContextManager[Pool]:
    if notices or not request.cluster:
        return open_pool(request.workers, notices)
    from newsgen.runtime.cluster_workers import open_cluster_pool

    return open_cluster_pool(request.cluster, request.workers, describe_program)


@contextmanager
def open_session(
    request: BuildRequest, stopwatch: Stopwatch, progress: Progress, *, persistent: bool
) -> Iterator[Session]:
    """Open a session for one use; see OpenSession.use."""
    with OpenSession().use(request, stopwatch, progress, persistent=persistent) as session:
        yield session
