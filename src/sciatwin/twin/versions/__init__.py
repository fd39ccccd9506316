"""Versions of those who are simulated: drawn, weighed, of a class, under an account, with a belief."""
