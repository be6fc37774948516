"""Pictures that readers would not see, or would wait for: each with a problem where it is shown."""

from collections.abc import Iterator
from pathlib import PurePosixPath

from newsgen.content.markdown.link_targets import FILE_PREFIX
from newsgen.content.site import Site
from newsgen.model.article import Article, PlainPage, Reference
from newsgen.model.problem import Problem, problem
from newsgen.pages.plan_inputs import path_on_disk
from newsgen.pipeline.picture_sizes import ReadSize
from newsgen.runtime.stamp import NO_STAMP, stamp_size

_UNSHOWN_FORMATS = {
    **dict.fromkeys((".heic", ".heif"), "HEIC, as telephones save it"),
    **dict.fromkeys((".tif", ".tiff"), "TIFF"),
    ".psd": "Photoshop's",
    ".pdf": "PDF",
    ".eps": "PostScript",
}
"""Endings of formats that not every browser shows as a picture, and what a message calls them."""

_HEAVY = 10_000_000
"""Bytes: more than ten pages of a newspaper's website."""


def picture_problems(
    site: Site, picture_size: ReadSize, owner: Article | PlainPage
) -> Iterator[Problem]:
    """Yield the problems of the files that an article or a plain page shows as pictures."""
    for reference in owner.references:
        if reference.is_image and reference.target.startswith(FILE_PREFIX):
            yield from _problems(site, picture_size, owner.path, reference)


def _problems(
    site: Site, picture_size: ReadSize, path: str, reference: Reference
) -> Iterator[Problem]:
    picture = path_on_disk(reference.target.removeprefix(FILE_PREFIX), site.other_files)
    if picture is None:
        return
    location, hint = reference.location(path), "save it as JPEG or WebP"
    if name := _UNSHOWN_FORMATS.get(PurePosixPath(picture).suffix.lower()):
        message = f'"{picture}" has the format {name}, which browsers do not show'
        yield problem("N142", location, message, hint)
    if picture in site.kept_files:
        return
    size = picture_size(picture)
    if size and not size.is_whole:
        message = f'"{picture}" is cut off: its end is missing'
        yield problem("N144", location, message, "fetch it again from where it comes")
    megabytes = stamp_size(site.listing.stamp(picture) or NO_STAMP) / 1e6
    if megabytes * 1e6 > _HEAVY:
        message = f'"{picture}" has {megabytes:.0f} megabytes, for which readers wait'
        yield problem("N143", location, message, f"make it smaller, or {hint}")
