"""The output folder: what newsgen owns there, how it stands, and how it is brought to the next."""
