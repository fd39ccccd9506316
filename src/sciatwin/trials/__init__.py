"""Trials as they are run: people, arms with belief, ratings, operations, and the number that a trial reports.

Validation compares such numbers with printed ones and calibration fits constants to them; neither simulates an arm.
"""
