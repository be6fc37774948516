"""Feeds as Atom, RSS and JSON Feed, and the list of them as OPML."""
