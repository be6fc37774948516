"""What a worker of a cluster does with a chunk. Dask calls these functions by their names."""

import threading
from collections.abc import Callable
from typing import Literal

from newsgen.runtime.job import AnyJob, ChunkRunner

RemoteOutcome = (
    tuple[Literal["done"], bytes]
    | tuple[Literal["raised"], Exception]
    | tuple[Literal["refused"], str]
)
"""The result of a chunk, or what the job's function raised.

A worker that does not run the same program refuses the chunk, and says its own address.
"""

_runners: dict[int, ChunkRunner] = {}
"""The runners of chunks, by thread."""


def run_remote_chunk(
    describe_program: Callable[[], str],
    program: str,
    job: AnyJob,
    key: str,
    settings: bytes,
    chunk: bytes,
) -> RemoteOutcome:
    """Work on a chunk, as `ChunkRunner.run` does, if this worker runs a given program."""
    if describe_program() != program:
        from distributed import get_worker

        return "refused", get_worker().address
    runner = _runners.setdefault(threading.get_ident(), ChunkRunner())
    try:
        return "done", runner.run(job, key, lambda: settings, chunk)
    except Exception as error:  # noqa: BLE001 - it is raised in the process that builds
        return "raised", error


def forget_jobs() -> None:
    """Free what is kept of the last job."""
    _runners.clear()
