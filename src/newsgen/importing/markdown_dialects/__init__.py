"""Markdown as other programs read it, written so that newsgen reads the same."""
