"""Suggests what an editor should look at, such as names that could be in authority files.

Takes the archive and the counts of all texts; gives suggestions, as values. It only counts: the
editor decides what a suggestion is worth.
"""

from newsgen.suggest.candidate_counts import CandidateCounts
from newsgen.suggest.rules import make_suggestions
from newsgen.suggest.suggestions import (
    AmbiguousSpelling,
    Example,
    NearDuplicate,
    Suggestions,
    UnknownName,
    UnlistedName,
    UnmentionedName,
)

__all__ = [
    "AmbiguousSpelling",
    "CandidateCounts",
    "Example",
    "NearDuplicate",
    "Suggestions",
    "UnknownName",
    "UnlistedName",
    "UnmentionedName",
    "make_suggestions",
]
