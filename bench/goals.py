"""What newsgen is asked for: how long a build may take, and how much memory, by number of articles.

At a million articles Hugo cannot be measured beside it, so that no goal there is a part of Hugo's.
"""

from collections.abc import Mapping
from dataclasses import dataclass

from bench.edits import ADDED, ALIAS, BODY, NOTHING, RENAMED, TITLE

SMALL, LARGE, HUGE = 10_000, 100_000, 1_000_000


@dataclass(frozen=True, slots=True)
class Goal:
    """At most so much. absolute: seconds, or bytes. of_hugo: a part of Hugo's build."""

    absolute: float | None = None
    of_hugo: float | None = None


@dataclass(frozen=True, slots=True)
class Goals:
    """Of one build; None where there is none."""

    time: Goal | None = None
    memory: Goal | None = None


_BySize = Mapping[int, Goal]

_EDIT: _BySize = {SMALL: Goal(0.6, 0.045), LARGE: Goal(1.0, 0.0025), HUGE: Goal(4.0)}
_NAMED: _BySize = {SMALL: Goal(1.0), LARGE: Goal(2.5), HUGE: Goal(10.0)}
_NOTHING: _BySize = {SMALL: Goal(0.4), LARGE: Goal(1.0), HUGE: Goal(6.0)}
_SERVED: _BySize = {SMALL: Goal(0.15), LARGE: Goal(0.2), HUGE: Goal(0.5)}
_LEAN: _BySize = {SMALL: Goal(of_hugo=0.6), LARGE: Goal(of_hugo=0.25)}
_CLEAN: _BySize = {SMALL: Goal(of_hugo=0.8), LARGE: Goal(of_hugo=0.35)}
_EDIT_MEMORY: _BySize = {SMALL: Goal(120e6), LARGE: Goal(150e6), HUGE: Goal(300e6)}
_CLEAN_MEMORY: _BySize = {SMALL: Goal(of_hugo=0.3), LARGE: Goal(of_hugo=0.06), HUGE: Goal(4e9)}

CLEAN = "newsgen, clean"
LEAN = f"{CLEAN}, only what Hugo makes"
SERVED = "newsgen serve"
"""How the rows of clean builds and of previews begin."""

_GOALS: Mapping[str, tuple[_BySize, _BySize]] = {
    CLEAN: (_CLEAN, _CLEAN_MEMORY),
    LEAN: (_LEAN, {}),
    f"newsgen, {NOTHING.title}": (_NOTHING, _EDIT_MEMORY),
    **{f"newsgen, {edit.title}": (_EDIT, _EDIT_MEMORY) for edit in (BODY, TITLE, ADDED)},
    **{f"newsgen, {edit.title}": (_NAMED, _EDIT_MEMORY) for edit in (ALIAS, RENAMED)},
    **{f"{SERVED}, {edit.title}": (_SERVED, {}) for edit in (BODY, TITLE)},
}


def goals(row: str, size: int) -> Goals:
    """Of a row of the table."""
    time, memory = _GOALS.get(row, ({}, {}))
    return Goals(time.get(size), memory.get(size))
