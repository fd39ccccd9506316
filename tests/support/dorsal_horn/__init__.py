"""Cells to build circuits from, and counts of spikes that were published."""
