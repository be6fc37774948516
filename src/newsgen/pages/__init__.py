"""From the archive to its pages: which exist, where each lives, and all that each shows."""
