"""What in a text looks like a name, whoever knows it: by capitals, and where a script has none, by
how names are made in it.

Takes plain texts; gives every candidate, in the order in which it comes. Which of them are worth an
editor's time only many texts together tell: that is `archive.suggest`.
"""

from newsgen.suggest.candidates.name_study import (
    NameStudy,
    UnresolvedSpelling,
    lowercase_ngrams,
    name_position,
    study_text,
)
from newsgen.suggest.candidates.sentences import sentence_around

__all__ = [
    "NameStudy",
    "UnresolvedSpelling",
    "lowercase_ngrams",
    "name_position",
    "sentence_around",
    "study_text",
]
