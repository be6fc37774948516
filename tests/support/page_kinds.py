"""The kinds of pages an archive has, and one page of each: the one with most in it."""

from collections.abc import Iterable
from pathlib import Path

from newsgen.pages import routes
from newsgen.pages.page import Page
from newsgen.pages.views import IndexView, NameView, PeriodView


def page_kind(page: Page) -> str:
    """What sort of page it is: its template, and what that draws in more than one form."""
    name = page.template.removesuffix(".html")
    match page.view:
        case PeriodView(names=names, language=language, period=period):
            subject = " of a name" if names else " of a language" if language else ""
            return f"{name}, {period.span}{subject}"
        case NameView(kind=own) | IndexView(kind=own):
            return f"{name}, {own}"
    return name


def largest_pages(pages: Iterable[Page], out: Path) -> dict[str, str]:
    """The address of the largest page of every kind, the kinds in order. out: where they are built.

    What is no page, as the rules for redirects, is left out.
    """
    chosen: dict[str, tuple[int, str]] = {}
    for page in pages:
        if page.template:
            size = (out / routes.output_path(page.address)).stat().st_size
            chosen[page_kind(page)] = max(
                chosen.get(page_kind(page), (0, "")), (size, page.address)
            )
    return {name: address for name, (_, address) in sorted(chosen.items())}
