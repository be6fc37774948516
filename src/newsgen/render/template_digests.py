"""The frame of each template: the digest of all that its pages depend on besides their views.

Takes a site and its chrome; gives for each template its frame inputs (newsgen itself, the settings,
the templates, messages and assets it uses), their digest, and the problems of the templates.
"""

from collections.abc import Iterator, Mapping
from contextlib import suppress
from functools import cache as once
from pathlib import Path

from newsgen.content.site import Site
from newsgen.model.digest import digest
from newsgen.model.problem import Problem
from newsgen.model.value import Value
from newsgen.pages.views import Chrome
from newsgen.render import Renderer
from newsgen.render.catalogue import catalogue_names as catalogues
from newsgen.render.dependencies import ANY_ASSET, TemplateDependencies, transitive_dependencies
from newsgen.runtime import codec
from newsgen.runtime.file_errors import FileChanged
from newsgen.runtime.theme import default_theme
from newsgen.store.cache import Cache
from newsgen.store.file_digests import FileDigests
from newsgen.store.program_digest import program_digest

FrameInputs = tuple[tuple[str, str], ...]
"""Pairs of a name in words and a digest."""

ABSENT = "absent"


class _TemplateScan(Value, frozen=True, array_like=True):
    """The problems and dependencies of all templates."""

    problems: tuple[Problem, ...]
    dependencies: dict[str, TemplateDependencies]


class TemplateDigests:
    """The frames of one site.

    Attributes:
        assets: Name under static/ → digest of the file, for those that templates may ask for.
    """

    def __init__(self, site: Site, chrome: Chrome, cache: Cache, file_digests: FileDigests) -> None:
        self._site = site
        self._chrome = chrome
        self._cache = cache
        self._texts = _text_digests(site)
        self._catalogues = catalogues(chrome.language)
        self._scan = self._scan_templates()
        self._file_digests = file_digests
        self.assets: Mapping[str, str] = dict(self._asset_digests())
        self._frames: dict[str, str] = {}

    @property
    def problems(self) -> tuple[Problem, ...]:
        """The problems of the templates themselves."""
        return self._scan.problems

    def frame(self, template: str) -> str:
        """Return the digest of a template's frame inputs; short, as a site has a few dozen."""
        if template not in self._frames:
            self._frames[template] = frame_digest(self.frame_inputs(template))
        return self._frames[template]

    def frame_inputs(self, template: str) -> FrameInputs:
        """Return the frame inputs of a template; an empty name is that of pages without one."""
        settings = ((f"site.{name}", value) for name, value in _setting_digests(self._chrome))
        used = (
            transitive_dependencies(template, self._scan.dependencies)
            if template
            else TemplateDependencies()
        )
        templates = ((f"template {name}", self._text(name)) for name in used.templates)
        assets = ((f"asset {name}", self._asset(name)) for name in used.assets)
        messages = ((f"messages {name}", self._messages(name)) for name in self._catalogues)
        return (("newsgen itself", program_digest()), *settings, *templates, *messages, *assets)

    def require_unchanged(self) -> None:
        """Check that no template or asset has changed since its digest was taken.

        Pages were rendered from the files of now; with the old frame they would count as current.

        Raises:
            FileChanged: One has changed.
        """
        for name, text in _text_digests(self._site).items():
            if text != self._texts[name]:
                owner, _, path = name.partition(" ")
                raise FileChanged(
                    f"templates/{path}" if owner == "site" else f"{path} of the theme"
                )
        for name, content in self.assets.items():
            if content != self._file_digests.get(self._site.static_files[name]):
                raise FileChanged(f"static/{name}")

    def save(self) -> None:
        """Keep the frame inputs, so that a later build can say which of them changed."""
        inputs = {self.frame(template): self.frame_inputs(template) for template in self._frames}
        rows = [(key.encode(), codec.encode(frame_inputs)) for key, frame_inputs in inputs.items()]
        self._cache.put("frames", rows)
        self._cache.sweep("frames", [key for key, _ in rows])
        # Nothing says which code is in use; it is soon compiled again.
        self._cache.sweep("code", ())

    def _scan_templates(self) -> _TemplateScan:
        parts = (part for pair in sorted(self._texts.items()) for part in pair)
        key = digest(program_digest(), self._chrome.language, *parts).encode()
        if row := self._cache.get("templates", key):
            return codec.decode(row, _TemplateScan)
        own, theme = self._site.folder / "templates", default_theme().templates
        renderer = Renderer(self._chrome, theme, own, cache=self._cache)
        scan = _TemplateScan(renderer.check(), renderer.dependencies())
        self._cache.put("templates", [(key, codec.encode(scan))])
        self._cache.sweep("templates", [key])
        return scan

    def _text(self, name: str) -> str:
        """Return the digest of a template of the site, else of the theme."""
        places = [f"site {name}", f"theme {name}"]
        if name.startswith("newsgen/"):
            places.append(f"theme {name.removeprefix('newsgen/')}")
        return next((self._texts[place] for place in places if place in self._texts), ABSENT)

    def _messages(self, name: str) -> str:
        """Return the digest of the site's and the theme's catalogue together."""
        return digest(*(self._texts.get(f"{owner} {name}", "") for owner in ("site", "theme")))

    def _asset(self, name: str) -> str:
        """Return the digest of an asset; of all, where a template may ask for any."""
        if name == ANY_ASSET:
            return digest(*(part for pair in sorted(self.assets.items()) for part in pair))
        return self.assets.get(name, ABSENT)

    def _asset_digests(self) -> Iterator[tuple[str, str]]:
        """Give the assets that templates may ask for; one that cannot be read fails when copied."""
        used = {name for template in self._scan.dependencies.values() for name in template.assets}
        names = (
            self._site.static_files if ANY_ASSET in used else used & self._site.static_files.keys()
        )
        for name in sorted(names):
            with suppress(OSError):
                yield name, self._file_digests.get_or_read(self._site.static_files[name])


def frame_digest(frame_inputs: FrameInputs) -> str:
    """Return the digest of frame inputs."""
    return digest(*(part for pair in frame_inputs for part in pair))[:16]


@once
def _setting_digests(chrome: Chrome) -> tuple[tuple[str, str], ...]:
    return tuple(
        (name, digest(codec.encode(getattr(chrome, name)))) for name in chrome.__struct_fields__
    )


def _text_digests(site: Site) -> dict[str, str]:
    """Return the digests of all templates by owner and name, as in "site base.html"."""
    digests: dict[str, str] = {}
    for owner, folder, names in (
        ("site", site.folder / "templates", site.templates),
        ("theme", default_theme().templates, site.theme_templates),
    ):
        for name in names:
            digests[f"{owner} {name}"] = _file_digest(folder / name)
    return digests


def _file_digest(file: Path) -> str:
    try:
        return digest(file.read_bytes())
    except OSError:
        return ABSENT
