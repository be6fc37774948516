"""A Dask cluster: workers on other machines, or on this one, that chunks of jobs are sent to.

Workers need no folder in common with this process: all that they work on is sent to them, and they
send back all that they make. Those that do not run the same program are left out.
"""

import logging
import threading
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager, suppress
from functools import partial
from typing import TYPE_CHECKING

from newsgen.runtime.cluster_address import local_worker_count
from newsgen.runtime.job import AnyJob, ChunkRunner, Send, WorkerDied

if TYPE_CHECKING:
    from distributed import Client, Future

_CONNECT_SECONDS = 10
"""How long a scheduler and its first worker are waited for."""

_WATCH_SECONDS = 2.0
"""How often, while a result is waited for, is looked whether it can still come."""

_CONFIG = {"distributed.admin.large-graph-warning-threshold": "1GB"}
"""Of Dask, which warns of chunks as large as the articles of a shard."""


class ClusterUnavailable(WorkerDied):
    """There is no cluster to begin with; str() says what to do."""


class ClusterLost(Exception):
    """A result will not come; str() says why."""


@contextmanager
def open_cluster(address: str, describe_program: Callable[[], str]) -> Iterator["Cluster"]:
    """Connect to a cluster; raise ClusterUnavailable.

    Args:
        address: Of the cluster's scheduler, such as `tcp://10.0.0.1:8786`; `local:2` starts two
            workers on this machine.
        describe_program: Says in a worker which program it runs; a function at the top of a module.
    """
    try:
        import distributed
        from dask import config
    except ImportError:
        message = "--cluster needs Dask, which is not installed: pip install 'newsgen[cluster]'"
        raise ClusterUnavailable(message) from None
    # What it would tell in many lines with tracebacks is told as a notice.
    logging.getLogger("distributed").setLevel(logging.CRITICAL)
    with ExitStack() as stack:
        stack.enter_context(config.set(_CONFIG))
        if count := local_worker_count(address):
            address = _start_cluster(count, stack)
        try:
            client = distributed.Client(address, timeout=_CONNECT_SECONDS, set_as_default=False)
        except (OSError, ValueError) as error:
            message = f"no Dask scheduler answers at {address}: {error}"
            raise ClusterUnavailable(message) from None
        stack.callback(client.close, timeout=_CONNECT_SECONDS)
        yield Cluster(client, describe_program)


def _start_cluster(count: int, stack: ExitStack) -> str:
    """Start workers on this machine that end with the stack; return their scheduler's address."""
    from distributed import LocalCluster

    cluster = LocalCluster(
        n_workers=count,
        threads_per_worker=1,
        scheduler_kwargs={
            "dashboard_address": ":0"
        },  # where its server of figures is in nobody's way
        dashboard_address=None,
        silence_logs=logging.CRITICAL,
        memory_limit=0,
    )
    return str(stack.enter_context(cluster).scheduler_address)


