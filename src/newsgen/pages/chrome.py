"""Builds the chrome, which is around every page, from the configuration.

Refuses menu entries and a corrections policy that lead nowhere (N201), and pictures that are not
there or that nobody shows (N222).
"""

import re
from collections.abc import Collection
from urllib.parse import urlsplit

from newsgen.content.did_you_mean import did_you_mean
from newsgen.model.kind import Kind
from newsgen.model.problem import Location, Problem, problem
from newsgen.model.text_direction import direction
from newsgen.model.value import Value
from newsgen.pages.chrome_view import Chrome
from newsgen.pages.language_pages import archive_languages
from newsgen.pages.plan_inputs import PlanInputs
from newsgen.pages.view_components import Link, Picture

_ABSOLUTE_URL = re.compile(r"(?:https?://|mailto:|tel:)[^\s]+")
"""What newsgen.yml may have instead of an address of the site: narrower than what texts may."""

_PICTURE_ENDINGS = (".avif", ".gif", ".jpeg", ".jpg", ".png", ".webp")


def chrome(inputs: PlanInputs) -> tuple[Chrome, tuple[Problem, ...]]:
    """Return the chrome of a site and its problems; a menu entry that leads nowhere is left out."""
    config, addresses = inputs.config, inputs.addresses
    pages = {page.path: page.address for page in inputs.questions.plain_pages()}
    menu: list[Link] = []
    problems: list[Problem] = []
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
        location = publisher.locations["corrections_policy"]
        hint = did_you_mean(policy, pages) or "make that page, or take the line out"
        problems.append(problem("N201", location, message, hint))
    pictures = _PictureAddresses(addresses, problems)
    image = config.image
    image_address = image and pictures.find("image", image.src, image.location)
    logo = publisher.logo
    logo_address = logo and pictures.find("publisher.logo", logo, publisher.locations["logo"])
    site_chrome = Chrome(
        title=config.title,
        tagline=config.tagline,
        base_url=config.base_url,
        search=config.search,
        ninjs=config.ninjs,
        data=config.data,
        language=config.language,
        direction=direction(config.language),
        menu=tuple(menu),
        kinds=tuple(kind for kind in Kind if inputs.questions.has_more_names(kind, 0)),
        multilingual=bool(archive_languages(inputs)),
        logo=logo_address,
        publisher=Link(publisher.name, publisher.url) if publisher.name else None,
        image=Picture(image_address, image.alt, "") if image and image_address else None,
        for_disk=config.for_disk,
        accent=config.accent,
    )
    return site_chrome, tuple(problems)


class _PictureAddresses(Value, frozen=True):
    """The addresses of pictures that newsgen.yml names; N222 where one cannot be shown."""

    addresses: Collection[str]
    problems: list[Problem]

    def find(self, key: str, src: str, location: Location) -> str:
        """Return the address of a picture, which counts from the root; empty if there is none."""
        path = src.lstrip("/")
        address = "/" + path.removeprefix("static/root/")
        file = urlsplit(path).path.lower()
        endings = _PICTURE_ENDINGS if key == "image" else (*_PICTURE_ENDINGS, ".svg")
        if key == "image" and file.endswith((".svg", ".svgz")):
            message = f'"{src}" is an SVG picture, which is not shown beside links'
            hint = "name a PNG, JPEG or WebP file"
        elif _ABSOLUTE_URL.fullmatch(src):
            return src
        elif address not in self.addresses:
            message = f'there is no "{src}"'
            names = [one.lstrip("/") for one in self.addresses if one.endswith(endings)]
            advice = "put the file into static/, and name it as static/…"
            hint = did_you_mean(path, names) or advice
        elif not file.endswith(endings):
            message = f'"{src}" is no picture that browsers show'
            hint = "save it as PNG, JPEG or WebP"
        else:
            return address
        self.problems.append(problem("N222", location, f"{key}: {message}", hint))
        return ""
