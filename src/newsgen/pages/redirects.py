"""Former addresses of articles and names, and where they lead now."""

from collections.abc import Iterable, Iterator
from functools import partial

from newsgen.archive.term import Term
from newsgen.model.address_rules import fold_path, redirect_address
from newsgen.model.config import CONFIG_FILE
from newsgen.model.problem import Location
from newsgen.model.slug import slug
from newsgen.pages import routes
from newsgen.pages.cards import article_address, term_address
from newsgen.pages.machine_views import RedirectsView
from newsgen.pages.name_periods import NameHistory
from newsgen.pages.page_group import PlannedPage, RouteOwner
from newsgen.pages.plan_inputs import PlanInputs
from newsgen.pages.views import RedirectView

REDIRECT_TEMPLATE = "redirect.html"


def redirect_pages(inputs: PlanInputs, _: str = "") -> Iterator[PlannedPage]:
    """Yield a small page at every former address, and the list of all for hosts that read it."""
    article_aliases = (
        (alias.address, article_address(article), alias.location)
        for alias, article in inputs.questions.former_addresses()
    )
    redirects = sorted(
        (alias, location, target)
        for alias, target, location in (
            *article_aliases,
            *former_name_aliases(inputs),
            *_former_period_aliases(inputs),
        )
        if (redirect_address(alias), location) not in inputs.dropped_aliases
    )
    redirects = list(_redirects_of_use(redirects))
    for alias, location, target in redirects:
        address = redirect_address(alias)
        hint = "take the alias out, or move what is there"
        owner = partial(RouteOwner, f"the alias {alias}", location, hint)
        view = partial(RedirectView, address, target)
        yield PlannedPage(address, REDIRECT_TEMPLATE, owner, view)
    if redirects:
        hint = "take the other file out"
        owner = partial(RouteOwner, "the list of redirects", Location(CONFIG_FILE), hint)
        rules = tuple((alias, target) for alias, _, target in redirects)
        list_view = partial(RedirectsView, routes.REDIRECTS, rules)
        yield PlannedPage(routes.REDIRECTS, "", owner, list_view)


def _redirects_of_use(
    redirects: Iterable[tuple[str, Location, str]],
) -> Iterator[tuple[str, Location, str]]:
    """Yield the redirects that do not lead from a page to itself, each once.

    What differs in capitals, or in the slash at the end, is one place to many file systems.
    """
    seen: set[tuple[str, str]] = set()
    for alias, location, target in redirects:
        place = fold_path(routes.output_path(redirect_address(alias)))
        if place != fold_path(routes.output_path(target)) and (place, target) not in seen:
            seen.add((place, target))
            yield alias, location, target


def former_name_aliases(inputs: PlanInputs) -> Iterator[tuple[str, str, Location]]:
    """Yield the addresses of former names with their targets, unless the slug stayed the same."""
    for term, alias, location in _terms_with_former_names(inputs):
        yield alias, term_address(term), location


def _former_period_aliases(inputs: PlanInputs) -> Iterator[tuple[str, str, Location]]:
    """Yield the addresses that the years and months of names had below their former names."""
    for term, alias, location in _terms_with_former_names(inputs):
        name = NameHistory.of_term(inputs, term)
        for period, _ in name.periods():
            address, target = (
                routes.period_address_below(home, period) for home in (alias, name.address)
            )
            yield address, target, location


def _terms_with_former_names(inputs: PlanInputs) -> Iterator[tuple[Term, str, Location]]:
    """Yield each name that has a former one, with the address and place of that."""
    for term in inputs.questions.former_names():
        yield from ((term, alias, place) for alias, place in former_homes(inputs, term))


def former_homes(inputs: PlanInputs, term: Term) -> Iterator[tuple[str, Location]]:
    """Yield the addresses that a name's page had under former names, with the places of these."""
    for former in term.authority.former if term.authority else ():
        alias = routes.name_address(term.kind, slug(former.text, inputs.config.slugs))
        if alias != term_address(term):
            yield alias, former.location
