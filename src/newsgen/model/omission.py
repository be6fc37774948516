"""Why an article of the site is not in the archive."""

from newsgen.model.value import Value


class Omission(Value, frozen=True):
    """A file that is not in the archive, and why: "draft", "embargoed until …", "README file"."""

    path: str
    reason: str
