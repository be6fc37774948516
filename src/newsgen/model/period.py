"""Years, months and days: periods of listings, and dates known to no more than that."""

from calendar import monthrange
from collections.abc import Mapping
from datetime import date
from typing import Literal

from newsgen.model.value import Value

Span = Literal["year", "month", "day"]

Qualifier = Literal["", "~", "?", "%"]
"""How sure a date is, by the signs of EDTF: about, uncertain, or both; empty if it is sure."""

_ISO_LENGTHS: Mapping[Span, int] = {"year": 4, "month": 7, "day": 10}

NARROWER_SPAN: Mapping[Span, Span] = {"year": "month", "month": "day"}


class Period(Value, frozen=True, order=True, array_like=True):
    """The year, month or day that begins on `first`: 2022-09-01 and "month" is September 2022.

    As a date it is what is known of it; the periods of listings have no qualifier.
    """

    first: date
    span: Span
    qualifier: Qualifier = ""

    @classmethod
    def of(cls, day: date, span: Span) -> "Period":
        """Return the period of a span that holds a day."""
        month = 1 if span == "year" else day.month
        return cls(day if span == "day" else date(day.year, month, 1), span)

    @classmethod
    def fromisoformat(cls, text: str) -> "Period":
        """Return the period that `isoformat` wrote."""
        first = date.fromisoformat(f"{text}-01-01"[:10])
        return cls(first, next(span for span in _ISO_LENGTHS if _ISO_LENGTHS[span] == len(text)))

    @property
    def wider(self) -> "Period | None":
        """The month of a day or the year of a month; None for a year."""
        wider = next((span for span in NARROWER_SPAN if NARROWER_SPAN[span] == self.span), None)
        return Period.of(self.first, wider) if wider else None

    @property
    def last(self) -> date:
        """Its last day."""
        if self.span == "day":
            return self.first
        month = 12 if self.span == "year" else self.first.month
        return date(self.first.year, month, monthrange(self.first.year, month)[1])

    @property
    def months(self) -> tuple[str, ...]:
        """The months it lies in, as in 2022-09: all twelve of a year."""
        months = range(1, 13) if self.span == "year" else (self.first.month,)
        return tuple(f"{self.first.year:04}-{month:02}" for month in months)

    @property
    def parts(self) -> tuple[str, ...]:
        """Its parts as in addresses: ("2022", "09")."""
        return tuple(self.isoformat().split("-"))

    def isoformat(self) -> str:
        """Return the period as ISO 8601: 2022, 2022-09 or 2022-09-13."""
        return self.first.isoformat()[: _ISO_LENGTHS[self.span]]

    def edtf(self) -> str:
        """Return it with its qualifier (Extended Date/Time Format): 1900~, 1912-05 or 1900?."""
        return self.isoformat() + self.qualifier
