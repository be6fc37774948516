"""Decides which name each hit of a text means.

A spelling that belongs to one name means that name. A spelling that several names share, and a
spelling that needs the full name in the same article, such as a surname, are resolved only if the
article declares exactly one of the names, or contains exactly one of them in full.
"""

from collections.abc import Iterable, Iterator, Set

from newsgen.content.names.false_positives import is_in_all_caps, is_month, is_part_of_longer_name
from newsgen.content.names.hits import Hit
from newsgen.model.value import Value


class Mention(Value, frozen=True, array_like=True):
    """A name in a text or in HTML, from `start` to `end`."""

    start: int
    end: int
    entry_number: int


def resolve_hits(
    text: str, hits: Iterable[Hit], about: Set[int]
) -> Iterator[tuple[Hit, int | None]]:
    """Yield the hits that are no false positives, each with the number of the entry it means.

    The number is None if the article does not tell which entry is meant.

    Args:
        text: A text as `fold_text` returns it.
        hits: The hits in this text, in order.
        about: The numbers of the entries that the article declares.
    """
    valid_hits: list[Hit] = []
    for hit in hits:
        follows_name = bool(
            valid_hits and valid_hits[-1].end + 1 == hit.start and valid_hits[-1].standalone
        )
        if not _is_false_positive(text, hit, follows_name):
            valid_hits.append(hit)
    certain = set(about)
    certain.update(
        hit.claims[0].entry_number for hit in valid_hits if hit.standalone and len(hit.claims) < 2
    )
    in_full = certain | {
        number
        for hit in valid_hits
        if hit.standalone and (number := _resolve_hit(hit, certain)) is not None
    }
    for hit in valid_hits:
        yield hit, _resolve_hit(hit, certain if hit.standalone else in_full)


def _is_false_positive(text: str, hit: Hit, follows_name: bool) -> bool:
    """Return whether the words around a hit show that it is not the name."""
    start, end = hit.start, hit.end
    if hit.standalone:
        return is_in_all_caps(text, start, end)
    return is_part_of_longer_name(text, start, end, follows_name) or is_month(text, start, end)


def _resolve_hit(hit: Hit, certain: Set[int]) -> int | None:
    """Return the number of the entry that a hit means, or None if it is ambiguous."""
    claims = hit.claims
    if len(claims) == 1:
        claim = claims[0]
        return claim.entry_number if claim.standalone or claim.entry_number in certain else None
    numbers = [claim.entry_number for claim in claims if claim.entry_number in certain]
    if not numbers:
        numbers = [claim.entry_number for claim in claims if claim.standalone]
    return numbers[0] if len(numbers) == 1 else None
