"""The sizes by which a build divides its work, as one value that is passed down."""

from newsgen.model.value import Value


class Tuning(Value, frozen=True):
    """Sizes chosen by measuring. No option sets them; tests pass small ones to reach rare paths.

    A build request has one, as in `BuildRequest(..., tuning=Tuning(pages_per_chunk=1))`. Those
    from `articles_per_shard` on change what a build writes.

    Attributes:
        sources_per_chunk: Source files that a worker parses at once; their articles share one row
            of the cache.
        pages_per_chunk: Pages that a worker renders at once.
        texts_per_chunk: Articles whose texts a worker studies or converts at once; a study drops
            pairs of words that are rare within a chunk.
        serial_files, serial_sources, serial_pages, serial_texts, serial_indexes: The largest number
            of each that is listed or worked on without worker processes.
        planning_workers: The number of workers from which on they plan pages, too: two draw no
            faster than the process that leads them plans, and need less memory.
        cache_slack: Rows that a table of the cache may keep beyond a quarter more than are in use.
        files_looked_at: Files of the output of which a build looks whether they are as it left
            them, at least; a 64th of all if those are more, up to 5,000, but not after an edit in
            the preview.
        articles_per_shard: The largest number of articles in a shard of the search index, of which
            each takes two milliseconds; a shard of a single day may have more.
        recent_articles: The largest number of articles that are in a recent index because the
            index of their shard has not been made anew; so small a shard is always made anew.
        articles_per_answer: The number of articles, the newest ones, that a search asks first; the
            search page names their shards, and those of older ones are in files by year.
        words_per_file: The number of words beyond which a file of printed words is divided.
        active_names: Names that an index of names shows as recently most active.
        recent_days: The lengths of the recent periods in days, longest first.
        recent_stories: The number of stories above which a shorter recent period is taken.
        names_per_page: The largest number of names on a page of an index of names.
        names_per_file: The number of names in a file for scripts beyond which it is divided.
    """

    serial_files: int = 200_000
    sources_per_chunk: int = 64
    serial_sources: int = 128
    pages_per_chunk: int = 64
    serial_pages: int = 400
    texts_per_chunk: int = 64
    serial_texts: int = 256
    serial_indexes: int = 1
    planning_workers: int = 3
    cache_slack: int = 1000
    files_looked_at: int = 500
    articles_per_shard: int = 4000
    recent_articles: int = 100
    articles_per_answer: int = 20_000
    words_per_file: int = 1500
    active_names: int = 12
    recent_days: tuple[int, ...] = (90, 30, 7)
    recent_stories: int = 1000
    names_per_page: int = 2000
    names_per_file: int = 500
