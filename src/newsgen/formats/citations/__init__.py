"""Citations of articles: sentences in three styles, and records in three formats."""
