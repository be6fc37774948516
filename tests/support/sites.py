"""The language of the tests: a small archive that is edited, built and looked at.

Site(tmp_path).article("a", title="New").build().shows("/2022/09/13/a/", "New")
"""

from __future__ import annotations

import json
import os
import re
import shutil
from collections.abc import Iterator
from datetime import UTC, datetime
from html import unescape
from pathlib import Path
from typing import Any
from urllib.parse import quote, unquote, urljoin, urlsplit

from newsgen.archive.questions import ARTICLES, WITHDRAWN
from newsgen.cli.result_text import problem_line
from newsgen.model.article import Article
from newsgen.model.tuning import Tuning
from newsgen.model.value import replace
from newsgen.pages.cards import new_card
from newsgen.pages.page import Page
from newsgen.pages.page_group import PlannedPage, StaticFile
from newsgen.pages.page_groups import page_groups
from newsgen.pages.plan_group import plan_group
from newsgen.pages.view_components import Card
from newsgen.pipeline.build import Scan, build, check
from newsgen.pipeline.open_session import OpenSession
from newsgen.pipeline.parse import ParsedSite, parse_site
from newsgen.pipeline.plan import SitePlan, plan_site
from newsgen.pipeline.request import BuildRequest, BuildResult
from newsgen.pipeline.scan import scan_site
from newsgen.runtime.pool import open_pool
from newsgen.store.cache import Cache
from newsgen.store.command_session import Session

INDEX = Path("search", "index")

NOW = datetime(2022, 10, 1, tzinfo=UTC)

SHARED = Tuning(
    sources_per_chunk=1,
    serial_sources=2,
    pages_per_chunk=3,
    serial_pages=0,
    planning_workers=2,
    names_per_page=2,
    names_per_file=2,
    recent_articles=2,
)
"""A handful of pages is enough work to be shared out, and a handful of names for letters."""

FEW_NAMES = Tuning(
    names_per_page=SHARED.names_per_page,
    names_per_file=SHARED.names_per_file,
)
"""A handful of names is divided by letters, and two stories are enough for a pair."""

TRUSTING = replace(FEW_NAMES, files_looked_at=1)
"""The output is trusted, as that of a large archive is: a build looks at one file."""


