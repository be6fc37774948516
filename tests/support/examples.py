"""How many random examples a test tries.

`make test` tries few, and the same ones every time, so that it is red only if the program is at
fault. `make test-long` (`--hypothesis-profile=random`) tries many new ones, and keeps in
.hypothesis what it finds until it is mended.
"""

from hypothesis import HealthCheck, Phase, settings
from hypothesis.database import DirectoryBasedExampleDatabase

from support.paths import ROOT

# No deadlines and no complaint of slowness: a slow machine is no fault of the program's.
settings.register_profile(
    "fixed",
    deadline=None,
    max_examples=40,
    derandomize=True,
    database=None,
    suppress_health_check=[HealthCheck.too_slow],
)
settings.register_profile(
    "random",
    deadline=None,
    max_examples=1000,
    database=DirectoryBasedExampleDatabase(ROOT / ".hypothesis" / "examples"),
    suppress_health_check=[HealthCheck.too_slow],
)

QUICK = (Phase.explicit, Phase.reuse, Phase.generate)
"""No smaller example is sought for one that fails: it takes long where each is a build."""


def tries(fixed_count: int, random_count: int, *, shrink: bool = True) -> settings:
    """Return the settings of a test whose examples are dear: builds, or processes.

    Args:
        fixed: How many examples `make test` tries.
        random: How many `make test-long` tries.
        shrink: Whether a smaller example is sought for one that fails.
    """
    return settings(
        max_examples=fixed_count if settings.default.derandomize else random_count,
        deadline=None,
        suppress_health_check=list(HealthCheck),
        phases=tuple(Phase) if shrink else QUICK,
    )
