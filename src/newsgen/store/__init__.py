"""Sources over processes: each file an editor wrote is read and prepared once, and remembered."""
