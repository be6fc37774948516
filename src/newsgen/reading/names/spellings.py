"""Authority files → every text by which a name is looked for, and whose it is.

A spelling is looked for as it is written, from four letters on also in capitals, as headlines have
it, and with a capital where it begins with a small letter; unless the entry says otherwise. Russian
ones are looked for in all cases.
"""

from collections.abc import Iterable, Iterator

from newsgen.model.authority import Authority, Spelling
from newsgen.model.kind import TYPED_ENTITIES, Kind
from newsgen.model.value import Value
from newsgen.reading.names.common import COMMON
from newsgen.reading.names.plain import spelled
from newsgen.reading.names.russian import cases

_SHORTEST_CAPITALS = 4
"""Letters: shorter words in capitals are abbreviations more often than headlines."""


class Claim(Value, frozen=True, array_like=True):
    """A name that a text may mean. number: of its entry; full: whether by itself."""

    number: int
    full: bool


def claims(entries: Iterable[Authority]) -> dict[str, tuple[Claim, ...]]:
    """The names each text may mean, those that it means by itself first. Tags, say, have none."""
    found: dict[str, tuple[Claim, ...]] = {}
    for number, entry in enumerate(entries):
        if entry.match and entry.kind in TYPED_ENTITIES:
            for text, claim in _claims_of(entry, Claim(number, True), Claim(number, False)):
                others = found.get(text)
                found[text] = (claim,) if others is None else _with(others, claim)
    return found


def _claims_of(entry: Authority, full: Claim, weak: Claim) -> Iterator[tuple[str, Claim]]:
    for spelling in entry.spellings:
        claim = weak if is_common(spelling.text) else full
        for text in _texts(entry, spelling):
            yield text, claim
    for spelling in entry.also:
        for text in _texts(entry, spelling):
            yield text, weak


def _with(claims: tuple[Claim, ...], claim: Claim) -> tuple[Claim, ...]:
    """The claims with another; of two by one name that which is full."""
    kept = {each.number: each for each in claims}
    if claim.full or claim.number not in kept:
        kept[claim.number] = claim
    return tuple(sorted(kept.values(), key=lambda each: (not each.full, each.number)))


def is_common(text: str) -> bool:
    """Whether a spelling means something else most of the time: a letter, or a common word."""
    plain = spelled(text)
    if plain.isupper() and len(plain) > 1:  # US is no word, but in capitals; see `settling`
        return False
    return len(plain) < 2 or plain.lower() in COMMON


def _texts(entry: Authority, spelling: Spelling) -> Iterator[str]:
    """The texts by which a name is looked for because of one of its spellings."""
    plain = spelled(spelling.text)
    yield from forms(plain, entry.match_case)
    if not plain.isascii() and spelling.language in ("", "ru"):
        for case in cases(plain, person=entry.kind is Kind.PERSON):
            yield from forms(case, entry.match_case)


def forms(plain: str, match_case: bool | None) -> Iterator[str]:
    """A spelling as it is written with capitals and without; some may be equal."""
    if not plain:
        return
    yield plain
    if "ё" in plain:
        yield from forms(plain.replace("ё", "е"), match_case)
    if match_case is True:
        return
    capital = plain[0].upper() + plain[1:]
    if capital != plain:
        yield capital
    if match_case is False:
        yield plain.lower()
        yield plain.upper()
        yield plain.title()
    elif sum(char.isalpha() for char in plain) >= _SHORTEST_CAPITALS:
        yield plain.upper()