class Cluster:
    """A cluster, as far as its workers run the same program as this process.

    Args:
        client: Connected to the scheduler.
        describe_program: As for `open_cluster`.

    Raises ClusterUnavailable if no worker runs the same program.

    Attributes:
        notices: What a user should know, as sentences.
        count: How many workers there were when it was looked last.
    """

    def __init__(self, client: "Client", describe_program: Callable[[], str]) -> None:
        self._client = client
        self._describe_program = describe_program
        self._program = describe_program()
        self._is_suitable: dict[str, bool] = {}
        self._run_count = 0
        self.notices: list[str] = []
        self.count = 0
        try:
            self._require_scheduler()
            with suppress(TimeoutError):
                client.wait_for_workers(1, timeout=_CONNECT_SECONDS)
            self.look()
        except ClusterLost as lost:
            raise ClusterUnavailable(" ".join((f"{lost}.", *self.notices))) from None

    def look(self) -> list[str]:
        """Return the addresses of suitable workers. Raises ClusterLost if there is none."""
        if self._client.status != "running":
            raise ClusterLost("the scheduler is gone, or the connection to it")
        with _dask_errors():
            addresses = list(self._client.nthreads())
            if new := [address for address in addresses if address not in self._is_suitable]:
                answers = self._client.run(self._describe_program, workers=new, on_error="return")
                for address in new:
                    self._note(address, answers.get(address))
        suitable = [address for address in addresses if self._is_suitable[address]]
        if not suitable:
            is_empty = not addresses
            raise ClusterLost("it has no worker" if is_empty else "no worker runs the same program")
        self.count = len(suitable)
        return suitable

    def begin(self, job: AnyJob, settings: bytes) -> Send:
        """Begin a job; return what sends chunks. It, and what it returns, raise ClusterLost."""
        addresses = self.look()
        allowed = None if all(self._is_suitable.values()) else addresses
        self._run_count += 1
        key = f"{self._client.id}.{self._run_count}"
        with _dask_errors():
            data = self._client.scatter(settings, workers=addresses, broadcast=True, hash=False)
        arguments = self._describe_program, self._program, job, key, data

        def send(chunk: bytes) -> Callable[[], bytes]:
            with _dask_errors():
                future = self._client.submit(
                    _run_chunk, *arguments, chunk, pure=False, workers=allowed
                )
            return partial(self._wait, future, allowed)

        return send

    def _wait(self, future: "Future[bytes]", allowed: list[str] | None) -> bytes:
        """Return the result of a chunk. allowed: the workers that may work on it; None for all."""
        while not self._is_done(future):
            addresses = self.look()
            if allowed and not set(allowed).intersection(addresses):
                raise ClusterLost("the workers of this job are gone")
        known = len(self._is_suitable)
        try:
            with _dask_errors():
                return future.result()
        except ClusterLost:
            raise
        except Exception as error:
            self.look()
            if len(self._is_suitable) > known:  # perhaps a new one cannot even read the job
                raise ClusterLost("a worker with another program joined it") from error
            raise

    def _is_done(self, future: "Future[bytes]") -> bool:
        """Wait a while; return whether there is a result, or no result will come."""
        from concurrent.futures import CancelledError

        from distributed import wait

        try:
            with self._client.as_current():
                wait([future], timeout=_WATCH_SECONDS)
        except TimeoutError:
            return False
        except CancelledError:
            return True
        return True

    def _require_scheduler(self) -> None:
        """Raise ClusterLost if the scheduler does not run the same program: it reads jobs, too."""
        with _dask_errors():
            try:
                program = self._client.run_on_scheduler(self._describe_program)
            except ImportError as error:
                program = f"none ({error})"
        if program != self._program:
            raise ClusterLost(f"the scheduler runs {program}, and this is {self._program}")

    def _note(self, address: str, answer: object) -> None:
        self._is_suitable[address] = answer == self._program
        if not self._is_suitable[address]:
            program = f"none ({answer})" if isinstance(answer, Exception) else answer
            notice = f"The worker at {address} is left out: it runs {program}, and this is "
            self.notices.append(f"{notice}{self._program}.")


@contextmanager
def _dask_errors() -> Iterator[None]:
    """Turn what Dask raises where a worker, the scheduler or the connection is lost."""
    from concurrent.futures import CancelledError

    from distributed.scheduler import KilledWorker

    try:
        yield
    except KilledWorker:
        raise ClusterLost("one worker after another ended with the same chunk") from None
    except (OSError, CancelledError) as error:
        raise ClusterLost(str(error) or type(error).__name__) from None


_runners = threading.local()
"""In a worker: its runner of chunks, one for each thread."""


def _run_chunk(
    describe_program: Callable[[], str],
    program: str,
    job: AnyJob,
    key: str,
    settings: bytes,
    chunk: bytes,
) -> bytes:
    if describe_program() != program:
        raise RuntimeError(f"this worker does not run {program}")
    if not hasattr(_runners, "runner"):
        _runners.runner = ChunkRunner()
    runner: ChunkRunner = _runners.runner
    return runner.run(job, key, lambda: settings, chunk)
