"""newsgen turns a folder of news articles into a browsable archive of static files.

docs/architecture.md says what each folder of this package is for, and which may import which.
"""

__version__ = "0.1.0"
