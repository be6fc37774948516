"""What stands around every page: configuration, and the addresses its menu leads to."""

import re

from newsgen.content.did_you_mean import did_you_mean
from newsgen.model.config import Config, MenuItem
from newsgen.model.language import direction
from newsgen.model.problem import Place, Problem, problem
from newsgen.pages.components import Link
from newsgen.pages.link_resolver import Lookup
from newsgen.pages.views import Chrome

_ABROAD = re.compile(r"(?:https?://|mailto:|tel:)[^\s]+")


def chrome(config: Config, lookup: Lookup) -> tuple[Chrome, tuple[Problem, ...]]:
    """The chrome of a site; a menu entry that leads nowhere is left out and reported (N201)."""
    pages = {page.path: page.address for page in lookup.edition.archive.pages}
    menu: list[Link] = []
    problems: list[Problem] = []
    for item in config.menu:
        if address := _address(item, pages, lookup):
            menu.append(Link(item.label, address))
        else:
            wanted, known = (item.page, pages) if item.page else (item.url, lookup.addresses)
            message = f'menu: there is no "{wanted}"'
            hint = did_you_mean(wanted, known) or "make that page, or mend the entry"
            problems.append(problem("N201", item.place, message, hint))
    policy = config.publisher.corrections_policy
    if policy and policy not in pages:
        message = f'publisher.corrections_policy: there is no "{policy}"'
        where = config.publisher.policy_place or Place("newsgen.yml")
        hint = did_you_mean(policy, pages) or "make that page, or take the line out"
        problems.append(problem("N201", where, message, hint))
    publisher = config.publisher
    made = Chrome(
        title=config.title,
        tagline=config.tagline,
        base_url=config.base_url,
        search=config.search,
        data=config.data,
        language=config.language,
        direction=direction(config.language),
        menu=tuple(menu),
        logo=_logo(publisher.logo),
        publisher=Link(publisher.name, publisher.url) if publisher.name else None,
    )
    return made, tuple(problems)


def _address(item: MenuItem, pages: dict[str, str], lookup: Lookup) -> str | None:
    if item.page:
        return pages.get(item.page)
    if _ABROAD.fullmatch(item.url):
        return item.url
    return item.url if item.url in lookup.addresses else None


def _logo(given: str) -> str:
    """An address; a path is one from the front page on."""
    return given if not given or _ABROAD.fullmatch(given) else f"/{given.lstrip('/')}"
