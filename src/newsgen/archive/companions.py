"""Which names count where names appear together: the other names of the articles about one.

For a name that articles only mention, they are the names of these articles. An article with very
many names says little about any two of them: only its first names count, or all names of an archive
would cost the square of their number.
"""

from newsgen.model.kind import ENTITY_KINDS, Kind

TRACKED_KINDS = (*ENTITY_KINDS, Kind.TAG)
"""The kinds of names for which companions and related articles are counted."""

COUNTED_KINDS = (*TRACKED_KINDS, Kind.SOURCE)
"""The kinds of names that are companions; a tag that stands for an entity is none."""

MAX_COMPANY = 200
"""Names of an article that count as companions of each other."""
