"""The two archives that are audited, built as if for publishing: the sample and the real corpus."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from audit.host import host_folder
from corpus import digitalgov
from newsgen.model.kind import CONTROLLED_KINDS, Kind
from newsgen.pages import routes
from newsgen.pages.page import Page
from newsgen.pages.period_views import PeriodView
from newsgen.pages.views import ArticleView, NameView
from newsgen.pipeline.build import build
from newsgen.pipeline.request import BuildRequest
from support.page_kinds import largest_pages
from support.sample import copy_sample
from support.sites import NOW, make_plan, pages

FOREIGN = ('src="http', 'src="//')
"""What an article has that shows pictures of other hosts; how those answer is not ours to audit."""

NAMES = set(CONTROLLED_KINDS) - {Kind.SOURCE, Kind.AUTHOR}


@dataclass(frozen=True)
class Archive:
    """An archive while it is hosted.

    root: its address, without a slash at its end. kinds: a page of each kind. chosen: the pages for
    Lighthouse, by what they are. articles: the pages with an article's text.
    """

    title: str
    root: str
    kinds: dict[str, str]
    chosen: dict[str, str]
    articles: tuple[Path, ...]


@contextmanager
def sample(folder: Path) -> Iterator[Archive]:
    """The sample archive."""
    with _built("sample", copy_sample(folder / "sample"), folder / "sample-out") as archive:
        yield archive


@contextmanager
def real(folder: Path, corpus: Path) -> Iterator[Archive]:
    """The news of Digital.gov. corpus: the slice in tests/corpus, or the whole, packed."""
    digitalgov.make_site(digitalgov.read(corpus), folder / "real")
    with _built("Digital.gov", folder / "real", folder / "real-out", digitalgov.NOW) as archive:
        yield archive


@contextmanager
def _built(title: str, site: Path, out: Path, now: datetime = NOW) -> Iterator[Archive]:
    out.mkdir()
    with host_folder(out) as address:
        order = BuildRequest(site=site, out=out, base_url=address, now=now)
        if (outcome := build(order)).status != "ok":
            raise ValueError(f"{title} does not build: {outcome.problems}")
        found = list(pages(make_plan(order)))
        texts = [page for page in found if _has_text(page)]
        yield Archive(
            f"{title}, {outcome.article_count:,} articles",
            address.rstrip("/"),
            largest_pages(found, out),
            choose(found, out),
            tuple(out / routes.output_path(page.address) for page in texts),
        )


def choose(planned_pages: list[Page], out: Path) -> dict[str, str]:
    """The front page, the longest article (with a picture, where one has), and what is fullest."""
    articles, names, days = {}, {}, {}
    for page in planned_pages:
        match page.view:
            case ArticleView(picture=picture) if _has_text(page):
                html = (out / routes.output_path(page.address)).read_text("utf-8")
                if not any(part in html for part in FOREIGN):
                    articles[page.address] = (picture is not None, len(html))
            case NameView(kind=kind, count=count) if kind in NAMES:
                names[page.address] = count
            case PeriodView(names=(), period=period, count=count) if period.span == "day":
                days[page.address] = count
    return {
        "front page": routes.FRONT_PAGE,
        "article": max(articles, key=articles.__getitem__),
        "name": max(names, key=names.__getitem__),
        "day": max(days, key=days.__getitem__),
        "search": routes.SEARCH,
        "trends": routes.TRENDS,
        "words": routes.WORDS,
    }


def _has_text(page: Page) -> bool:
    return isinstance(page.view, ArticleView) and page.view.rights == "full"
