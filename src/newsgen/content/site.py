"""A site's folder as values: its settings, and the paths of the files a build reads or copies."""

from collections.abc import Collection, Mapping, Set
from pathlib import Path

from newsgen.content.parse_context import ParseContext
from newsgen.model.config import Config
from newsgen.model.file_listing import FileListing
from newsgen.model.value import Value, field


class Site(Value, frozen=True):
    """What a site's folder holds. Paths are relative to it, with forward slashes.

    Attributes:
        sources: the files of articles and plain pages that are read.
        other_files: the other files in articles/ and pages/, and those in kept/.
        static_files: absolute paths by the name below static/. The site's files win over the
            theme's.
        root_files: the same for static/root/.
        templates: names of the site's own templates.
        listing: of every file above; static files are in folders with absolute paths.
        left_out: of those that are not read, why; beside those whose names tell it.
        stand_ins: by path, the published contents that a build reads in place of sources.
        kept_files: those of other_files that are no more, and stay where they are published.
    """

    folder: Path
    config: Config
    context: ParseContext
    sources: Collection[str]
    other_files: Set[str]
    static_files: Mapping[str, str]
    root_files: Mapping[str, str]
    templates: tuple[str, ...]
    theme_templates: tuple[str, ...]
    listing: FileListing
    left_out: Mapping[str, str] = field(default_factory=dict)
    stand_ins: Mapping[str, bytes] = field(default_factory=dict)
    kept_files: frozenset[str] = frozenset()
