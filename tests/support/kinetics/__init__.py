"""Curves to compare with: closed forms, models written out by hand, runs of other programs."""
