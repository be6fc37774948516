"""The address of a cluster, as it is given to a command."""

import re

_LOCAL_PREFIX = "local:"
_SCHEDULER = re.compile(r"(\w+://)?[^\s/]+:\d+")


def local_worker_count(address: str) -> int | None:
    """Return how many workers `local:2` asks to start on this machine; None for another address."""
    count = address.removeprefix(_LOCAL_PREFIX)
    return int(count) if count != address else None


def invalid_address_reason(address: str) -> str:
    """Return what is wrong with an address; empty if nothing is."""
    count = address.removeprefix(_LOCAL_PREFIX)
    if count == address:
        return (
            ""
            if _SCHEDULER.fullmatch(address)
            else "must be a scheduler, tcp://10.0.0.1:8786, or local:2"
        )
    is_valid = count.isascii() and count.isdecimal() and int(count)
    return "" if is_valid else "must name how many workers to start here: local:2"
