"""The sample archive: without a problem, valid, whole in itself, with links that lead somewhere."""

import re
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import quote, unquote, urljoin, urlsplit

import pytest

from newsgen.model.kind import Kind
from newsgen.model.period import Period
from newsgen.pages import routes
from newsgen.pages.cards import article_address
from newsgen.pages.views import RedirectView
from newsgen.pipeline.build import check
from newsgen.pipeline.plan import SitePlan
from newsgen.pipeline.request import BuildRequest, BuildResult
from support.links import broken_links, script_keys, tags
from support.nu_checker import check as faults
from support.paths import ROOT
from support.sample import BuiltSample
from support.sites import NOW, articles_of, make_plan
from support.sites import pages as planned

BASE = "https://example.org/archive/"

LOADED = {
    "img": ("src", "srcset"),
    "source": ("src", "srcset"),
    "script": ("src",),
    "link": ("href",),
    "iframe": ("src",),
    "object": ("data",),
    "embed": ("src",),
    "video": ("src", "poster"),
    "audio": ("src",),
    "input": ("src",),
    "track": ("src",),
    "use": ("href",),
    "form": ("action",),
}
"""What a browser fetches without being asked to, and where a form sends what is typed."""


@pytest.fixture(scope="module")
def built(built_sample: BuiltSample) -> tuple[Path, BuildResult]:
    return built_sample()


@pytest.fixture(scope="module")
def out(built: tuple[Path, BuildResult]) -> Path:
    return built[0]


def pages(out: Path) -> Iterator[tuple[Path, str]]:
    for file in sorted(out.rglob("*.html")):
        yield file, file.read_text("utf-8")


def test_it_builds_without_any_problem(built: tuple[Path, BuildResult]) -> None:
    outcome = built[1]
    assert (outcome.status, outcome.problems) == ("ok", ())
    assert [each.reason for each in outcome.omissions] == ["draft"]
    assert 8 <= outcome.article_count <= 12


def test_it_is_without_problem_where_it_stands_too() -> None:
    """There the theme's folders are the site's own as well."""
    outcome = check(BuildRequest(site=ROOT, out=ROOT / "public", workers=1, now=NOW))
    assert (outcome.status, outcome.problems) == ("ok", ())


def test_it_shows_a_correction_a_withdrawal_and_a_draft() -> None:
    """And shows them whenever it is built: nothing in it waits for a day to come."""
    articles = articles_of(_proof(drafts=True))
    assert any(article.corrections for article in articles)
    assert any(article.withdrawn for article in articles)
    assert any(article.draft for article in articles)
    assert not any(article.embargo for article in articles)


def test_it_says_what_is_a_sample(out: Path) -> None:
    """All of it but the summary of one report that is not ours."""
    sources = [article.source.text for article in articles_of(_proof(drafts=True))]
    assert set(sources) == {"newsgen sample desk", "newsgen sample agency", "Anue Juheng"}
    assert sources.count("Anue Juheng") == 1
    header = _page(out, "/sources/newsgen-sample-desk/").split("<main")[1].split("</header>")[0]
    assert "sample" in header.replace("newsgen sample desk", "")


def _proof(drafts: bool = False) -> SitePlan:
    order = BuildRequest(site=ROOT, out=ROOT / "public", workers=1, now=NOW, drafts=drafts)
    return make_plan(order)


@pytest.mark.long  # by default tests/formats asks this, with what machines read in the pages
def test_every_page_is_valid_html(out: Path) -> None:
    files = [file for file, _ in pages(out)]
    assert len(files) > 80
    assert faults(files) == []


def test_every_link_leads_somewhere(out: Path, built_sample: BuiltSample) -> None:
    """404.html alone holds links from the root: it is shown at any depth."""
    assert [fault for fault in broken_links(out) if not fault.startswith("404.html: ")] == []
    assert broken_links(out, "/") == []
    other, _ = built_sample(BASE)
    assert broken_links(other, BASE) == []


def test_one_can_walk_to_every_page(out: Path) -> None:
    """Not by links: what is there for old links alone, and for whoever shortens an address."""
    reached, ahead = {"/"}, ["/"]
    while ahead:
        links = _linked(out, ahead.pop(), whole=True)
        found = {link for link in links if link.endswith("/")} - reached
        reached |= found
        ahead += sorted(found)
    everything = {
        "/" + file.relative_to(out).as_posix().removesuffix("index.html") for file, _ in pages(out)
    }
    found = _proof()
    gone = [article for article in articles_of(found) if article.withdrawn]
    withdrawn = {article_address(article) for article in gone}
    shown = {article.moment.day for article in articles_of(found) if not article.withdrawn}
    empty = {
        routes.period_address(Period.of(article.moment.day, "day"))
        for article in gone
        if article.moment.day not in shown
    }
    former = {page.address for page in planned(found) if isinstance(page.view, RedirectView)}
    assert everything - reached == {routes.NOT_FOUND, *withdrawn, *empty, *former}


def test_no_page_loads_anything_from_elsewhere(out: Path) -> None:
    foreign = [
        f"{file.relative_to(out)}: <{tag}> {attributes[name]}"
        for file, html in pages(out)
        for tag, attributes in tags(html)
        for name in LOADED.get(tag, ())
        if name in attributes
        and not (tag == "link" and attributes.get("rel") == "canonical")
        and (urlsplit(attributes[name]).scheme or attributes[name].startswith("//"))
    ]
    assert foreign == []
    for sheet in out.rglob("*.css"):
        assert re.findall(r'url\((?!"fonts/)|@import|https?://', sheet.read_text("utf-8")) == []


def test_no_page_holds_a_script_or_a_style_of_its_own(out: Path) -> None:
    """That none needs a script either is seen in test_browser."""
    found = [
        f"{file.relative_to(out)}: <{tag}> {name}"
        for file, html in pages(out)
        for tag, attributes in tags(html)
        for name in ("", *attributes)
        if (
            (tag == "script" and script_keys(attributes) != {"src"})
            and attributes != {"type": "application/ld+json"}
        )  # data, which nothing runs
        or tag == "style"
        or name == "style"
        or name.startswith("on")
    ]
    assert found == []


def test_whatever_an_article_names_is_linked_and_lists_the_article(out: Path) -> None:
    plan = _proof()
    paths = [article.path for article in articles_of(plan)]
    named = [
        (article_address(article), kind, routes.name_address(kind, term.slug))
        for article in map(plan.inputs.questions.article, paths)
        if article and not article.withdrawn
        for kind in Kind
        for term in plan.inputs.questions.names_of(article, kind)
    ]
    assert {kind for _, kind, _ in named} == set(Kind) - {Kind.ENTITY}
    for article, kind, name in named:
        assert name in _linked(out, article)
        assert name in _linked(out, routes.kind_address(kind))
        assert article in _linked(out, name)


def _page(out: Path, address: str) -> str:
    return (out / routes.output_path(address)).read_text("utf-8")


def _linked(out: Path, address: str, whole: bool = False) -> set[str]:
    """Where the links and forms inside <main>, or of the whole page, lead to, as root addresses."""
    html = _page(out, address)
    part = html if whole else html.split("<main", 1)[1].split("</main>")[0]
    hrefs = re.findall(r'<(?:a|form)\b[^>]*\b(?:href|action)="([^"]*)"', part)
    ways = (urlsplit(urljoin(quote(address), href)) for href in hrefs)
    return {unquote(way.path) for way in ways if not way.netloc}
