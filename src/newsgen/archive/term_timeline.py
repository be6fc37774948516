"""The articles about one name in stretches of time, for the search for related articles.

A stretch is a year, month or day with a bounded number of articles. The window of an article ends
with the stretches beside its own, so an article that is added or changed reaches only those near.
"""

from bisect import bisect_right
from collections.abc import Callable, Iterator
from functools import cached_property
from itertools import accumulate, chain, pairwise, repeat

from newsgen.archive.archive import ListedTerm
from newsgen.archive.timeline import CALENDAR_KEYS, split_by_size
from newsgen.archive.versions import Versions
from newsgen.model.article import Article
from newsgen.model.digest import digest
from newsgen.model.kind import Kind

_WINDOW_RADIUS = 6
"""Articles before and after one that its window holds."""

_MAX_BLOCK = 48
"""A stretch with more articles is divided."""

_MAX_PIECE = 32
"""A part of a block that has a digest of its own holds no more, but for a single day."""


class TermTimeline:
    """What stands for the stories about a name, newest first, in blocks and digested pieces.

    Its weight is what the name adds to the score of articles that share it.
    """

    def __init__(
        self,
        term: ListedTerm,
        versions: Versions,
        archive_bits: int,
        card_key: Callable[[Article], str],
    ) -> None:
        """Digest the stories of a name; `archive_bits` is the bit length of the number of all."""
        self.term = term
        self._versions = versions
        self._stories = versions.leads(term.articles)
        # A name in every second article tells nothing; each halving of its articles adds one.
        self.weight = archive_bits - len(self._stories).bit_length() + 1
        self.rarity = (-self.weight, term.kind is Kind.TAG)
        is_small = len(self._stories) <= _MAX_PIECE
        pieces = [self._stories]
        if not is_small:
            pieces = [piece for block in self._blocks for piece in _split(block, _MAX_PIECE)]
        digests = [digest("\0".join(map(card_key, piece))) for piece in pieces]
        self._piece_lengths = tuple(map(len, pieces))
        self.digest = digest(*digests)
        prefix = f"{term.kind}:{term.text}:{self.weight}"
        neighbours = [digests] if is_small else self._neighbour_digests(digests)
        self._window_digests = [" ".join((prefix, *parts)) for parts in neighbours]

    @cached_property
    def _blocks(self) -> list[tuple[Article, ...]]:
        return _split(self._stories, _MAX_BLOCK)

    @cached_property
    def _block_ends(self) -> tuple[int, ...]:
        return tuple(accumulate(map(len, self._blocks)))

    def _neighbour_digests(self, digests: list[str]) -> Iterator[list[str]]:
        """Yield for each piece, in order, all that decides the windows of its articles."""
        starts = (0, *accumulate(self._piece_lengths))
        first = last = block = 0
        for start, end in pairwise(starts):
            block += self._block_ends[block] == start
            low, high = self._block_reach(block)
            begin, stop = max(low, start - _WINDOW_RADIUS), min(high, end + _WINDOW_RADIUS)
            while starts[first + 1] <= begin:
                first += 1
            while starts[last] < stop:
                last += 1
            yield [f"{begin - starts[first]} {start - begin} {stop - end}", *digests[first:last]]

    def _block_reach(self, block: int) -> tuple[int, int]:
        """Return where the windows of a block's articles begin and end at most."""
        ends = self._block_ends
        return ends[block - 2] if block > 1 else 0, ends[min(block + 1, len(ends) - 1)]

    def window_digests(self) -> Iterator[tuple[int, str]]:
        """Yield for each article, newest first, its story's position and its window's digests."""
        digests = map(repeat, self._window_digests, self._piece_lengths)
        windows = enumerate(chain.from_iterable(digests))
        if self._stories is self.term.articles:
            return windows
        by_path = {story.path: at for story, at in zip(self._stories, windows, strict=True)}
        return (by_path[self._versions.lead(article).path] for article in self.term.articles)

    def window_at(self, position: int) -> tuple[Article, ...]:
        """Return the stories near a position, and the one there."""
        first, last = self._block_reach(bisect_right(self._block_ends, position))
        begin = max(first, position - _WINDOW_RADIUS)
        return self._stories[begin : min(last, position + _WINDOW_RADIUS + 1)]


def _split(articles: tuple[Article, ...], max_articles: int) -> list[tuple[Article, ...]]:
    return [part for _, part in split_by_size(articles, max_articles, CALENDAR_KEYS)]
