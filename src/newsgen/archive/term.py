"""A name of the archive as pages show it: without its articles, and without counts of them."""

from newsgen.model.authority import Authority
from newsgen.model.kind import Kind, NameKey
from newsgen.model.slug import identity
from newsgen.model.value import Value


class Term(Value, frozen=True):
    """A name of the archive.

    Its text is that of its authority file, else that of the oldest article about it.
    """

    kind: Kind
    text: str
    slug: str
    authority: Authority | None

    @property
    def key(self) -> NameKey:
        """As `Name.key`."""
        return self.kind, identity(self.text)
