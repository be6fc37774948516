"""`newsgen serve`: builds into a folder of its own and shows that, on loopback only."""

from collections.abc import Callable
from contextlib import AbstractContextManager
from pathlib import Path

from newsgen.build import Order, Outcome, Progress, build
from newsgen.engine.server import HOST, server
from newsgen.model.value import replace


def preview_folder(site: Path) -> Path:
    """Where previews go: never into what is published."""
    return site / ".newsgen" / "preview"


def serve(
    order: Order,
    port: int,
    progress: AbstractContextManager[Progress],
    told: Callable[[Outcome, str], None],
) -> None:
    """Build and serve until interrupted; `told` hears the outcome and the address.

    Serves nothing if the build does not succeed. Raises OSError if the port is taken.
    """
    folder = preview_folder(order.site)
    with server(folder, port) as listening:
        address = f"http://{HOST}:{listening.server_address[1]}/"
        with progress as heard:
            outcome = build(replace(order, out=folder, base_url=address), heard)
        told(outcome, address)
        if outcome.status == "ok":
            listening.serve_forever()
