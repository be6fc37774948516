"""newsgen turns a folder of news articles into a browsable archive of static files.

The packages are rooms of one house, and a room imports only from the rooms below it: cli, desk,
build, engine, forms, pages, archive, reading, model. docs/architecture.md walks through them.
"""

__version__ = "0.1.0"
