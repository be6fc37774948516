"""What an edit costs in `newsgen serve`: from the saved file to the event on which a page reloads.

The preview is a process of its own, and its reader keeps a line open, as a browser's window does.
"""

import json
import socket
import subprocess
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from http.client import HTTPConnection, HTTPResponse
from pathlib import Path
from urllib.parse import urlencode

from bench.meter import Cost, FailedError, Watch, used

# So long a preview has nothing to do before a file is saved: it indexes after two quiet seconds.
REST = 4.0
# Of a processor: below, it does nothing but look whether there is something to do.
IDLE = 0.05
# Seconds until an event is waited for no longer.
PATIENCE = 7200


class Preview:
    """A preview that runs, and how long it takes to show an edit."""

    def __init__(self, session: int, port: int, watch: Watch) -> None:
        self._session, self._port, self._watch = session, port, watch

    def measure(self, save: Callable[[], str]) -> Cost:
        """What it costs to show what was saved.

        save: changes a file and gives the address of a page that shows it. The time begins when it
        is done. memory: the most that all processes held meanwhile.
        """
        self._rest()
        seen = time.time_ns()
        self._watch.most = 0
        before = used(self._session)
        address = save()
        start = time.perf_counter()
        connection = HTTPConnection("127.0.0.1", self._port, timeout=PATIENCE)
        try:
            query = urlencode({"page": address, "seen": seen})
            connection.request("GET", f"/.newsgen/events?{query}")
            response = connection.getresponse()
            while not _event(response)["stale"]:
                pass
            wall = time.perf_counter() - start
        finally:
            connection.close()
        return Cost(wall, used(self._session) - before, self._watch.most)

    def _rest(self) -> None:
        """Wait until it has had nothing to do for a while."""
        before = -REST
        while (now := used(self._session)) - before > IDLE * REST:
            before = now
            time.sleep(REST)


@contextmanager
def preview(command: Callable[[int], Sequence[str]], folder: Path) -> Iterator[Preview]:
    """Start a preview, wait until it has built everything, and end it. Raises meter.FailedError.

    command: gives the arguments that serve at a port.
    """
    port = _free_port()
    with tempfile.TemporaryFile("w+") as errors:
        process = subprocess.Popen(
            command(port),
            cwd=folder,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=errors,
            text=True,
            start_new_session=True,
        )
        watch = Watch(process.pid)
        try:
            assert process.stdout
            # What it says later, a line for each edit, fits into the pipe.
            if not any(f":{port}/" in line for line in process.stdout):
                errors.seek(0)
                raise FailedError(f"newsgen serve: {errors.read().strip()[-2000:]}")
            yield Preview(process.pid, port, watch)
        finally:
            watch.end()
            process.terminate()  # SIGINT would be ignored where a shell began the bench beside it
            process.communicate()


def _event(response: HTTPResponse) -> dict[str, object]:
    """The next event that the server sends."""
    while line := response.readline():
        if line.startswith(b"data: "):
            event: dict[str, object] = json.loads(line[6:])
            if event["problems"] or event["message"]:
                raise FailedError(f"newsgen serve: {line.decode()[-2000:]}")
            return event
    raise FailedError("newsgen serve: ended before it showed what was saved")


def _free_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as bound:
        port: int = bound.getsockname()[1]
        return port
