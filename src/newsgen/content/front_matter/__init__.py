"""Front matter: the keys of newsgen and of other programs, and what their values mean."""
