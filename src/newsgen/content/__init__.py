"""Bytes of files → articles, plain pages, authorities and configuration, with every problem."""
