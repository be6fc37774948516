"""The job that renders pages: from encoded views to the bytes of files, over processes.

A worker takes views and the HTML of their texts, and gives bytes. It opens no file of the site but
the templates, which it reads from the theme's and the site's folder; their compiled code is sent.
"""

from collections.abc import Callable
from functools import partial
from pathlib import Path

from newsgen import __version__
from newsgen.content.site import Site
from newsgen.formats.dispatch import render_machine_view
from newsgen.model.problem import Problem
from newsgen.model.value import Value
from newsgen.pages.page import Page, View
from newsgen.pages.views import ArticleView, Chrome, PlainPageView
from newsgen.pipeline.outdatedness import view_digest
from newsgen.render import Renderer, TemplateProblem
from newsgen.runtime import codec
from newsgen.runtime.pool import Job
from newsgen.runtime.theme import default_theme
from newsgen.store.cache import Cache
from newsgen.store.cache_rows import CacheRows, NewRows
from newsgen.store.previous_views import PreviousViews


class RenderSettings(Value, frozen=True):
    """What is the same for all pages.

    Attributes:
        theme_templates: The folder of the theme's templates.
        site_templates: The folder of the site's templates, which need not exist.
        assets: Name under static/ → digest of the file.
        code: The compiled code of templates, as rows of the cache.
    """

    chrome: Chrome
    theme_templates: str
    site_templates: str
    assets: dict[str, str]
    code: dict[bytes, bytes]

    @classmethod
    def of(
        cls, site: Site, chrome: Chrome, assets: dict[str, str], cache: Cache
    ) -> "RenderSettings":
        """Return the settings for a site. assets: the digests of those that templates ask for."""
        return cls(
            chrome=chrome,
            theme_templates=str(default_theme().templates),
            site_templates=str(site.folder / "templates"),
            assets={name: assets.get(name, "") for name in site.static_files},
            code=dict(cache.scan("code")),
        )


class RenderJob(Value, frozen=True, array_like=True):
    """A page to be rendered.

    Attributes:
        template: Its name; empty where a format writes the file.
        view: Encoded.
        key: See `outdatedness.page_key`.
        bodies: The HTML of the texts that the page shows, by digest.
        previous_hash: Of what newsgen last wrote at its path, if anything.
    """

    address: str
    template: str
    view: bytes
    key: str
    bodies: dict[str, str]
    previous_hash: str | None


class RenderResult(Value, frozen=True, array_like=True):
    """The bytes of a page, or the problem its template has."""

    data: bytes
    problem: Problem | None = None


class RenderedChunk(Value, frozen=True):
    """The results for a chunk of pages, in order, and new rows of the cache."""

    results: tuple[RenderResult, ...]
    rows: NewRows


def _setup_renderer(settings: RenderSettings) -> Callable[[tuple[RenderJob, ...]], RenderedChunk]:
    rows = CacheRows(rows={"code": settings.code})
    renderer = Renderer(
        settings.chrome,
        Path(settings.theme_templates),
        Path(settings.site_templates),
        settings.assets,
        __version__,
        rows,
    )
    return partial(_render_chunk, renderer, settings.chrome, rows, PreviousViews(rows))


def _render_chunk(
    renderer: Renderer,
    chrome: Chrome,
    rows: CacheRows,
    previous_views: PreviousViews,
    jobs: tuple[RenderJob, ...],
) -> RenderedChunk:
    results: list[RenderResult] = []
    for job in jobs:
        view: View = codec.decode(job.view, View)  # type: ignore[arg-type]
        try:
            results.append(RenderResult(_render(renderer, chrome, job, view)))
        except TemplateProblem as error:
            results.append(RenderResult(b"", error.problem))
        else:
            previous_views.add(view_digest(job.key), job.view, view)
    previous_views.save()
    return RenderedChunk(tuple(results), rows.take_new())


def _render(renderer: Renderer, chrome: Chrome, job: RenderJob, view: View) -> bytes:
    if not job.template:
        return render_machine_view(
            view, chrome, renderer.localizer, job.bodies.__getitem__
        ).encode()
    match view:
        case ArticleView(body=body) | PlainPageView(body=body) if body:
            html = job.bodies[body]
        case _:
            html = ""
    return renderer.render(Page(job.address, job.template, view), html)


RENDER_JOB = Job(_setup_renderer, RenderSettings, RenderJob, RenderedChunk)
