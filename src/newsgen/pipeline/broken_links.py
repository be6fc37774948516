"""Finds links and pictures that lead nowhere (N201 to N203), and says what was likely meant."""

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping
from functools import cached_property
from itertools import chain

from newsgen.content.did_you_mean import did_you_mean
from newsgen.content.markdown.link_targets import ARTICLE_PREFIX, FILE_PREFIX
from newsgen.model.article import Reference
from newsgen.model.config import KEPT_PREFIX
from newsgen.model.problem import Location, Problem, problem
from newsgen.pages.link_resolver import ADDRESS_PREFIX, LinkResolver
from newsgen.pages.plan_inputs import PlanInputs
from newsgen.pipeline.noted_sets import NotedSet
from newsgen.store.problem_archive import ProblemArchive
from newsgen.store.read_notes import ReadNotes
from newsgen.store.rival_groups import part_keys, path_parts

FEW_ADDRESSES = 5000
"""An address that is missing is compared with all only if there are fewer."""

_REFERABLE_FOLDERS = ("articles/", "pages/")

_HOST = re.compile(r"www(?:\.[\w-]+)+|(?:[\w-]+\.)+(?:com|org|net|edu|gov|info|int|eu|uk)")
_MAIL_ADDRESS = re.compile(r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+")


class BrokenLinks:
    """Finds references that lead nowhere; what their hints need of all paths is gathered once."""

    def __init__(
        self, inputs: PlanInputs, archive: ProblemArchive, hidden_paths: frozenset[str]
    ) -> None:
        """Take the inputs with all addresses, and the paths of texts that are not shown."""
        self._inputs = inputs
        self._links = LinkResolver(inputs)
        self._archive = archive
        self._hidden_paths = NotedSet(hidden_paths, "hidden", archive.notes)

    @property
    def _notes(self) -> ReadNotes:
        return self._archive.notes

    def problems(
        self, path: str, page_address: str, references: tuple[Reference, ...]
    ) -> Iterator[Problem]:
        """Yield the problems of the references in a file, of which the page has an address."""
        for reference in references:
            if self._links.resolve(page_address, reference.target) is None:
                yield self._problem(path, reference)

    def _problem(self, path: str, reference: Reference) -> Problem:
        target, location = reference.target, reference.location(path)
        code = "N203" if reference.is_image else "N201"
        if target.startswith(ADDRESS_PREFIX):
            missing = target.removeprefix(ADDRESS_PREFIX)
            hint = self._similar_address(missing) or "mend the address or take the link out"
            return problem(code, location, f'the archive has nothing at "{missing}"', hint)
        missing = target.removeprefix(ARTICLE_PREFIX).removeprefix(FILE_PREFIX)
        if missing.startswith(KEPT_PREFIX):
            message = f'archived_url: there is no file "{missing}"'
            return problem(code, location, message, "run newsgen keep, or take the key out")
        if missing in self._hidden_paths:
            message = f'"{missing}" is left out of this build'
            return problem("N202", location, message, "the text of the link is kept")
        if meant := self._meant_target(target, missing.rpartition("/")[2]):
            message = f'there is no file "{missing}"'
            return problem(code, location, message, f"did you mean {meant}?")
        similar = self._similar_path(target, missing, location)
        hint = similar or "check the path, which starts at this file's folder"
        where = "" if missing.startswith(_REFERABLE_FOLDERS) else " in articles/ or pages/"
        return problem(code, location, f'there is no file "{missing}"{where}', hint)

    def _similar_address(self, missing: str) -> str:
        addresses = self._inputs.addresses
        if len(addresses) >= FEW_ADDRESSES:
            return ""
        self._notes.note_index("addresses")
        return did_you_mean(missing, addresses)

    def _similar_path(self, target: str, missing: str, location: Location) -> str:
        # Paths that share a folder or a name with it: to compare all takes too long.
        if target.startswith(ARTICLE_PREFIX):
            prefix = ARTICLE_PREFIX
            for index, key in part_keys((missing,)):
                self._notes.note_key(index, key.decode())
        else:
            prefix = FILE_PREFIX
            self._notes.note_index("files")
        near = (self._paths_by_part.get((prefix, part), ()) for part in path_parts(missing))
        return did_you_mean(missing, {*chain(*near)} - {location.path})

    def _meant_target(self, target: str, name: str) -> str:
        """Return what a target that is no file most likely means, if its form alone tells.

        name: the last part of its path.
        """
        path = target.removeprefix(FILE_PREFIX)
        if self._links.text_address(f"{path}.md"):
            return f'"{name}.md"'
        if _MAIL_ADDRESS.fullmatch(name):
            return f"mailto:{name}"
        host = next((part for part in path.split("/") if _HOST.fullmatch(part)), "")
        return f"https://{path[path.index(host) :]}" if host else ""

    @cached_property
    def _paths_by_part(self) -> Mapping[tuple[str, str], list[str]]:
        by_part: dict[tuple[str, str], list[str]] = defaultdict(list)
        texts, files = self._archive.text_paths(), self._inputs.files.other
        for prefix, paths in ((ARTICLE_PREFIX, texts), (FILE_PREFIX, files)):
            for path in paths:
                for part in path_parts(path):
                    by_part[prefix, part].append(path)
        return by_part
