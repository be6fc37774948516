"""What is stale: what pages were made from, by its digests, and why one has to be drawn again."""
