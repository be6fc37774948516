"""Gives every output of a plan its place among the addresses that the database knows.

Two outputs at one address are a conflict; an alias gives way. Only an address that is new can be in
one, with another that is new or with one that is stored. Where there is a conflict, the groups that
are concerned tell who claims the address.
"""

import re
from collections.abc import Iterable
from itertools import chain
from typing import cast, get_args

from newsgen.model.problem import Location, Problem
from newsgen.model.value import Value, replace
from newsgen.pages.page_group import PlannedOutput, StaticFile
from newsgen.pages.plan_group import GroupKey, GroupKind, plan_group
from newsgen.pages.plan_inputs import PlanInputs
from newsgen.pages.route_conflicts import is_alias_redirect, is_conflict_free, route_conflicts
from newsgen.runtime import codec
from newsgen.store.archive_database import ArchiveDatabase
from newsgen.store.archive_delta import ArchiveDelta
from newsgen.store.archive_lists import WITHDRAWN_LIST
from newsgen.store.encoded_pages import COPIED
from newsgen.store.output_paths import OutputPaths
from newsgen.store.page_group_rows import PageGroupRows
from newsgen.store.read_notes import ReadNotes

REDIRECTS = GroupKey("redirects")
STATIC_FILES = GroupKey("static files")

_GROUP_KINDS = get_args(GroupKind)
_MAX_KEPT = 2000
"""Groups whose outputs are kept until they are encoded: an edit seldom has more."""


class DroppedAliases(Value, frozen=True):
    """The aliases that do not redirect because something else has their address.

    Attributes:
        aliases: With the places where they are written.
        groups: The keys of the groups that have their addresses.
        problems: One for each.
    """

    aliases: tuple[tuple[str, Location], ...] = ()
    groups: tuple[GroupKey, ...] = ()
    problems: tuple[Problem, ...] = ()


