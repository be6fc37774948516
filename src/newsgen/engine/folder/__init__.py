"""The site's folder: its files and their stamps, its settings, and which contents are known."""
