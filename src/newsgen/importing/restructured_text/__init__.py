"""reStructuredText → HTML. Only this folder imports docutils."""
