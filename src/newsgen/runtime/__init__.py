"""Access to the machine: files, processes, the clock."""
