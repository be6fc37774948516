"""One build: the order it follows, the proof before anything is printed, and the story itself."""

from newsgen.build.order import Order, Outcome, Progress
from newsgen.build.story import build, check

__all__ = ["Order", "Outcome", "Progress", "build", "check"]
