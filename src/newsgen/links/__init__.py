"""The links of an archive to other hosts: where they are, and whether anything answers there."""
