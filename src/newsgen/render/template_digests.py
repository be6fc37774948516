"""Frames: all that decides how the pages of a template look, beside what each of them shows.

Takes a site and its chrome; gives for each template the recipe (newsgen itself, the settings, the
templates, messages and assets it uses) and its digest, the frame; and what is wrong with the
templates.
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
from newsgen.render.theme import default_theme
from newsgen.runtime import codec
from newsgen.runtime.file_errors import FileChanged
from newsgen.store.cache import Cache
from newsgen.store.file_digests import FileDigests
from newsgen.store.program_digest import program_digest

FrameInputs = tuple[tuple[str, str], ...]
"""(what it is, in words; its digest)"""

ABSENT = "absent"


class _TemplateScan(Value, frozen=True, array_like=True):
    """What reading all templates gave."""

    problems: tuple[Problem, ...]
    dependencies: dict[str, TemplateDependencies]


class TemplateDigests:
    """The frames of one site.

    assets: name of a file under static/ → the digest of what it holds; of those that templates may
    ask for.
    """

    def __init__(self, site: Site, chrome: Chrome, cache: Cache, file_digests: FileDigests) -> None:
        self._site = site
        self._chrome = chrome
        self._cache = cache
        self._texts = _text_digests(site)
        self._catalogues = catalogues(chrome.language)
        self._read = self._recall()
        self._contents = file_digests
        self.assets: Mapping[str, str] = dict(self._digested())
        self._known: dict[str, str] = {}

    @property
    def problems(self) -> tuple[Problem, ...]:
        """What is wrong with the templates as such."""
        return self._read.problems

    def frame(self, template: str) -> str:
        """The digest of a template's recipe; short, since a site has a few dozen at most."""
        if template not in self._known:
            self._known[template] = frame_digest(self.frame_inputs(template))
        return self._known[template]

    def frame_inputs(self, template: str) -> FrameInputs:
        """All that goes into the pages of a template; of none, if they are not drawn by one."""
        settings = ((f"site.{name}", value) for name, value in _setting_digests(self._chrome))
        used = (
            transitive_dependencies(template, self._read.dependencies)
            if template
            else TemplateDependencies()
        )
        templates = ((f"template {name}", self._text(name)) for name in used.templates)
        assets = ((f"asset {name}", self._asset(name)) for name in used.assets)
        messages = ((f"messages {name}", self._messages(name)) for name in self._catalogues)
        return (("newsgen itself", program_digest()), *settings, *templates, *messages, *assets)

    def require_unchanged(self) -> None:
        """Raise Changed if a template or asset is not what it was when pages were given its frame.

        They were drawn with what a template is now, and one that is put back would have the old
        frame; an asset was copied as it is now.
        """
        for name, text in _text_digests(self._site).items():
            if text != self._texts[name]:
                whose, _, path = name.partition(" ")
                raise FileChanged(
                    f"templates/{path}" if whose == "site" else f"{path} of the theme"
                )
        for name, content in self.assets.items():
            if content != self._contents.get(self._site.static_files[name]):
                raise FileChanged(f"static/{name}")

    def save(self) -> None:
        """Remember the recipes, so that a later build can say what in them has changed."""
        recipes = {self.frame(template): self.frame_inputs(template) for template in self._known}
        rows = [(key.encode(), codec.encode(recipe)) for key, recipe in recipes.items()]
        self._cache.put("frames", rows)
        self._cache.sweep("frames", [key for key, _ in rows])
        self._cache.sweep("code", ())  # which of it is in use nobody knows; it is soon made again

    def _recall(self) -> _TemplateScan:
        parts = (part for pair in sorted(self._texts.items()) for part in pair)
        key = digest(program_digest(), self._chrome.language, *parts).encode()
        if known := self._cache.get("templates", key):
            return codec.decode(known, _TemplateScan)
        own, theme = self._site.folder / "templates", default_theme().templates
        renderer = Renderer(self._chrome, theme, own, cache=self._cache)
        read = _TemplateScan(renderer.check(), renderer.dependencies())
        self._cache.put("templates", [(key, codec.encode(read))])
        self._cache.sweep("templates", [key])
        return read

    def _text(self, name: str) -> str:
        """The digest of a template, wherever it is found."""
        places = [f"site {name}", f"theme {name}"]
        if name.startswith("newsgen/"):
            places.append(f"theme {name.removeprefix('newsgen/')}")
        return next((self._texts[place] for place in places if place in self._texts), ABSENT)

    def _messages(self, name: str) -> str:
        """The digest of a catalogue, the site's and the theme's together."""
        return digest(*(self._texts.get(f"{whose} {name}", "") for whose in ("site", "theme")))

    def _asset(self, name: str) -> str:
        """The digest of an asset; of all there are, where a template may ask for any."""
        if name == ANY_ASSET:
            return digest(*(part for pair in sorted(self.assets.items()) for part in pair))
        return self.assets.get(name, ABSENT)

    def _digested(self) -> Iterator[tuple[str, str]]:
        """The assets that templates may ask for; one that cannot be read is told of when copied."""
        asked = {name for each in self._read.dependencies.values() for name in each.assets}
        names = (
            self._site.static_files
            if ANY_ASSET in asked
            else asked & self._site.static_files.keys()
        )
        for name in sorted(names):
            with suppress(OSError):
                yield name, self._contents.get_or_read(self._site.static_files[name])


def frame_digest(frame_inputs: FrameInputs) -> str:
    """The digest of a recipe."""
    return digest(*(part for pair in frame_inputs for part in pair))[:16]


@once
def _setting_digests(chrome: Chrome) -> tuple[tuple[str, str], ...]:
    return tuple(
        (name, digest(codec.encode(getattr(chrome, name)))) for name in chrome.__struct_fields__
    )


def _text_digests(site: Site) -> dict[str, str]:
    """The digests of all templates, by whose they are and by name."""
    found: dict[str, str] = {}
    for whose, folder, names in (
        ("site", site.folder / "templates", site.templates),
        ("theme", default_theme().templates, site.theme_templates),
    ):
        for name in names:
            found[f"{whose} {name}"] = _file_digest(folder / name)
    return found


def _file_digest(file: Path) -> str:
    try:
        return digest(file.read_bytes())
    except OSError:
        return ABSENT
