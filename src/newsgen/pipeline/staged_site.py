"""The site as it is staged, waiting to be published.

Holds no article and no view, so that publishing a large archive has enough memory.
"""

from datetime import datetime

from newsgen.model.omission import Omission
from newsgen.model.problem import Problem
from newsgen.model.value import Value
from newsgen.pipeline.build_state import BuildState
from newsgen.pipeline.plan import SitePlan
from newsgen.pipeline.render import RenderedSite
from newsgen.pipeline.request import Explanation
from newsgen.pipeline.search import IndexedSite
from newsgen.publish.manifest import ManifestEntry


class StagedSite(Value, frozen=True):
    """All files of a site; those that are new are in the staging folder.

    Attributes:
        made_count: How many of the entries were rendered, copied or indexed.
        valid_since: See `Selection`.
        valid_until: See `Selection`.
        search_outdated: See `BuildResult`.
    """

    entries: tuple[ManifestEntry, ...]
    made_count: int
    explanations: tuple[Explanation, ...]
    build_state: BuildState
    article_count: int
    problems: tuple[Problem, ...]
    omissions: tuple[Omission, ...]
    valid_since: datetime | None
    valid_until: datetime | None
    timezone: str
    base_url: str
    search_outdated: bool

    @classmethod
    def of(cls, plan: SitePlan, rendered: RenderedSite, indexed: IndexedSite) -> "StagedSite":
        """Return the staged site of a plan, from its rendered pages and search indexes."""
        return cls(
            entries=(*rendered.entries, *indexed.entries),
            made_count=rendered.made_count + indexed.made_count,
            explanations=(*rendered.explanations, *indexed.explanations),
            build_state=plan.build_state,
            article_count=len(plan.routing.inputs.archive.articles),
            problems=plan.problems,
            omissions=plan.omissions,
            valid_since=plan.selection.valid_since,
            valid_until=plan.selection.valid_until,
            timezone=plan.site.config.timezone,
            base_url=plan.site.config.base_url,
            search_outdated=indexed.search_outdated,
        )
