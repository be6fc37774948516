"""The proof: a site read, surveyed and laid out, with every problem found on the way.

A proof is all that is known before the first page is drawn; a build and a check both start with it.
"""

from collections.abc import Iterator

from newsgen.archive.visibility import Selection
from newsgen.content.site import Site
from newsgen.model.config import FILE
from newsgen.model.omission import Omission
from newsgen.model.problem import Place, Problem, grade, problem
from newsgen.model.progress import Progress
from newsgen.model.value import Value
from newsgen.pages.chrome import chrome
from newsgen.pages.plan_inputs import Edition
from newsgen.pages.views import Chrome
from newsgen.pipeline.build_state import Learned
from newsgen.pipeline.load import Stock, take_stock
from newsgen.pipeline.request import Order
from newsgen.pipeline.routing import Layout, lay_out
from newsgen.pipeline.scan import Inputs
from newsgen.render.template_digests import Frames
from newsgen.runtime.clock import Stopwatch
from newsgen.search.pagefind import knows_all_words
from newsgen.store.collation import Collation
from newsgen.store.plan_cache import Register
from newsgen.store.session import Workshop

_WITHOUT_SPACES = ("zh", "ja")
"""Languages whose words only a larger Pagefind tells apart."""


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
    stock = take_stock(order, inputs, work, watch, told)
    if not isinstance(stock, Stock):
        return Findings(None, stock)
    site, cache, selection = stock.site, work.cache, stock.selection
    config, archive, hidden = site.config, stock.archive, stock.hidden
    collation = Collation(cache)
    own = (site.files, site.static, site.root)
    fresh = selection.fresh
    edition = Edition(config, archive, selection.early, hidden, *own, collation.key, fresh=fresh)
    register = Register(cache, edition)
    layout = lay_out(edition, register)
    lookup = layout.lookup
    around, astray = chrome(config, lookup)
    frames = Frames(site, around, cache, stock.contents)
    watch.lap("plan")

    loose = (each for pair in stock.gathered.loose for each in lookup.astray(*pair))
    found = (
        *stock.problems,
        *layout.collided,
        *(lookup.problem(*each) for each in (*loose, *layout.lost)),
        *frames.problems,
        *_unknown_words(layout.edition),
        *astray,
    )
    learned = Learned(cache, stock.contents, stock.preparation, collation, register, frames)
    proof = Proof(site, selection, layout, around, learned)
    listed = tuple(sorted(stock.left_out, key=lambda omission: omission.path))
    return Findings(proof, grade(found, config.problems), listed)


def _unknown_words(edition: Edition) -> Iterator[Problem]:
    """That texts are in a language whose words nobody here can tell apart."""
    languages = {article.language for article in edition.archive.articles}
    odd = sorted(each for each in languages if each.lower().startswith(_WITHOUT_SPACES))
    if edition.config.search and odd and not knows_all_words():
        message = f"search: the words of {', '.join(odd)} cannot be told apart"
        hint = 'install newsgen with its extra "cjk", as in pip install "newsgen[cjk]"'
        yield problem("N701", Place(FILE), message, hint)
