"""A clock that stands still, for services that are told the time."""

import datetime


class FixedClock:
    """Shows noon of one day, in Coordinated Universal Time."""

    def __init__(self, day: datetime.date) -> None:
        self.day = day

    def now(self) -> datetime.datetime:
        return datetime.datetime.combine(self.day, datetime.time(12), tzinfo=datetime.UTC)
