"""The preview: shows a folder of pages to this machine's browsers, and brings them up to date.

The server adds a small script to each page. The script keeps a line open, on which it hears that
its page is another one now, or what keeps it from being built.
"""
