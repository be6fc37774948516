"""Finds the people, organizations, places and events of the authority files in texts.

A name that no authority file has is not found.
"""

from newsgen.content.names.finder import NameFinder
from newsgen.content.names.link_spans import NAME_PREFIX, insert_name_links

__all__ = ["NAME_PREFIX", "NameFinder", "insert_name_links"]
