"""What was found wrong with a text, each thing once a line, where it stands in the source.

Takes the tags of Markdown's HTML as they pass, since a problem is about one of them; finds the line
an editor typed by the tag and the words after it.
"""

from newsgen.content.markdown.content_model import VOID
from newsgen.content.markdown.html_tokens import Tag
from newsgen.content.markdown.source_map import Source
from newsgen.model.problem import Place, Problem, problem


class Report:
    """The problems so far, and the tag that is being looked at."""

    def __init__(self, markup: str, source: Source) -> None:
        """markup: the HTML made of the source."""
        self.source = source
        self._markup = markup
        self._problems: dict[tuple[str, int], Problem] = {}
        self._places: dict[int, Place] = {}
        self.spot = (Tag("", False, "", ""), 0)
        """The tag and where in the HTML it ends."""

    @property
    def problems(self) -> tuple[Problem, ...]:
        """All of them, in the order in which they were found."""
        return tuple(self._problems.values())

    def add(self, found: Problem) -> None:
        """Adds a problem."""
        self._problems.setdefault((found.message, found.place.line), found)

    def removed(self, message: str, spot: tuple[Tag, int] | None = None) -> None:
        """Adds that something is not published. spot: the tag it is about, if not the latest."""
        tag, end = spot or self.spot
        if end not in self._places:
            after = self._markup[end : end + 24]
            self._places[end] = self.source.tag(tag.raw, tag.name, after)
        self.add(problem("N205", self._places[end], message))

    def attributes(self, removed: tuple[str, ...]) -> None:
        """Adds that attributes of the tag are not published."""
        *most, last = removed
        names = f"attributes {', '.join(most)} and {last}" if most else f"attribute {last}"
        verb = "are" if most else "is"
        self.removed(f"the {names} of <{self.spot[0].name}> {verb} not published")

    def refused(self) -> None:
        """Adds that the tag is not published at all."""
        tag = self.spot[0]
        if tag.content:
            self.removed(f"<{tag.name}> is not published; it is removed with what stands in it")
        elif tag.name in ("!", "?"):
            self.removed(f"<{tag.name} … > is not published; it is removed")
        elif tag.name in VOID:
            self.removed(f"<{tag.name}> is not published; it is removed")
        else:
            self.removed(f"<{tag.name}> is not published; the text in it stays")

    def moved(self, typed: str, where: str) -> None:
        """Adds that a tag cannot stand where it does. where: what it met there, if not nothing."""
        if where:
            self.removed(f"<{typed}> cannot stand together with <{where}>; the text in it stays")
        else:
            self.removed(f"<{typed}> stands alone, without what it is a part of; its text stays")

    def nowhere(self, typed: str) -> None:
        """Adds that a link within the text has no aim."""
        message = f'the link "{typed}" leads nowhere: no heading or id of this text has that name'
        place = self.source.link(typed)
        self.add(problem("N201", place, message, "mend the name after the #"))

    def control(self, reference: str) -> None:
        """Adds that a character reference stands for a control character."""
        place = self.source.find(reference) or self.source.first
        message = f"holds {reference}, a control character that is not shown"
        self.add(problem("N115", place, message, "delete it"))
