"""Channels by family, one family a file."""
