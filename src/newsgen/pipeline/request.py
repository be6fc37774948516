"""The request of a build, and its result."""

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
    """What to build, from which folder into which.

    Attributes:
        base_url: Replaces that of newsgen.yml.
        now: The time the build counts as, by default the clock's. A text is parsed as a date of
            front matter: without an offset it is in the archive's zone.
        explain: Whether to say why each page is rendered.
        clean: Whether to ignore and clear all that earlier builds left.
        keep_going: Whether to publish all that is right although some texts have errors.
        index: Whether to make search indexes of shards anew that exist already.
        verify: Whether to read every file of the output, and make anew what is not as it was left,
            and the shards whose articles are in a recent index.
        cluster: The address of a Dask cluster whose workers share the work, as `open_cluster` takes
            it; empty for processes of this machine.
        for_disk: Whether links name the files of pages, for readers who open them from a disk.
    """

    site: Path
    out: Path
    base_url: str | None = None
    workers: int = field(default_factory=cpu_count)
    drafts: bool = False
    now: datetime | str | None = None
    explain: bool = False
    clean: bool = False
    keep_going: bool = False
    index: bool = True
    verify: bool = False
    cluster: str = ""
    for_disk: bool = False
    tuning: Tuning = Tuning()

    @property
    def cache_folder(self) -> Path:
        """The folder of the site that newsgen may write to besides the output."""
        return self.site / ".newsgen"

    def effective_time(self, zone: tzinfo | None) -> datetime:
        """Return the time the build counts as; ValueError if it is none. zone: the archive's."""
        if not isinstance(self.now, str):
            return now(self.now)
        moment = parse_moment(self.now, zone or UTC)
        if isinstance(moment, tuple):
            raise ValueError("; ".join(moment))
        return moment.at


class Explanation(Value, frozen=True, array_like=True):
    """Why a page was rendered, or a file copied or mended. path: in the output."""

    path: str
    text: str


class SetAsideText(Value, frozen=True):
    """A text whose file has an error; address: of what was published of it, empty if nothing."""

    path: str
    reason: str
    address: str


class BuildResult(Value, frozen=True):
    """The result of a build, a check or an export.

    Attributes:
        status: "incomplete" if all that is right was published, and some texts were set aside;
            "problems" if the content has errors, "failed" if the machine refused something,
            "busy" if another build has locked the output. Only the first, and "ok", change the
            published tree.
        repeated_warnings: Those of `problems` that the last build had too.
        textless_paths: Articles with neither a text nor a summary.
        rendered_count: How many files were rendered, copied or indexed.
        written_count: How many of those came out different.
        changed_paths: The files that were written or deleted.
        mended: Files of the output that were not as newsgen had left them, and what was wrong.
        up_to_date: Whether nothing changed since the last build, so that no file was read.
        search_outdated: Whether search indexes were left that do not match the articles.
        has_recent_index: Whether articles changed in shards that were not indexed anew.
        notices: What a user should know of the cluster, as sentences.
    """

    status: Literal["ok", "incomplete", "problems", "failed", "busy"]
    message: str = ""
    problems: tuple[Problem, ...] = ()
    article_count: int = 0
    textless_paths: tuple[str, ...] = ()
    repeated_warnings: tuple[Problem, ...] = ()
    set_aside: tuple[SetAsideText, ...] = ()
    omissions: tuple[Omission, ...] = ()
    file_count: int = 0
    rendered_count: int = 0
    written_count: int = 0
    unchanged_count: int = 0
    deleted_count: int = 0
    removed_urls: tuple[RemovedUrl, ...] = ()
    explanations: tuple[Explanation, ...] = ()
    changed_paths: tuple[str, ...] = ()
    mended: tuple[Explanation, ...] = ()
    base_url: str = ""
    up_to_date: bool = False
    search_outdated: bool = False
    has_recent_index: bool = False
    notices: tuple[str, ...] = ()
    seconds: dict[str, float] = field(default_factory=dict)
    peak_memory_mb: float | None = None


def is_published(result: BuildResult) -> bool:
    """Return whether a build changed the published tree, or found it right."""
    return result.status in ("ok", "incomplete")


def problems_result(problems: tuple[Problem, ...], omissions: tuple[Omission, ...]) -> BuildResult:
    """Return the result of a build that publishes nothing because of these problems."""
    return BuildResult("problems", problems=problems, omissions=omissions)
