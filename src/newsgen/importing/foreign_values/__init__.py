"""What stands above the texts of other programs: front matter, header lines, metadata."""
