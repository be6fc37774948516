"""The rooms that touch the outside: files, processes, the clock."""
