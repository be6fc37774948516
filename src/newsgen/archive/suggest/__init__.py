"""What an editor should look at: names that could be in authority files, or are there twice.

Takes what was learned of every article's text and the archive; gives suggestions, as values. All is
counted; what a suggestion is worth, the editor decides.
"""

from newsgen.archive.suggest.rules import suggest
from newsgen.archive.suggest.tally import Tally
from newsgen.archive.suggest.values import (
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
