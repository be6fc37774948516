"""The content of a source as a build reads it: that of its file, or of what stands for it."""

from typing import TYPE_CHECKING

if TYPE_CHECKING:  # loading it takes longer than a build without changes
    from newsgen.content.site import Site


def read_source(site: "Site", path: str) -> bytes:
    """Return the content of a source of a site. Raises OSError."""
    stand_in = site.stand_ins.get(path)
    return (site.folder / path).read_bytes() if stand_in is None else stand_in
