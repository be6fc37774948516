"""Resolves symbolic targets to root addresses.

A text refers to articles and files by path and to pages by address. A link that leads nowhere is
removed.
"""

from collections.abc import Iterable
from dataclasses import dataclass

from newsgen.content.markdown.link_targets import ARTICLE_PREFIX, FILE_PREFIX, ROOT_PREFIX
from newsgen.model.article import Reference
from newsgen.pages import routes
from newsgen.pages.plan_inputs import PlanInputs, path_forms, path_on_disk

ADDRESS_PREFIX = ROOT_PREFIX.removesuffix("/")
"""What is before an address, which begins with a slash itself."""


@dataclass(frozen=True)
class LinkResolver:
    """Where everything is: the addresses of texts by path, and those of all pages and files."""

    inputs: PlanInputs

    def resolve(self, page_address: str, target: str) -> str | None:
        """Return the root address of a symbolic target on the page at an address, or None."""
        if target.startswith(ARTICLE_PREFIX):
            forms = dict.fromkeys(path_forms(target.removeprefix(ARTICLE_PREFIX)))
            return next(filter(None, map(self.text_address, forms)), None)
        if target.startswith(FILE_PREFIX):
            file = path_on_disk(target.removeprefix(FILE_PREFIX), self.inputs.files.other)
            return routes.file_address(page_address, file) if file else None
        address = target.removeprefix(ADDRESS_PREFIX)
        addresses = self.inputs.addresses
        return next((form for form in (address, address + "/") if form in addresses), None)

    def text_address(self, path: str) -> str | None:
        """Return the address of the article or plain page that a file makes."""
        if article := self.inputs.questions.face(path):
            return routes.dated_address(article)
        page = self.inputs.questions.plain_page(path)
        return page.address if page else None

    def target_addresses(
        self, page_address: str, references: Iterable[Reference]
    ) -> tuple[tuple[str, str | None], ...]:
        """Return every target of a text with its address, each once, in order of the targets."""
        targets = sorted({reference.target for reference in references})
        return tuple((target, self.resolve(page_address, target)) for target in targets)
