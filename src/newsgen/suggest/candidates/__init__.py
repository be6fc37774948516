"""Finds what looks like a name in a text, whether or not an authority file has it.

Capitals show names in most scripts, and the forms of names in Chinese and Japanese.
Takes plain texts; gives every candidate. Which candidates are worth an editor's time can only be
told from many texts together: `suggest.rules` does that.
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
