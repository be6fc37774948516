"""What a build is asked for, and what it says when it is done."""

from datetime import UTC, datetime, tzinfo
from pathlib import Path
from typing import Literal

from newsgen.archive.removed_urls import RemovedUrl
from newsgen.content.dates import parse_moment
from newsgen.model.omission import Omission
from newsgen.model.problem import Problem
from newsgen.model.tuning import Tuning
from newsgen.model.value import Value, field
from newsgen.runtime.clock import now
from newsgen.runtime.system import cpu_count


class BuildRequest(Value, frozen=True):
    """What is to be built, from which folder into which.

    base_url: instead of newsgen.yml's.
    now: the time it counts as, by default the clock's; a text is read as a date of front matter is,
    so that a time without an offset is in the archive's zone.
    explain: say of every page that is drawn why; clean: forget all that earlier builds left.
    index: bring search indexes up to date; without, those that are there are left as they are.
    """

    site: Path
    out: Path
    base_url: str | None = None
    workers: int = field(default_factory=cpu_count)
    drafts: bool = False
    now: datetime | str | None = None
    explain: bool = False
    clean: bool = False
    index: bool = True
    tuning: Tuning = Tuning()

    @property
    def cache_folder(self) -> Path:
        """The folder of the site that newsgen may write to besides the output."""
        return self.site / ".newsgen"

    def effective_time(self, zone: tzinfo | None) -> datetime:
        """The time a build counts as. zone: the archive's. Raises ValueError for no time."""
        if not isinstance(self.now, str):
            return now(self.now)
        given = parse_moment(self.now, zone or UTC)
        if isinstance(given, tuple):
            raise ValueError("; ".join(given))
        return given.at


class Explanation(Value, frozen=True, array_like=True):
    """Why a page was drawn, or a file copied. path: in the output."""

    path: str
    text: str


class BuildResult(Value, frozen=True):
    """What became of an order.

    status: "problems" if the content has errors, "failed" if the machine refused something,
    "busy" if another build holds the output; only after "ok" is the published tree another one.
    rendered counts the files that were drawn or copied, written those of them that came out
    different; unchanged those that did not have to be looked into.
    reasons: why each was rendered, if that was asked for.
    changed: the paths of all files that were written or deleted; base_url: where they are found.
    untouched: nothing at all has changed since the last build, so nothing was read.
    behind: search indexes were left that do not find what is there now.
    """

    status: Literal["ok", "problems", "failed", "busy"]
    message: str = ""
    problems: tuple[Problem, ...] = ()
    article_count: int = 0
    omissions: tuple[Omission, ...] = ()
    file_count: int = 0
    rendered_count: int = 0
    written_count: int = 0
    unchanged_count: int = 0
    deleted_count: int = 0
    removed_urls: tuple[RemovedUrl, ...] = ()
    explanations: tuple[Explanation, ...] = ()
    changed_paths: tuple[str, ...] = ()
    base_url: str = ""
    up_to_date: bool = False
    search_outdated: bool = False
    seconds: dict[str, float] = field(default_factory=dict)
    peak_memory_mb: float | None = None


def problems_result(problems: tuple[Problem, ...], omissions: tuple[Omission, ...]) -> BuildResult:
    """Return the result of a build that publishes nothing because of these problems."""
    return BuildResult("problems", problems=problems, omissions=omissions)
