"""A picture of an article as front matter gives it."""

from newsgen.model.value import Value


class Image(Value, frozen=True, array_like=True):
    """A picture above an article or in its gallery.

    src: an absolute address or a symbolic target. caption: what stands below it.
    """

    src: str
    alt: str = ""
    caption: str = ""
    credit: str = ""
