"""Quicker ways through Python-Markdown and the normalizer, with the same output."""
