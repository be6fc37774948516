"""What stands around every page: configuration, and the addresses its menu leads to."""

import re

from newsgen.content.did_you_mean import did_you_mean
from newsgen.model.config import Config, MenuItem
from newsgen.model.language import direction
from newsgen.model.problem import Location, Problem, problem
from newsgen.pages.components import Link
from newsgen.pages.link_resolver import LinkResolver
from newsgen.pages.views import Chrome

_EXTERNAL = re.compile(r"(?:https?://|mailto:|tel:)[^\s]+")


def chrome(config: Config, link_resolver: LinkResolver) -> tuple[Chrome, tuple[Problem, ...]]:
    """The chrome of a site; a menu entry that leads nowhere is left out and reported (N201)."""
    pages = {page.path: page.address for page in link_resolver.inputs.archive.plain_pages}
    menu: list[Link] = []
    problems: list[Problem] = []
    for item in config.menu:
        if address := _menu_address(item, pages, link_resolver):
            menu.append(Link(item.label, address))
        else:
            wanted, known = (item.page, pages) if item.page else (item.url, link_resolver.addresses)
            message = f'menu: there is no "{wanted}"'
            hint = did_you_mean(wanted, known) or "make that page, or mend the entry"
            problems.append(problem("N201", item.place, message, hint))
    policy = config.publisher.corrections_policy
    if policy and policy not in pages:
        message = f'publisher.corrections_policy: there is no "{policy}"'
        where = config.publisher.policy_place or Location("newsgen.yml")
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
        logo=_logo_address(publisher.logo),
        publisher=Link(publisher.name, publisher.url) if publisher.name else None,
    )
    return made, tuple(problems)


def _menu_address(
    item: MenuItem, addresses_by_path: dict[str, str], link_resolver: LinkResolver
) -> str | None:
    if item.page:
        return addresses_by_path.get(item.page)
    if _EXTERNAL.fullmatch(item.url):
        return item.url
    return item.url if item.url in link_resolver.addresses else None


def _logo_address(logo: str) -> str:
    """An address; a path is one from the front page on."""
    return logo if not logo or _EXTERNAL.fullmatch(logo) else f"/{logo.lstrip('/')}"
