"""An output folder in the hands of one build or export."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from newsgen.publish.lock import lock
from newsgen.publish.roll_forward import recover
from newsgen.publish.staging import discard_staging


@contextmanager
def open_output(out: Path, cache_folder: Path) -> Iterator[None]:
    """Lock an output or raise OutputBusy, finish what a killed build left, unstage at the end."""
    with lock(out):
        try:
            recover(out, cache_folder)
            yield
        finally:
            discard_staging(out)
