"""How names belong together, by what authority files say."""

from newsgen.archive.questions import ArchiveQuestions
from newsgen.archive.term import Term
from newsgen.model.kind import TYPED_ENTITY_KINDS, Kind


def entity_of_tag(questions: ArchiveQuestions, tag: Term) -> Term | None:
    """Return the entity a tag stands for; None if it stands for none, or is no tag."""
    if tag.kind is not Kind.TAG:
        return None
    entries = (questions.authority(kind, tag.text) for kind in TYPED_ENTITY_KINDS)
    entry = next(filter(None, entries), None)
    return questions.term(entry.kind, entry.name) if entry else None


def broader_term(questions: ArchiveQuestions, term: Term) -> Term | None:
    """Return the term that another is part of, if it has articles (SKOS: broader)."""
    name = term.authority.part_of if term.authority else ""
    return questions.term(term.kind, name) if name else None
