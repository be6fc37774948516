"""How large a picture is."""

from newsgen.model.value import Value


class PictureSize(Value, frozen=True, array_like=True):
    """The width and height of a picture in pixels, as it is shown.

    copy_widths: Those of the smaller copies that are made of it.
    is_whole: Whether its file has an end.
    """

    width: int
    height: int
    copy_widths: tuple[int, ...] = ()
    is_whole: bool = True
