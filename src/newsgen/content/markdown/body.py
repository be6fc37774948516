"""A converted Markdown body, as every later stage gets it."""

from dataclasses import dataclass

from newsgen.model.article import Reference
from newsgen.model.problem import Problem


@dataclass(frozen=True, slots=True)
class Body:
    """A body as safe HTML and as plain text.

    Attributes:
        html: sanitized; internal links and images have symbolic targets until `insert_addresses`.
        text: plain text, one line a block, entities decoded, footnote marks left out.
        references: the symbolic targets of `html`, in the order of the text.
        problems: everything that was removed or does not work, with its location.
    """

    html: str = ""
    text: str = ""
    references: tuple[Reference, ...] = ()
    problems: tuple[Problem, ...] = ()
