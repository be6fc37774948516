"""Views and tables → the text of a format. Values in, text out; nothing here opens a file."""
