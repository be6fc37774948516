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
from newsgen.formats.dispatch import written
from newsgen.model.digest import digest
from newsgen.model.problem import Problem
from newsgen.model.value import Value
from newsgen.pages import routes
from newsgen.pages.page import Page, View
from newsgen.pages.page_group import Copied
from newsgen.pages.views import ArticleView, Chrome, PlainView
from newsgen.pipeline.outdatedness import view_of
from newsgen.publish.manifest import Entry
from newsgen.publish.staging import stage
from newsgen.render import Renderer, TemplateProblem
from newsgen.render.theme import default_theme
from newsgen.runtime import codec, inspection
from newsgen.runtime.file_errors import unreadable
from newsgen.runtime.pool import Pool, Work, batches
from newsgen.store.bodies import Bodies
from newsgen.store.cache import Cache
from newsgen.store.file_hashes import Contents
from newsgen.store.previous_views import Outlines

CHUNK = 64
"""Pages a worker is given at once."""

_SERIAL = 400
"""Pages that one process draws sooner than others can be started."""


class Sheet(Value, frozen=True, array_like=True):
    """A page to be drawn.

    view: encoded; key: its page key; source: the file of its text; old_hash: of what newsgen last
    wrote at its place.
    """

    address: str
    template: str
    view: bytes
    key: str
    source: str
    old_hash: str | None


class Drawn(Value, frozen=True, array_like=True):
    """What became of a page or a file: its entry, or what is wrong with it."""

    entry: Entry | None
    problem: Problem | None = None


class _Settings(Value, frozen=True):
    """out: the output folder's path; None where pages are drawn only to see whether they can be."""

    chrome: Chrome
    theme: str
    site: str
    memory: str
    base: str
    assets: dict[str, str]
    out: str | None


class Press(Value, frozen=True):
    """Draws the pages of one site.

    assets: the digests of those that pages may ask for; memory: the folder the cache is in, if any;
    out: None to draw pages without keeping them.
    """

    site: Site
    chrome: Chrome
    assets: Mapping[str, str]
    memory: Path | None
    out: Path | None
    pool: Pool

    def draw(self, sheets: Iterable[Sheet]) -> Iterator[Drawn]:
        """Every page drawn, in order."""
        ahead = iter(sheets)
        first = list(islice(ahead, _SERIAL + 1))
        alone = len(first) <= _SERIAL
        chunks = (codec.encode(batch) for batch in batches(chain(first, ahead), CHUNK))
        for result in self.pool.spread(_worker, self._settings, chunks, alone=alone):
            yield from codec.decode(result, tuple[Drawn, ...])

    def copy(
        self,
        files: Iterable[Copied],
        old: Mapping[str, Entry],
        faults: Container[str],
        contents: Contents,
    ) -> Iterator[Drawn]:
        """Every file's entry, in order; that of `old` if it would be copied to no avail.

        faults: the paths of those of its entries whose files are not as newsgen left them.
        """
        free: inspection.Free = {}
        for file in files:
            path = routes.file_of(file.address)
            entry = old.get(path) if path not in faults else None
            if entry and entry.key == copy_key(contents.known(file.source) or ""):
                yield Drawn(entry)
                continue
            try:
                data = (self.site.folder / file.source).read_bytes()
            except OSError as error:
                yield Drawn(None, unreadable(file.claim().owner, error))
                continue
            content = digest(data)
            contents.learn(file.source, content)
            if entry and entry.key == copy_key(content):
                yield Drawn(entry)
            else:
                known = old_hash(old, path)
                yield Drawn(_entry(self.out, path, data, copy_key(content), known, free))

    def _settings(self) -> bytes:
        settings = _Settings(
            chrome=self.chrome,
            theme=str(default_theme().templates),
            site=str(self.site.folder / "templates"),
            memory=str(self.memory or ""),
            base=self.site.config.links_base,
            assets={name: self.assets.get(name, "") for name in self.site.static},
            out=str(self.out) if self.out else None,
        )
        return codec.encode(settings)


def copy_key(content: str) -> str:
    """The key of a file that is copied. content: the digest of what it holds."""
    return f"copy.{content}"


def old_hash(old: Mapping[str, Entry], path: str) -> str | None:
    """The hash of what newsgen last wrote at a path."""
    return old[path].hash if path in old else None


class _Worker:
    """What one process needs to draw pages."""

    def __init__(self, settings: _Settings, cache: Cache) -> None:
        self._renderer = Renderer(
            settings.chrome,
            Path(settings.theme),
            Path(settings.site),
            settings.assets,
            __version__,
            cache,
        )
        self._bodies = Bodies(cache, Path(settings.site).parent, settings.base)
        self._outlines = Outlines(cache)
        self._chrome = settings.chrome
        self._out = Path(settings.out) if settings.out else None
        self._free: inspection.Free = {}

    def work(self, chunk: bytes) -> bytes:
        """Draw the pages of a chunk."""
        drawn = tuple(map(self._draw, codec.decode(chunk, tuple[Sheet, ...])))
        self._outlines.keep()
        return codec.encode(drawn)

    def _draw(self, sheet: Sheet) -> Drawn:
        view: View = codec.decode(sheet.view, View)  # type: ignore[arg-type]
        try:
            data = self._page(sheet, view)
        except TemplateProblem as error:
            return Drawn(None, error.problem)
        self._outlines.add(view_of(sheet.key), sheet.view, view)
        path = routes.file_of(sheet.address)
        return Drawn(_entry(self._out, path, data, sheet.key, sheet.old_hash, self._free))

    def _page(self, sheet: Sheet, view: View) -> bytes:
        if not sheet.template:
            speech, texts = self._renderer.speech, self._bodies.html
            return written(view, sheet.source, self._chrome, speech, texts).encode()
        match view:
            case ArticleView(body=body) | PlainView(body=body) if body:
                text = self._bodies.html(body, sheet.source)
            case _:
                text = ""
        return self._renderer.page(Page(sheet.address, sheet.template, view), text)


@contextmanager
def _worker(data: bytes) -> Iterator[Work]:
    settings = codec.decode(data, _Settings)
    with closing(Cache(Path(settings.memory) if settings.memory else None)) as cache:
        yield _Worker(settings, cache).work


def _entry(
    out: Path | None, path: str, data: bytes, key: str, known: str | None, free: inspection.Free
) -> Entry:
    if out is None:
        return Entry(path, key, digest(data), len(data))
    return stage(out, path, data, key, known, free)
