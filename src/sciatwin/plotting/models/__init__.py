"""Kinetic models: how they are built, and how well they describe levels."""
