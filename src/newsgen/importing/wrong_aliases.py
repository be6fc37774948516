"""Old addresses that cannot lead to an article: they are told, and the article goes without."""

from collections.abc import Container, Mapping
from urllib.parse import unquote

from newsgen.importing.draft import Draft
from newsgen.importing.markup.loss_counter import LossCounter
from newsgen.model.address_rules import invalid_alias_reason
from newsgen.model.kind import Kind
from newsgen.model.value import replace
from newsgen.pages import routes

_INDEX_ADDRESSES = frozenset(
    (
        *(routes.SEARCH, routes.FEEDS, routes.DATA, routes.DATES, routes.LANGUAGES),
        *(
            routes.DAYS_OF_YEAR,
            routes.TRENDS,
            routes.WORDS,
            routes.READING,
            routes.CORRECTIONS,
            *map(routes.kind_address, Kind),
        ),
    )
)
"""Addresses that an archive has for itself, and that articles of old sites may have had."""


def without_wrong_aliases(
    draft: Draft,
    path: str,
    path_by_id: Mapping[str, str],
    page_addresses: Container[str],
    losses: LossCounter,
) -> Draft:
    """Return a draft without the old addresses that no page of the archive can have.

    Args:
        path: Of its file.
        path_by_id: The files of all drafts by their ids, which are their addresses.
        page_addresses: Those of the archive's plain pages.
    """
    aliases = []
    for alias in draft.aliases:
        bare = alias.strip("/").casefold()
        other = path_by_id.get(bare, path)
        if (address := f"/{bare}/") in _INDEX_ADDRESSES or address in page_addresses:
            losses.add(f"the old address {alias} leads to a page that the archive has there", alias)
        elif other != path:
            losses.add(f"the old address {alias} is that of {other} now", alias)
        elif reason := invalid_alias_reason(unquote(alias)):
            losses.add(f"the old address {alias} leads nowhere now: it {reason}", alias)
        else:
            aliases.append(alias)
    return replace(draft, aliases=tuple(aliases))
