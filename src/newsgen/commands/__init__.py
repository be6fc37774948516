"""What an editor does besides building. Nothing here prints, and nothing ends the program."""
