"""Jobs: work on many items, a chunk of them at a time, in this process or in a worker."""

from collections.abc import Callable
from contextlib import AbstractContextManager
from typing import Any, Generic, Protocol, TypeVar

from newsgen.model.value import Value
from newsgen.runtime import codec

Settings = TypeVar("Settings")
Item = TypeVar("Item")
Result = TypeVar("Result")


class WorkerDied(Exception):
    """A worker process ended without an answer: killed, or out of memory."""


class Job(Value, Generic[Settings, Item, Result], frozen=True):
    """Work on many items that is alike in this process and in a worker.

    `setup`, a function at the top of a module, takes the settings and gives the function that turns
    a chunk of items into one result. What it keeps is kept from chunk to chunk.
    """

    setup: Callable[[Settings], Callable[[tuple[Item, ...]], Result]]
    settings_type: type[Settings]
    item_type: type[Item]
    result_type: type[Result]


AnyJob = Job[Any, Any, Any]

Send = Callable[[bytes], Callable[[], bytes]]
"""Sends an encoded chunk to a worker; returns what waits for its result, encoded too."""


class Workers(Protocol):
    """Processes that work on chunks of jobs, one job after another."""

    @property
    def count(self) -> int:
        """How many there are."""

    @property
    def are_remote(self) -> bool:
        """Whether they may have no folder in common with this process."""

    @property
    def notices(self) -> tuple[str, ...]:
        """What a user should know of them, as sentences."""

    def refresh(self) -> None:
        """Let go of processes of which one has ended by itself since they worked last."""

    def start(self, job: AnyJob) -> None:
        """Start processes ahead of a job, so that they are there when its items are."""

    def end(self) -> None:
        """End the processes with all that they hold; new ones start with the next job."""

    def begin(self, job: AnyJob, settings: bytes) -> AbstractContextManager[Send]:
        """Begin a job with encoded settings; give what sends chunks.

        Sending and waiting raise WorkerDied; waiting also raises what the job's function raised.
        When the job ends early, no worker writes files for it any more.
        """


class ChunkRunner:
    """Works on chunks in a worker; keeps the function of the job it worked on last."""

    def __init__(self) -> None:
        self._key: object = None
        self._function: Callable[[tuple[Any, ...]], Any] | None = None

    def run(
        self, job: AnyJob, key: object, read_settings: Callable[[], bytes], chunk: bytes
    ) -> bytes:
        """Return the result of a chunk. key: of one run of the job, with the same settings."""
        if self._function is None or key != self._key:
            self._function = None  # one at a time, for they are large
            settings = codec.decode(read_settings(), job.settings_type)
            self._function, self._key = job.setup(settings), key
        items = codec.decode(chunk, tuple[job.item_type, ...])  # type: ignore[name-defined]
        return codec.encode(self._function(items))
