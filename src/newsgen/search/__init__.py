"""The search index: the documents of articles, and Pagefind, which indexes them."""
