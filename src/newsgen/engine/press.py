"""The press: pages and copied files → staged files, over processes.

Takes the pages of a plan one after another; gives for each an entry of the output, or the problem
its template has. What the output already holds with the same bytes is not staged again.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from newsgen import __version__
from newsgen.engine import wire
from newsgen.engine.manifest import Entry
from newsgen.engine.pool import Work, spread
from newsgen.engine.preparing import batches
from newsgen.engine.render import Renderer, TemplateProblem
from newsgen.engine.site import Site, unreadable
from newsgen.engine.staging import stage
from newsgen.engine.theme import default_theme
from newsgen.forms.redirects import redirects
from newsgen.model.digest import digest
from newsgen.model.problem import Problem
from newsgen.pages import urls
from newsgen.pages.planned import Copied
from newsgen.pages.views import ArticleView, Chrome, Page, PlainView, RedirectsView

CHUNK = 64
"""Pages a worker is given at once."""

_SERIAL = 400
"""Pages that one process draws sooner than others can be started."""


@dataclass(frozen=True, slots=True)
class _Settings:
    """out: the output folder's path; None where pages are drawn only to see whether they can be."""

    chrome: Chrome
    theme: str
    site: str
    assets: tuple[str, ...]
    out: str | None


@dataclass(frozen=True, slots=True)
class _Job:
    page: bytes
    body: str
    old_hash: str | None


@dataclass(frozen=True, slots=True)
class Drawn:
    """What became of a page: its entry, or the problem of its template."""

    entry: Entry | None
    problem: Problem | None


@dataclass(frozen=True, slots=True)
class Press:
    """Draws the pages of one site. out: None to draw them without keeping them."""

    site: Site
    chrome: Chrome
    out: Path | None
    workers: int

    def check(self) -> tuple[Problem, ...]:
        """What is wrong with the templates as such, without drawing a page."""
        return _renderer(self._settings()).check()

    def draw(
        self, pages: Iterable[Page], bodies: Mapping[str, str], old: Mapping[str, Entry], total: int
    ) -> Iterator[Drawn]:
        """Every page drawn, in order. bodies: the texts by digest; total: the number of pages."""
        jobs = (_job(page, bodies, old) for page in pages)
        chunks = (wire.encode(batch) for batch in batches(jobs, CHUNK))
        workers = 1 if total <= _SERIAL else self.workers
        for result in spread(_worker, wire.encode(self._settings()), chunks, workers):
            yield from wire.decode(result, tuple[Drawn, ...])

    def copy(self, files: Iterable[Copied], old: Mapping[str, Entry]) -> Iterator[Drawn]:
        """Every file copied, in order; one that two texts refer to is copied once."""
        done = set()
        for file in files:
            path = urls.file_of(file.address)
            if path in done:
                continue
            done.add(path)
            try:
                data = (self.site.folder / file.source).read_bytes()
            except OSError as error:
                yield Drawn(None, unreadable(file.owner, error))
            else:
                yield Drawn(_entry(self.out, path, data, old_hash(old, path)), None)

    def _settings(self) -> _Settings:
        return _Settings(
            chrome=self.chrome,
            theme=str(default_theme().templates),
            site=str(self.site.folder / "templates"),
            assets=tuple(self.site.static),
            out=str(self.out) if self.out else None,
        )


def old_hash(old: Mapping[str, Entry], path: str) -> str | None:
    """The hash of what newsgen last wrote at a path."""
    return old[path].hash if path in old else None


def _job(page: Page, bodies: Mapping[str, str], old: Mapping[str, Entry]) -> _Job:
    body = page.view.body if isinstance(page.view, (ArticleView, PlainView)) else ""
    text = bodies[body] if body else ""
    return _Job(wire.encode_page(page), text, old_hash(old, urls.file_of(page.address)))


def _renderer(settings: _Settings) -> Renderer:
    return Renderer(
        settings.chrome, Path(settings.theme), Path(settings.site), settings.assets, __version__
    )


def _worker(data: bytes) -> Work:
    settings = wire.decode(data, _Settings)
    out = Path(settings.out) if settings.out else None
    return partial(_work, _renderer(settings), settings.chrome.base_url, out)


def _work(renderer: Renderer, base_url: str, out: Path | None, chunk: bytes) -> bytes:
    jobs = wire.decode(chunk, tuple[_Job, ...])
    return wire.encode(tuple(_draw(renderer, base_url, out, job) for job in jobs))


def _draw(renderer: Renderer, base_url: str, out: Path | None, job: _Job) -> Drawn:
    page = wire.decode_page(job.page)
    try:
        if isinstance(page.view, RedirectsView):
            data = redirects(page.view, base_url).encode()
        else:
            data = renderer.page(page, job.body)
    except TemplateProblem as error:
        return Drawn(None, error.problem)
    return Drawn(_entry(out, urls.file_of(page.address), data, job.old_hash), None)


def _entry(out: Path | None, path: str, data: bytes, known: str | None) -> Entry:
    if out is None:
        return Entry(path, None, digest(data), len(data))
    return stage(out, path, data, None, known)
