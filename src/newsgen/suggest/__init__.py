"""What an editor should look at: names that could be in authority files, or are there twice.

Takes what was learned of every article's text and the archive; gives suggestions, as values. All is
counted; what a suggestion is worth, the editor decides.
"""

from newsgen.suggest.counts import Tally
from newsgen.suggest.rules import suggest
from newsgen.suggest.suggestions import (
    Alike,
    Ambiguous,
    Example,
    Suggestions,
    Unknown,
    Unlisted,
    Unsaid,
)

__all__ = [
    "Alike",
    "Ambiguous",
    "Example",
    "Suggestions",
    "Tally",
    "Unknown",
    "Unlisted",
    "Unsaid",
    "suggest",
]
