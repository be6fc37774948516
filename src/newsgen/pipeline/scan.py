"""All the files a build reads: the site's own and the theme's, listed once and opened by others.

Gives each file's stamp, so that it can be told whether anything at all changed since last time.
"""

import os
from pathlib import Path

from newsgen.content.site import SOURCES
from newsgen.model.config import FILE
from newsgen.model.digest import digest
from newsgen.model.value import Value
from newsgen.pipeline.listing import Listing, list_files
from newsgen.render.theme import Theme, default_theme
from newsgen.runtime import clock, codec
from newsgen.runtime.stat_signature import Stamp, settled, stamp


class Inputs(Value, frozen=True):
    """The files of a site. config: newsgen.yml's stamp, None if it is not there.

    listed_at: when they were listed, in nanoseconds since 1970: before any of them was read.
    """

    folder: Path
    config: Stamp | None
    own: Listing
    theme: Theme
    themed: Listing
    listed_at: int

    def fingerprint(self) -> str:
        """The digest of all paths and stamps: equal as long as nobody touched a file.

        What is no regular file has no stamp, but is a problem.
        """
        theme = (str(self.theme.static), self.themed.files, self.themed.problems)
        return digest(codec.encode((self.config, self.own.files, self.own.problems, theme)))

    def settled(self) -> bool:
        """Whether every one of the site's stamps can be trusted to tell the next change.

        The theme is part of an installation, which nobody changes while it builds.
        """
        stamps = (self.config, *self.own.files.values())
        return all(settled(each, self.listed_at) for each in stamps if each)


def list_inputs(folder: Path) -> Inputs:
    """Look at every file of a site, without opening it."""
    listed_at = clock.instant()
    theme = default_theme()
    return Inputs(
        folder=folder,
        config=_stamp(folder / FILE),
        own=list_files(folder, SOURCES),
        theme=theme,
        themed=list_files(theme.static.parent, (theme.templates.name, theme.static.name)),
        listed_at=listed_at,
    )


def _stamp(file: Path) -> Stamp | None:
    try:
        return stamp(os.stat(file))
    except OSError:
        return None
