"""Files of a site that are not in the archive."""

from newsgen.model.value import Value


class Omission(Value, frozen=True):
    """A file that is left out, and the reason: "draft", "embargoed until …", "README file"."""

    path: str
    reason: str
