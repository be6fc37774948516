"""All pages of a site: those of the groups that are planned now, and all others as they are stored.

A group is planned if it is new, or something that it has read was touched.
"""

from collections.abc import Callable, Collection, Container, Iterator, Mapping
from functools import partial
from itertools import chain
from typing import TypeVar, cast, get_args

from newsgen.model.article import Article
from newsgen.model.problem import Problem
from newsgen.model.value import Value, replace
from newsgen.pages.cards import new_card
from newsgen.pages.feeds import feed_item
from newsgen.pages.page_group import PlannedPage, StaticFile
from newsgen.pages.page_groups import page_groups
from newsgen.pages.plan_group import GroupKey, GroupKind, plan_group
from newsgen.pages.plan_inputs import PlanInputs
from newsgen.pages.route_conflicts import is_alias_redirect, is_conflict_free, route_conflicts
from newsgen.pipeline.new_groups import new_groups
from newsgen.pipeline.noted_sets import NotedSet
from newsgen.pipeline.stored_site import SiteDelta
from newsgen.runtime import codec
from newsgen.store.affected_groups import AffectedGroups
from newsgen.store.archive_database import ArchiveDatabase
from newsgen.store.encoded_pages import EncodedPage, PageRow, encode_page
from newsgen.store.page_group_rows import PageGroupRows, StoredGroup
from newsgen.store.read_notes import ReadNotes

T = TypeVar("T", bound=Value)

_MAX_ENCODED_VALUES = 20_000
"""Values kept at once, half a kilobyte each; few page groups need more."""

_REDIRECTS = GroupKey("redirects")
_GROUP_KINDS = get_args(GroupKind)


class SitePages:
    """The pages of a site while it is built; `pages` writes what it plans into the database."""

    def __init__(
        self,
        database: ArchiveDatabase,
        inputs: PlanInputs,
        notes: ReadNotes,
        planned: Mapping[GroupKey, str],
        addresses: frozenset[str],
        conflicts: tuple[Problem, ...],
    ) -> None:
        """Take the inputs, with the groups to plan, each with why, and the addresses of all."""
        self._database = database
        self._rows = PageGroupRows(database)
        self._notes = notes
        self._planned = planned
        self.addresses = addresses
        self.conflicts = conflicts
        noted = NotedSet(addresses, "addresses", notes)
        self._earlier: dict[str, None] = {}
        inputs = replace(inputs, addresses=noted)
        inputs = replace(inputs, cards=_encode_once(partial(new_card, inputs), notes))
        self.inputs = replace(inputs, feed_items=_encode_once(partial(feed_item, inputs), notes))

    def pages(
        self, templates: Collection[str] | None
    ) -> Iterator[tuple[GroupKey, PageRow | EncodedPage]]:
        """Give the pages of the groups that are planned now, then rows of others with their groups.

        templates: Of the others, those that have one of these; None for all.
        """
        for key in self._planned:
            yield from ((key, page) for page in self._plan(key))
        planned = {(key.kind, key.key) for key in self._planned}
        others = self._rows.pages() if templates is None else self._rows.pages_with(templates)
        for kind, name, row in others:
            if (kind, name) not in planned:
                yield _group_key(kind, name), row

    def removed_addresses(self) -> Iterator[str]:
        """Yield the addresses that groups had which `pages` planned, and that none has any more."""
        return (one for one in self._earlier if self._database.get("pages", one) is None)

    def encode(self, key: GroupKey, addresses: Container[str]) -> Iterator[EncodedPage]:
        """Give the pages of a group with these addresses, with their views."""
        pages = plan_group(self.inputs, self.inputs.questions, key)
        yield from (encode_page(page) for page in pages if page.address in addresses)
        self._notes.take()

    def _plan(self, key: GroupKey) -> tuple[EncodedPage, ...]:
        pages = plan_group(self.inputs, self.inputs.questions, key)
        encoded = tuple(map(encode_page, pages))
        self._earlier |= dict.fromkeys(page.address for page in _stored_pages(self._rows, key))
        group = StoredGroup(tuple(page.row for page in encoded), self._notes.take())
        self._rows.put((key.kind, key.key), group)
        return encoded


