"""Building an archive, stage by stage: scan, parse, plan, render, search, publish."""
