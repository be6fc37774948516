"""Many addresses, asked so that each host has one request at a time and several hosts have some."""

import asyncio
from collections.abc import Awaitable, Callable, Collection
from itertools import groupby


class _Interrupted(Exception):
    """Somebody ended the command while a task ran."""


async def for_each_address(
    addresses: Collection[str], hosts: int, step: Callable[[str], Awaitable[None]]
) -> bool:
    """Take a step for each address: those of one host one after the other.

    Return whether all were taken: False if somebody ended it with Ctrl+C.

    Args:
        addresses: Without fragments.
        hosts: How many are asked at once.
        step: Raises nothing but what ends the program.
    """
    gate = asyncio.Semaphore(hosts)

    async def ask_host(host_addresses: tuple[str, ...]) -> None:
        async with gate:
            try:
                for address in host_addresses:
                    await step(address)
            except KeyboardInterrupt:  # in a task it would be told with all it has passed
                raise _Interrupted from None

    by_host = sorted(addresses, key=lambda address: (host_of(address), address))
    try:
        async with asyncio.TaskGroup() as tasks:
            for _, group in groupby(by_host, host_of):
                tasks.create_task(ask_host(tuple(group)))
    except* _Interrupted:
        is_whole = False
    else:
        is_whole = True
    return is_whole


def host_of(address: str) -> str:
    """Return the host of an address, with its port; of what is no address, something as good."""
    return address.partition("//")[2].partition("/")[0].lower()
