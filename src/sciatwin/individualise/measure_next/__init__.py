"""Which measurement would help most."""
