"""Reads Markdown as CommonMark and GitHub do: blocks, then the marks in their texts.

The CommonMark Specification has the rules: https://spec.commonmark.org/0.31.2/.
"""
