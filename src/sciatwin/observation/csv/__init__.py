"""Observation files: one row a reading, read with every fault named by line, and written to the last bit."""
