"""Converts Markdown to HTML that can be published under a strict content security policy."""

from newsgen.content.markdown.convert import convert_markdown as convert_markdown
from newsgen.content.markdown.insert_addresses import insert_addresses as insert_addresses
from newsgen.content.markdown.link_targets import ARTICLE_PREFIX as ARTICLE_PREFIX
from newsgen.content.markdown.link_targets import FILE_PREFIX as FILE_PREFIX
from newsgen.content.markdown.link_targets import ROOT_PREFIX as ROOT_PREFIX
from newsgen.content.markdown.link_targets import LinkTarget as LinkTarget
from newsgen.content.markdown.link_targets import (
    insecure_picture_problems as insecure_picture_problems,
)
from newsgen.content.markdown.link_targets import resolve_target as resolve_target
from newsgen.content.markdown.normalize_html import Body as Body
