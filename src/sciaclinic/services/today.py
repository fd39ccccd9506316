"""The day on which a question is asked: what was signed is held against it. The science asks for no clock."""

import datetime


def today() -> datetime.date:
    """As the calendar on the wall has it."""
    return datetime.date.today()
