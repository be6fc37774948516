"""How far a command is: the callback that long work reports to."""

from collections.abc import Callable
from typing import Literal

Stage = Literal[
    "read",
    "import",
    "prepare",
    "study",
    "plan",
    "render",
    "search",
    "export",
    "publish",
    "links",
    "keep",
    "fixity",
]

Progress = Callable[[Stage, int, int], None]
"""Told the stage a build is in, how much of it is done and how much there is; 0 if not known."""


def ignore_progress(stage: Stage, done: int, total: int) -> None:
    """Take no notice of how far a command is."""
