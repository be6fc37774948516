"""Finds the people, organizations, places and events of the authority files in texts."""

from newsgen.content.names.finder import NameFinder as NameFinder
from newsgen.content.names.html_text import NAME_PREFIX as NAME_PREFIX
from newsgen.content.names.html_text import insert_name_links as insert_name_links
