"""What became of an address elsewhere, in one sentence."""

from typing import Literal

from newsgen.model.value import Value

LinkState = Literal["dead", "unclear", "moved", "works"]
"""`unclear` is what only a person can tell, or what may be over tomorrow."""

LINK_STATES: tuple[LinkState, ...] = ("dead", "unclear", "moved", "works")
"""The states by weight: what readers miss most comes first."""


class LinkAnswer(Value, frozen=True):
    """The state of an address, with a sentence that says why.

    Attributes:
        address: Where it has moved to for good; empty if it has not.
    """

    state: LinkState
    sentence: str = ""
    address: str = ""
