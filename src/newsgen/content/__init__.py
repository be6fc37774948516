"""Text in, articles and authorities out: what did the author mean, and where does it say so."""
