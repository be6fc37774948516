"""The job that renders pages: from encoded views to files that wait to be published.

A worker opens no file of the site but the templates; their compiled code is sent. It stages what it
renders, so that the leading process, which plans pages meanwhile, has less to do.
"""

from collections.abc import Callable
from functools import partial
from pathlib import Path

from newsgen import __version__
from newsgen.formats.dispatch import render_machine_view
from newsgen.model.problem import Problem
from newsgen.model.value import Value
from newsgen.pages import routes
from newsgen.pages.chrome_view import Chrome
from newsgen.pages.page import Page, View
from newsgen.pages.views import ArticleView, PlainPageView
from newsgen.publish.manifest import ManifestEntry
from newsgen.publish.output_tree import OutputTree
from newsgen.publish.staging import stage_bytes
from newsgen.render import Renderer, TemplateProblem
from newsgen.runtime import codec, fs
from newsgen.runtime.job import Job
from newsgen.store.cache import NewRows
from newsgen.store.cache_rows import CacheRows


class RenderSettings(Value, frozen=True):
    """What is the same for all pages.

    Attributes:
        chrome: What all pages have in common.
        theme_templates, site_templates: The folders of templates; that of a site need not exist.
        template_files: Their files by path below `theme/` and `site/`, for workers that have no
            such folders; None for others.
        assets: Name under static/ → digest of the file.
        code: The compiled code of templates, as rows of the cache.
        out: The folder of the output in which workers stage pages; empty to stage none.
        gives_content: Whether workers give the content of pages, since they cannot stage them.
    """

    chrome: Chrome
    theme_templates: str
    site_templates: str
    template_files: dict[str, bytes] | None
    assets: dict[str, str]
    code: dict[bytes, bytes]
    out: str
    gives_content: bool


class RenderJob(Value, frozen=True, array_like=True):
    """A page to be rendered.

    Attributes:
        address: Of the page.
        template: That draws it; empty for a file for programs.
        key: The page key that its file is made for.
        old_hash: The digest of the file that the output has; None if it has none.
        view: Encoded.
        bodies: The HTML of the texts it shows, by digest.
    """

    address: str
    template: str
    key: str
    old_hash: str | None
    view: bytes
    bodies: dict[str, str]


class RenderedChunk(Value, frozen=True):
    """The entries of rendered pages, the problems of others; new rows of the cache.

    contents: Of the files of these entries, if they are to be staged; else empty.
    """

    entries: tuple[ManifestEntry, ...]
    contents: tuple[bytes, ...]
    problems: tuple[Problem, ...]
    rows: NewRows


class PageRenderer:
    """Renders the pages of a site. Its code depends on the settings alone."""

    def __init__(self, settings: RenderSettings) -> None:
        self._chrome = settings.chrome
        self.rows = CacheRows(rows={"code": settings.code})
        theme, site = Path(settings.theme_templates), Path(settings.site_templates)
        if settings.template_files is not None:
            from tempfile import TemporaryDirectory

            self._folder = TemporaryDirectory()  # which lives as long as this
            theme, site = Path(self._folder.name, "theme"), Path(self._folder.name, "site")
            fs.write_files(self._folder.name, settings.template_files)
        self._renderer = Renderer(
            settings.chrome,
            theme,
            site,
            settings.assets,
            __version__,
            self.rows,
        )

    def render(self, job: RenderJob) -> bytes:
        """Return the content of a page's file. Raises TemplateProblem."""
        view: View = codec.decode(job.view, View)  # type: ignore[arg-type]
        if not job.template:
            localizer, bodies = self._renderer.localizer, job.bodies
            text = render_machine_view(view, self._chrome, localizer, bodies.__getitem__)
            return text.encode()
        match view:
            case ArticleView(body=body) | PlainPageView(body=body) if body:
                html = job.bodies[body]
            case _:
                html = ""
        return self._renderer.render(Page(job.address, job.template, view), html)


def render_chunk(
    renderer: PageRenderer,
    tree: OutputTree | None,
    jobs: tuple[RenderJob, ...],
    *,
    gives_content: bool = False,
) -> RenderedChunk:
    """Render pages and stage their files. tree: the output; None to stage none."""
    entries: list[ManifestEntry] = []
    contents: list[bytes] = []
    problems: list[Problem] = []
    for job in jobs:
        try:
            data = renderer.render(job)
        except TemplateProblem as error:
            problems.append(error.problem)
            continue
        path = routes.output_path(job.address)
        entries.append(stage_bytes(tree, path, data, job.key, job.old_hash))
        if gives_content:
            contents.append(data)
    # The code of templates in a worker's own folder is of no use elsewhere.
    rows = {} if gives_content else renderer.rows.take_new()
    return RenderedChunk(tuple(entries), tuple(contents), tuple(problems), rows)


def set_up_rendering(
    settings: RenderSettings,
) -> Callable[[tuple[RenderJob, ...]], RenderedChunk]:
    """Return what renders chunks of pages with these settings."""
    tree = OutputTree(Path(settings.out)) if settings.out else None
    renderer = PageRenderer(settings)
    return partial(render_chunk, renderer, tree, gives_content=settings.gives_content)


RENDER_JOB = Job(set_up_rendering, RenderSettings, RenderJob, RenderedChunk)
