"""How amounts are written where a misread number harms: no zero at the end, one before the point (ISMP)."""


def amount(value: float, digits: int = 1) -> str:
    """Rounded: "5", "0.5" and "138.2", never "5.0" or ".5"."""
    return f"{round(value, digits) + 0.0:.12g}"
