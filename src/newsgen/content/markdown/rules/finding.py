"""What a text holds that is read otherwise than its author may think: a value for a problem."""

from newsgen.model.value import Value


class Finding(Value, frozen=True):
    """A problem whose file is not known yet.

    Attributes:
        line: counted from 0 in the text.
        column: counted from 0 in `near`.
        near: the words of the line by which its place is found in the file.
    """

    code: str
    line: int
    column: int
    near: str
    message: str
    hint: str
