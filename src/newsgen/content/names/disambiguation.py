"""Hits → names: which of those that a spelling may mean an article does mean.

A spelling of one name means it. One that several names share, and one that means a name only beside
a full spelling of it, count where the article settles it: where it declares exactly one of them, or
names exactly one of them in full.
"""

from collections.abc import Iterable, Iterator, Set

from newsgen.content.names.false_positives import is_month, is_of_another, is_shouted
from newsgen.content.names.matches import Hit
from newsgen.model.value import Value


class Mention(Value, frozen=True, array_like=True):
    """A name in a text, from `start` to `end`. number: of its entry."""

    start: int
    end: int
    number: int


def settle(text: str, hits: Iterable[Hit], declared: Set[int]) -> Iterator[Mention]:
    """The mentions in a plain text, in their order. declared: numbers of entries."""
    for hit, number in settled(text, hits, declared):
        if number is not None:
            yield Mention(hit.start, hit.end, number)


def settled(text: str, hits: Iterable[Hit], declared: Set[int]) -> Iterator[tuple[Hit, int | None]]:
    """The hits in a plain text that are not doubted, each with the name it means, or None."""
    known: list[Hit] = []
    for hit in hits:
        beside = bool(known) and known[-1].end + 1 == hit.start and known[-1].claims[0].full
        if not _doubted(text, hit, beside):
            known.append(hit)
    sure = set(declared)
    sure.update(hit.claims[0].number for hit in known if hit.claims[0].full and len(hit.claims) < 2)
    named = sure | {
        number for hit in known if hit.claims[0].full and (number := _meant(hit, sure)) is not None
    }
    for hit in known:
        yield hit, _meant(hit, sure if hit.claims[0].full else named)


def _doubted(text: str, hit: Hit, beside: bool) -> bool:
    """Whether what stands around a hit speaks against it. beside: a name right before it."""
    start, end = hit.start, hit.end
    if hit.claims[0].full:
        return is_shouted(text, start, end)
    return is_of_another(text, start, end, beside) or is_month(text, start, end)


def _meant(hit: Hit, sure: Set[int]) -> int | None:
    """The name a hit means, if the sure ones settle it, or if only one is meant by it alone."""
    claims = hit.claims
    if len(claims) == 1:
        only = claims[0]
        return only.number if only.full or only.number in sure else None
    settled = [claim.number for claim in claims if claim.number in sure]
    if not settled:
        settled = [claim.number for claim in claims if claim.full]
    return settled[0] if len(settled) == 1 else None
