"""The small bars beside the names of an index: each name's stories by year."""

from collections.abc import Iterable, Mapping

from newsgen.archive.questions import ArchiveQuestions
from newsgen.archive.term import Term
from newsgen.archive.term_questions import CountedTerm
from newsgen.model.kind import NameKey
from newsgen.model.value import Value
from newsgen.pages.index_components import BarYears

BAR_HEIGHT = 10
"""The height of the highest bar of each name, in units of the drawing."""

_LEAST_HEIGHT = 2


class YearBars(Value, frozen=True):
    """The bars of the names of one page, all on one time axis; none in a single year.

    Attributes:
        years: The years of the axis.
    """

    years: BarYears | None
    _counts: Mapping[NameKey, tuple[tuple[int, int], ...]]

    @staticmethod
    def of(questions: ArchiveQuestions, terms: Iterable[CountedTerm]) -> "YearBars":
        """Return the bars of names that `questions` gave as those of a kind or of a letter."""
        counts = {term.key: questions.yearly_counts(term) for term, _ in terms}
        years = [year for own in counts.values() for year, _ in own]
        first, last = min(years, default=0), max(years, default=0)
        return YearBars(BarYears(first, last) if first < last else None, counts)

    def path(self, term: Term) -> str:
        """Return the path of a name's bars in SVG, two units for each year."""
        if self.years is None:
            return ""
        own = self._counts[term.key]
        highest = max((count for _, count in own), default=0)
        return "".join(
            f"M{2 * (year - self.years.first) + 1} {BAR_HEIGHT}"
            f"v-{max(_LEAST_HEIGHT, round(BAR_HEIGHT * count / highest))}"
            for year, count in own
        )
