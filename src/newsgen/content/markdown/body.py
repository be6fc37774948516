"""An article's text after reading: what every later stage gets of a Markdown body."""

from dataclasses import dataclass

from newsgen.model.article import Reference
from newsgen.model.problem import Problem


@dataclass(frozen=True, slots=True)
class Body:
    """A body as safe HTML and as plain text.

    html: sanitised; links and images into the site are symbolic until `fill` puts addresses in.
    text: no markup; one line a block, entities resolved, footnote marks left out.
    references: what the symbolic targets of html are, in the order of the text.
    """

    html: str = ""
    text: str = ""
    references: tuple[Reference, ...] = ()
    problems: tuple[Problem, ...] = ()
