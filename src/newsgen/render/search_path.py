"""The folders of templates in search order, and the names by which templates find each other."""

from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

import jinja2

from newsgen.model.problem import Location

THEME_PREFIX = "newsgen"
"""A site's template names the theme's own as newsgen/article.html."""


class _FolderLoader(jinja2.FileSystemLoader):
    def get_source(
        self, environment: jinja2.Environment, template: str
    ) -> tuple[str, str, Callable[[], bool]]:
        if not _is_plain_name(template):
            raise jinja2.TemplateNotFound(template)
        return super().get_source(environment, template)


def _is_plain_name(name: str) -> bool:
    """Return whether scanning names a file so: never a hidden one, nor ./a.html for a.html."""
    return not any(part == "" or part.startswith(".") for part in name.split("/"))


@dataclass(frozen=True, slots=True)
class TemplateSearchPath:
    """The folders of the site's templates, if it has any, and of the theme's; may be equal.

    It remembers what stands in them: make a new one for each build.
    """

    theme: Path
    site: Path | None = None
    _files: dict[str, Path | None] = field(default_factory=dict, init=False, compare=False)

    @property
    def folders(self) -> tuple[Path, ...]:
        """Each folder once, in search order."""
        return tuple(dict.fromkeys(path for path in (self.site, self.theme) if path))

    def jinja_loader(self) -> jinja2.BaseLoader:
        """Return a loader of the site's templates, then the theme's, also under its prefix."""
        both = _FolderLoader(self.folders)
        return jinja2.ChoiceLoader(
            [both, jinja2.PrefixLoader({THEME_PREFIX: _FolderLoader(self.theme)})]
        )

    def template_names(self, folder: Path) -> tuple[str, ...]:
        """Return the names of all templates in a folder, sorted; a pipe or socket is none."""
        names = _FolderLoader(folder).list_templates()
        named = (name for name in names if name.endswith(".html") and _is_plain_name(name))
        return tuple(name for name in named if (folder / name).is_file())

    def find(self, name: str) -> Path | None:
        """Return the file that a name in a template stands for; None if there is none."""
        if name not in self._files:
            self._files[name] = self._find_file(name) if _is_plain_name(name) else None
        return self._files[name]

    def _find_file(self, name: str) -> Path | None:
        files = [folder / name for folder in self.folders]
        if name.startswith(f"{THEME_PREFIX}/"):
            files.append(self.theme / name.removeprefix(f"{THEME_PREFIX}/"))
        return next((file for file in files if file.is_file()), None)

    def all_names(self) -> tuple[str, ...]:
        """Return every name that leads to a template."""
        prefixed = (f"{THEME_PREFIX}/{name}" for name in self.template_names(self.theme))
        names = (name for folder in self.folders for name in self.template_names(folder))
        return (*names, *prefixed)

    def location(self, file: str | Path, line: int = 0) -> Location | None:
        """Return the location of a line, for problems; None if the file is in neither folder."""
        for folder in self.folders:
            if Path(file).is_relative_to(folder):
                name = Path(file).relative_to(folder).as_posix()
                label = f"templates/{name}" if folder == self.site else f"newsgen theme: {name}"
                return Location(label, line, 1 if line else 0)
        return None

    def location_in(self, file: Path, line: int = 0) -> Location:
        """Return the location of a line of a file that is in one of the folders."""
        location = self.location(file, line)
        assert location
        return location
