"""How good the pages are, measured by others' programs: `make audit`."""
