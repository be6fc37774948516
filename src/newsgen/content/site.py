"""A site's folder as values: its settings, and the paths of the files a build reads or copies."""

from collections.abc import Mapping
from pathlib import Path

from newsgen.content.parse_context import ParseContext
from newsgen.model.authority import AUTHORITY_FOLDER
from newsgen.model.config import Config
from newsgen.model.omission import Omission
from newsgen.model.value import Value

TEXT_FOLDERS = ("articles", "pages")
"""Folders of what editors write, and of the files beside it."""

SITE_FOLDERS = (*TEXT_FOLDERS, AUTHORITY_FOLDER, "templates", "static")
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
    context: ParseContext
    sources: tuple[str, ...]
    omissions: tuple[Omission, ...]
    other_files: frozenset[str]
    static_files: Mapping[str, str]
    root_files: Mapping[str, str]
    templates: tuple[str, ...]
    theme_templates: tuple[str, ...]
    stamps: Mapping[str, bytes]
