"""A plan in words and tables of text."""