class OutputPlaces:
    """Places what groups put out.

    Attributes:
        inputs: With the aliases that are dropped.
        outputs: Those of the first groups that were placed again, with what they have read.
        conflicts: The problems of all conflicts; where one is an error, not all is in its place.
        came, gone: Addresses that are new, and those that were there before and are no more.
    """

    def __init__(
        self,
        database: ArchiveDatabase,
        rows: PageGroupRows,
        inputs: PlanInputs,
        notes: ReadNotes,
    ) -> None:
        """Take the database within its transaction, what reads and writes groups, and notes."""
        self._database = database
        self._notes = notes
        self._rows = rows
        self._paths = OutputPaths(database)
        self._concerned: set[int] = set()
        self.inputs = inputs
        self.conflicts: tuple[Problem, ...] = ()
        self.outputs: dict[GroupKey, tuple[list[PlannedOutput], ReadNotes]] = {}
        self.came: set[str] = set()
        self.gone: set[str] = set()

    def place_all(self, groups: Iterable[GroupKey]) -> None:
        """Place the outputs of all groups in a new database."""
        for group in groups:
            number = 0
            for output in self._outputs(group) if group != REDIRECTS else ():
                number = number or self._rows.new_number((group.kind, group.key))
                self._paths.add(output.address, number, _template(output))
        if self._paths.has_clashes():
            for _, (kind, name) in list(self._rows.numbered()):
                self._find_clashes(group_key(kind, name))
        self._place_aliases()
        self._paths.set_count(len(self.came))

    def place_again(self, groups: Iterable[GroupKey], delta: ArchiveDelta) -> bool:
        """Place the outputs of some groups anew; return whether redirects may be others now."""
        again = dict.fromkeys(groups)
        new: list[tuple[GroupKey, PlannedOutput]] = []
        changed = {group for group in again if group != REDIRECTS and self._take_out(group, new)}
        hits = [self._place(group, output) for group, output in new]
        dropped = self._dropped()
        # Static files are planned in every build.
        rivals = {*dropped.groups} & (again.keys() - {STATIC_FILES} | changed)
        looks_again = REDIRECTS in again or any(hits) or rivals or _are_named(dropped.groups, delta)
        if looks_again:
            self._place_aliases()
        else:
            self.inputs = replace(self.inputs, dropped_aliases=frozenset(dropped.aliases))
            found = (problem for _, problem in self._conflicts([]))
            self.conflicts = (*found, *dropped.problems)
        self.came, self.gone = self.came - self.gone, self.gone - self.came
        self._paths.set_count(len(self.came) - len(self.gone))
        return bool(looks_again)

    def _outputs(self, group: GroupKey) -> list[PlannedOutput]:
        return list(plan_group(self.inputs, self.inputs.questions, group))

    def _stored(self, group: GroupKey) -> dict[str, str]:
        """Return the addresses of a group as it was planned last, with their templates."""
        stored = self._rows.get((group.kind, group.key))
        return {page.address: page.template for page in stored.pages} if stored else {}

    def _take_out(self, group: GroupKey, new: list[tuple[GroupKey, PlannedOutput]]) -> bool:
        """Remove the addresses that a group has no more, and list what is new in it.

        Return whether there is any of both.
        """
        with self._notes.captured() as reads:
            stored, outputs = self._stored(group), self._outputs(group)
        if len(self.outputs) < _MAX_KEPT:
            self.outputs[group] = outputs, reads
        addresses = [output.address for output in outputs]
        if not (stored or outputs):
            return False
        number = self._rows.number((group.kind, group.key))
        if not is_conflict_free(addresses):
            self._concerned.add(number)
        gone = stored.keys() - addresses
        for address in gone:
            self._paths.remove(address, number)
        self.gone |= gone
        others = [one for one in outputs if stored.get(one.address) != _template(one)]
        new.extend((group, output) for output in others)
        return bool(gone or others)

    def _place(self, group: GroupKey, output: PlannedOutput) -> bool:
        """Place an output that is new; return whether an alias has to give way."""
        number = self._rows.number((group.kind, group.key))
        rivals = self._paths.rivals(output.address)
        aliases = self._rows.find((REDIRECTS.kind, REDIRECTS.key))
        given = [rival for rival, other in rivals.items() if other == aliases]
        for rival in given:
            self._paths.remove(rival, rivals.pop(rival))
            self.gone.add(rival)
        if {*rivals.values()} <= {number}:  # conflicts within the group are known already
            self._paths.put(output.address, number, _template(output))
            self.came |= {output.address} - rivals.keys()
        else:
            self._concerned |= {number, *rivals.values()}
        return bool(given)

    def _find_clashes(self, group: GroupKey) -> None:
        """Find the groups in conflict with one, where all were added to a new database."""
        number = self._rows.number((group.kind, group.key))
        addresses = [output.address for output in self._outputs(group)]
        rivals = (self._paths.rivals(address).values() for address in addresses)
        others = {*chain.from_iterable(rivals)} - {number}
        if others or not is_conflict_free(addresses):
            self._concerned |= {number, *others}

    def _place_aliases(self) -> None:
        """Place redirects; aliases whose addresses something else has are dropped."""
        stored, number = self._stored(REDIRECTS), 0
        for address in stored:
            number = number or self._rows.number((REDIRECTS.kind, REDIRECTS.key))
            self._paths.remove(address, number)
        self.inputs = replace(self.inputs, dropped_aliases=frozenset())
        outputs = self._outputs(REDIRECTS)
        addresses = [output.address for output in outputs]
        rivals = {*chain.from_iterable(self._paths.rivals(one).values() for one in addresses)}
        dropped = DroppedAliases()
        self._concerned |= rivals
        if self._concerned or not is_conflict_free(addresses):
            dropped = self._drop_aliases(outputs, rivals)
            outputs = self._outputs(REDIRECTS)
        for output in outputs:
            number = number or self._rows.number((REDIRECTS.kind, REDIRECTS.key))
            self._paths.put(output.address, number, _template(output))
        self.gone |= stored.keys()
        self.came.update(output.address for output in outputs)
        self._database.put("header", "dropped aliases", codec.encode(dropped))

    def _drop_aliases(self, redirects: list[PlannedOutput], rivals: set[int]) -> DroppedAliases:
        """Take out the aliases that collide, and tell all conflicts."""
        conflicts = self._conflicts(redirects)
        aliases = {
            (output.address, output.owner().location): problem
            for output, problem in conflicts
            if is_alias_redirect(output)
        }
        self.inputs = replace(self.inputs, dropped_aliases=frozenset(aliases))
        self.conflicts = tuple(problem for _, problem in conflicts)
        groups = tuple(sorted(map(self._key, rivals), key=plan_order))
        return DroppedAliases(tuple(sorted(aliases)), groups, tuple(aliases.values()))

    def _conflicts(
        self, redirects: list[PlannedOutput]
    ) -> tuple[tuple[PlannedOutput, Problem], ...]:
        """Return the outputs of groups in conflict that come too late, each with its problem.

        Files come after pages, and redirects last, so that they lose a conflict.
        """
        groups = sorted(map(self._key, self._concerned), key=self._claim_order)
        outputs = [output for group in groups for output in self._outputs(group)]
        outputs.sort(key=lambda output: isinstance(output, StaticFile))
        return tuple(route_conflicts((*outputs, *redirects)))

    def _key(self, number: int) -> GroupKey:
        kind, name = self._rows.key_of(number)
        return group_key(kind, name)

    def _claim_order(self, group: GroupKey) -> tuple[object, ...]:
        """Return what sorts groups in conflict: of articles, the newest comes first."""
        if group.kind != "article":
            return plan_order(group)
        row = self._database.get("places", group.key)
        place = row[0] if row else 0
        is_withdrawn = self._database.get("entries", WITHDRAWN_LIST, place) is not None
        return _GROUP_KINDS.index(group.kind), is_withdrawn, -place

    def _dropped(self) -> DroppedAliases:
        row = self._database.get("header", "dropped aliases")
        return codec.decode(row[0], DroppedAliases) if row else DroppedAliases()


def plan_order(group: GroupKey) -> tuple[int, str]:
    """Return what sorts groups, so that what is told of them has an order."""
    return _GROUP_KINDS.index(group.kind), group.key


def group_key(kind: str, name: str) -> GroupKey:
    """Return the key of a group of which the kind is known to be one."""
    return GroupKey(cast("GroupKind", kind), name)


def _template(output: PlannedOutput) -> str:
    return COPIED if isinstance(output, StaticFile) else output.template


def _are_named(groups: Iterable[GroupKey], delta: ArchiveDelta) -> bool:
    """Return whether one of the groups is that of a touched name.

    Where a name is declared is part of problems and of no page.
    """
    terms = chain.from_iterable(delta.terms.values())
    names = {f"{term.kind}:{term.name}" for term in terms if term}
    return any(not names.isdisjoint(re.split(r"[\n|]", group.key)) for group in groups)
