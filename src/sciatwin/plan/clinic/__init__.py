"""One clinic: what it has, what it can do, how it doses, and what a nurse draws up."""
