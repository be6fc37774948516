"""Collects the problems of a body's HTML, each once a line, with locations in the source."""

from newsgen.content.markdown.content_model import VOID
from newsgen.content.markdown.html_tokens import HtmlTag
from newsgen.content.markdown.source_map import SourceMap
from newsgen.model.kind import join_words
from newsgen.model.problem import Location, Problem, problem


class HtmlProblems:
    """The problems so far, and the tag that is being processed."""

    def __init__(self, markup: str, source_map: SourceMap) -> None:
        self.source_map = source_map
        self._markup = markup
        self._problems: dict[tuple[str, int], Problem] = {}
        self._locations: dict[int, Location] = {}
        self.tag_and_end = (HtmlTag("", False, "", ""), 0)
        """The tag that is being processed, and its end in the HTML."""

    @property
    def problems(self) -> tuple[Problem, ...]:
        """All problems, in the order in which they were found."""
        return tuple(self._problems.values())

    def add(self, new_problem: Problem) -> None:
        """Add a problem, unless its line has the same one."""
        self._problems.setdefault((new_problem.message, new_problem.location.line), new_problem)

    def report_removal(self, message: str, tag_and_end: tuple[HtmlTag, int] | None = None) -> None:
        """Report that something is not published. tag_and_end: if it is not the current tag."""
        tag, end = tag_and_end or self.tag_and_end
        if end not in self._locations:
            after = self._markup[end : end + 24]
            self._locations[end] = self.source_map.find_tag(tag.raw, tag.name, after)
        self.add(problem("N205", self._locations[end], message))

    def report_attributes(self, attribute_names: tuple[str, ...]) -> None:
        """Report that attributes of the tag are not published."""
        word, verb = ("attributes", "are") if attribute_names[1:] else ("attribute", "is")
        names, element = join_words(attribute_names), self.tag_and_end[0].name
        self.report_removal(f"the {word} {names} of <{element}> {verb} not published")

    def report_tag(self) -> None:
        """Report that the tag is not published."""
        tag = self.tag_and_end[0]
        is_declaration = tag.name in ("!", "?")
        name = f"{tag.name} … " if is_declaration else tag.name
        is_empty = is_declaration or tag.name in VOID
        effect = "it is removed" if is_empty else "the text in it stays"
        if tag.content_removed:
            effect = "it is removed with what stands in it"
        self.report_removal(f"<{name}> is not published; {effect}")

    def report_misplaced(self, source_name: str, conflict: str) -> None:
        """Report a tag that cannot stand where it does. conflict: the element around it, or ""."""
        reason = "stands alone, without what it is a part of; its text stays"
        if conflict:
            reason = f"cannot stand together with <{conflict}>; the text in it stays"
        self.report_removal(f"<{source_name}> {reason}")

    def report_broken_fragment(self, target: str) -> None:
        """Report a link to an id that the text does not have."""
        message = f'the link "{target}" leads nowhere: no heading or id of this text has that name'
        location = self.source_map.find_link(target)
        self.add(problem("N201", location, message, "mend the name after the #"))

    def report_control_char(self, reference: str) -> None:
        """Report a character reference that stands for a control character."""
        location = self.source_map.find_next(reference) or self.source_map.start_location
        message = f"holds {reference}, a control character that is not shown"
        self.add(problem("N115", location, message, "delete it"))
