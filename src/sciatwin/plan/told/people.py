"""Probabilities as people: how many of 100 patients like this one."""

HUNDRED = 100


def people(probability: float) -> str:
    """Whole people of 100; what rounds to nobody or everybody is not called so."""
    count = round(HUNDRED * probability)
    if count == 0:
        return "none" if probability == 0 else "fewer than 1"
    if count == HUNDRED and probability < 1:
        return "more than 99"
    return str(count)


def told_apart(first: float, second: float) -> tuple[str, str]:
    """Two numbers of people, with a decimal where whole people would hide which is larger."""
    if first != second and people(first) == people(second):
        return f"{HUNDRED * first:.1f}", f"{HUNDRED * second:.1f}"
    return people(first), people(second)
