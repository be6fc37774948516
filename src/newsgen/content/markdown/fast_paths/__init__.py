"""What Markdown spends less time on than the library would."""
