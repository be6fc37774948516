"""The archive as tables: what they hold, their rows, and the texts of the formats they come in."""
