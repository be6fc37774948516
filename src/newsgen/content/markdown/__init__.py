"""Converts Markdown to HTML that can be published under a strict content security policy."""
