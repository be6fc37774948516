"""A site's folder as values: its settings, and the paths of the files a build reads or copies."""

from collections.abc import Mapping
from pathlib import Path

from newsgen.content.context import Context
from newsgen.model.authority import FOLDER
from newsgen.model.config import Config
from newsgen.model.omission import Omission
from newsgen.model.value import Value

TEXTS = ("articles", "pages")
"""Folders of what editors write, and of the files beside it."""

SOURCES = (*TEXTS, FOLDER, "templates", "static")
"""The folders of a site that a build reads."""


class Site(Value, frozen=True):
    """What a site's folder holds. All paths are relative to it, with forward slashes.

    context: what preparing an article has to know; config: all that newsgen.yml says.
    sources: of articles and plain pages; files: what else lies in articles/ and pages/.
    static, root: name below static/ (or static/root/) → absolute path; the site's own win over the
    theme's.
    templates, themed: names of the site's own templates and of the theme's.
    stamps: of every file named above, by path; of the theme's static files, by absolute path.
    """

    folder: Path
    config: Config
    context: Context
    sources: tuple[str, ...]
    left_out: tuple[Omission, ...]
    files: frozenset[str]
    static: Mapping[str, str]
    root: Mapping[str, str]
    templates: tuple[str, ...]
    themed: tuple[str, ...]
    stamps: Mapping[str, bytes]
