"""The kinds of pages an archive has, and one page of each: the one with most in it."""

from collections.abc import Callable, Iterable
from pathlib import Path

from newsgen.pages import routes
from newsgen.pages.page import Page
from newsgen.pages.period_views import PeriodView
from newsgen.pages.views import IndexView, NameView


def page_kind(page: Page) -> str:
    """What sort of page it is: its template, and what that draws in more than one form."""
    name = template_name(page)
    match page.view:
        case PeriodView(names=names, language=language, period=period):
            subject = " of a name" if names else " of a language" if language else ""
            return f"{name}, {period.span}{subject}"
        case NameView(kind=own) | IndexView(kind=own):
            return f"{name}, {own}"
    return name


def template_name(page: Page) -> str:
    """What draws a page, whatever it is of."""
    return page.template.removesuffix(".html")


def largest_pages(
    pages: Iterable[Page], out: Path, kind: Callable[[Page], str] = page_kind
) -> dict[str, str]:
    """The address of the largest page of every kind, the kinds in order.

    What is no page, as the rules for redirects, is left out.

    Args:
        pages: Those there are.
        out: Where they are built.
        kind: Tells of which kind one is.
    """
    chosen: dict[str, tuple[int, str]] = {}
    for page in pages:
        if page.template:
            size = (out / routes.output_path(page.address)).stat().st_size
            chosen[kind(page)] = max(chosen.get(kind(page), (0, "")), (size, page.address))
    return {name: address for name, (_, address) in sorted(chosen.items())}
