"""Finds what looks like a name in one text, whether or not an authority file has it.

Capitals show names in most scripts, and the forms of names in Chinese and Japanese. Which of them
are worth an editor's time can only be told from many texts together: `unknown_names` does that.
"""
