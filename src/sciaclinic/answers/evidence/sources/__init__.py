"""Which sources are there, and what stands on each?"""
