"""Values that all other packages share; they are frozen, and have slots."""
