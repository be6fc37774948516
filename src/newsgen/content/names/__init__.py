"""Finds the people, organizations, places and events of the authority files in texts.

Takes a title, a summary and the HTML of a body; gives the names they mention, in the order of the
text, and where in the HTML the first mention of each can be a link. A name that no authority file
has is not found.
"""

from newsgen.content.names.finder import NameFinder
from newsgen.content.names.link_spans import NAME_PREFIX, LinkSpan, insert_name_links

__all__ = ["NAME_PREFIX", "LinkSpan", "NameFinder", "insert_name_links"]
