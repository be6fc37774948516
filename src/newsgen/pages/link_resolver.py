"""Symbolic targets → root addresses, and a problem for every one that leads nowhere.

A text refers to articles and files by path and to pages by address; only when every page's address
is known can it be said where that is. What is not there loses its link, never silently (N201–N203).
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import PurePosixPath

from newsgen.content.did_you_mean import did_you_mean
from newsgen.content.markdown import ARTICLE_PREFIX, FILE_PREFIX, ROOT_PREFIX
from newsgen.model.article import Reference
from newsgen.model.problem import Problem, problem
from newsgen.pages import routes
from newsgen.pages.cards import article_address
from newsgen.pages.plan_inputs import PlanInputs, path_on_disk

_ADDRESS_PREFIX = ROOT_PREFIX.removesuffix("/")
"""Before an address, which begins with a slash itself."""

_REFERABLE_FOLDERS = ("articles/", "pages/")


@dataclass(frozen=True)
class LinkResolver:
    """Where everything is.

    homes: as `homes` gives them; addresses: of every page and file of the site, as planned.
    """

    inputs: PlanInputs
    addresses_by_path: Mapping[str, str]
    addresses: frozenset[str]

    def resolve(self, page_address: str, target: str) -> str | None:
        """The root address of a symbolic target on the page at an address, or None."""
        if target.startswith(ARTICLE_PREFIX):
            article = path_on_disk(target.removeprefix(ARTICLE_PREFIX), self.addresses_by_path)
            return self.addresses_by_path[article] if article else None
        if target.startswith(FILE_PREFIX):
            file = path_on_disk(target.removeprefix(FILE_PREFIX), self.inputs.attachment_paths)
            return page_address + PurePosixPath(file).name if file else None
        wanted = target.removeprefix(_ADDRESS_PREFIX)
        return next((each for each in (wanted, wanted + "/") if each in self.addresses), None)

    def resolve_all(
        self, page_address: str, references: Iterable[Reference]
    ) -> tuple[str | None, ...]:
        """The addresses of references on the page at an address, in their order."""
        homes = self.addresses_by_path  # where nearly all lead to
        return tuple(
            homes.get(each.target.removeprefix(ARTICLE_PREFIX))
            or self.resolve(page_address, each.target)
            for each in references
        )

    def target_addresses(
        self, page_address: str, references: Iterable[Reference]
    ) -> tuple[tuple[str, str | None], ...]:
        """Every target of a text and its address, each once, in order of the targets."""
        targets = sorted({reference.target for reference in references})
        return tuple((target, self.resolve(page_address, target)) for target in targets)

    def broken_links(
        self, path: str, references: tuple[Reference, ...]
    ) -> tuple[tuple[str, Reference], ...]:
        """The references in a file that lead nowhere, each with the file's path."""
        led = self.resolve_all(self.addresses_by_path.get(path, routes.FRONT_PAGE), references)
        pairs = zip(references, led, strict=True)
        return tuple((path, reference) for reference, address in pairs if address is None)

    def broken_link_problem(self, path: str, reference: Reference) -> Problem:
        """What is to be said of a reference in a file that leads nowhere."""
        target, place = reference.target, reference.location(path)
        if target.startswith(_ADDRESS_PREFIX):
            wanted = target.removeprefix(_ADDRESS_PREFIX)
            near = did_you_mean(wanted, self.addresses) if len(self.addresses) < 5000 else ""
            hint = near or "mend the address or take the link out"
            message = f'the archive has nothing at "{wanted}"'
        else:
            wanted = target.removeprefix(ARTICLE_PREFIX).removeprefix(FILE_PREFIX)
            if wanted in self.inputs.hidden_paths:
                message = f'"{wanted}" is left out of this build'
                return problem("N202", place, message, "the text of the link is kept")
            beside = self._similar_paths(wanted, of_articles=target.startswith(ARTICLE_PREFIX)) - {
                place.path
            }
            near = did_you_mean(wanted, beside)
            hint = near or "check the path, which starts at this file's folder"
            where = "" if wanted.startswith(_REFERABLE_FOLDERS) else " in articles/ or pages/"
            message = f'there is no file "{wanted}"{where}'
        return problem("N203" if reference.is_image else "N201", place, message, hint)

    def _similar_paths(self, missing_path: str, *, of_articles: bool) -> set[str]:
        """The paths that share a folder or a name with one: likeness of all would take too long."""
        shared = self._articles_by_part if of_articles else self._files_by_part
        return {path for part in _path_parts(missing_path) for path in shared.get(part, ())}

    @cached_property
    def _articles_by_part(self) -> Mapping[str, list[str]]:
        return _paths_by_part(self.addresses_by_path)

    @cached_property
    def _files_by_part(self) -> Mapping[str, list[str]]:
        return _paths_by_part(self.inputs.attachment_paths)


def addresses_by_path(inputs: PlanInputs) -> dict[str, str]:
    """The addresses of all articles, withdrawn ones too, and plain pages, by their paths."""
    archive = inputs.archive
    articles = {
        path: article_address(article) for path, article in archive.articles_by_path.items()
    }
    return articles | {page.path: page.address for page in archive.plain_pages}


def _paths_by_part(paths: Iterable[str]) -> Mapping[str, list[str]]:
    found: dict[str, list[str]] = defaultdict(list)
    for path in paths:
        for part in _path_parts(path):
            found[part].append(path)
    return found


def _path_parts(path: str) -> tuple[str, str]:
    """The folder of a path, and its name without an ending."""
    folder, _, name = path.rpartition("/")
    return f"{folder}/", PurePosixPath(name).stem
