"""The workers of a cluster, and processes of this machine that take over if it is lost.

A worker that is lost does not stop a job: others work on its chunks. Where the cluster has no
worker left, or no scheduler, all chunks without a result go to processes of this machine.
"""

from collections import deque
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from functools import cached_property, partial

from newsgen.runtime.cluster import Cluster, ClusterLost, WorkersChanged, open_cluster
from newsgen.runtime.job import AnyJob, Send
from newsgen.runtime.local_workers import LocalWorkers
from newsgen.runtime.pool import Pool

_MAX_LOSSES = 3
"""How often the chunks of a job are sent to the cluster again."""


@contextmanager
def open_cluster_pool(
    address: str, local_count: int, describe_program: Callable[[], str]
) -> Iterator[Pool]:
    """Open a pool whose workers are those of a cluster, which it connects to when it needs them.

    Args:
        address: As for `open_cluster`, like `describe_program`.
        local_count: The number of processes on this machine that work if the cluster is lost.
        describe_program: What says in a worker which program it runs.
    """
    with ExitStack() as stack:
        connect = partial(_connect, address, describe_program, stack)
        yield Pool(ClusterWorkers(connect, LocalWorkers(local_count, stack)), local_count)


def _connect(address: str, describe_program: Callable[[], str], stack: ExitStack) -> Cluster:
    return stack.enter_context(open_cluster(address, describe_program))


class ClusterWorkers:
    """The workers of a cluster, until it is lost, then those of this machine; see `Workers`.

    Args:
        connect: Connects to the cluster; raises ClusterUnavailable.
        local: Those of this machine.
    """

    def __init__(self, connect: Callable[[], Cluster], local: LocalWorkers) -> None:
        self.local = local
        self._connect = connect
        self._notices: tuple[str, ...] = ()
        self._is_lost = False

    @cached_property
    def cluster(self) -> Cluster:
        """The cluster."""
        return self._connect()

    @property
    def count(self) -> int:
        """How many there are."""
        return self.local.count if self._is_lost else self.cluster.count

    @property
    def are_remote(self) -> bool:
        """Whether they may have no folder in common with this process."""
        return not self._is_lost

    @property
    def notices(self) -> tuple[str, ...]:
        """What a user should know of the workers, as sentences."""
        cluster: Cluster | None = self.__dict__.get("cluster")
        return (*(cluster.notices if cluster else ()), *self._notices)

    def refresh(self) -> None:
        """Let go of processes of this machine of which one has ended by itself."""
        self.local.refresh()

    def start(self, job: AnyJob) -> None:
        """Start processes ahead of a job if those of this machine work."""
        if self._is_lost:
            self.local.start(job)

    def end(self) -> None:
        """End the processes of this machine, if there are any; a cluster goes on."""
        self.local.end()

    @contextmanager
    def begin(self, job: AnyJob, settings: bytes) -> Iterator[Send]:
        """Begin a job; see `Workers.begin`. Raises ClusterUnavailable."""
        with ExitStack() as stack:
            yield _Run(self, job, settings, stack).send

    def note_loss(self, lost: ClusterLost, *, is_last: bool) -> None:
        """Take note of a loss: after the last one, or if no worker is left, this machine works."""
        if not is_last:
            try:
                self.cluster.find_workers()
            except ClusterLost as final:
                lost = final
            else:
                return
        self._is_lost = True
        self._notices = (f"The cluster was lost: {lost}. This machine did the rest.",)


class _Chunk:
    """A chunk that was sent, and what waits for its result."""

    def __init__(self, data: bytes) -> None:
        self.data = data
        self.wait: Callable[[], bytes] | None = None


class _Run:
    """One run of a job. Chunks without a result are sent again after a loss."""

    def __init__(
        self, workers: ClusterWorkers, job: AnyJob, settings: bytes, stack: ExitStack
    ) -> None:
        self._workers = workers
        self._job = job
        self._settings = settings
        self._stack = stack
        self._chunks: deque[_Chunk] = deque()
        self._send: Send | None = None
        self._loss_count = 0

    def send(self, data: bytes) -> Callable[[], bytes]:
        """Send a chunk; return what waits for its result."""
        chunk = _Chunk(data)
        self._chunks.append(chunk)
        self._send_missing()
        return partial(self._wait, chunk)

    def _wait(self, chunk: _Chunk) -> bytes:
        while True:
            assert chunk.wait
            try:
                result = chunk.wait()
            except ClusterLost as lost:
                self._note_loss(lost)
                self._send_missing()
            else:
                self._chunks.remove(chunk)
                return result

    def _send_missing(self) -> None:
        """Send each chunk that nobody works on."""
        while True:
            try:
                self._send = self._send or self._begin()
                for chunk in self._chunks:
                    chunk.wait = chunk.wait or self._send(chunk.data)
            except ClusterLost as lost:
                self._note_loss(lost)
            else:
                return

    def _begin(self) -> Send:
        workers = self._workers
        if workers.are_remote:
            return workers.cluster.begin(self._job, self._settings)
        return self._stack.enter_context(workers.local.begin(self._job, self._settings))

    def _note_loss(self, lost: ClusterLost) -> None:
        # Each worker with another program is found once, and none of them is a loss.
        self._loss_count += not isinstance(lost, WorkersChanged)
        self._send = None
        for chunk in self._chunks:
            chunk.wait = None
        self._workers.note_loss(lost, is_last=self._loss_count > _MAX_LOSSES)
