"""The frame of each template: the digest of all that its pages depend on besides their views.

The frame inputs are newsgen itself, the settings, and the templates, messages and assets it uses.
"""

from collections.abc import Iterator, Mapping
from contextlib import suppress

from newsgen.content.site import Site
from newsgen.model.digest import digest
from newsgen.model.problem import Problem
from newsgen.pages.chrome_view import Chrome
from newsgen.render import Renderer
from newsgen.render.catalogue import catalogue_names
from newsgen.render.template_references import (
    ANY_ASSET,
    TemplateDependencies,
    transitive_dependencies,
)
from newsgen.runtime import codec
from newsgen.runtime.file_errors import FileChanged
from newsgen.runtime.theme import default_theme
from newsgen.store.cache import Cache
from newsgen.store.file_digests import FileDigests
from newsgen.store.program_digest import program_digest

FrameInputs = tuple[tuple[str, str], ...]
"""Pairs of a name in words and a digest."""

ABSENT = "absent"

_OWNERS = ("site", "theme")

TemplateScan = tuple[tuple[Problem, ...], dict[str, TemplateDependencies]]

_last_scan: dict[bytes, TemplateScan] = {}
"""The latest scan of this process by its key: one process often builds with equal templates."""


class TemplateDigests:
    """The frames of one site. assets: digest by name, for those that templates may ask for."""

    def __init__(self, site: Site, chrome: Chrome, cache: Cache, file_digests: FileDigests) -> None:
        self._site = site
        self._chrome = chrome
        self._cache = cache
        texts = self._texts = _text_digests(site)
        self.texts_digest = digest(*(part for pair in sorted(texts.items()) for part in pair))
        self._settings = tuple(
            (f"site.{name}", digest(codec.encode(getattr(chrome, name))))
            for name in chrome.__struct_fields__
        )
        # Files for programs have no menus.
        self._settings_without_menus = tuple(
            setting for setting in self._settings if setting[0] != "site.kinds"
        )
        self._messages = tuple(
            (f"messages {name}", digest(*(texts.get(f"{owner} {name}", "") for owner in _OWNERS)))
            for name in catalogue_names(chrome.language)
        )
        self.problems, self._dependencies = self._scan_templates()
        self._file_digests = file_digests
        self.assets: Mapping[str, str] = dict(self._asset_digests())
        self._frames: dict[str, str] = {}

    @property
    def frames(self) -> dict[str, str]:
        """The frames of all templates that were asked for."""
        return dict(self._frames)

    def frame(self, template: str) -> str:
        """Return the digest of a template's frame inputs."""
        if template not in self._frames:
            self._frames[template] = frame_digest(self.frame_inputs(template))
        return self._frames[template]

    def frame_inputs(self, template: str) -> FrameInputs:
        """Return the frame inputs of a template; an empty name is that of pages without one."""
        used = TemplateDependencies()
        if template:
            used = transitive_dependencies(template, self._dependencies)
        templates = ((f"template {name}", self._text(name)) for name in used.templates)
        assets = ((f"asset {name}", self._asset(name)) for name in used.assets)
        program = ("newsgen itself", program_digest())
        settings = self._settings if template else self._settings_without_menus
        return (program, *settings, *templates, *self._messages, *assets)

    def require_unchanged(self) -> None:
        """Raise FileChanged if a template or asset has changed since its digest was taken."""
        for name, text in _text_digests(self._site).items():
            if text != self._texts[name]:
                owner, _, path = name.partition(" ")
                where = f"templates/{path}" if owner == "site" else f"{path} of the theme"
                raise FileChanged(where)
        for name, content in self.assets.items():
            if content != self._file_digests.get(self._site.static_files[name]):
                raise FileChanged(f"static/{name}")

    def save(self) -> None:
        """Keep the frame inputs, so that a later build can say which of them changed."""
        inputs = {frame: self.frame_inputs(template) for template, frame in self._frames.items()}
        rows = [(frame.encode(), codec.encode(values)) for frame, values in inputs.items()]
        self._cache.put("frames", rows)
        self._cache.sweep("frames", [key for key, _ in rows])
        # Nothing says which code is in use; it is soon compiled again.
        self._cache.sweep("code", ())

    def _scan_templates(self) -> TemplateScan:
        key = digest(program_digest(), self.texts_digest).encode()
        if row := self._cache.get("templates", key):
            return codec.decode(row, tuple[tuple[Problem, ...], dict[str, TemplateDependencies]])
        if key not in _last_scan:
            own, theme = self._site.folder / "templates", default_theme().templates
            renderer = Renderer(self._chrome, theme, own, cache=self._cache)
            _last_scan.clear()
            _last_scan[key] = renderer.check(), renderer.dependencies()
        self._cache.put("templates", [(key, codec.encode(_last_scan[key]))])
        self._cache.sweep("templates", [key])
        return _last_scan[key]

    def _text(self, name: str) -> str:
        places = [f"site {name}", f"theme {name}"]
        if name.startswith("newsgen/"):
            places.append(f"theme {name.removeprefix('newsgen/')}")
        return next((self._texts[place] for place in places if place in self._texts), ABSENT)

    def _asset(self, name: str) -> str:
        if name == ANY_ASSET:
            return digest(*(part for pair in sorted(self.assets.items()) for part in pair))
        return self.assets.get(name, ABSENT)

    def _asset_digests(self) -> Iterator[tuple[str, str]]:
        """Give the assets that templates may ask for; one that cannot be read fails when copied."""
        used = {name for template in self._dependencies.values() for name in template.assets}
        files = self._site.static_files
        for name in sorted(files if ANY_ASSET in used else used & files.keys()):
            with suppress(OSError):
                yield name, self._file_digests.get_or_read(files[name])


def frame_digest(frame_inputs: FrameInputs) -> str:
    """Return the digest of frame inputs; short, as a site has a few dozen."""
    return digest(*(part for pair in frame_inputs for part in pair))[:16]


def _text_digests(site: Site) -> dict[str, str]:
    """Return the digests of all templates by owner and name, as in "site base.html"."""
    return {
        f"{owner} {name}": ABSENT if data is None else digest(data)
        for owner, name, data in read_templates(site)
    }


def read_templates(site: Site) -> Iterator[tuple[str, str, bytes | None]]:
    """Yield the owner, name and content of each template; None for one that cannot be read.

    The owner is "site" or "theme". Catalogues of messages are among them.
    """
    for owner, folder, names in (
        ("site", site.folder / "templates", site.templates),
        ("theme", default_theme().templates, site.theme_templates),
    ):
        for name in names:
            data = None
            with suppress(OSError):
                data = (folder / name).read_bytes()
            yield owner, name, data
