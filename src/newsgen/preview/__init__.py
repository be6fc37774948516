"""The preview: shows a folder of pages to this machine's browsers, and brings them up to date.

A server on loopback adds a small script to each page it sends. The script keeps a line open, on
which it hears that its page is another one now, or what keeps it from being built.
"""

from newsgen.preview.live_reload import LiveReload
from newsgen.preview.server import PortTaken, run_server
from newsgen.preview.watcher import watch_changes

__all__ = ["LiveReload", "PortTaken", "run_server", "watch_changes"]
