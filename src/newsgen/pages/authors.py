"""Authors as views show them: whether each is a person or an organization, and the parts of names.

The entry of an author in its authority file decides, then who is a person, an organization or a
source in the other files, else the words of the name.
"""

from collections.abc import Iterator

from newsgen.archive.archive import Archive, ListedTerm
from newsgen.content.front_matter.author_names import parse_author_name
from newsgen.model.author_name import AuthorName
from newsgen.model.authority import Authorities
from newsgen.model.digest import digest
from newsgen.model.kind import Kind, Name
from newsgen.pages.cards import term_address
from newsgen.pages.plan_inputs import PlanInputs
from newsgen.pages.view_components import AuthorLink


def author_link(inputs: PlanInputs, name: Name) -> AuthorLink:
    """Return an author that an article names, with the address of the page."""
    term = inputs.archive.term(name)
    parts = author_name(inputs.archive.authorities, term)
    return AuthorLink(term.text, term_address(term), parts)


def author_name(authorities: Authorities, term: ListedTerm) -> AuthorName:
    """Return the parts of the name of an author."""
    family = term.authority.family if term.authority else ""
    return parse_author_name(term.text, family, _is_organization(authorities, term))


def authors_digest(archive: Archive) -> str:
    """Return the digest of all that authority files say of what the authors are."""

    def parts() -> Iterator[str]:
        for term in archive.terms_of_kind(Kind.AUTHOR):
            organization = _is_organization(archive.authorities, term)
            family = term.authority.family if term.authority else ""
            if family or organization is not None:
                yield from (term.text, family, str(organization))

    return digest(*parts())


def _is_organization(authorities: Authorities, term: ListedTerm) -> bool | None:
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
        if any(authorities.find(kind, spelling) for spelling in spellings):
            return organization
    return None
