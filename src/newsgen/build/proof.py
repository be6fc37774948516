"""The proof: a site read, surveyed and laid out, with every problem found on the way.

A proof is all that is known before the first page is drawn; a build and a check both start with it.
"""

from collections.abc import Iterator

from newsgen.archive.selection import Omission, Selection
from newsgen.build.layout import Layout, lay_out
from newsgen.build.learned import Learned
from newsgen.build.order import Order, Progress
from newsgen.build.stock import Stock, take_stock
from newsgen.engine.clock import Stopwatch
from newsgen.engine.collation import Collation
from newsgen.engine.folder.inputs import Inputs
from newsgen.engine.folder.site import Site
from newsgen.engine.search import knows_all_words
from newsgen.engine.stale.frames import Frames
from newsgen.engine.stale.register import Register
from newsgen.engine.workshop import Workshop
from newsgen.model.config import FILE
from newsgen.model.problem import Place, Problem, grade, problem
from newsgen.model.value import Value
from newsgen.pages.chrome import chrome
from newsgen.pages.edition import Edition
from newsgen.pages.views import Chrome

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
