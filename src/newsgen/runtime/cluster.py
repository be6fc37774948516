"""A Dask cluster: workers on other machines, or on this one, that chunks of jobs are sent to.

Workers need no folder in common with this process: all that they work on is sent to them, and they
send back all that they make. Those that do not run the same program are left out.
"""

import logging
import warnings
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager, suppress
from functools import partial
from typing import TYPE_CHECKING

from newsgen.runtime.clock import Stopwatch
from newsgen.runtime.cluster_address import local_worker_count
from newsgen.runtime.interruption import hold_signals
from newsgen.runtime.job import AnyJob, Send, WorkerDied
from newsgen.runtime.remote_chunk import RemoteOutcome, forget_jobs, run_remote_chunk

if TYPE_CHECKING:
    from distributed import Client, Future

_CONNECT_SECONDS = 30
"""How long a scheduler is waited for."""

_WORKER_SECONDS = 60
"""How long the first worker is waited for, which a cluster may be about to start."""

_LOOK_SECONDS = 2.0
"""How often is looked which workers there are, and whether a result can still come."""

_CONFIG = {
    "distributed.admin.large-graph-warning-threshold": "1GB",
    "distributed.comm.timeouts.connect": "10s",
}
"""Of Dask, which warns of large chunks, as a shard is, and waits long for a worker that is gone."""

_LOGGERS = ("asyncio", "distributed", "distributed.client", "tornado.application")
"""What they would tell in many lines with tracebacks is told as a notice."""


class ClusterUnavailable(WorkerDied):
    """There is no cluster to begin with; str() says what to do."""


class ClusterLost(Exception):
    """A result will not come; str() says why."""


class WorkersChanged(ClusterLost):
    """A result will not come because a worker that does not run the same program had the chunk."""


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
    with ExitStack() as stack:
        for name in _LOGGERS:
            logger = logging.getLogger(name)
            stack.callback(logger.setLevel, logger.level)
            logger.setLevel(logging.CRITICAL)
        stack.enter_context(config.set(_CONFIG))
        try:
            if count := local_worker_count(address):
                address = _start_cluster(count, stack)
            with warnings.catch_warnings():
                warnings.simplefilter("ignore")  # of other versions of libraries, as on workers
                client = distributed.Client(address, timeout=_CONNECT_SECONDS, set_as_default=False)
        except Exception as error:  # noqa: BLE001 - Dask says by many types that there is nothing
            message = f"no Dask scheduler answers at {address}: {error}"
            raise ClusterUnavailable(message) from None
        stack.callback(_close, client.close, timeout=_CONNECT_SECONDS)
        cluster = Cluster(client, describe_program)
        stack.callback(cluster.forget_jobs)
        yield cluster


def _start_cluster(count: int, stack: ExitStack) -> str:
    """Start workers on this machine that end with the stack; return their scheduler's address."""
    from distributed import LocalCluster

    with hold_signals():
        cluster = LocalCluster(
            n_workers=count,
            threads_per_worker=1,
            scheduler_kwargs={"dashboard_address": "127.0.0.1:0"},
            dashboard_address=None,
            silence_logs=logging.CRITICAL,
            memory_limit=0,
        )
    stack.callback(_close, cluster.close)
    return str(cluster.scheduler_address)


