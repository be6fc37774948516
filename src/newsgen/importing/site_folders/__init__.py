"""Folders of other generators: what their configuration says, and their documents."""
