"""The error of a command that cannot be carried out as it was typed."""


class CommandError(Exception):
    """A refused command, before anything was written; its text says why and what to do."""
