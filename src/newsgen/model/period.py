"""Years, months and days: the periods into which listings are divided."""

from collections.abc import Mapping
from datetime import date
from typing import Literal

from newsgen.model.value import Value

Span = Literal["year", "month", "day"]

NARROWER_SPAN: Mapping[Span, Span] = {"year": "month", "month": "day"}


class Period(Value, frozen=True, order=True, array_like=True):
    """The year, month or day that begins on `first`: 2022-09-01 and "month" is September 2022."""

    first: date
    span: Span

    @classmethod
    def of(cls, day: date, span: Span) -> "Period":
        """Return the period of a span that holds a day."""
        match span:
            case "year":
                return cls(date(day.year, 1, 1), span)
            case "month":
                return cls(date(day.year, day.month, 1), span)
            case "day":
                return cls(day, span)

    @property
    def wider(self) -> "Period | None":
        """The month of a day or the year of a month; None for a year."""
        match self.span:
            case "year":
                return None
            case "month":
                return Period.of(self.first, "year")
            case "day":
                return Period.of(self.first, "month")

    @property
    def parts(self) -> tuple[str, ...]:
        """Its parts as in addresses: ("2022", "09")."""
        year, month, day = f"{self.first.year:04}", f"{self.first.month:02}", f"{self.first.day:02}"
        return {"year": (year,), "month": (year, month), "day": (year, month, day)}[self.span]

    def isoformat(self) -> str:
        """Return the period as ISO 8601: 2022, 2022-09 or 2022-09-13."""
        return "-".join(self.parts)
