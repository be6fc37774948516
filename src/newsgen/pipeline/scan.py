"""All the files a build reads: the site's own and the theme's, listed once and opened by others.

Gives each file's stamp, so that it can be told whether anything at all changed since last time.
"""

import os
from pathlib import Path

from newsgen.content.site import SITE_FOLDERS
from newsgen.model.config import CONFIG_FILE
from newsgen.model.digest import digest
from newsgen.model.value import Value
from newsgen.pipeline.listing import FileListing, list_files
from newsgen.render.theme import Theme, default_theme
from newsgen.runtime import clock, codec
from newsgen.runtime.stamp import Stamp, is_stable, stamp


class ScannedFiles(Value, frozen=True):
    """The files of a site. config: newsgen.yml's stamp, None if it is not there.

    listed_at: when they were listed, in nanoseconds since 1970: before any of them was read.
    """

    folder: Path
    config_stamp: Stamp | None
    site_listing: FileListing
    theme: Theme
    theme_listing: FileListing
    listed_at: int

    def fingerprint(self) -> str:
        """The digest of all paths and stamps: equal as long as nobody touched a file.

        What is no regular file has no stamp, but is a problem.
        """
        theme = (str(self.theme.static), self.theme_listing.files, self.theme_listing.problems)
        return digest(
            codec.encode(
                (self.config_stamp, self.site_listing.files, self.site_listing.problems, theme)
            )
        )

    def is_stable(self) -> bool:
        """Whether every one of the site's stamps can be trusted to tell the next change.

        The theme is part of an installation, which nobody changes while it builds.
        """
        stamps = (self.config_stamp, *self.site_listing.files.values())
        return all(is_stable(each, self.listed_at) for each in stamps if each)


def scan_site(folder: Path) -> ScannedFiles:
    """Look at every file of a site, without opening it."""
    listed_at = clock.now_ns()
    theme = default_theme()
    return ScannedFiles(
        folder=folder,
        config_stamp=_file_stamp(folder / CONFIG_FILE),
        site_listing=list_files(folder, SITE_FOLDERS),
        theme=theme,
        theme_listing=list_files(theme.static.parent, (theme.templates.name, theme.static.name)),
        listed_at=listed_at,
    )


def _file_stamp(file: Path) -> Stamp | None:
    try:
        return stamp(os.stat(file))
    except OSError:
        return None
