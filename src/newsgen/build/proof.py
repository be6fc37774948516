"""The proof: a site read, surveyed and planned, with every problem found on the way.

A proof is all that is known before the first page is drawn; a build and a check both start with it.
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import datetime, tzinfo
from itertools import chain

from newsgen.archive.selection import Omission, select
from newsgen.archive.survey import survey
from newsgen.build.order import Order
from newsgen.engine.clock import Stopwatch, now
from newsgen.engine.preparing import prepare_all
from newsgen.engine.press import Press
from newsgen.engine.site import Site, load
from newsgen.model.article import Article, PlainPage, Reference
from newsgen.model.codes import CODES
from newsgen.model.problem import Problem, errors, grade
from newsgen.pages.chrome import chrome
from newsgen.pages.collisions import collisions, is_alias
from newsgen.pages.copies import copies
from newsgen.pages.edition import Edition
from newsgen.pages.plan import plan
from newsgen.pages.planned import Copied, Planned
from newsgen.pages.redirects import redirects
from newsgen.pages.references import Lookup
from newsgen.pages.views import Chrome, Page
from newsgen.reading.authorities import FILES
from newsgen.reading.dates import read_moment

_UNREAD = frozenset(("N109", "N112", "N114", "N118"))
"""What keeps a file from being read at all."""


@dataclass(frozen=True, slots=True)
class Proof:
    """What is to be printed. bodies: texts by digest; total: the number of pages and files."""

    site: Site
    edition: Edition
    lookup: Lookup
    chrome: Chrome
    bodies: dict[str, str]
    total: int

    def pages(self) -> Iterator[Page]:
        """Every page with its view, one after another."""
        planned = chain(plan(self.edition, self.lookup), redirects(self.edition))
        return (each.page() for each in planned)

    def copies(self) -> Iterator[Copied]:
        """Every file that is copied."""
        return copies(self.edition)


@dataclass(frozen=True, slots=True)
class Findings:
    """What reading a site told: the proof, if there is a newsgen.yml, and all that is wrong."""

    proof: Proof | None
    problems: tuple[Problem, ...]
    left_out: tuple[Omission, ...] = ()


def read(order: Order, watch: Stopwatch) -> Findings:
    """Load, prepare, select, survey and plan a site, and gather every problem it has."""
    site, problems = load(order.site)
    if site is None:
        return Findings(None, problems)
    if order.base_url is not None:
        config = replace(site.context.config, base_url=order.base_url)
        site = replace(site, context=replace(site.context, config=config))
    config = site.context.config
    watch.lap("read")

    prepared = _prepare(site, order.workers)
    selection = select(prepared.articles, _now(order, site.context.zone), order.drafts)
    left_out = (*site.left_out, *prepared.left_out, *selection.left_out)
    hidden = frozenset(omission.path for omission in left_out)
    watch.lap("prepare")

    archive, clashes = survey(
        selection.articles, prepared.pages, site.context.authorities, config.slugs, hidden
    )
    edition = Edition(config, archive, selection.early, hidden, site.files, site.static, site.root)
    clashing = tuple(collisions(_wanted(edition)))
    given_up = frozenset((each.address, each.place) for each, _ in clashing if is_alias(each))
    edition = replace(edition, given_up=given_up)
    addresses = frozenset(each.address for each in _wanted(edition))
    lookup = Lookup(edition, addresses)
    around, astray = chrome(config, lookup)
    watch.lap("plan")

    found = (
        *problems,
        *_sure(prepared.problems, errors(grade(problems, config.problems))),
        *selection.problems,
        *clashes,
        *(found for _, found in clashing),
        *lookup.problems(prepared.loose),
        *Press(site, around, None, order.workers).check(),
        *astray,
    )
    proof = Proof(site, edition, lookup, around, prepared.bodies, len(addresses))
    listed = tuple(sorted(left_out, key=lambda omission: omission.path))
    return Findings(proof, grade(found, config.problems), listed)


def _now(order: Order, zone: tzinfo) -> datetime:
    """The time a build counts as. Raises ValueError for a text that is no time."""
    if not isinstance(order.now, str):
        return now(order.now)
    moment = read_moment(order.now, zone)
    if isinstance(moment, tuple):
        raise ValueError("; ".join(moment))
    return moment.at


def _sure(found: tuple[Problem, ...], stopping: tuple[Problem, ...]) -> Iterator[Problem]:
    """Without names that no authority file knows, where one that cannot be read stops the build."""
    unread = any(each.code in _UNREAD and each.place.path in FILES for each in stopping)
    return (each for each in found if not (unread and each.code == "N304"))


@dataclass(frozen=True, slots=True)
class _Prepared:
    articles: tuple[Article, ...]
    pages: tuple[PlainPage, ...]
    bodies: dict[str, str]
    left_out: tuple[Omission, ...]
    problems: tuple[Problem, ...]
    loose: tuple[Reference, ...]


def _prepare(site: Site, workers: int) -> _Prepared:
    articles: list[Article] = []
    pages: list[PlainPage] = []
    bodies: dict[str, str] = {}
    left_out: list[Omission] = []
    problems: list[Problem] = []
    loose: list[Reference] = []
    for prepared in prepare_all(site, workers):
        problems += prepared.problems
        loose += prepared.loose
        if prepared.article:
            articles.append(prepared.article)
            bodies[prepared.article.body] = prepared.body
        elif prepared.page:
            pages.append(prepared.page)
            bodies[prepared.page.body] = prepared.body
        else:
            left_out.append(Omission(prepared.path, _because(prepared.problems)))
    return _Prepared(
        tuple(articles), tuple(pages), bodies, tuple(left_out), tuple(problems), tuple(loose)
    )


def _because(problems: tuple[Problem, ...]) -> str:
    """The reason an article is left out: the first of its problems that can be one."""
    fatal = (found for found in problems if "left out" in CODES[found.code].lowered)
    first = next(fatal, problems[0])
    return f"{first.message} [{first.code}]"


def _wanted(edition: Edition) -> Iterator[Planned | Copied]:
    """All that wants an address, aliases last: they give way to everything else.

    Nobody asks for a view yet, so no address need be known.
    """
    nowhere = Lookup(edition, frozenset())
    return chain(plan(edition, nowhere), copies(edition), redirects(edition))
