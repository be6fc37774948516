"""The proof: a site read, surveyed and laid out, with every problem found on the way.

A proof is all that is known before the first page is drawn; a build and a check both start with it.
"""

from newsgen.archive.selection import Omission, Selection, select
from newsgen.archive.survey import survey
from newsgen.build.gathering import gather, sure
from newsgen.build.layout import Layout, lay_out
from newsgen.build.learned import Learned
from newsgen.build.order import Order, Progress
from newsgen.engine.clock import Stopwatch
from newsgen.engine.folder.contents import Contents
from newsgen.engine.folder.inputs import Inputs
from newsgen.engine.folder.site import Site, load
from newsgen.engine.sources.preparing import Preparation
from newsgen.engine.stale.frames import Frames
from newsgen.engine.stale.register import Register
from newsgen.engine.workshop import Workshop
from newsgen.model.problem import Problem, errors, grade
from newsgen.model.value import Value, replace
from newsgen.pages.chrome import chrome
from newsgen.pages.edition import Edition
from newsgen.pages.views import Chrome


class Proof(Value, frozen=True):
    """What is to be printed, and with what; and what was learned on the way."""

    site: Site
    selection: Selection
    layout: Layout
    chrome: Chrome
    learned: Learned


class Findings(Value, frozen=True):
    """What reading a site told: the proof, if there is a newsgen.yml, and all that is wrong."""

    proof: Proof | None
    problems: tuple[Problem, ...]
    left_out: tuple[Omission, ...] = ()


def read(
    order: Order, inputs: Inputs, work: Workshop, watch: Stopwatch, told: Progress
) -> Findings:
    """Load, prepare, select, survey and lay out a site, and gather every problem it has."""
    cache = work.cache
    site, problems = load(inputs, cache)
    if site is None:
        return Findings(None, problems)
    if order.base_url is not None:
        site = replace(site, config=replace(site.config, base_url=order.base_url))
    config = site.config
    contents = Contents(cache, site.stamps, inputs.listed_at)
    watch.lap("read")

    preparation = Preparation(site, cache, contents, work.pool)
    gathered = gather(preparation, len(site.sources), told)
    selection = select(gathered.articles, order.moment(site.context.zone), order.drafts)
    left_out = (*site.left_out, *gathered.left_out, *selection.left_out)
    hidden = frozenset(omission.path for omission in left_out)
    watch.lap("prepare")

    archive, clashes = survey(
        selection.articles, gathered.pages, site.context.authorities, config.slugs, hidden
    )
    edition = Edition(config, archive, selection.early, hidden, site.files, site.static, site.root)
    register = Register(cache, edition)
    layout = lay_out(edition, register)
    lookup = layout.lookup
    around, astray = chrome(config, lookup)
    frames = Frames(site, around, cache)
    watch.lap("plan")

    loose = (each for pair in gathered.loose for each in lookup.astray(*pair))
    found = (
        *problems,
        *sure(gathered.problems, errors(grade(problems, config.problems))),
        *selection.problems,
        *clashes,
        *layout.collided,
        *(lookup.problem(*each) for each in (*loose, *layout.lost)),
        *frames.problems,
        *astray,
    )
    learned = Learned(cache, contents, preparation, register, frames)
    proof = Proof(site, selection, layout, around, learned)
    listed = tuple(sorted(left_out, key=lambda omission: omission.path))
    return Findings(proof, grade(found, config.problems), listed)
