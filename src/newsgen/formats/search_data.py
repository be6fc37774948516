"""What the search page fetches beside the indexes, as JSON: letters, names and older shards."""

import json

from newsgen.formats.json_text import json_document
from newsgen.pages.machine_views import KnownNamesView, LetterTableView, ShardListView

SearchDataView = LetterTableView | KnownNamesView | ShardListView


def render_search_data(view: SearchDataView) -> str:
    """Return the content of the file."""
    match view:
        case LetterTableView():  # with the empty ones
            return json.dumps(dict(view.letters), ensure_ascii=False) + "\n"
        case KnownNamesView():
            return _render_known_names(view)
        case ShardListView():
            return _render_shard_list(view)


def _render_known_names(view: KnownNamesView) -> str:
    """Return the names, each as a list of label, address, kind, count and further spellings."""
    names = [
        [name.label, name.address.lstrip("/"), name.kind.value, name.count, *name.spellings]
        for name in view.names
    ]
    return json_document({"count": view.count, "further": view.further, "names": names})


def _render_shard_list(view: ShardListView) -> str:
    """Return shards, each as a list of language, address, first and latest day, and count."""
    return json_document(
        [
            [
                shard.language,
                shard.address.lstrip("/"),
                shard.first.isoformat(),
                shard.latest.isoformat(),
                shard.count,
            ]
            for shard in view.shards
        ]
    )
