"""One course of treatment as it is planned, given and followed: states, who may change them, and what was entered.

Nothing here knows of a database, a page or a clock. What is entered is appended and never changes; the state of an
episode follows from its entries alone.
"""