class Site:
    """A site in a folder of its own, with one output beside it."""

    def __init__(self, folder: Path, config: str = "title: The Test File\nsearch: false\n") -> None:
        self.folder = folder / "site"
        self.out = folder / "out"
        self.outcome = BuildResult("ok")
        self.tuning = Tuning()
        self.opened: OpenSession | None = None
        self.folder.mkdir(parents=True, exist_ok=True)
        self.write("newsgen.yml", config)

    def write(self, path: str, content: str | bytes) -> Site:
        """Put a file into the site."""
        file = self.folder / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(content if isinstance(content, bytes) else content.encode())
        return self

    def link(self, path: str, target: str) -> Site:
        """Put a symbolic link into the site; the target is written as it is."""
        file = self.folder / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.symlink_to(target)
        return self

    def pipe(self, path: str) -> Site:
        """Put something that is no regular file into the site."""
        file = self.folder / path
        file.parent.mkdir(parents=True, exist_ok=True)
        os.mkfifo(file)
        return self

    def copy(self, folder: Path) -> Site:
        """The same site and its output in another folder: cheaper than to build once more."""
        shutil.copytree(self.folder, folder / "site", symlinks=True)
        if self.out.exists():
            shutil.copytree(self.out, folder / "out", symlinks=True)
        twin = Site.__new__(Site)
        twin.folder, twin.out, twin.outcome = folder / "site", folder / "out", self.outcome
        twin.tuning, twin.opened = self.tuning, None
        return twin

    def delete(self, path: str) -> Site:
        """Take a file out of the site."""
        (self.folder / path).unlink()
        return self

    def article(self, name: str = "a", body: str = "The text.", **fields: Any) -> Site:
        """Write articles/NAME.md with the fields given and good ones for what it must have.

        A field that is None is left out.
        """
        given = {"title": name, "source": "Desk", "date": "2022-09-13"} | fields
        lines = [
            f"{key}: {value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)}"
            for key, value in given.items()
            if value is not None
        ]
        return self.write(f"articles/{name}.md", "\n".join(["---", *lines, "---", body, ""]))

    def build(self, scan: Scan | None = None, **options: Any) -> Site:
        """Build; what became of it is `outcome`."""
        options = {"workers": 1, "now": NOW, "tuning": self.tuning} | options
        request = BuildRequest(site=self.folder, out=self.out, **options)
        self.outcome = build(request, scan=scan, opened=self.opened)
        return self

    def check(self, **options: Any) -> Site:
        """Check, writing nothing."""
        options = {"workers": 1, "now": NOW, "tuning": self.tuning} | options
        self.outcome = check(BuildRequest(site=self.folder, out=self.out, **options))
        return self

    def plan(self, **options: Any) -> dict[str, Page]:
        """Every page as planned, by its address; nothing is drawn."""
        options = {"workers": 1, "now": NOW, "tuning": self.tuning} | options
        found = make_plan(BuildRequest(site=self.folder, out=self.out, **options))
        return {page.address: page for page in pages(found)}

    def ok(self) -> Site:
        """Assert that the last build went well."""
        assert self.outcome.status == "ok", self.problem_text()
        return self

    def assert_refused(self, code: str) -> Site:
        """Assert that the last build was refused, with this problem among others."""
        assert self.outcome.status == "problems", self.outcome
        assert code in {found.code for found in self.outcome.problems}, self.problem_text()
        return self

    def assert_warning(self, code: str) -> Site:
        """Assert that the last build went well, with this problem as a warning."""
        found = {found.code for found in self.ok().outcome.problems if found.severity == "warning"}
        assert code in found, self.problem_text()
        return self

    def reasons(self) -> dict[str, str]:
        """Why the last build, which was asked to explain, drew or copied each file, by address.

        What the edit changed in the archive is left out: `read_reasons` has tests of its own.
        """
        reasons = {address_of(each.path): each.text for each in self.outcome.explanations}
        return {address: text.partition(", because ")[0] for address, text in reasons.items()}

    def assert_rebuilt(self, *addresses: str) -> Site:
        """Assert that the last build, which was to explain, wrote exactly these."""
        assert sorted(self.reasons()) == sorted(addresses)
        assert self.ok().outcome.rendered_count == len(addresses)
        return self

    def assert_untouched(self, *addresses: str) -> Site:
        """Assert that these files exist and the last build, which was to explain, let them be."""
        drawn = self.reasons().keys() & set(addresses)
        assert not drawn
        return self.ok().assert_pages(*addresses)

    def omission_reasons(self) -> dict[str, str]:
        """What the last build left out of the archive, and why, by path."""
        return {each.path: each.reason for each in self.outcome.omissions}

    def problem_text(self) -> str:
        """The problems as an editor reads them."""
        lines = [problem_line(found) for found in self.outcome.problems]
        return "\n".join(lines + ([self.outcome.message] if self.outcome.message else []))

    def page(self, address: str) -> str:
        """The HTML at a root address."""
        path = address.lstrip("/") + ("index.html" if address.endswith("/") else "")
        return (self.out / path).read_text(encoding="utf-8")

    def main(self, address: str) -> str:
        """What stands inside <main> at an address."""
        return self.page(address).split("<main", 1)[1].split(">", 1)[1].split("</main>")[0]

    def assert_shows(self, address: str, *words: str) -> Site:
        """Assert that a page holds all of these words."""
        html = self.page(address)
        assert all(word in html for word in words), html
        return self

    def assert_pages(self, *addresses: str) -> Site:
        """Assert that these pages exist."""
        missing = [address for address in addresses if not self.exists(address)]
        assert not missing, f"{missing} are missing from {sorted(tree(self.out))}"
        return self

    def assert_no_pages(self, *addresses: str) -> Site:
        """Assert that these pages do not exist."""
        present = [address for address in addresses if self.exists(address)]
        assert not present
        return self

    def exists(self, address: str) -> bool:
        """Whether there is a file at a root address."""
        path = address.lstrip("/") + ("index.html" if address.endswith("/") else "")
        return (self.out / path).is_file()

    def edit(self, path: str, old: str, new: str) -> Site:
        """Put one text in place of another in a file of the site."""
        text = (self.folder / path).read_text(encoding="utf-8")
        assert old in text
        return self.write(path, text.replace(old, new))

    def text(self, address: str) -> str:
        """The words inside <main> at an address, on one line."""
        return " ".join(unescape(re.sub(r"<[^>]*>", " ", self.main(address))).split())

    def links(self, address: str) -> list[str]:
        """Where the links inside <main> lead to within the site, as root addresses, each once."""
        hrefs = re.findall(r'<a\b[^>]*\bhref="([^"]*)"', self.main(address))
        ways = (urlsplit(urljoin(quote(address), unescape(href))) for href in hrefs)
        return list(dict.fromkeys(unquote(way.path) for way in ways if not way.netloc))

    def article_slugs(self, address: str) -> list[str]:
        """The articles that a page leads to, by the last parts of their addresses, in its order."""
        articles = re.compile(r"/\d{4}/\d{2}/\d{2}/([^/]+)/")
        return [found[1] for link in self.links(address) if (found := articles.fullmatch(link))]


def address_of(path: str) -> str:
    """The root address of a published file."""
    return "/" + (path.removesuffix("index.html") if Path(path).name == "index.html" else path)


def make_plan(order: BuildRequest) -> SitePlan:
    """Return the plan of a build of this request, with nothing remembered."""
    with open_pool(1) as pool:
        work = Session(Cache(None), pool)
        parsed = parse_site(order, scan_site(order.site), work)
        assert isinstance(parsed, ParsedSite), parsed
        return plan_site(order, parsed, work)


def articles_of(plan: SitePlan) -> tuple[Article, ...]:
    """Every article that a plan shows, as lists have it; withdrawn ones come last."""
    entries = plan.inputs.questions.entries
    return *entries(ARTICLES), *entries(WITHDRAWN)


def pages(plan: SitePlan) -> Iterator[Page]:
    """Every page of a plan, with its view."""
    cards: dict[str, Card] = {}

    def card(article: Article) -> Card:
        if article.path not in cards:
            cards[article.path] = new_card(plan.inputs, article)
        return cards[article.path]

    inputs = replace(plan.inputs, cards=card)
    for group in page_groups(inputs):
        for page in plan_group(inputs, inputs.questions, group):
            if isinstance(page, PlannedPage):
                yield Page(page.address, page.template, page.view())


def copies(plan: SitePlan) -> Iterator[StaticFile]:
    """Every copied file of a plan."""
    for group in page_groups(plan.inputs):
        for file in plan_group(plan.inputs, plan.inputs.questions, group):
            if isinstance(file, StaticFile):
                yield file


def tree(folder: Path) -> dict[str, bytes]:
    """Every published file below a folder, by path; newsgen's own records are not among them.

    Nor are search indexes: two that find the same need not have the same bytes.
    """
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in sorted(folder.rglob("*"))
        if path.is_file()
        and not path.name.startswith(".newsgen")
        and INDEX not in path.relative_to(folder).parents
    }
