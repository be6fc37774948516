"""Resolves symbolic targets to root addresses, with a problem for each that leads nowhere.

A text refers to articles and files by path and to pages by address. A link that leads nowhere is
removed and reported (N201 to N203).
"""

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property
from itertools import chain
from pathlib import PurePosixPath

from newsgen.archive.questions import ARTICLES, WITHDRAWN
from newsgen.content.did_you_mean import did_you_mean
from newsgen.content.markdown import ARTICLE_PREFIX, FILE_PREFIX, ROOT_PREFIX
from newsgen.model.article import Reference
from newsgen.model.problem import Problem, problem
from newsgen.pages import routes
from newsgen.pages.cards import article_address
from newsgen.pages.page_group import BrokenLinks
from newsgen.pages.plan_inputs import PlanInputs, path_forms, path_on_disk

_ADDRESS_PREFIX = ROOT_PREFIX.removesuffix("/")
"""What is before an address, which begins with a slash itself."""

_REFERABLE_FOLDERS = ("articles/", "pages/")


_HOST = re.compile(r"www(?:\.[\w-]+)+|(?:[\w-]+\.)+(?:com|org|net|edu|gov|info|int|eu|uk)")
_MAIL_ADDRESS = re.compile(r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+")


@dataclass(frozen=True)
class LinkResolver:
    """Where everything is: the addresses of texts by path, and those of all pages and files."""

    inputs: PlanInputs

    def resolve(self, page_address: str, target: str) -> str | None:
        """Return the root address of a symbolic target on the page at an address, or None."""
        if target.startswith(ARTICLE_PREFIX):
            forms = dict.fromkeys(path_forms(target.removeprefix(ARTICLE_PREFIX)))
            return next(filter(None, map(self._text_address, forms)), None)
        if target.startswith(FILE_PREFIX):
            file = path_on_disk(target.removeprefix(FILE_PREFIX), self.inputs.site.other_files)
            return page_address + PurePosixPath(file).name if file else None
        address = target.removeprefix(_ADDRESS_PREFIX)
        addresses = self.inputs.addresses
        return next((form for form in (address, address + "/") if form in addresses), None)

    def _text_address(self, path: str) -> str | None:
        """Return the address of the article or plain page that a file makes."""
        if article := self.inputs.questions.face(path):
            return article_address(article)
        page = self.inputs.questions.plain_page(path)
        return page.address if page else None

    def resolve_all(
        self, page_address: str, references: Iterable[Reference]
    ) -> tuple[str | None, ...]:
        """Return the addresses of references on the page at an address, in their order."""
        return tuple(self.resolve(page_address, reference.target) for reference in references)

    def target_addresses(
        self, page_address: str, references: Iterable[Reference]
    ) -> tuple[tuple[str, str | None], ...]:
        """Return every target of a text with its address, each once, in order of the targets."""
        targets = sorted({reference.target for reference in references})
        return tuple((target, self.resolve(page_address, target)) for target in targets)

    def broken_links(self, path: str, references: tuple[Reference, ...]) -> BrokenLinks:
        """Return the references in a file that lead nowhere, each with the file's path."""
        if not references:
            return ()
        page_address = self._text_address(path) or routes.FRONT_PAGE
        pairs = zip(references, self.resolve_all(page_address, references), strict=True)
        return tuple((path, reference) for reference, address in pairs if address is None)

    def broken_link_problem(self, path: str, reference: Reference) -> Problem:
        """Return the problem of a reference in a file that leads nowhere."""
        target, location = reference.target, reference.location(path)
        if target.startswith(_ADDRESS_PREFIX):
            missing, addresses = target.removeprefix(_ADDRESS_PREFIX), self.inputs.addresses
            similar = did_you_mean(missing, addresses) if len(addresses) < 5000 else ""
            hint = similar or "mend the address or take the link out"
            message = f'the archive has nothing at "{missing}"'
        else:
            missing = target.removeprefix(ARTICLE_PREFIX).removeprefix(FILE_PREFIX)
            if missing in self.inputs.hidden_paths:
                message = f'"{missing}" is left out of this build'
                return problem("N202", location, message, "the text of the link is kept")
            prefix = ARTICLE_PREFIX if target.startswith(ARTICLE_PREFIX) else FILE_PREFIX
            # Paths that share a folder or a name with it: to compare all takes too long.
            if meant := self._meant_target(target, missing.rpartition("/")[2]):
                message = f'there is no file "{missing}"'
                code = "N203" if reference.is_image else "N201"
                return problem(code, location, message, f"did you mean {meant}?")
            near = (self._paths_by_part.get((prefix, part), ()) for part in _path_parts(missing))
            similar = did_you_mean(missing, {*chain(*near)} - {location.path})
            hint = similar or "check the path, which starts at this file's folder"
            where = "" if missing.startswith(_REFERABLE_FOLDERS) else " in articles/ or pages/"
            message = f'there is no file "{missing}"{where}'
        return problem("N203" if reference.is_image else "N201", location, message, hint)

    def _meant_target(self, target: str, name: str) -> str:
        """Return what a target that is no file most likely means, if its form alone tells.

        name: the last part of its path.
        """
        path = target.removeprefix(FILE_PREFIX)
        if self._text_address(f"{path}.md"):
            return f'"{name}.md"'
        if _MAIL_ADDRESS.fullmatch(name):
            return f"mailto:{name}"
        host = next((part for part in path.split("/") if _HOST.fullmatch(part)), "")
        return f"https://{path[path.index(host) :]}" if host else ""

    @cached_property
    def _paths_by_part(self) -> Mapping[tuple[str, str], list[str]]:
        by_part: dict[tuple[str, str], list[str]] = defaultdict(list)
        questions, files = self.inputs.questions, self.inputs.site.other_files
        articles = (*questions.entries(ARTICLES), *questions.entries(WITHDRAWN))
        pages = (page.path for page in questions.plain_pages())
        texts = (*(article.path for article in articles), *pages)
        for prefix, paths in ((ARTICLE_PREFIX, texts), (FILE_PREFIX, files)):
            for path in paths:
                for part in _path_parts(path):
                    by_part[prefix, part].append(path)
        return by_part


def _path_parts(path: str) -> tuple[str, str]:
    """Return the folder of a path, and its name without an ending."""
    folder, _, name = path.rpartition("/")
    return f"{folder}/", PurePosixPath(name).stem
