"""The proof: a site read, surveyed and planned, with every problem found on the way.

A proof is all that is known before the first page is drawn; a build and a check both start with it.
"""

from collections.abc import Iterable, Iterator, Mapping
from itertools import chain

from newsgen.archive.selection import Omission, Selection, select
from newsgen.archive.survey import survey
from newsgen.build.order import Order, Progress
from newsgen.engine.cache import Cache
from newsgen.engine.clock import Stopwatch
from newsgen.engine.contents import Contents
from newsgen.engine.deck import Deck
from newsgen.engine.frames import Frames
from newsgen.engine.inputs import Inputs
from newsgen.engine.manifest import Entry
from newsgen.engine.outline import sweep
from newsgen.engine.preparing import Preparation
from newsgen.engine.register import Entered, Register
from newsgen.engine.site import Site, load
from newsgen.engine.workshop import Workshop
from newsgen.model.article import Article, PlainPage, Reference
from newsgen.model.codes import CODES
from newsgen.model.problem import Problem, errors, grade
from newsgen.model.value import Value, replace
from newsgen.pages import urls
from newsgen.pages.chrome import chrome
from newsgen.pages.collisions import apart, collisions, is_alias
from newsgen.pages.copies import copies
from newsgen.pages.edition import Edition
from newsgen.pages.plan import listings, plan, texts
from newsgen.pages.planned import Chapter, Copied, Planned
from newsgen.pages.redirects import redirects
from newsgen.pages.references import Lookup, homes
from newsgen.pages.views import Chrome
from newsgen.reading.authorities import FILES
from newsgen.reading.prepare import Prepared

_UNREAD = frozenset(("N109", "N112", "N114", "N118"))
"""What keeps a file from being read at all."""


class Proof(Value, frozen=True):
    """What is to be printed.

    chapters: of all pages, entered; in their views cards stand encoded. files: to be copied.
    total: of pages and files.
    """

    cache: Cache
    site: Site
    contents: Contents
    preparation: Preparation
    selection: Selection
    edition: Edition
    lookup: Lookup
    chrome: Chrome
    chapters: tuple[Entered, ...]
    files: tuple[Copied, ...]
    register: Register
    frames: Frames
    total: int

    def keep(self, entries: Iterable[Entry]) -> None:
        """Remember what was learned, and forget what none of the entries needs any more."""
        self.contents.keep()
        self.preparation.sweep()
        self.register.keep()
        self.frames.keep()
        sweep(self.cache, [entry.key.partition(".")[2] for entry in entries if entry.key])


class Findings(Value, frozen=True):
    """What reading a site told: the proof, if there is a newsgen.yml, and all that is wrong."""

    proof: Proof | None
    problems: tuple[Problem, ...]
    left_out: tuple[Omission, ...] = ()


def read(
    order: Order, inputs: Inputs, work: Workshop, watch: Stopwatch, told: Progress
) -> Findings:
    """Load, prepare, select, survey and plan a site, and gather every problem it has."""
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
    prepared = _prepare(preparation, len(site.sources), told)
    selection = select(prepared.articles, order.moment(site.context.zone), order.drafts)
    left_out = (*site.left_out, *prepared.left_out, *selection.left_out)
    hidden = frozenset(omission.path for omission in left_out)
    watch.lap("prepare")

    archive, clashes = survey(
        selection.articles, prepared.pages, site.context.authorities, config.slugs, hidden
    )
    edition = Edition(config, archive, selection.early, hidden, site.files, site.static, site.root)
    deck, register = Deck(edition), Register(cache, edition)
    places, files = homes(edition), _files(edition)
    others = _others(edition, deck, register)
    addresses = list(_addresses(places, files, others, register))
    collided: tuple[Problem, ...] = ()
    if not apart(addresses):
        edition, collided = _collisions(edition, places)
        others = _others(edition, deck, register)
        addresses = list(_addresses(places, files, others, register))
    lookup = Lookup(edition, places, frozenset(addresses))
    entered, lost = _texts(edition, lookup, register)
    chapters = (*entered, *others)
    around, astray = chrome(config, lookup)
    frames = Frames(site, around, cache)
    watch.lap("plan")

    found = (
        *problems,
        *_sure(prepared.problems, errors(grade(problems, config.problems))),
        *selection.problems,
        *clashes,
        *collided,
        *map(lookup.problem, (*lookup.astray(urls.FRONT, prepared.loose), *lost)),
        *frames.problems,
        *astray,
    )
    total = len(lookup.addresses)
    proof = Proof(
        cache=cache,
        site=site,
        contents=contents,
        preparation=preparation,
        selection=selection,
        edition=edition,
        lookup=lookup,
        chrome=around,
        chapters=chapters,
        files=files,
        register=register,
        frames=frames,
        total=total,
    )
    listed = tuple(sorted(left_out, key=lambda omission: omission.path))
    return Findings(proof, grade(found, config.problems), listed)