def plan_site_pages(
    database: ArchiveDatabase,
    inputs: PlanInputs,
    notes: ReadNotes,
    delta: SiteDelta,
    files: tuple[StaticFile, ...],
) -> SitePages:
    """Find the groups to plan, and the addresses of all pages and of the files.

    An alias that collides with a page is dropped.
    """
    rows, affected = PageGroupRows(database), AffectedGroups(database)
    planned: dict[GroupKey, str] = {}
    if delta.is_first:
        planned = dict.fromkeys(page_groups(inputs), "new")
    else:
        found = affected.find(delta.archive, delta.keys)
        planned = {_group_key(kind, name): why for (kind, name), why in found.items()}
        for key in new_groups(inputs, database, delta.archive):
            if rows.get((key.kind, key.key)) is None:
                planned.setdefault(key, "new")
    notes.take()
    earlier = {page.address for key in planned for page in _stored_pages(rows, key)}
    # Whether an alias gives way is looked at in every build.
    redirected = {page.address for page in _stored_pages(rows, _REDIRECTS)}
    others = frozenset(row.address for _, _, row in rows.pages()) - earlier - redirected
    claims = [
        page.address
        for key in planned
        if key != _REDIRECTS
        for page in plan_group(inputs, inputs.questions, key)
    ]
    fixed = [*others, *(file.address for file in files)]
    redirects = [page.address for page in plan_group(inputs, inputs.questions, _REDIRECTS)]
    conflicts: tuple[Problem, ...] = ()
    if not is_conflict_free([*fixed, *claims, *redirects]):
        inputs, conflicts = _drop_aliases(inputs, files)
        redirects = [page.address for page in plan_group(inputs, inputs.questions, _REDIRECTS)]
    dropped = codec.encode(sorted(inputs.dropped_aliases))
    if database.get("header", "dropped aliases") != (dropped,):
        database.put("header", "dropped aliases", dropped)
        planned.setdefault(_REDIRECTS, "other aliases are dropped")
    notes.take()
    addresses = frozenset((*fixed, *claims, *redirects))
    changed = (earlier | redirected) ^ {*claims, *redirects} if not delta.is_first else set()
    readers = affected.readers_of("addresses", changed) if changed else ()
    for kind, name in readers:
        planned.setdefault(_group_key(kind, name), "an address came or went")
    if not delta.is_first:
        planned = {key: planned[key] for key in sorted(planned, key=_plan_order)}
    return SitePages(database, inputs, notes, planned, addresses, conflicts)


def _plan_order(key: GroupKey) -> tuple[int, str]:
    """Return what sorts groups, so that what is told of them has an order."""
    return _GROUP_KINDS.index(key.kind), key.key


def _group_key(kind: str, name: str) -> GroupKey:
    return GroupKey(cast("GroupKind", kind), name)


def _stored_pages(rows: PageGroupRows, key: GroupKey) -> tuple[PageRow, ...]:
    group = rows.get((key.kind, key.key))
    return group.pages if group else ()


def _drop_aliases(
    inputs: PlanInputs, files: tuple[StaticFile, ...]
) -> tuple[PlanInputs, tuple[Problem, ...]]:
    """Return the inputs without the aliases that collide, and the problems of all conflicts."""
    # Aliases come last, so that they lose a conflict.
    keys = (*(key for key in page_groups(inputs) if key != _REDIRECTS), None, _REDIRECTS)
    claimants: Iterator[PlannedPage | StaticFile] = chain.from_iterable(
        plan_group(inputs, inputs.questions, key) if key else iter(files) for key in keys
    )
    conflicts = tuple(route_conflicts(claimants))
    dropped = frozenset(
        (page.address, page.owner().location) for page, _ in conflicts if is_alias_redirect(page)
    )
    return replace(inputs, dropped_aliases=dropped), tuple(problem for _, problem in conflicts)


def _encode_once(factory: Callable[[Article], T], notes: ReadNotes) -> Callable[[Article], T]:
    """Return a factory that makes the value of an article once, encoded: only encoders use it.

    What a value has read is noted for everybody who gets it.
    """
    values: dict[str, tuple[T, ReadNotes]] = {}

    def get(article: Article) -> T:
        if article.path not in values:
            if len(values) >= _MAX_ENCODED_VALUES:
                values.clear()
            with notes.captured() as captured:
                value: T = codec.raw(codec.encode(factory(article)))
            values[article.path] = value, captured
        value, captured = values[article.path]
        notes.add(captured)
        return value

    return get
