"""Which names appear together: the names of the articles that have a name, weighed by their role.

A story counts most where it is about both names, and half as much for each that its text alone has.
An article with very many names says little about any two of them: only its first names count, or
all names of an archive would cost the square of their number.
"""

from newsgen.model.kind import ENTITY_KINDS, Kind

TRACKED_KINDS = (*ENTITY_KINDS, Kind.TAG)
"""The kinds of names for which companions and related articles are counted."""

COUNTED_KINDS = (*TRACKED_KINDS, Kind.SOURCE)
"""The kinds of names that are companions; a tag that stands for an entity is none."""

MAX_COMPANY = 200
"""Names of an article that count as companions of each other: those that it declares first."""

ABOUT_WEIGHT, MENTION_WEIGHT = 2, 1
"""What a name adds in an article that is about it, or mentions it; the score of two names there is
the product of both."""

WHOLE_STORY = ABOUT_WEIGHT * ABOUT_WEIGHT
"""The score of a story that is about two names. Two names with a lower one are no companions."""
