"""Names in texts: which people, organizations, places and events of the authority files one holds.

Takes a title, a summary and the HTML of a body; gives what they mention, in the order in which it
comes, and where in the HTML the first mention of each can lead to its page. Nothing is guessed:
what no authority file spells is not found.
"""

from newsgen.content.names.finder import NameFinder
from newsgen.content.names.link_spans import NAME_PREFIX, LinkSpan, insert_name_links

__all__ = ["NAME_PREFIX", "LinkSpan", "NameFinder", "insert_name_links"]
