"""What an editor should look at: names that could be in authority files, or are there twice.

Takes what was learned of every article's text and the archive; gives suggestions, as values. All is
counted; what a suggestion is worth, the editor decides.
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
