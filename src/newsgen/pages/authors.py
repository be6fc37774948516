"""Authors as views show them: whether each is a person or an organization, and the parts of names.

The entry of an author in its authority file decides, then who is a person, an organization or a
source in the other files, else the words of the name.
"""

from newsgen.archive.questions import ArchiveQuestions
from newsgen.archive.term import Term
from newsgen.content.front_matter.author_names import parse_author_name
from newsgen.model.author_name import AuthorName
from newsgen.model.kind import Kind
from newsgen.pages.cards import term_address
from newsgen.pages.plan_inputs import PlanInputs
from newsgen.pages.view_components import AuthorLink


def author_link(inputs: PlanInputs, term: Term) -> AuthorLink:
    """Return an author of an article, with the address of the page."""
    return AuthorLink(term.text, term_address(term), author_name(inputs.questions, term))


def author_name(questions: ArchiveQuestions, term: Term) -> AuthorName:
    """Return the parts of the name of an author."""
    family = term.authority.family if term.authority else ""
    return parse_author_name(term.text, family, is_known_organization(questions, term))


def is_known_organization(questions: ArchiveQuestions, term: Term) -> bool | None:
    """Return whether authority files know an author as an organization; None if in none."""
    entry = term.authority
    if entry and (entry.family or entry.organization is not None):
        return bool(entry.organization)
    spellings = [spelling.text for spelling in entry.spellings] if entry else [term.text]
    for kind, organization in (
        (Kind.PERSON, False),
        (Kind.ORGANIZATION, True),
        (Kind.SOURCE, True),
    ):
        if any(questions.authority(kind, spelling) for spelling in spellings):
            return organization
    return None
