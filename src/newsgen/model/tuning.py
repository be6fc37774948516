"""Tuning: the sizes by which a build divides its work, as one value that is passed down."""

from newsgen.model.value import Value


class Tuning(Value, frozen=True):
    """Sizes chosen by measuring. No option sets them; tests pass small ones to reach rare paths.

    A request carries it (`BuildRequest(..., tuning=Tuning(pages_per_chunk=1))`), and so do the
    session and the inputs of a plan. Only the last three fields change what a build writes.

    Attributes:
        sources_per_chunk: Source files that a worker parses at once; their records are one row of
            the cache.
        serial_sources: The largest number of sources that is parsed without worker processes.
        pages_per_chunk: Pages that a worker renders at once.
        serial_pages: The largest number of pages that is rendered without worker processes.
        texts_per_chunk: Articles whose texts a worker studies or converts at once; a study forgets
            pairs of words that are rare within a chunk.
        serial_texts: The largest number of texts that is read without worker processes.
        serial_indexes: The largest number of search indexes that is made without worker processes.
        cache_slack: Rows that a table of the cache may keep beyond a quarter more than are in use.
        articles_per_shard: Articles in a shard of the search index, but for a day that has more:
            to index them takes a second or two.
        active_names: Names that an index of names shows as most active lately.
        recent_days: The spans that count as lately, in days, longest first.
    """

    sources_per_chunk: int = 64
    serial_sources: int = 128
    pages_per_chunk: int = 64
    serial_pages: int = 400
    texts_per_chunk: int = 64
    serial_texts: int = 256
    serial_indexes: int = 1
    cache_slack: int = 1000
    articles_per_shard: int = 800
    active_names: int = 12
    recent_days: tuple[int, ...] = (90, 30, 7)
