"""What stands for an article on many pages, encoded once for all of them."""

from collections.abc import Callable
from functools import partial
from typing import TypeVar

from newsgen.model.article import Article
from newsgen.model.value import Value, replace
from newsgen.pages.cards import new_card
from newsgen.pages.feeds import feed_item
from newsgen.pages.plan_inputs import PlanInputs
from newsgen.runtime import codec
from newsgen.store.read_notes import ReadNotes

T = TypeVar("T", bound=Value)

_MAX_VALUES = 20_000
"""Values kept at once, half a kilobyte each; few page groups need more."""

_MAX_VALUES_OF_FEW_PAGES = 2000
"""The same in a build that plans few page groups."""


def with_encoded_cards(inputs: PlanInputs, notes: ReadNotes, *, plans_all: bool) -> PlanInputs:
    """Return inputs by which cards and entries of feeds are made once.

    plans_all: whether most page groups will be planned.
    """
    most = _MAX_VALUES if plans_all else _MAX_VALUES_OF_FEW_PAGES
    inputs = replace(inputs, cards=_encode_once(partial(new_card, inputs), notes, most))
    return replace(inputs, feed_items=_encode_once(partial(feed_item, inputs), notes, most))


def _encode_once(
    factory: Callable[[Article], T], notes: ReadNotes, most: int
) -> Callable[[Article], T]:
    """Return a factory that makes the value of an article once, encoded: only encoders use it.

    What a value has read is noted for everybody who gets it. most: values to keep at once.
    """
    values: dict[str, tuple[T, ReadNotes | None]] = {}

    def get(article: Article) -> T:
        known = values.get(article.path)
        if known is None:
            if len(values) >= most:
                values.clear()
            with notes.captured() as captured:
                made: T = codec.raw(codec.encode(factory(article)))
            known = values[article.path] = made, captured if captured else None
        value, noted = known
        if noted is not None:
            notes.add(noted)
        return value

    return get
