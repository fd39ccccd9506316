"""One page a file: its routes, and what they show."""
