"""What outlives a build: the cache, and the stores that keep their rows in it."""
