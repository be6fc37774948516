"""The press: pages and copied files → staged files, over processes.

Takes sheets, pages that are to be drawn, one after another; gives for each an entry of the output,
or the problem its template has. What the output holds with the same bytes is not staged again.
"""

from collections.abc import Container, Iterable, Iterator, Mapping
from contextlib import closing, contextmanager
from itertools import chain, islice
from pathlib import Path

from newsgen import __version__
from newsgen.content.site import Site
from newsgen.formats.dispatch import render_machine_view
from newsgen.model.digest import digest
from newsgen.model.problem import Problem
from newsgen.model.tuning import Tuning
from newsgen.model.value import Value
from newsgen.pages import routes
from newsgen.pages.page import Page, View
from newsgen.pages.page_group import StaticFile
from newsgen.pages.views import ArticleView, Chrome, PlainPageView
from newsgen.pipeline.outdatedness import view_digest
from newsgen.publish import inspection
from newsgen.publish.manifest import ManifestEntry
from newsgen.publish.staging import stage_bytes
from newsgen.render import Renderer, TemplateProblem
from newsgen.render.theme import default_theme
from newsgen.runtime import codec
from newsgen.runtime.file_errors import unreadable_file
from newsgen.runtime.pool import ChunkFunction, Pool, batches
from newsgen.store.bodies import BodyStore
from newsgen.store.cache import Cache
from newsgen.store.file_digests import FileDigests
from newsgen.store.previous_views import PreviousViews


class RenderJob(Value, frozen=True, array_like=True):
    """A page to be drawn.

    view: encoded; key: its page key; source: the file of its text; old_hash: of what newsgen last
    wrote at its place.
    """

    address: str
    template: str
    view: bytes
    key: str
    source: str
    previous_hash: str | None


class RenderResult(Value, frozen=True, array_like=True):
    """What became of a page or a file: its entry, or what is wrong with it."""

    entry: ManifestEntry | None
    problem: Problem | None = None


class _RenderSettings(Value, frozen=True):
    """out: the output folder's path; None where pages are drawn only to see whether they can be."""

    chrome: Chrome
    theme_templates: str
    site_templates: str
    cache_folder: str
    links_base: str
    assets: dict[str, str]
    out: str | None


class PageRenderer(Value, frozen=True):
    """Draws the pages of one site.

    assets: the digests of those that pages may ask for; memory: the folder the cache is in, if any;
    out: None to draw pages without keeping them.
    """

    site: Site
    chrome: Chrome
    assets: Mapping[str, str]
    cache_folder: Path | None
    out: Path | None
    pool: Pool
    tuning: Tuning

    def render(self, jobs: Iterable[RenderJob]) -> Iterator[RenderResult]:
        """Every page drawn, in order."""
        ahead = iter(jobs)
        first = list(islice(ahead, self.tuning.serial_pages + 1))
        alone = len(first) <= self.tuning.serial_pages
        together = batches(chain(first, ahead), self.tuning.pages_per_chunk)
        chunks = map(codec.encode, together)
        for result in self.pool.map_chunks(_worker, self._settings, chunks, serial=alone):
            yield from codec.decode(result, tuple[RenderResult, ...])

    def copy_files(
        self,
        files: Iterable[StaticFile],
        previous_entries: Mapping[str, ManifestEntry],
        faults: Container[str],
        file_digests: FileDigests,
    ) -> Iterator[RenderResult]:
        """Every file's entry, in order; that of `old` if it would be copied to no avail.

        faults: the paths of those of its entries whose files are not as newsgen left them.
        """
        free: inspection.FreeMemo = {}
        for file in files:
            path = routes.output_path(file.address)
            entry = previous_entries.get(path) if path not in faults else None
            if entry and entry.key == copy_key(file_digests.get(file.source_path) or ""):
                yield RenderResult(entry)
                continue
            try:
                data = (self.site.folder / file.source_path).read_bytes()
            except OSError as error:
                yield RenderResult(None, unreadable_file(file.owner().name, error))
                continue
            content = digest(data)
            file_digests.add(file.source_path, content)
            if entry and entry.key == copy_key(content):
                yield RenderResult(entry)
            else:
                known = previous_hash(previous_entries, path)
                yield RenderResult(_entry(self.out, path, data, copy_key(content), known, free))

    def _settings(self) -> bytes:
        settings = _RenderSettings(
            chrome=self.chrome,
            theme_templates=str(default_theme().templates),
            site_templates=str(self.site.folder / "templates"),
            cache_folder=str(self.cache_folder or ""),
            links_base=self.site.config.links_base,
            assets={name: self.assets.get(name, "") for name in self.site.static_files},
            out=str(self.out) if self.out else None,
        )
        return codec.encode(settings)


def copy_key(content_digest: str) -> str:
    """The key of a file that is copied. content: the digest of what it holds."""
    return f"copy.{content_digest}"


def previous_hash(previous_entries: Mapping[str, ManifestEntry], path: str) -> str | None:
    """The hash of what newsgen last wrote at a path."""
    return previous_entries[path].hash if path in previous_entries else None


class _RenderWorker:
    """What one process needs to draw pages."""

    def __init__(self, settings: _RenderSettings, cache: Cache) -> None:
        self._renderer = Renderer(
            settings.chrome,
            Path(settings.theme_templates),
            Path(settings.site_templates),
            settings.assets,
            __version__,
            cache,
        )
        self._bodies = BodyStore(cache, Path(settings.site_templates).parent, settings.links_base)
        self._outlines = PreviousViews(cache)
        self._chrome = settings.chrome
        self._out = Path(settings.out) if settings.out else None
        self._free: inspection.FreeMemo = {}

    def render_chunk(self, chunk: bytes) -> bytes:
        """Draw the pages of a chunk."""
        drawn = tuple(map(self._render, codec.decode(chunk, tuple[RenderJob, ...])))
        self._outlines.save()
        return codec.encode(drawn)

    def _render(self, job: RenderJob) -> RenderResult:
        view: View = codec.decode(job.view, View)  # type: ignore[arg-type]
        try:
            data = self._render_page(job, view)
        except TemplateProblem as error:
            return RenderResult(None, error.problem)
        self._outlines.add(view_digest(job.key), job.view, view)
        path = routes.output_path(job.address)
        return RenderResult(_entry(self._out, path, data, job.key, job.previous_hash, self._free))

    def _render_page(self, job: RenderJob, view: View) -> bytes:
        if not job.template:
            speech, texts = self._renderer.localizer, self._bodies.html
            return render_machine_view(view, job.source, self._chrome, speech, texts).encode()
        match view:
            case ArticleView(body=body) | PlainPageView(body=body) if body:
                text = self._bodies.html(body, job.source)
            case _:
                text = ""
        return self._renderer.render(Page(job.address, job.template, view), text)


@contextmanager
def _worker(data: bytes) -> Iterator[ChunkFunction]:
    settings = codec.decode(data, _RenderSettings)
    with closing(Cache(Path(settings.cache_folder) if settings.cache_folder else None)) as cache:
        yield _RenderWorker(settings, cache).render_chunk


def _entry(
    out: Path | None,
    path: str,
    data: bytes,
    key: str,
    last_hash: str | None,
    free_memo: inspection.FreeMemo,
) -> ManifestEntry:
    if out is None:
        return ManifestEntry(path, key, digest(data), len(data))
    return stage_bytes(out, path, data, key, last_hash, free_memo)
