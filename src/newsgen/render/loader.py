"""The folders that templates come from, in the order in which they are searched."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from jinja2 import (
    BaseLoader,
    ChoiceLoader,
    Environment,
    FileSystemLoader,
    PrefixLoader,
    TemplateNotFound,
)

from newsgen.model.problem import Location

THEME_PREFIX = "newsgen"
"""A site's template may say newsgen/article.html to mean the theme's own."""


class _FolderLoader(FileSystemLoader):
    """Jinja's, but that it finds nothing by a name that is not `_plain`."""

    def get_source(
        self, environment: Environment, template: str
    ) -> tuple[str, str, Callable[[], bool]]:
        if not _is_plain_name(template):
            raise TemplateNotFound(template)
        return super().get_source(environment, template)


def _is_plain_name(name: str) -> bool:
    """Whether a name is the one that `pipeline.scan` has for a file.

    Hidden files are not the site's, and ./a.html would be a second name for a.html: a change of
    either would go unnoticed.
    """
    return not any(part == "" or part.startswith(".") for part in name.split("/"))


@dataclass(frozen=True, slots=True)
class TemplateSearchPath:
    """The site's templates, if it has any, and the theme's; one folder where both are the same."""

    theme: Path
    site: Path | None = None

    @property
    def folders(self) -> tuple[Path, ...]:
        """Each folder once, first searched first."""
        return tuple(dict.fromkeys(path for path in (self.site, self.theme) if path))

    def jinja_loader(self) -> BaseLoader:
        """The site's, then the theme's, then the theme's again under its prefix."""
        searched = _FolderLoader(self.folders)
        return ChoiceLoader([searched, PrefixLoader({THEME_PREFIX: _FolderLoader(self.theme)})])

    def template_names(self, folder: Path) -> tuple[str, ...]:
        """The names of all pages and parts of pages in a folder, sorted."""
        names = _FolderLoader(folder).list_templates()
        return tuple(name for name in names if name.endswith(".html") and _is_plain_name(name))

    def find(self, name: str) -> Path | None:
        """The file that a name in a template stands for."""
        if not _is_plain_name(name):
            return None
        found = next((f for folder in self.folders if (f := folder / name).is_file()), None)
        if found is None and name.startswith(f"{THEME_PREFIX}/"):
            own = self.theme / name.removeprefix(f"{THEME_PREFIX}/")
            found = own if own.is_file() else None
        return found

    def all_names(self) -> tuple[str, ...]:
        """Every name that leads to a template."""
        own = tuple(f"{THEME_PREFIX}/{name}" for name in self.template_names(self.theme))
        return tuple(name for folder in self.folders for name in self.template_names(folder)) + own

    def location(self, file: str | Path, line: int = 0) -> Location | None:
        """A spot in a template as problems name it; None if the file is not a template of ours.

        A file of the site is named as the editor knows it, one of the theme by whose it is.
        """
        for folder in self.folders:
            if Path(file).is_relative_to(folder):
                name = Path(file).relative_to(folder).as_posix()
                label = f"templates/{name}" if folder == self.site else f"newsgen theme: {name}"
                return Location(label, line, 1 if line else 0)
        return None
