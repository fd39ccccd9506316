"""Trials: their effects pooled, and their numbers beside predictions."""
