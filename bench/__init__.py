"""How quick newsgen is: beside its peers (`make bench`), and by itself (startup.py)."""
