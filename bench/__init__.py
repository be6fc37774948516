"""How quick newsgen is: beside Hugo, Eleventy and Pelican (`make bench`), and by itself (startup)."""
