"""What was found wrong with a text, each thing once a line, where it stands in the source.

Takes the tags of Markdown's HTML as they pass, since a problem is about one of them; finds the line
an editor typed by the tag and the words after it.
"""

from newsgen.content.markdown.content_model import VOID
from newsgen.content.markdown.html_tokens import HtmlTag
from newsgen.content.markdown.source_map import SourceMap
from newsgen.model.problem import Location, Problem, problem


class HtmlProblems:
    """The problems so far, and the tag that is being looked at."""

    def __init__(self, markup: str, source_map: SourceMap) -> None:
        """markup: the HTML made of the source."""
        self.source_map = source_map
        self._markup = markup
        self._problems: dict[tuple[str, int], Problem] = {}
        self._locations: dict[int, Location] = {}
        self.tag_and_end = (HtmlTag("", False, "", ""), 0)
        """The tag and where in the HTML it ends."""

    @property
    def problems(self) -> tuple[Problem, ...]:
        """All of them, in the order in which they were found."""
        return tuple(self._problems.values())

    def add(self, new_problem: Problem) -> None:
        """Adds a problem."""
        self._problems.setdefault((new_problem.message, new_problem.location.line), new_problem)

    def report_removal(self, message: str, tag_and_end: tuple[HtmlTag, int] | None = None) -> None:
        """Adds that something is not published. spot: the tag it is about, if not the latest."""
        tag, end = tag_and_end or self.tag_and_end
        if end not in self._locations:
            after = self._markup[end : end + 24]
            self._locations[end] = self.source_map.find_tag(tag.raw, tag.name, after)
        self.add(problem("N205", self._locations[end], message))

    def report_attributes(self, attribute_names: tuple[str, ...]) -> None:
        """Adds that attributes of the tag are not published."""
        *most, last = attribute_names
        names = f"attributes {', '.join(most)} and {last}" if most else f"attribute {last}"
        verb = "are" if most else "is"
        self.report_removal(f"the {names} of <{self.tag_and_end[0].name}> {verb} not published")

    def report_tag(self) -> None:
        """Adds that the tag is not published at all."""
        tag = self.tag_and_end[0]
        if tag.content_removed:
            self.report_removal(
                f"<{tag.name}> is not published; it is removed with what stands in it"
            )
        elif tag.name in ("!", "?"):
            self.report_removal(f"<{tag.name} … > is not published; it is removed")
        elif tag.name in VOID:
            self.report_removal(f"<{tag.name}> is not published; it is removed")
        else:
            self.report_removal(f"<{tag.name}> is not published; the text in it stays")

    def report_misplaced(self, source_name: str, conflict: str) -> None:
        """Adds that a tag cannot stand where it does. where: what it met there, if not nothing."""
        if conflict:
            self.report_removal(
                f"<{source_name}> cannot stand together with <{conflict}>; the text in it stays"
            )
        else:
            self.report_removal(
                f"<{source_name}> stands alone, without what it is a part of; its text stays"
            )

    def report_broken_fragment(self, target: str) -> None:
        """Adds that a link within the text has no aim."""
        message = f'the link "{target}" leads nowhere: no heading or id of this text has that name'
        place = self.source_map.find_link(target)
        self.add(problem("N201", place, message, "mend the name after the #"))

    def report_control_char(self, reference: str) -> None:
        """Adds that a character reference stands for a control character."""
        place = self.source_map.find_next(reference) or self.source_map.start_location
        message = f"holds {reference}, a control character that is not shown"
        self.add(problem("N115", place, message, "delete it"))
