"""The cache of earlier results in one SQLite file, and the modules that fill its tables."""
