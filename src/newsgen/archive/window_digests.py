"""Digests of what is near each article in the timelines of its names: keys of today's page groups.

Equal digests mean equal related articles. A timeline is digested in pieces, so that its digests
cost one look at each of its stories.
"""

from collections.abc import Callable, Iterator
from itertools import accumulate, chain, pairwise, repeat

from newsgen.archive.archive import Archive, ListedTerm
from newsgen.archive.companions import TRACKED_KINDS, TrackedTerms
from newsgen.archive.related import WINDOW_RADIUS
from newsgen.archive.term import Term
from newsgen.archive.timeline import CALENDAR_KEYS, group_by_date, split_by_size
from newsgen.model.article import Article
from newsgen.model.digest import digest

_MAX_PIECE = 32
"""Stories of one piece, but for a single day."""


class WindowDigests:
    """The digests of one archive."""

    def __init__(self, archive: Archive, card_key: Callable[[Article], str]) -> None:
        """Digest the timelines of all tracked names."""
        self._archive = archive
        self.card_key = card_key
        self._tracked_terms = TrackedTerms(archive)
        stories = archive.versions.stories().values()
        self._reach = WINDOW_RADIUS + max(map(len, stories), default=1)

    def of_name(self, term: Term) -> str:
        """Return the digest of all articles a name appears in; empty for kinds not tracked."""
        if term.kind not in TRACKED_KINDS:
            return ""
        listed = self._archive.terms[term.key]
        return digest(self._digest(listed.articles), self._digest(listed.mentions))

    def days(self) -> Iterator[tuple[tuple[Article, ...], str]]:
        """Yield the articles of each date, newest first, with the digest of what is near them."""
        terms = self._tracked_terms.terms
        walks = [
            self._windows(term) if term.articles and term.kind in TRACKED_KINDS else None
            for term in terms
        ]
        for _, articles in group_by_date(self._archive.articles):
            windows: dict[str, None] = {}
            for article in articles:
                for number in self._tracked_terms.numbers_of(article):
                    if walk := walks[number]:
                        windows[next(walk)] = None
            yield articles, digest(*windows)

    def _windows(self, term: ListedTerm) -> Iterator[str]:
        """Yield for each article about a name, newest first, a digest of the stories near it."""
        stories, pieces = term.stories, [term.stories]
        if len(stories) > _MAX_PIECE:
            pieces = [piece for _, piece in split_by_size(stories, _MAX_PIECE, CALENDAR_KEYS)]
        windows = list(self._piece_windows(term, pieces))
        every = chain.from_iterable(map(repeat, windows, map(len, pieces)))
        return every if stories is term.articles else _at_places(term, list(every))

    def _piece_windows(self, term: ListedTerm, pieces: list[tuple[Article, ...]]) -> Iterator[str]:
        """Yield for each piece all that can be near one of its articles."""
        digests, starts = list(map(self._digest, pieces)), (0, *accumulate(map(len, pieces)))
        prefix = f"{term.kind}:{term.text}:{len(term.stories).bit_length()}"
        first = last = 0
        for piece, (start, end) in enumerate(pairwise(starts)):
            while starts[first + 1] <= start - self._reach:
                first += 1
            while last < len(pieces) and starts[last] < end + self._reach:
                last += 1
            yield " ".join((prefix, str(piece - first), *digests[first:last]))

    def _digest(self, articles: tuple[Article, ...]) -> str:
        return digest("\0".join(map(self.card_key, articles)))


def _at_places(term: ListedTerm, windows: list[str]) -> Iterator[str]:
    """Yield the window of each article at the place where it or the next older story is."""
    at, stories = 0, term.stories
    for article in term.articles:
        while at < len(stories) - 1 and stories[at].sort_key > article.sort_key:
            at += 1
        yield windows[at]
