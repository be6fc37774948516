"""What axe-core has against a page as it stands in the browser; refuses to be silent.

`make test` fetches axe-core (tests/package.json). It is given to a page from outside, past the
Content-Security-Policy, and asks for what WCAG 2.2 AA demands and for what its authors advise
besides. A page is judged as it is then: in its scheme, at its width, with what was done in it.
"""

import json
import re
from dataclasses import dataclass
from functools import cache

from playwright.sync_api import Page, Route

from support.paths import NODE_MODULES

SCRIPT = (NODE_MODULES / "axe-core/axe.min.js").resolve()

TAGS = ("wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice")

LOOKS = {"light": 1280, "dark": 360}
"""Each scheme, and the width it is looked at in: colours are the same at any width, and what fits
neither on a desk nor on a phone is the same in any colour."""

_RUN = """async tags => {
  const {passes, violations} = await axe.run(document, {
    runOnly: {type: 'tag', values: tags}, resultTypes: ['violations'],
  });
  return [passes.length, violations.flatMap(({id, help, nodes}) => nodes.map(
    node => [id, help, node.target.flat(2).join(' '), node.html]))];
}"""


@dataclass(frozen=True, slots=True)
class Violation:
    """A rule that one element of a page breaks. target: its selector; html: how it begins."""

    rule: str
    help: str
    target: str
    html: str

    def __str__(self) -> str:
        return f"{self.rule}: {self.help}: {self.target}: {self.html[:160]}"


def version() -> str:
    """Which axe-core it is."""
    said: str = json.loads((SCRIPT.parent / "package.json").read_text("utf-8"))["version"]
    return said


PAGES = re.compile(r"(/|\.html)(\?|$)")
"""The addresses of pages. What belongs to a page is fetched without a question to these tests."""


def load(page: Page) -> None:
    """Have axe-core at hand in everything that will be opened in a window."""
    page.add_init_script(script())


def visit(page: Page, address: str, leads_on: bool) -> list[str]:
    """Open a page, stay there even if it leads on by itself, and give what axe finds in it."""
    if not leads_on:
        page.goto(address)
        return violations_in_all_looks(page)

    def stay(route: Route) -> None:
        request = route.request
        if request.is_navigation_request() and request.url != address:
            route.abort("aborted")
        else:
            route.continue_()

    page.route(PAGES, stay)
    page.goto(address)
    found = violations_in_all_looks(page)
    page.unroute_all(behavior="wait")
    return found


def violations_in_all_looks(page: Page) -> list[str]:
    """Everything that axe finds in the page by day on a desk and by night on a phone."""
    found = []
    for scheme, width in LOOKS.items():
        page.emulate_media(color_scheme=scheme)
        page.set_viewport_size({"width": width, "height": 844})
        found += [f"{scheme}: {each}" for each in violations(page)]
    return found


@cache
def script() -> str:
    """axe-core itself."""
    if not SCRIPT.is_file():
        raise FileNotFoundError(f"{SCRIPT} is missing; `make test` fetches it")
    return SCRIPT.read_text("utf-8")


def violations(page: Page) -> list[Violation]:
    """Everything that axe finds in the page, as it is shown now."""
    if not page.evaluate("() => 'axe' in window"):
        page.evaluate(script())
    passed, found = page.evaluate(_RUN, list(TAGS))
    if not passed:
        raise RuntimeError(f"axe found no rule to ask of {page.url}")
    return [Violation(*each) for each in found]
