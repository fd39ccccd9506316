"""Predictions beside published observations: what was observed, what is predicted, inside the interval or not."""