def _close(close: Callable[..., object], **options: object) -> None:
    """Close what is no longer needed, whether or not it can be closed in time."""
    with suppress(Exception):
        close(**options)


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
        self._since_look = Stopwatch()
        self.notices: list[str] = []
        self.count = 0
        try:
            self._require_scheduler()
            with _dask_errors(), suppress(TimeoutError):
                client.wait_for_workers(1, timeout=_WORKER_SECONDS)
            self.find_workers()
        except ClusterLost as lost:
            raise ClusterUnavailable(" ".join((f"{lost}.", *self.notices))) from None

    def find_workers(self) -> list[str]:
        """Return the addresses of suitable workers. Raises ClusterLost if there is none."""
        if self._client.status != "running":
            raise ClusterLost("the scheduler is gone, or the connection to it")
        with _dask_errors():
            addresses = list(self._client.nthreads())
            if new := [address for address in addresses if address not in self._is_suitable]:
                answers = self._client.run(self._describe_program, workers=new, on_error="return")
                for address in new:
                    self._note(address, answers.get(address))
        suitable = [address for address in addresses if self._is_suitable.get(address)]
        self.count, self._since_look = len(suitable), Stopwatch()
        if not suitable:
            is_empty = not addresses
            raise ClusterLost("it has no worker" if is_empty else "no worker runs the same program")
        return suitable

    def begin(self, job: AnyJob, settings: bytes) -> Send:
        """Begin a job; return what sends chunks. It, and what it returns, raise ClusterLost."""
        suitable = self.find_workers()
        known = self._stranger_count
        # Where all workers are suitable, those that come later may work too.
        allowed = suitable if known else None
        self._run_count += 1
        key = f"{self._client.id}.{self._run_count}"
        submit = partial(self._client.submit, pure=False, workers=allowed)
        program = self._describe_program, self._program
        with _dask_errors():
            # A result of Dask's that is lost with its worker is made again.
            kept_settings = submit(bytes, settings)

        def send(chunk: bytes) -> Callable[[], bytes]:
            self._look_again()
            with _dask_errors():
                future = submit(run_remote_chunk, *program, job, key, kept_settings, chunk)
            return partial(self._wait, future, allowed, known)

        return send

    def forget_jobs(self) -> None:
        """Let workers free what they keep of the last job, if they can be reached."""
        with suppress(Exception):
            if self._client.status == "running":
                self._client.run(forget_jobs, on_error="ignore")

    @property
    def _stranger_count(self) -> int:
        """How many workers were found that do not run the same program."""
        return sum(not is_suitable for is_suitable in self._is_suitable.values())

    def _look_again(self) -> None:
        """Find workers if that was long ago: some may have come."""
        if self._since_look.total() > _LOOK_SECONDS:
            self.find_workers()

    def _wait(
        self, future: "Future[RemoteOutcome]", allowed: list[str] | None, known: int
    ) -> bytes:
        """Return the result of a chunk; raise what the job's function raised.

        Args:
            allowed: The workers that may work on it; None for all.
            known: As `_stranger_count` when the job began.
        """
        outcome = None
        while outcome is None:
            try:
                with _dask_errors(), suppress(TimeoutError):
                    outcome = future.result(timeout=_LOOK_SECONDS)
            except ClusterLost as lost:
                self.find_workers()
                if self._stranger_count > known:
                    raise WorkersChanged(str(lost)) from None
                raise
            if outcome is None:
                suitable = self.find_workers()
                if allowed and not set(allowed).intersection(suitable):
                    raise ClusterLost("the workers of this job are gone")
        if outcome[0] == "raised":
            raise outcome[1]
        if outcome[0] == "refused":
            if self._is_suitable.get(outcome[1], True):
                self._note(outcome[1], "another program")
            raise WorkersChanged(f"the worker at {outcome[1]} runs another program")
        return outcome[1]

    def _require_scheduler(self) -> None:
        """Raise ClusterLost if the scheduler does not run the same program: it reads jobs, too."""
        try:
            program = self._client.run_on_scheduler(self._describe_program)
        except Exception as error:  # noqa: BLE001 - whatever it lacks, it is another program
            program = f"none ({error})"
        if program != self._program:
            raise ClusterLost(f"the scheduler runs {program}, and this is {self._program}")

    def _note(self, address: str, answer: object) -> None:
        """Note which program a worker runs; if it did not answer, it is asked again later."""
        if answer is None or isinstance(answer, OSError):
            return
        self._is_suitable[address] = answer == self._program
        if not self._is_suitable[address]:
            program = f"none ({answer})" if isinstance(answer, Exception) else answer
            notice = f"The worker at {address} is left out: it runs {program}, and this is "
            self.notices.append(f"{notice}{self._program}.")


@contextmanager
def _dask_errors() -> Iterator[None]:
    """Turn what Dask raises where a worker, the scheduler or the connection is lost."""
    from distributed.scheduler import KilledWorker

    try:
        yield
    except ClusterLost:
        raise
    except KilledWorker:
        raise ClusterLost("one worker after another ended with the same chunk") from None
    except Exception as error:  # noqa: BLE001 - it has many types for that
        raise ClusterLost(str(error) or type(error).__name__) from None
