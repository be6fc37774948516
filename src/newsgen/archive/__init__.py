"""From articles to the archive: which are published, their names, what belongs together."""
