"""Documents of other programs → drafts of articles. Nothing here knows the archive they go to."""
