"""How a command of the desk says no."""


class CommandError(Exception):
    """The command was wrong. Its text is a sentence: why, and the way out. Nothing was written."""
