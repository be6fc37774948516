"""What a build is asked for, and what it says when it is done."""

from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import Literal

from newsgen.archive.selection import Omission
from newsgen.archive.vanished import Vanished
from newsgen.engine.machine import processors
from newsgen.model.problem import Problem


@dataclass(frozen=True, slots=True)
class Order:
    """What is to be built, from which folder into which.

    base_url: instead of newsgen.yml's.
    now: the time it counts as, by default the clock's; a text is read as a date of front matter is,
    so that a time without an offset is in the archive's zone.
    """

    site: Path
    out: Path
    base_url: str | None = None
    workers: int = field(default_factory=processors)
    drafts: bool = False
    now: datetime | str | None = None

    @property
    def records(self) -> Path:
        """The folder of the site that newsgen may write to besides the output."""
        return self.site / ".newsgen"


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of an order.

    status: "problems" if the content has errors, "failed" if the machine refused something,
    "busy" if another build holds the output; only after "ok" is the published tree another one.
    rendered counts the files that were written, unchanged those that were the same already.
    """

    status: Literal["ok", "problems", "failed", "busy"]
    message: str = ""
    problems: tuple[Problem, ...] = ()
    published: int = 0
    left_out: tuple[Omission, ...] = ()
    total: int = 0
    rendered: int = 0
    unchanged: int = 0
    deleted: int = 0
    vanished: tuple[Vanished, ...] = ()
    seconds: dict[str, float] = field(default_factory=dict)
    peak_memory_mb: float | None = None
