"""What newsgen reads otherwise than CommonMark, or tells of it: rules for markdown-it-py."""
