"""The pictures of drafts that lie on the web."""

import asyncio
from collections.abc import Iterable
from urllib.parse import urlsplit

from newsgen import __version__
from newsgen.importing.draft import Draft
from newsgen.links.pictures import fetch_pictures
from newsgen.links.polite_client import PoliteClient, Politeness
from newsgen.links.robots import ROBOT_NAME
from newsgen.model.config import Config
from newsgen.model.progress import Progress

_POLITENESS = Politeness(pause=0.2)
"""A browser asks for the pictures of a page all at once."""


def picture_client(config: Config) -> PoliteClient:
    """Return a client that asks the network. config: of the archive."""
    purpose = f"imports into {config.base_url}" if config.base_url else "imports"
    agent = f"{ROBOT_NAME}/{__version__} ({purpose})"
    return PoliteClient(_POLITENESS, agent, urlsplit(config.base_url).hostname or "")


def fetch_drafts_pictures(
    drafts: Iterable[Draft], client: PoliteClient, progress: Progress
) -> tuple[dict[str, bytes], dict[str, str]]:
    """Return the pictures of drafts by address, and why others could not be fetched."""
    addresses = {
        each.url: None
        for draft in drafts
        for each in draft.attachments
        if each.url and not (each.content or each.path)
    }
    done = 0

    def report() -> None:
        nonlocal done
        done += 1
        progress("links", done, len(addresses))

    async def fetch() -> tuple[dict[str, bytes], dict[str, str]]:
        async with client:
            return await fetch_pictures(client, addresses, report)

    return asyncio.run(fetch()) if addresses else ({}, {})
