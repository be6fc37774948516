"""Builds the chrome, which is around every page, from the configuration.

Refuses menu entries and a corrections policy that lead nowhere (N201).
"""

import re
from collections.abc import Collection
from urllib.parse import urlsplit

from newsgen.content.did_you_mean import did_you_mean
from newsgen.model.config import CONFIG_FILE, ArchivePicture, Config
from newsgen.model.kind import Kind
from newsgen.model.problem import Location, Problem, problem
from newsgen.model.text_direction import direction
from newsgen.pages.cards import terms_with_articles
from newsgen.pages.link_resolver import LinkResolver
from newsgen.pages.view_components import Link, Picture
from newsgen.pages.views import Chrome

_ABSOLUTE_URL = re.compile(r"(?:https?://|mailto:|tel:)[^\s]+")
"""What newsgen.yml may have instead of an address of the site: narrower than what texts may."""

_PICTURE_ENDINGS = (".avif", ".gif", ".jpeg", ".jpg", ".png", ".webp")


def chrome(config: Config, link_resolver: LinkResolver) -> tuple[Chrome, tuple[Problem, ...]]:
    """Return the chrome of a site and its problems; a menu entry that leads nowhere is left out."""
    pages = {page.path: page.address for page in link_resolver.inputs.archive.plain_pages}
    menu: list[Link] = []
    problems: list[Problem] = []
    addresses = link_resolver.addresses
    for item in config.menu:
        target, targets = (item.page, pages) if item.page else (item.url, addresses)
        if target in targets:
            menu.append(Link(item.label, pages[target] if item.page else target))
        elif not item.page and _ABSOLUTE_URL.fullmatch(target):
            menu.append(Link(item.label, target))
        else:
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
    image, image_problems = _picture(config.image, link_resolver.addresses)
    logo = publisher.logo  # a path counts from the root
    site_chrome = Chrome(
        title=config.title,
        tagline=config.tagline,
        base_url=config.base_url,
        search=config.search,
        data=config.data,
        language=config.language,
        direction=direction(config.language),
        menu=tuple(menu),
        kinds=tuple(kind for kind in Kind if terms_with_articles(link_resolver.inputs, kind)),
        multilingual=bool(link_resolver.inputs.archive.languages),
        logo=logo if not logo or _ABSOLUTE_URL.fullmatch(logo) else f"/{logo.lstrip('/')}",
        publisher=Link(publisher.name, publisher.url) if publisher.name else None,
        image=image,
    )
    return site_chrome, (*problems, *image_problems)


def _picture(
    image: ArchivePicture | None, addresses: Collection[str]
) -> tuple[Picture | None, tuple[Problem, ...]]:
    """Return the picture of the archive; none, and a problem (N222), if it cannot be shown."""
    if image is None:
        return None, ()
    path = image.src.lstrip("/")
    address = "/" + path.removeprefix("static/root/")
    file = urlsplit(path).path.lower()
    if file.endswith((".svg", ".svgz")):
        message = f'image: "{image.src}" is an SVG picture, which is not shown beside links'
        hint = "name a PNG, JPEG or WebP file"
    elif _ABSOLUTE_URL.fullmatch(image.src):
        return Picture(image.src, image.alt, ""), ()
    elif address not in addresses:
        message = f'image: there is no "{image.src}"'
        pictures = [one.lstrip("/") for one in addresses if one.endswith(_PICTURE_ENDINGS)]
        hint = did_you_mean(path, pictures) or "put the file into static/, and name it as static/…"
    elif not file.endswith(_PICTURE_ENDINGS):
        message = f'image: "{image.src}" is no picture that browsers show'
        hint = "save it as PNG, JPEG or WebP"
    else:
        return Picture(address, image.alt, ""), ()
    return None, (problem("N222", image.location, message, hint),)
