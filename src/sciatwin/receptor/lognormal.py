"""A spread that is known as a geometric standard deviation, in the terms of an ``Estimate``."""

import math


def error_of(median: float, *, geometric_sd: float) -> float:
    """Standard error with which ``Uncertain`` draws a lognormal number of this geometric standard deviation."""
    return median * math.sqrt(math.expm1(math.log(geometric_sd) ** 2))
