"""The archive as tables: their columns and rows, and the files that hold them."""
