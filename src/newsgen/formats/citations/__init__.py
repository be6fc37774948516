"""How an article is cited: in sentences for people, in records for programs."""
