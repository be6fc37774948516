"""Feeds: what subscribers are told, in each of its forms."""
