"""A quicker way through the normalizer, with the same output."""
