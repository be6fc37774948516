"""Which articles have changed since the shard that they are in was indexed.

An index cannot be changed, only made anew, and that takes milliseconds for each of its articles. So
a large shard is left as it is while only few of its articles have changed: these are in the recent
index of their language, a small one, and the search page hides what the shard's index has of them.
"""

from collections.abc import Iterable, Mapping

from newsgen.archive.search_shards import Shard
from newsgen.model.value import Value


class IndexedArticle(Value, frozen=True, array_like=True):
    """An article as the index of a shard has it: its file, document key, and id in the index."""

    path: str
    key: str
    id: str


class ShardChanges(Value, frozen=True):
    """How a shard differs from what its index holds.

    Attributes:
        new_documents: The articles that the index lacks, or has with other words or names: the
            keys of their documents by path.
        hidden: What the index has of these, and of articles that are no more in the shard.
    """

    shard: Shard
    new_documents: Mapping[str, str]
    hidden: tuple[IndexedArticle, ...]

    @property
    def count(self) -> int:
        """The number of articles that differ."""
        return len({*self.new_documents, *(article.path for article in self.hidden)})


class RecentChanges(Value, frozen=True, array_like=True):
    """What the search page is told of a language: the size of its recent index, and ids to hide."""

    count: int
    hidden: tuple[str, ...]


def shard_changes(
    shard: Shard, keys: Mapping[str, str], indexed: Iterable[IndexedArticle]
) -> ShardChanges:
    """Compare the articles of a shard with those that its index holds.

    keys: of the documents as they are now, by the paths of articles, in the shard's order.
    """
    same, hidden = set(), []
    for article in indexed:
        if keys.get(article.path) == article.key:
            same.add(article.path)
        else:
            hidden.append(article)
    new = {path: key for path, key in keys.items() if path not in same}
    return ShardChanges(shard, new, tuple(hidden))


def shards_to_index(changes: Iterable[ShardChanges], max_recent: int) -> frozenset[Shard]:
    """Return which of the changed shards of one language shall be indexed anew.

    These are all that are no larger than the recent index may be. If more articles than that have
    changed in the others, the most changed shards follow until half as many are left.
    """
    all_changes = tuple(changes)
    large = [one for one in all_changes if one.shard.count > max_recent]
    left = sum(one.count for one in large)
    merged = [one for one in all_changes if one.shard.count <= max_recent]
    if left > max_recent:
        for one in sorted(large, key=lambda one: one.count, reverse=True):
            merged.append(one)
            left -= one.count
            if left <= max_recent // 2:
                break
    return frozenset(one.shard for one in merged)
