"""The sample archive that stands at the top of the repository, copied and built where a test wants.

The copy keeps the repository free of what newsgen notes down for each output folder. The theme is
left out of it: there it is the default theme anyway.
"""

import shutil
from collections.abc import Callable
from pathlib import Path

from newsgen.pipeline.build import build
from newsgen.pipeline.request import BuildRequest, BuildResult
from support.paths import ROOT
from support.sites import NOW

BuiltSample = Callable[..., tuple[Path, BuildResult]]
"""Gives the output of the sample for a base URL, or for none, and what became of the build."""

PARTS = ("newsgen.yml", "articles", "authorities", "pages")


def copy_sample(folder: Path) -> Path:
    """A copy of the sample archive, as a site in a folder that does not exist yet."""
    folder.mkdir()
    for part in PARTS:
        copy = shutil.copytree if (ROOT / part).is_dir() else shutil.copy
        copy(ROOT / part, folder / part)
    return folder


def build_sample(folder: Path, base_url: str | None = None) -> tuple[Path, BuildResult]:
    """The sample archive built into a folder below this one; without drafts, as of October 2022."""
    site, out = copy_sample(folder / "site"), folder / "out"
    order = BuildRequest(site=site, out=out, base_url=base_url, workers=1, now=NOW)
    return out, build(order)
