"""Hits → names: which of those that a spelling may mean an article does mean.

A spelling of one name means it. One that several names share, and one that means a name only beside
a full spelling of it, count where the article settles it: where it declares exactly one of them, or
names exactly one of them in full.
"""

from collections.abc import Iterable, Iterator, Set

from newsgen.content.names.false_positives import is_in_all_caps, is_month, is_part_of_longer_name
from newsgen.content.names.hits import Hit
from newsgen.model.value import Value


class Mention(Value, frozen=True, array_like=True):
    """A name in a text, from `start` to `end`. number: of its entry."""

    start: int
    end: int
    entry_number: int


def resolve_mentions(text: str, hits: Iterable[Hit], about: Set[int]) -> Iterator[Mention]:
    """The mentions in a plain text, in their order. declared: numbers of entries."""
    for hit, number in resolve_hits(text, hits, about):
        if number is not None:
            yield Mention(hit.start, hit.end, number)


def resolve_hits(
    text: str, hits: Iterable[Hit], about: Set[int]
) -> Iterator[tuple[Hit, int | None]]:
    """The hits in a plain text that are not doubted, each with the name it means, or None."""
    known: list[Hit] = []
    for hit in hits:
        beside = bool(known) and known[-1].end + 1 == hit.start and known[-1].claims[0].standalone
        if not _is_false_positive(text, hit, beside):
            known.append(hit)
    sure = set(about)
    sure.update(
        hit.claims[0].entry_number
        for hit in known
        if hit.claims[0].standalone and len(hit.claims) < 2
    )
    named = sure | {
        number
        for hit in known
        if hit.claims[0].standalone and (number := _resolve_hit(hit, sure)) is not None
    }
    for hit in known:
        yield hit, _resolve_hit(hit, sure if hit.claims[0].standalone else named)


def _is_false_positive(text: str, hit: Hit, follows_name: bool) -> bool:
    """Whether what stands around a hit speaks against it. beside: a name right before it."""
    start, end = hit.start, hit.end
    if hit.claims[0].standalone:
        return is_in_all_caps(text, start, end)
    return is_part_of_longer_name(text, start, end, follows_name) or is_month(text, start, end)


def _resolve_hit(hit: Hit, certain: Set[int]) -> int | None:
    """The name a hit means, if the sure ones settle it, or if only one is meant by it alone."""
    claims = hit.claims
    if len(claims) == 1:
        only = claims[0]
        return only.entry_number if only.standalone or only.entry_number in certain else None
    settled = [claim.entry_number for claim in claims if claim.entry_number in certain]
    if not settled:
        settled = [claim.entry_number for claim in claims if claim.standalone]
    return settled[0] if len(settled) == 1 else None
