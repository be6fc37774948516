"""Articles → the archive: which are published, what belongs together."""
