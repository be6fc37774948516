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
from newsgen.content.markdown import ARTICLE, FILE, ROOT
from newsgen.model.article import Reference
from newsgen.model.problem import Problem, problem
from newsgen.pages import routes
from newsgen.pages.cards import article_address
from newsgen.pages.plan_inputs import Edition, spelled

_ROOT = ROOT.removesuffix("/")
"""Before an address, which begins with a slash itself."""

_REFERABLE = ("articles/", "pages/")


@dataclass(frozen=True)
class Lookup:
    """Where everything is.

    homes: as `homes` gives them; addresses: of every page and file of the site, as planned.
    """

    edition: Edition
    homes: Mapping[str, str]
    addresses: frozenset[str]

    def address(self, page: str, target: str) -> str | None:
        """The root address of a symbolic target on the page at an address, or None."""
        if target.startswith(ARTICLE):
            article = spelled(target.removeprefix(ARTICLE), self.homes)
            return self.homes[article] if article else None
        if target.startswith(FILE):
            file = spelled(target.removeprefix(FILE), self.edition.files)
            return page + PurePosixPath(file).name if file else None
        wanted = target.removeprefix(_ROOT)
        return next((each for each in (wanted, wanted + "/") if each in self.addresses), None)

    def leads(self, page: str, references: Iterable[Reference]) -> tuple[str | None, ...]:
        """The addresses of references on the page at an address, in their order."""
        homes = self.homes  # where nearly all lead to
        return tuple(
            homes.get(each.target.removeprefix(ARTICLE)) or self.address(page, each.target)
            for each in references
        )

    def table(
        self, page: str, references: Iterable[Reference]
    ) -> tuple[tuple[str, str | None], ...]:
        """Every target of a text and its address, each once, in order of the targets."""
        targets = sorted({reference.target for reference in references})
        return tuple((target, self.address(page, target)) for target in targets)

    def astray(
        self, path: str, references: tuple[Reference, ...]
    ) -> tuple[tuple[str, Reference], ...]:
        """The references in a file that lead nowhere, each with the file's path."""
        led = self.leads(self.homes.get(path, routes.FRONT), references)
        pairs = zip(references, led, strict=True)
        return tuple((path, reference) for reference, address in pairs if address is None)

    def problem(self, path: str, reference: Reference) -> Problem:
        """What is to be said of a reference in a file that leads nowhere."""
        target, place = reference.target, reference.place(path)
        if target.startswith(_ROOT):
            wanted = target.removeprefix(_ROOT)
            near = did_you_mean(wanted, self.addresses) if len(self.addresses) < 5000 else ""
            hint = near or "mend the address or take the link out"
            message = f'the archive has nothing at "{wanted}"'
        else:
            wanted = target.removeprefix(ARTICLE).removeprefix(FILE)
            if wanted in self.edition.hidden:
                message = f'"{wanted}" is left out of this build'
                return problem("N202", place, message, "the text of the link is kept")
            beside = self._beside(wanted, of_articles=target.startswith(ARTICLE)) - {place.path}
            near = did_you_mean(wanted, beside)
            hint = near or "check the path, which starts at this file's folder"
            where = "" if wanted.startswith(_REFERABLE) else " in articles/ or pages/"
            message = f'there is no file "{wanted}"{where}'
        return problem("N203" if reference.image else "N201", place, message, hint)

    def _beside(self, wanted: str, *, of_articles: bool) -> set[str]:
        """The paths that share a folder or a name with one: likeness of all would take too long."""
        shared = self._articles_by_part if of_articles else self._files_by_part
        return {path for part in _parts(wanted) for path in shared.get(part, ())}

    @cached_property
    def _articles_by_part(self) -> Mapping[str, list[str]]:
        return _by_part(self.homes)

    @cached_property
    def _files_by_part(self) -> Mapping[str, list[str]]:
        return _by_part(self.edition.files)


def homes(edition: Edition) -> dict[str, str]:
    """The addresses of all articles, withdrawn ones too, and plain pages, by their paths."""
    archive = edition.archive
    articles = {path: article_address(article) for path, article in archive.by_path.items()}
    return articles | {page.path: page.address for page in archive.pages}


def _by_part(paths: Iterable[str]) -> Mapping[str, list[str]]:
    found: dict[str, list[str]] = defaultdict(list)
    for path in paths:
        for part in _parts(path):
            found[part].append(path)
    return found


def _parts(path: str) -> tuple[str, str]:
    """The folder of a path, and its name without an ending."""
    folder, _, name = path.rpartition("/")
    return f"{folder}/", PurePosixPath(name).stem
