"""Taking stock: a site loaded, prepared, selected and surveyed, before anything is laid out.

Takes an order; gives the archive with every problem found so far. A build goes on from here; who
only wants to know what articles say stops.
"""

from newsgen.archive.archive import Archive, survey
from newsgen.archive.visibility import Selection, select
from newsgen.content.site import Site
from newsgen.model.omission import Omission
from newsgen.model.problem import Problem, errors, grade
from newsgen.model.progress import Progress
from newsgen.model.value import Value, replace
from newsgen.pipeline.collect import Gathered, gather, sure
from newsgen.pipeline.parse import Preparation, expect
from newsgen.pipeline.request import Order
from newsgen.pipeline.scan import Inputs
from newsgen.pipeline.site_loader import load
from newsgen.runtime.clock import Stopwatch
from newsgen.store.file_hashes import Contents
from newsgen.store.session import Workshop


class Stock(Value, frozen=True):
    """What a site has. problems: as they were met, not yet graded; hidden: paths that exist and are
    not shown; contents, preparation: what was learned of its files on the way.
    """

    site: Site
    contents: Contents
    preparation: Preparation
    gathered: Gathered
    selection: Selection
    archive: Archive
    hidden: frozenset[str]
    left_out: tuple[Omission, ...]
    problems: tuple[Problem, ...]


def take_stock(
    order: Order, inputs: Inputs, work: Workshop, watch: Stopwatch, told: Progress
) -> Stock | tuple[Problem, ...]:
    """The stock of a site; only what is wrong, where there is no usable newsgen.yml."""
    cache = work.cache
    expect(inputs, cache, work.pool)
    site, problems = load(inputs, cache)
    if site is None:
        return problems
    if order.base_url is not None:
        site = replace(site, config=replace(site.config, base_url=order.base_url))
    contents = Contents(cache, site.stamps, inputs.listed_at)
    watch.lap("read")

    preparation = Preparation(site, cache, contents, work.pool)
    gathered = gather(preparation, len(site.sources), told)
    selection = select(gathered.articles, order.moment(site.context.zone), order.drafts)
    left_out = (*site.left_out, *gathered.left_out, *selection.left_out)
    hidden = frozenset(omission.path for omission in left_out)
    watch.lap("prepare")

    archive, clashes = survey(
        selection.articles,
        gathered.pages,
        site.context.authorities,
        site.config.slugs,
        hidden,
    )
    found = (
        *problems,
        *sure(gathered.problems, errors(grade(problems, site.config.problems))),
        *selection.problems,
        *clashes,
    )
    return Stock(site, contents, preparation, gathered, selection, archive, hidden, left_out, found)
