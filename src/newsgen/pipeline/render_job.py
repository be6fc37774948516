"""The job that renders pages: from encoded views to the bytes of files, over processes.

A worker opens no file of the site but the templates; their compiled code is sent.
"""

from pathlib import Path

from newsgen import __version__
from newsgen.formats.dispatch import render_machine_view
from newsgen.model.digest import digest
from newsgen.model.problem import Problem
from newsgen.model.value import Value
from newsgen.pages.page import Page, View
from newsgen.pages.views import ArticleView, Chrome, PlainPageView
from newsgen.render import Renderer, TemplateProblem
from newsgen.runtime import codec
from newsgen.runtime.pool import Job
from newsgen.runtime.theme import default_theme
from newsgen.store.cache import NewRows
from newsgen.store.cache_rows import CacheRows
from newsgen.store.encoded_pages import PageRow


class RenderSettings(Value, frozen=True):
    """What is the same for all pages.

    Attributes:
        site_templates: The folder of the site's templates, which need not exist.
        assets: Name under static/ → digest of the file.
        code: The compiled code of templates, as rows of the cache.
    """

    chrome: Chrome
    site_templates: str
    assets: dict[str, str]
    code: dict[bytes, bytes]


class RenderJob(Value, frozen=True, array_like=True):
    """A page to be rendered: its view, encoded, and the HTML of the texts it shows, by digest."""

    page: PageRow
    view: bytes
    bodies: dict[str, str]


class RenderedChunk(Value, frozen=True):
    """For each page of a chunk its bytes, or the problem of its template; new rows of the cache.

    digests: Of the bytes of each page; empty where there is a problem instead.
    """

    results: tuple[bytes | Problem, ...]
    digests: tuple[str, ...]
    rows: NewRows


class ChunkRenderer:
    """Renders one chunk of pages after another."""

    def __init__(self, settings: RenderSettings) -> None:
        self._chrome = settings.chrome
        self._rows = CacheRows(rows={"code": settings.code})
        self._renderer = Renderer(
            settings.chrome,
            default_theme().templates,
            Path(settings.site_templates),
            settings.assets,
            __version__,
            self._rows,
        )

    def __call__(self, jobs: tuple[RenderJob, ...]) -> RenderedChunk:
        """Return the bytes of pages; of one whose template has an error, the problem."""
        results: list[bytes | Problem] = []
        for job in jobs:
            view: View = codec.decode(job.view, View)  # type: ignore[arg-type]
            try:
                results.append(_render(self._renderer, self._chrome, job, view))
            except TemplateProblem as error:
                results.append(error.problem)
        digests = (digest(one) if isinstance(one, bytes) else "" for one in results)
        return RenderedChunk(tuple(results), tuple(digests), self._rows.take_new())


def _render(renderer: Renderer, chrome: Chrome, job: RenderJob, view: View) -> bytes:
    page = job.page
    if not page.template:
        text = render_machine_view(view, chrome, renderer.localizer, job.bodies.__getitem__)
        return text.encode()
    match view:
        case ArticleView(body=body) | PlainPageView(body=body) if body:
            html = job.bodies[body]
        case _:
            html = ""
    return renderer.render(Page(page.address, page.template, view), html)


RENDER_JOB = Job(ChunkRenderer, RenderSettings, RenderJob, RenderedChunk)