def _sure(found: tuple[Problem, ...], stopping: tuple[Problem, ...]) -> Iterator[Problem]:
    """Without names that no authority file knows, where one that cannot be read stops the build."""
    unread = any(each.code in _UNREAD and each.place.path in FILES for each in stopping)
    return (each for each in found if not (unread and each.code == "N304"))


class _Prepared(Value, frozen=True):
    articles: tuple[Article, ...]
    pages: tuple[PlainPage, ...]
    left_out: tuple[Omission, ...]
    problems: tuple[Problem, ...]
    loose: tuple[Reference, ...]


def _prepare(sources: Iterable[Prepared], total: int, told: Progress) -> _Prepared:
    articles: list[Article] = []
    pages: list[PlainPage] = []
    left_out: list[Omission] = []
    problems: list[Problem] = []
    loose: list[Reference] = []
    for done, prepared in enumerate(sources, start=1):
        problems += prepared.problems
        loose += prepared.loose
        if prepared.article:
            articles.append(prepared.article)
        elif prepared.page:
            pages.append(prepared.page)
        else:
            left_out.append(Omission(prepared.path, _because(prepared.problems)))
        told("prepare", done, total)
    return _Prepared(tuple(articles), tuple(pages), tuple(left_out), tuple(problems), tuple(loose))


def _because(problems: tuple[Problem, ...]) -> str:
    """The reason an article is left out: the first of its problems that can be one."""
    fatal = (found for found in problems if "left out" in CODES[found.code].lowered)
    first = next(fatal, problems[0])
    return f"{first.message} [{first.code}]"


def _collisions(edition: Edition, places: Mapping[str, str]) -> tuple[Edition, tuple[Problem, ...]]:
    """All that collides, and the edition without the aliases that have to give way."""
    clashing = tuple(collisions(_wanted(edition, places)))
    given_up = frozenset(
        (each.address, each.claim().place) for each, _ in clashing if is_alias(each)
    )
    return replace(edition, given_up=given_up), tuple(problem for _, problem in clashing)


def _others(edition: Edition, deck: Deck, register: Register) -> tuple[Entered, ...]:
    """The chapters of all pages without a text."""
    chapters = (*listings(edition, deck.card), Chapter(lambda: redirects(edition)))
    return tuple(map(register.enter, chapters))


def _texts(
    edition: Edition, lookup: Lookup, register: Register
) -> tuple[tuple[Entered, ...], tuple[Reference, ...]]:
    """The chapters of all texts, and what in these leads nowhere.

    One by one: what a chapter is made of takes more room than its key.
    """
    entered: list[Entered] = []
    lost: list[Reference] = []
    for chapter in texts(edition, lookup):
        entered.append(register.enter(chapter))
        lost += chapter.astray
    return tuple(entered), tuple(lost)


def _addresses(
    places: Mapping[str, str],
    files: Iterable[Copied],
    others: Iterable[Entered],
    register: Register,
) -> Iterator[str]:
    """Where everything is to be; one that two things want comes twice."""
    yield from places.values()
    for chapter in others:
        yield from register.addresses(chapter)
    yield from (file.address for file in files)


def _files(edition: Edition) -> tuple[Copied, ...]:
    """Every file that is copied; one that two texts refer to is copied once."""
    once = {(copy.address, copy.source): copy for copy in copies(edition)}
    return tuple(once.values())


def _wanted(edition: Edition, places: Mapping[str, str]) -> Iterator[Planned | Copied]:
    """All that wants an address, aliases last: they give way to everything else."""
    planned = plan(edition, Lookup(edition, places, frozenset()))
    pages = (page for chapter in planned for page in chapter.pages())
    return chain(pages, copies(edition), redirects(edition))
