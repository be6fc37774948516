"""How names belong together, by what authority files say."""

from newsgen.archive.questions import ArchiveQuestions
from newsgen.archive.term import Term
from newsgen.model.kind import TYPED_ENTITY_KINDS, Kind


def entity_of_tag(questions: ArchiveQuestions, tag: Term) -> Term | None:
    """Return the entity a tag stands for; None if it stands for none, or is no tag."""
    if tag.kind is not Kind.TAG:
        return None
    for kind in TYPED_ENTITY_KINDS:
        if entry := questions.authority(kind, tag.text):
            return questions.term(kind, entry.name)
    return None


def broader_term(questions: ArchiveQuestions, term: Term) -> Term | None:
    """Return the term that another is part of, if it has articles (SKOS: broader)."""
    name = term.authority.part_of if term.authority else ""
    return questions.term(term.kind, name) if name else None
