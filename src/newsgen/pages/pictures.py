"""Builds what views hold of pictures: those beside a text, and those in it."""

from collections.abc import Iterable

from newsgen.content.markdown.link_targets import FILE_PREFIX, ROOT_PREFIX
from newsgen.model.article import Article, Reference
from newsgen.model.image import Image
from newsgen.model.picture_size import PictureSize
from newsgen.model.value import replace
from newsgen.pages import routes
from newsgen.pages.link_resolver import LinkResolver
from newsgen.pages.plan_inputs import PlanInputs, path_on_disk
from newsgen.pages.view_components import Picture, PictureSource, TextPicture

_STATIC = ROOT_PREFIX + routes.STATIC.removeprefix("/")
_LARGEST_SOURCE = 1920
"""Pixels: a wider picture is shown by its copies alone, and fetched by who follows a link to it."""


def article_picture(inputs: PlanInputs, article: Article) -> Picture | None:
    """Return the picture above the text; None if its file does not exist."""
    address = routes.dated_address(article)
    return _picture(inputs, address, article.image) if article.image else None


def article_gallery(inputs: PlanInputs, article: Article) -> tuple[Picture, ...]:
    """Return the pictures below the text, without those whose file does not exist."""
    address = routes.dated_address(article)
    pictures = (_picture(inputs, address, image) for image in article.gallery)
    return tuple(filter(None, pictures))


def text_pictures(
    inputs: PlanInputs, page_address: str, references: Iterable[Reference]
) -> tuple[TextPicture, ...]:
    """Return the pictures that a text shows, each once, without those whose size is not known."""
    targets = sorted({each.target for each in references if each.is_image})
    pictures = ((each, _picture(inputs, page_address, Image(each))) for each in targets)
    return tuple(
        TextPicture(each, picture) for each, picture in pictures if picture and picture.width
    )


def _picture(inputs: PlanInputs, page_address: str, image: Image) -> Picture | None:
    src: str | None = image.src
    if image.src.startswith("newsgen:"):
        src = LinkResolver(inputs).resolve(page_address, image.src)
    if not src:
        return None
    size = _size(inputs, image.src) or PictureSize(0, 0)
    sources = [
        PictureSource(routes.picture_copy_address(src, width), width) for width in size.copy_widths
    ]
    if sources and size.width <= _LARGEST_SOURCE:
        sources.append(PictureSource(src, size.width))
    return Picture(
        src, image.alt, image.credit, image.caption, size.width, size.height, tuple(sources)
    )


def _size(inputs: PlanInputs, target: str) -> PictureSize | None:
    """Return the size of a picture by its symbolic target: of a file beside texts or in static/."""
    if target.startswith(_STATIC):
        size = inputs.picture_size(target.removeprefix(ROOT_PREFIX))
        return replace(size, copy_widths=()) if size else None
    if not target.startswith(FILE_PREFIX):
        return None
    path = path_on_disk(target.removeprefix(FILE_PREFIX), inputs.files.other)
    return inputs.picture_size(path) if path else None
