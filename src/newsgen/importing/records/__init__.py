"""Documents that are many records: tables, JSON, ninjs and feeds."""
