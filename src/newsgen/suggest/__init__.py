"""Suggests what an editor should look at, such as names that could be in authority files.

It only counts: the editor decides what a suggestion is worth.
"""
