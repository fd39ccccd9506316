"""Published trials simulated as they were run: what was reported, what is predicted, and how each account scores."""
