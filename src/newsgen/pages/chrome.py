"""Builds the chrome, which is around every page, from the configuration.

Refuses menu entries and a corrections policy that lead nowhere (N201).
"""

import re

from newsgen.content.did_you_mean import did_you_mean
from newsgen.model.config import CONFIG_FILE, Config, MenuItem
from newsgen.model.problem import Location, Problem, problem
from newsgen.model.text_direction import direction
from newsgen.pages.link_resolver import LinkResolver
from newsgen.pages.view_components import Link
from newsgen.pages.views import Chrome

_ABSOLUTE_URL = re.compile(r"(?:https?://|mailto:|tel:)[^\s]+")
"""What newsgen.yml may have instead of an address of the site: narrower than what texts may."""


def chrome(config: Config, link_resolver: LinkResolver) -> tuple[Chrome, tuple[Problem, ...]]:
    """Return the chrome of a site and its problems; a menu entry that leads nowhere is left out."""
    pages = {page.path: page.address for page in link_resolver.inputs.archive.plain_pages}
    menu: list[Link] = []
    problems: list[Problem] = []
    for item in config.menu:
        if address := _menu_address(item, pages, link_resolver):
            menu.append(Link(item.label, address))
        else:
            target, targets = (
                (item.page, pages) if item.page else (item.url, link_resolver.addresses)
            )
            message = f'menu: there is no "{target}"'
            hint = did_you_mean(target, targets) or "make that page, or mend the entry"
            problems.append(problem("N201", item.location, message, hint))
    publisher = config.publisher
    policy = publisher.corrections_policy
    if policy and policy not in pages:
        message = f'publisher.corrections_policy: there is no "{policy}"'
        location = publisher.policy_location or Location(CONFIG_FILE)
        hint = did_you_mean(policy, pages) or "make that page, or take the line out"
        problems.append(problem("N201", location, message, hint))
    site_chrome = Chrome(
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
    return site_chrome, tuple(problems)


def _menu_address(
    item: MenuItem, addresses_by_path: dict[str, str], link_resolver: LinkResolver
) -> str | None:
    if item.page:
        return addresses_by_path.get(item.page)
    if _ABSOLUTE_URL.fullmatch(item.url):
        return item.url
    return item.url if item.url in link_resolver.addresses else None


def _logo_address(logo: str) -> str:
    """Return a root address or an absolute one; a path counts from the root."""
    return logo if not logo or _ABSOLUTE_URL.fullmatch(logo) else f"/{logo.lstrip('/')}"
